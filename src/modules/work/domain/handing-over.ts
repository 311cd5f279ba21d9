import type { SiteId, StaffId } from '../../../kernel/ids.ts';
import { addMinutes, type Instant } from '../../../kernel/instant.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { workRefusals } from '../refusals.ts';
import { servesQueue } from './queue.ts';
import { decideReleasing, type Taking, type WorkItem } from './work-item.ts';

/** A colleague to whom work may be given. */
export interface Colleague {
  readonly staffId: StaffId;
  readonly roles: readonly string[];
  readonly seesAllSites: boolean;
  readonly siteIds: readonly SiteId[];
}

/** How long an item that was handed over waits for its receiver: until their next shift. */
const handedMinutes = 720;

/** Decides whether an item suits a colleague: by the roles that serve its queue, and by its site. */
function decideFit(item: Pick<WorkItem, 'queue' | 'siteId'>, colleague: Colleague): Result<null> {
  if (!servesQueue(colleague.roles, item.queue)) return refuse(workRefusals.notTheirQueue);
  const isTheirSite = item.siteId === null || colleague.seesAllSites || colleague.siteIds.includes(item.siteId);
  return isTheirSite ? ok(null) : refuse(workRefusals.notTheirSite);
}

/**
 * Decides whether a person may hand an item over: to a colleague whom it suits, or back to its queue (null). Who may put back the work
 * of others may hand over theirs too, and what nobody holds.
 */
export function decideHandingOver(
  item: Pick<WorkItem, 'queue' | 'siteId' | 'taking'>,
  asked: {
    readonly staffId: StaffId;
    readonly mayReleaseOthers: boolean;
    readonly receiver: Colleague | null;
    readonly now: Instant;
  },
): Result<Taking | null> {
  const { receiver, now } = asked;
  const isFree = item.taking === null && asked.mayReleaseOthers && receiver !== null;
  const released = isFree ? ok(null) : decideReleasing(item, asked);
  if (!released.ok || receiver === null) return released;
  const fit = decideFit(item, receiver);
  if (!fit.ok) return fit;
  return ok({ takenBy: receiver.staffId, takenAt: now, takenUntil: addMinutes(now, handedMinutes) });
}
