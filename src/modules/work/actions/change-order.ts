import type { Instant } from '../../../kernel/instant.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { decideOrderChange, type OrderVersion } from '../domain/order-change.ts';
import type { OrderWeights } from '../domain/work-order.ts';
import { insertDecidedOrder, listDecidedOrders, lockOrder, markDecidedOrder, saveOrderState } from '../order-store.ts';
import { workRefusals } from '../refusals.ts';

/** Decides a new version of the order; items are ordered by it beside the shown order once it is effective. */
export async function changeOrder(
  tx: TenantTransaction,
  asked: { readonly weights: OrderWeights; readonly effectiveFrom: Instant | null; readonly expectedVersion: number },
): Promise<Result<OrderVersion>> {
  if (tx.actor.kind !== 'staff') return refuse(workRefusals.staffOnly);
  const { shown } = await lockOrder(tx);
  const known = await listDecidedOrders(tx);
  const pending = known.find(({ shownAt, withdrawnAt }) => shownAt === null && withdrawnAt === null) ?? null;
  const decided = decideOrderChange(asked, { shown, pending, last: known[0]?.version ?? 1, now: tx.now });
  if (!decided.ok) return decided;
  const { version, effectiveFrom } = decided.value;
  insertDecidedOrder(tx, { ...decided.value, decidedBy: tx.actor.staffId, decidedAt: tx.now });
  await tx.setTimer({
    kind: 'work.order-anew',
    subject: 'order',
    dueAt: effectiveFrom,
    payload: { version, after: null },
  });
  return decided;
}

/** Withdraws a version that is not shown yet. */
export async function withdrawOrderChange(tx: TenantTransaction, version: number): Promise<Result<null>> {
  const state = await lockOrder(tx);
  const order = (await listDecidedOrders(tx)).find((each) => each.version === version);
  if (order === undefined || order.shownAt !== null || order.withdrawnAt !== null)
    return refuse(workRefusals.noOrderChange);
  markDecidedOrder(tx, version, 'withdrawn_at');
  saveOrderState(tx, { shownVersion: state.shown.version, place: state.place, nextVersion: null });
  await tx.cancelTimer('work.order-anew', 'order');
  return ok(null);
}
