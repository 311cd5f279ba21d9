import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { readAssignment } from '../assignment-store.ts';
import { assessFit, decideNeeds, type Need } from '../domain/assignment.ts';
import { decideReleasing, decideTaking, type Taking, type WorkItemId } from '../domain/work-item.ts';
import { findWorker } from '../people-who-work.ts';
import { workRefusals } from '../refusals.ts';
import { lockItem, saveTaking } from '../work-store.ts';

/** An item that a person took, and its wishes that they do not meet. */
export interface TakenItem extends Taking {
  readonly unmet: readonly Need[];
}

/** Gives an item to the person who asks, for half an hour at a time; refuses when somebody else holds it, or when they do not meet a must. */
export async function takeItem(tx: TenantTransaction, itemId: WorkItemId): Promise<Result<TakenItem>> {
  const item = await lockItem(tx, itemId);
  if (item === null) return refuse(workRefusals.unknownItem);
  if (tx.actor.kind !== 'staff') return refuse(workRefusals.staffOnly);
  const decided = decideTaking(item, { staffId: tx.actor.staffId, now: tx.now });
  if (!decided.ok) return decided;
  const worker = await findWorker(tx, tx.actor.staffId);
  const fit = worker === null ? null : assessFit(await readAssignment(tx), item.asking, worker);
  const met = fit === null ? ok(null) : decideNeeds(fit);
  if (!met.ok) return met;
  await saveTaking(tx, item, decided.value);
  await tx.setTimer({
    kind: 'work.taking-lapse',
    subject: itemId,
    dueAt: decided.value.takenUntil,
    payload: null,
  });
  tx.touch(`queue:${item.queue}`);
  return ok({ ...decided.value, unmet: fit?.unmet ?? [] });
}

/** Puts an item back into its queue. */
export async function releaseItem(
  tx: TenantTransaction,
  asked: { readonly itemId: WorkItemId; readonly mayReleaseOthers: boolean },
): Promise<Result<null>> {
  const item = await lockItem(tx, asked.itemId);
  if (item === null) return refuse(workRefusals.unknownItem);
  if (tx.actor.kind !== 'staff') return refuse(workRefusals.staffOnly);
  const { staffId } = tx.actor;
  const decided = decideReleasing(item, { staffId, mayReleaseOthers: asked.mayReleaseOthers });
  if (!decided.ok) return decided;
  await saveTaking(tx, item, null);
  await tx.cancelTimer('work.taking-lapse', asked.itemId);
  tx.touch(`queue:${item.queue}`);
  return ok(null);
}

/** Puts an item back when the time for which it was taken is over. */
export async function lapseTaking(tx: TenantTransaction, itemId: WorkItemId): Promise<void> {
  const item = await lockItem(tx, itemId);
  if (item === null || item.taking === null || item.taking.takenUntil > tx.now) return;
  await saveTaking(tx, item, null);
  tx.touch(`queue:${item.queue}`);
}
