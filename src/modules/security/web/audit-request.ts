import { addDays, type CalendarDay } from '../../../kernel/calendar-day.ts';
import type { RequestOf, ResponseOf } from '../../../kernel/endpoint.ts';
import { isUuid } from '../../../kernel/ids.ts';
import { type Instant, instantAt, type TimeZone } from '../../../kernel/instant.ts';
import type { listAuditEntries } from '../api.ts';

/** An entry as the list gives it. */
export type AuditEntry = ResponseOf<typeof listAuditEntries>['entries'][number];

type AuditRequest = RequestOf<typeof listAuditEntries>;

/** The filters as they are typed. Days are those of the current site's zone. They stay out of the address, as one names a patient. */
export interface TypedFilters {
  readonly userName: string;
  readonly patientId: string;
  readonly action: string;
  readonly kind: string;
  readonly outcome: string;
  readonly fromDay: string;
  readonly toDay: string;
}

/** Nothing is narrowed. */
export const noFilters: TypedFilters = {
  userName: '',
  patientId: '',
  action: '',
  kind: '',
  outcome: '',
  fromDay: '',
  toDay: '',
};

/** Turns what was typed into a request: days begin and end at midnight of the site, and a patient id that is none is left out. */
export function toRequest(filters: TypedFilters, timeZone: TimeZone): AuditRequest {
  const { fromDay, toDay } = filters;
  const [userName, patientId, action] = [filters.userName.trim(), filters.patientId.trim(), filters.action.trim()];
  const startOf = (day: CalendarDay): Instant => instantAt({ day, time: '00:00', timeZone });
  return {
    ...(userName === '' ? {} : { userName }),
    ...(isUuid(patientId) ? { patientId } : {}),
    ...(action === '' ? {} : { action }),
    ...(filters.kind === '' ? {} : { kind: filters.kind as NonNullable<AuditRequest['kind']> }),
    ...(filters.outcome === '' ? {} : { outcome: filters.outcome as NonNullable<AuditRequest['outcome']> }),
    ...(fromDay === '' ? {} : { from: startOf(fromDay as CalendarDay) }),
    ...(toDay === '' ? {} : { to: startOf(addDays(toDay as CalendarDay, 1)) }),
  };
}
