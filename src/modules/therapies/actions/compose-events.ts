import type { SiteId } from '../../../kernel/ids.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { getSite } from '../../identity/index.ts';
import type { NewTherapyEvent, TherapyEvent } from '../domain/therapy-event.ts';
import { composeStream } from '../domain/therapy-history.ts';
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
  const undated = composeStream(before, happened, { calendar: null, recordedAt: tx.now });
  if (undated !== null) return undated;
  const { calendar } = await getSite(tx, findSiteId(before, happened));
  const dated = composeStream(before, happened, { calendar, recordedAt: tx.now });
  if (dated === null) throw new Error('a calendar was given');
  return dated;
}

function findSiteId(before: TherapyState | null, [first]: readonly NewTherapyEvent[]): SiteId {
  if (before !== null) return before.siteId;
  if (first?.type !== 'therapy-opened') throw new Error('a therapy begins with its opening');
  return first.facts.siteId;
}
