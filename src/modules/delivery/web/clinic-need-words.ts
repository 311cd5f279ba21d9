import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import type { Instant, TimeZone } from '../../../kernel/instant.ts';
import { formatCalendarDay, formatDayTime } from '../../../ui/format-time.ts';
import type * as api from '../clinic-api.ts';

/** What a clinic needs for a therapy, as the server tells it. */
export type ShownNeed = NonNullable<ResponseOf<typeof api.getClinicNeed>['need']>;

/** Says for which appointment a clinic needs the drug and by when: `Dec 4, 10:00 at Infusion Center; needed there by Dec 3, 2026, 15:00`. */
export function describeNeed(need: ShownNeed, now: Instant): string {
  const { appointmentAt, clinicName, needBy, receivesUntil, isReceivingAssumed, goesToClinic } = need;
  const place = clinicName ?? 'its clinic';
  if (appointmentAt === null) return `none booked at ${place}`;
  const at = formatDayTime(appointmentAt as Instant, { timeZone: need.timeZone as TimeZone, now });
  const where = `${at} at ${place}`;
  if (needBy === null) return where;
  const day = formatCalendarDay(needBy as CalendarDay);
  if (!goesToClinic) return `${where}; the patient needs it by ${day}`;
  const hours = isReceivingAssumed ? `${receivesUntil} (hours assumed)` : receivesUntil;
  return `${where}; needed there by ${day}, ${hours}`;
}
