import type { Id, PatientId, SiteId, StaffId, TherapyId, Uuid } from '../../../kernel/ids.ts';
import { addMinutes, type Instant } from '../../../kernel/instant.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { workRefusals } from '../refusals.ts';
import type { Asking } from './assignment.ts';
import type { QueueCode } from './queue.ts';
import type { OrderReason, WorkFacts } from './work-order.ts';

/** The id of a work item. */
export type WorkItemId = Id<'work-item'>;

/** Who holds an item and until when; it goes back to the queue by itself. */
export interface Taking {
  readonly takenBy: StaffId;
  readonly takenAt: Instant;
  readonly takenUntil: Instant;
}

/** An open item of a queue. */
export interface WorkItem {
  readonly itemId: WorkItemId;
  readonly queue: QueueCode;
  readonly subjectKind: string;
  readonly subjectId: Uuid;
  readonly siteId: SiteId | null;
  readonly patientId: PatientId | null;
  readonly therapyId: TherapyId | null;
  readonly stage: string | null;
  readonly reasonCode: string;
  readonly role: string | null;
  readonly facts: WorkFacts;
  readonly dueAt: Instant;
  readonly effectiveDueAt: Instant;
  /** The version of the rules by which it stands where it stands. */
  readonly orderVersion: number;
  readonly orderReasons: readonly OrderReason[];
  readonly openedAt: Instant;
  /** All by which it suits a person or does not. */
  readonly asking: Asking;
  readonly taking: Taking | null;
}

/** How long an item stays with the person who took it, unless it is taken again. */
const takingMinutes = 30;

/** Decides whether a person may take an item; two people never hold one, and taking again prolongs. */
export function decideTaking(
  item: Pick<WorkItem, 'taking'>,
  asked: { readonly staffId: StaffId; readonly now: Instant },
): Result<Taking> {
  const { taking } = item;
  if (taking !== null && taking.takenBy !== asked.staffId && taking.takenUntil > asked.now) {
    return refuse(workRefusals.itemTaken, { takenBy: taking.takenBy, takenAt: taking.takenAt });
  }
  const takenAt = taking?.takenBy === asked.staffId ? taking.takenAt : asked.now;
  return ok({ takenBy: asked.staffId, takenAt, takenUntil: addMinutes(asked.now, takingMinutes) });
}

/** Decides whether a person may put an item back: who holds it, or who may do so for others. */
export function decideReleasing(
  item: Pick<WorkItem, 'taking'>,
  asked: { readonly staffId: StaffId; readonly mayReleaseOthers: boolean },
): Result<null> {
  if (item.taking === null) return refuse(workRefusals.itemNotTaken);
  if (item.taking.takenBy !== asked.staffId && !asked.mayReleaseOthers) {
    return refuse(workRefusals.itemTaken, { takenBy: item.taking.takenBy, takenAt: item.taking.takenAt });
  }
  return ok(null);
}
