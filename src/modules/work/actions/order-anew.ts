import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { type OrderPlace, otherPlace } from '../domain/order-places.ts';
import { queueCodes } from '../domain/queue.ts';
import type { WorkItemId } from '../domain/work-item.ts';
import { computeWorkOrder, type OrderRules } from '../domain/work-order.ts';
import {
  hasItemsToOrder,
  listDecidedOrders,
  lockItemsToOrder,
  lockOrder,
  markDecidedOrder,
  readOrderState,
  saveOrderState,
  saveOrders,
} from '../order-store.ts';

const itemsPerStep = 2_000;

/** How far the ordering by a version has come. */
export interface OrderingProgress {
  readonly version: number;
  readonly after: WorkItemId | null;
}

/**
 * Takes one step of ordering all open items by a decided version, in the place beside the shown order: first it is named as the
 * next one, so that whoever places an item places it in both; then items are ordered batch by batch; at last everybody waits for the
 * moment in which the queues are switched to it.
 */
export async function orderAnew(tx: TenantTransaction, progress: OrderingProgress): Promise<void> {
  const state = await readOrderState(tx);
  if (state.next?.version !== progress.version) return beginOrdering(tx, progress.version);
  const place = otherPlace(state.place);
  const last = await orderBatch(tx, { ...progress, place, rules: state.next });
  if (last !== null) return goOn(tx, { version: progress.version, after: last });
  await switchOrder(tx, progress.version);
}

async function beginOrdering(tx: TenantTransaction, version: number): Promise<void> {
  const state = await lockOrder(tx);
  const order = (await listDecidedOrders(tx)).find((each) => each.version === version);
  if (order === undefined || order.shownAt !== null || order.withdrawnAt !== null) return;
  saveOrderState(tx, { shownVersion: state.shown.version, place: state.place, nextVersion: version });
  await goOn(tx, { version, after: null });
}

/** Orders a batch and returns the last item of it; null when there was none left. */
async function orderBatch(
  tx: TenantTransaction,
  batch: OrderingProgress & { readonly place: OrderPlace; readonly rules: OrderRules },
): Promise<WorkItemId | null> {
  const items = await lockItemsToOrder(tx, { ...batch, most: itemsPerStep });
  if (items.length === 0) return null;
  const orders = items.map((item) => ({ itemId: item.itemId, order: computeWorkOrder(batch.rules, item) }));
  saveOrders(tx, batch.place, orders);
  return items.at(-1)?.itemId ?? null;
}

async function switchOrder(tx: TenantTransaction, version: number): Promise<void> {
  const { place, next } = await lockOrder(tx);
  if (next?.version !== version) return;
  const wanted = { place: otherPlace(place), version };
  if (await hasItemsToOrder(tx, wanted)) return goOn(tx, { version, after: null });
  markDecidedOrder(tx, version, 'shown_at');
  saveOrderState(tx, { shownVersion: version, place: wanted.place, nextVersion: null });
  for (const queue of queueCodes) tx.touch(`queue:${queue}`);
  tx.touch('work-order');
}

async function goOn(tx: TenantTransaction, progress: OrderingProgress): Promise<void> {
  await tx.setTimer({ kind: 'work.order-anew', subject: 'order', dueAt: tx.now, payload: { ...progress } });
}
