import { parseInstant } from '../../kernel/instant.ts';
import { ok, refuse } from '../../kernel/result.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { listStaffNames } from '../identity/index.ts';
import { changeOrder, withdrawOrderChange } from './actions/change-order.ts';
import { copyFacts } from './describe-items.ts';
import { arePlausible, computeOrderEffect, type OrderEffect, type PlacedItem } from './domain/order-change.ts';
import type { OrderState } from './domain/order-places.ts';
import { queueCodes, queues } from './domain/queue.ts';
import type { WorkItemId } from './domain/work-item.ts';
import { computeWorkOrder, type OrderRules } from './domain/work-order.ts';
import * as api from './order-api.ts';
import { type DecidedOrder, listDecidedOrders, listItemsToOrder, readOrder } from './order-store.ts';
import { workRefusals } from './refusals.ts';
import { listItemsById } from './work-queries.ts';

const itemsPerReading = 5_000;
const topRows = 25;

/** What answers the endpoints by which the order of work is changed. */
export const orderRoutes: readonly Route[] = [
  route(api.readWorkOrder, async (tx) => {
    const state = await readOrder(tx);
    const decided = await listDecidedOrders(tx);
    const names = await listStaffNames(
      tx,
      decided.map(({ decidedBy }) => decidedBy),
    );
    const versions = decided.map((order) => ({
      version: order.version,
      weights: { ...order.weights },
      state: nameState(order, state),
      effectiveFrom: order.effectiveFrom,
      shownAt: order.shownAt,
      decidedBy: names.get(order.decidedBy) ?? '',
      decidedAt: order.decidedAt,
    }));
    const { version, weights } = state.shown;
    return ok({ body: { version, weights: { ...weights }, versions }, patientIds: [] });
  }),
  route(api.previewOrder, async (tx, call) => {
    const { weights, queue } = call.request;
    if (!arePlausible(weights)) return refuse(workRefusals.weightsImplausible);
    const rules: OrderRules = { version: 0, weights };
    const placed = await placeAllItems(tx, rules);
    const effects = queueCodes.map((code) => {
      return { code, effect: computeOrderEffect(placed.get(code) ?? [], code === queue ? topRows : 0) };
    });
    const top = effects.find(({ code }) => code === queue)?.effect.top ?? [];
    const shown = await describeTop(tx, top, rules);
    const counts = effects.map(({ code, effect: { top: _, ...counted } }) => ({
      queue: code,
      label: queues[code].label,
      ...counted,
    }));
    const patientIds = shown.flatMap(({ patientId }) => (patientId === null ? [] : [patientId]));
    return ok({ body: { queues: counts, top: shown }, patientIds: [...new Set(patientIds)] });
  }),
  route(api.changeWorkOrder, async (tx, call) => {
    const { effectiveFrom, ...asked } = call.request;
    const from = effectiveFrom === null ? null : parseInstant(effectiveFrom);
    const changed = await changeOrder(tx, { ...asked, effectiveFrom: from });
    if (!changed.ok) return changed;
    const { version } = changed.value;
    return ok({ body: { version }, patientIds: [], about: aboutOrder(version) });
  }),
  route(api.withdrawOrder, async (tx, call) => {
    const withdrawn = await withdrawOrderChange(tx, call.request.version);
    if (!withdrawn.ok) return withdrawn;
    return ok({ body: {}, patientIds: [], about: aboutOrder(call.request.version) });
  }),
];

function nameState(order: DecidedOrder, state: OrderState): 'planned' | 'being-made' | 'shown' | 'past' | 'withdrawn' {
  if (order.version === state.shown.version) return 'shown';
  if (order.withdrawnAt !== null) return 'withdrawn';
  if (order.shownAt !== null) return 'past';
  return state.next?.version === order.version ? 'being-made' : 'planned';
}

/** Places all open items that this person may see as the queues show them, and as other rules would, by queue. */
async function placeAllItems(
  tx: TenantTransaction,
  rules: OrderRules,
): Promise<ReadonlyMap<string, readonly PlacedItem[]>> {
  const { place } = await readOrder(tx);
  const placed = new Map<string, PlacedItem[]>();
  const readFrom = async (after: WorkItemId | null): Promise<WorkItemId | null> => {
    const items = await listItemsToOrder(tx, { after, most: itemsPerReading, place });
    for (const item of items) {
      const known = placed.get(item.queue) ?? [];
      placed.set(item.queue, known);
      known.push({
        itemId: item.itemId,
        before: item.effectiveDueAt,
        after: computeWorkOrder(rules, item).effectiveDueAt,
      });
    }
    return items.length < itemsPerReading ? null : (items.at(-1)?.itemId ?? null);
  };
  for (let after = await readFrom(null); after !== null; ) after = await readFrom(after);
  return placed;
}

async function describeTop(tx: TenantTransaction, top: OrderEffect['top'], rules: OrderRules) {
  const items = await listItemsById(
    tx,
    top.map(({ itemId }) => itemId as WorkItemId),
  );
  return top.flatMap(({ itemId, rankNow, rankThen }) => {
    const item = items.find((each) => each.itemId === itemId);
    if (item === undefined) return [];
    const { subjectKind, subjectId, therapyId, patientId, reasonCode } = item;
    const orderReasons = [...computeWorkOrder(rules, item).reasons];
    const about = { itemId, subjectKind, subjectId, therapyId, patientId, reasonCode, facts: copyFacts(item.facts) };
    return [{ ...about, rankNow, rankThen, orderReasons }];
  });
}

function aboutOrder(version: number) {
  return { kind: 'configuration', object: { kind: 'work-order', id: String(version) } } as const;
}
