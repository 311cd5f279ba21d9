import type { StaffId } from '../../../kernel/ids.ts';
import { addMinutes, type Instant } from '../../../kernel/instant.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { workRefusals } from '../refusals.ts';
import { assessFit, decideNeeds, type Fit, type Worker } from './assignment.ts';
import type { AssignmentRules } from './assignment-rules.ts';
import { decideReleasing, type Taking, type WorkItem } from './work-item.ts';

/** How long an item that was handed over waits for its receiver: until their next shift. */
const handedMinutes = 720;

/** Decides whether an item suits a colleague: by role and site, and by what it must have. */
function decideFit(fit: Fit): Result<null> {
  if (fit.binding === 'role') return refuse(workRefusals.notTheirQueue);
  return fit.binding === 'site' ? refuse(workRefusals.notTheirSite) : decideNeeds(fit);
}

/**
 * Decides whether a person may hand an item over: to a colleague whom it suits, or back to its queue (null). Who may put back the work
 * of others may hand over theirs too, and what nobody holds.
 */
export function decideHandingOver(
  item: Pick<WorkItem, 'asking' | 'taking'>,
  asked: {
    readonly staffId: StaffId;
    readonly mayReleaseOthers: boolean;
    readonly receiver: Worker | null;
    readonly rules: AssignmentRules;
    readonly now: Instant;
  },
): Result<Taking | null> {
  const { receiver, now } = asked;
  const isFree = item.taking === null && asked.mayReleaseOthers && receiver !== null;
  const released = isFree ? ok(null) : decideReleasing(item, asked);
  if (!released.ok || receiver === null) return released;
  const fit = decideFit(assessFit(asked.rules, item.asking, receiver));
  if (!fit.ok) return fit;
  return ok({ takenBy: receiver.staffId, takenAt: now, takenUntil: addMinutes(now, handedMinutes) });
}
