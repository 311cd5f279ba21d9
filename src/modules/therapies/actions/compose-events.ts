import type { BusinessCalendar } from '../../../kernel/business-calendar.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { getSite } from '../../identity/index.ts';
import { computeAgenda, needsAgenda } from '../domain/agenda.ts';
import type { NewTherapyEvent, TherapyEvent } from '../domain/therapy-event.ts';
import { evolveTherapy } from '../domain/therapy-evolution.ts';
import type { TherapyState } from '../domain/therapy-state.ts';

/**
 * Numbers new events, dates them, and computes the therapy after them. The calendar of the site is read only when an event opens
 * work or sets a date.
 */
export async function composeEvents(
  tx: TenantTransaction,
  before: TherapyState | null,
  happened: readonly NewTherapyEvent[],
): Promise<{ readonly events: readonly TherapyEvent[]; readonly after: TherapyState }> {
  const events: TherapyEvent[] = [];
  let state = before;
  let calendar: BusinessCalendar | null = null;
  for (const event of happened) {
    const change = { before: state, event, after: evolveTherapy(state, event) };
    let dated = event;
    if (needsAgenda(change)) {
      calendar ??= (await getSite(tx, change.after.siteId)).calendar;
      dated = { ...event, agenda: computeAgenda(change, calendar) };
    }
    state = dated === event ? change.after : evolveTherapy(change.before, dated);
    events.push({ ...dated, sequence: state.sequence, recordedAt: tx.now });
  }
  if (state === null) throw new Error('a therapy begins with an event');
  return { events, after: state };
}
