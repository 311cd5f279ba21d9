import type { StaffId } from '../../../kernel/ids.ts';
import type { Refusal } from '../../../kernel/refusal.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { readAssignment } from '../assignment-store.ts';
import { assessFit, decideNeeds } from '../domain/assignment.ts';
import { decideHandingOver } from '../domain/handing-over.ts';
import { decideReleasing, decideTaking, type Taking, type WorkItem, type WorkItemId } from '../domain/work-item.ts';
import { insertHandOver } from '../hand-over-store.ts';
import { findWorker } from '../people-who-work.ts';
import { workRefusals } from '../refusals.ts';
import { lockItems, saveTaking } from '../work-store.ts';

/** What became of several items: each was done whole or left as it was, with the refusal that says why. */
export interface BulkOutcome {
  readonly done: readonly WorkItem[];
  readonly left: readonly { readonly itemId: WorkItemId; readonly refusal: Refusal }[];
}

/** Gives those of several items to the person who asks that nobody else holds and whose musts they meet. */
export async function takeItems(tx: TenantTransaction, itemIds: readonly WorkItemId[]): Promise<Result<BulkOutcome>> {
  if (tx.actor.kind !== 'staff') return refuse(workRefusals.staffOnly);
  const { staffId } = tx.actor;
  const rules = await readAssignment(tx);
  const worker = await findWorker(tx, staffId);
  return ok(
    await actOnItems(tx, itemIds, (item) => {
      const taken = decideTaking(item, { staffId, now: tx.now });
      if (!taken.ok || worker === null) return taken;
      const met = decideNeeds(assessFit(rules, item.asking, worker));
      return met.ok ? taken : met;
    }),
  );
}

/** Puts those of several items back that the person holds, or may put back for others. */
export async function releaseItems(
  tx: TenantTransaction,
  asked: { readonly itemIds: readonly WorkItemId[]; readonly mayReleaseOthers: boolean },
): Promise<Result<BulkOutcome>> {
  if (tx.actor.kind !== 'staff') return refuse(workRefusals.staffOnly);
  const by = { staffId: tx.actor.staffId, mayReleaseOthers: asked.mayReleaseOthers };
  return ok(await actOnItems(tx, asked.itemIds, (item) => decideReleasing(item, by)));
}

/** Hands several items over to a colleague, or back to their queues, with a note that the receiver sees on the home page. */
export async function handOverItems(
  tx: TenantTransaction,
  asked: {
    readonly itemIds: readonly WorkItemId[];
    readonly mayReleaseOthers: boolean;
    readonly toStaffId: StaffId | null;
    readonly note: string | null;
  },
): Promise<Result<BulkOutcome>> {
  if (tx.actor.kind !== 'staff') return refuse(workRefusals.staffOnly);
  const { staffId } = tx.actor;
  const { toStaffId, mayReleaseOthers, note } = asked;
  const receiver = await findWorker(tx, toStaffId);
  const rules = await readAssignment(tx);
  if (toStaffId !== null && (receiver === null || toStaffId === staffId)) return refuse(workRefusals.unknownColleague);
  const outcome = await actOnItems(tx, asked.itemIds, (item) =>
    decideHandingOver(item, { staffId, mayReleaseOthers, receiver, rules, now: tx.now }),
  );
  const itemIds = outcome.done.map(({ itemId }) => itemId);
  if (itemIds.length > 0) await insertHandOver(tx, { fromStaffId: staffId, toStaffId, note, itemIds });
  return ok(outcome);
}

async function actOnItems(
  tx: TenantTransaction,
  itemIds: readonly WorkItemId[],
  decide: (item: WorkItem) => Result<Taking | null>,
): Promise<BulkOutcome> {
  const items = await lockItems(tx, [...new Set(itemIds)]);
  const done: WorkItem[] = [];
  const left: BulkOutcome['left'][number][] = [];
  for (const itemId of new Set(itemIds)) {
    const item = items.find((each) => each.itemId === itemId);
    const decided = item === undefined ? refuse(workRefusals.unknownItem) : decide(item);
    if (item === undefined || !decided.ok) {
      if (!decided.ok) left.push({ itemId, refusal: decided.refusal });
      continue;
    }
    await moveItem(tx, item, decided.value);
    done.push(item);
  }
  for (const queue of new Set(done.map((item) => item.queue))) tx.touch(`queue:${queue}`);
  return { done, left };
}

async function moveItem(tx: TenantTransaction, item: WorkItem, taking: Taking | null): Promise<void> {
  await saveTaking(tx, item, taking);
  if (taking === null) return tx.cancelTimer('work.taking-lapse', item.itemId);
  await tx.setTimer({ kind: 'work.taking-lapse', subject: item.itemId, dueAt: taking.takenUntil, payload: null });
}
