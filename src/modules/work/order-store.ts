import { sql } from 'kysely';
import type { StaffId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import { readOnce } from '../../platform/transaction/read-once.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { OrderVersion } from './domain/order-change.ts';
import type { OrderPlace, OrderState } from './domain/order-places.ts';
import type { WorkItemId } from './domain/work-item.ts';
import { type OrderWeights, standardOrder, type WorkFacts, type WorkOrder } from './domain/work-order.ts';

/** The columns in which an item keeps an order, by place. */
export const orderColumns = {
  1: { dueAt: 'effective_due_at', version: 'order_version', reasons: 'order_reasons' },
  2: { dueAt: 'second_due_at', version: 'second_version', reasons: 'second_reasons' },
} as const satisfies Record<OrderPlace, Readonly<Record<string, string>>>;

/** A version of the rules as it was decided. */
export interface DecidedOrder extends OrderVersion {
  readonly decidedBy: StaffId;
  readonly decidedAt: Instant;
}

const lockClass = 1_620;

/** Reads which order is shown, once in a transaction. */
export function readOrder(tx: TenantTransaction): Promise<OrderState> {
  return readOnce(tx, 'work order', () => readOrderState(tx));
}

/**
 * Reads the order for a transaction that places items, and keeps it from being switched until the transaction is over. The lock
 * is shared: writers don't wait for each other.
 */
export function holdOrder(tx: TenantTransaction): Promise<OrderState> {
  return readOnce(tx, 'held work order', () => {
    tx.write(sql`select pg_advisory_xact_lock_shared(${lockClass}, ${tx.tenantId})`.compile(tx.database));
    return readOrderState(tx);
  });
}

/** Waits until nobody places items any more and keeps everybody from it until this transaction is over. */
export async function lockOrder(tx: TenantTransaction): Promise<OrderState> {
  await sql`select pg_advisory_xact_lock(${lockClass}, ${tx.tenantId})`.execute(tx.database);
  return readOrderState(tx);
}

/** Reads which order is shown at this moment. */
export async function readOrderState(tx: TenantTransaction): Promise<OrderState> {
  const { rows } = await sql<{
    shown_version: number;
    shown_place: OrderPlace;
    next_version: number | null;
    shown_weights: OrderWeights | null;
    next_weights: OrderWeights | null;
  }>`
    select state.shown_version, state.shown_place, state.next_version, shown.weights as shown_weights, coming.weights as next_weights
    from work.order_state state
      left join work.order_rules shown on shown.tenant_id = state.tenant_id and shown.version = state.shown_version
      left join work.order_rules coming on coming.tenant_id = state.tenant_id and coming.version = state.next_version
    where state.tenant_id = ${tx.tenantId}`.execute(tx.database);
  const [row] = rows;
  if (row === undefined) return { shown: standardOrder, place: 1, next: null };
  const { next_version: version, next_weights: weights } = row;
  return {
    shown: row.shown_weights === null ? standardOrder : { version: row.shown_version, weights: row.shown_weights },
    place: row.shown_place,
    next: version === null || weights === null ? null : { version, weights },
  };
}

/** Saves which order is shown and which is being made. */
export function saveOrderState(
  tx: TenantTransaction,
  state: { readonly shownVersion: number; readonly place: OrderPlace; readonly nextVersion: number | null },
): void {
  const values = {
    shown_version: state.shownVersion,
    shown_place: state.place,
    next_version: state.nextVersion,
  };
  tx.write(
    tx.database
      .insertInto('work.order_state')
      .values({ tenant_id: tx.tenantId, ...values })
      .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet(values)),
  );
}

/** Lists the decided versions, the newest first. */
export async function listDecidedOrders(tx: TenantTransaction): Promise<readonly DecidedOrder[]> {
  const rows = await tx.database
    .selectFrom('work.order_rules')
    .select(['version', 'weights', 'effective_from', 'decided_by', 'decided_at', 'shown_at', 'withdrawn_at'])
    .where('tenant_id', '=', tx.tenantId)
    .orderBy('version', 'desc')
    .execute();
  return rows.map((row) => ({
    version: row.version,
    weights: row.weights as unknown as OrderWeights,
    effectiveFrom: row.effective_from,
    decidedBy: row.decided_by as StaffId,
    decidedAt: row.decided_at,
    shownAt: row.shown_at,
    withdrawnAt: row.withdrawn_at,
  }));
}

/** Inserts a decided version. */
export function insertDecidedOrder(tx: TenantTransaction, order: DecidedOrder): void {
  tx.write(
    tx.database.insertInto('work.order_rules').values({
      tenant_id: tx.tenantId,
      version: order.version,
      weights: JSON.stringify(order.weights),
      effective_from: order.effectiveFrom,
      decided_by: order.decidedBy,
      decided_at: order.decidedAt,
    }),
  );
}

/** Marks a version as shown or withdrawn from now on. */
export function markDecidedOrder(tx: TenantTransaction, version: number, as: 'shown_at' | 'withdrawn_at'): void {
  tx.write(
    tx.database
      .updateTable('work.order_rules')
      .set({ [as]: tx.now })
      .where('tenant_id', '=', tx.tenantId)
      .where('version', '=', version),
  );
}

/** An open item with what it is ordered by. */
export interface OrderedItem {
  readonly itemId: WorkItemId;
  readonly queue: string;
  readonly dueAt: Instant;
  readonly facts: WorkFacts;
  readonly effectiveDueAt: Instant;
}

/** Reads open items by id, a batch at a time, with the order that a place holds. */
export async function listItemsToOrder(
  tx: TenantTransaction,
  batch: { readonly after: WorkItemId | null; readonly most: number; readonly place: OrderPlace },
): Promise<readonly OrderedItem[]> {
  let query = tx.database
    .selectFrom('work.work_item')
    .select(['item_id', 'queue', 'due_at', 'facts', 'therapy_facts'])
    .select((row) => row.ref(orderColumns[batch.place].dueAt).as('placed_at'))
    .where('tenant_id', '=', tx.tenantId)
    .where('closed_at', 'is', null);
  if (batch.after !== null) query = query.where('item_id', '>', batch.after);
  return (await query.orderBy('item_id').limit(batch.most).execute()).map(toOrderedItem);
}

/**
 * Locks open items after an id that a place does not hold by a version yet. Items that somebody works on right now are left out, so
 * that nobody waits for anybody in a circle.
 */
export async function lockItemsToOrder(
  tx: TenantTransaction,
  batch: {
    readonly after: WorkItemId | null;
    readonly most: number;
    readonly place: OrderPlace;
    readonly version: number;
  },
): Promise<readonly OrderedItem[]> {
  let query = tx.database
    .selectFrom('work.work_item')
    .select(['item_id', 'queue', 'due_at', 'facts', 'therapy_facts'])
    .select((row) => row.ref(orderColumns[batch.place].dueAt).as('placed_at'))
    .where('tenant_id', '=', tx.tenantId)
    .where('closed_at', 'is', null)
    .where(orderColumns[batch.place].version, '<>', batch.version);
  if (batch.after !== null) query = query.where('item_id', '>', batch.after);
  const rows = await query.orderBy('item_id').limit(batch.most).forUpdate().skipLocked().execute();
  return rows.map(toOrderedItem);
}

/** Tells whether an open item is left that a place does not hold by a version. */
export async function hasItemsToOrder(
  tx: TenantTransaction,
  wanted: { readonly place: OrderPlace; readonly version: number },
): Promise<boolean> {
  const row = await tx.database
    .selectFrom('work.work_item')
    .select('item_id')
    .where('tenant_id', '=', tx.tenantId)
    .where('closed_at', 'is', null)
    .where(orderColumns[wanted.place].version, '<>', wanted.version)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Saves the order of locked items in one of their places. */
export function saveOrders(
  tx: TenantTransaction,
  place: OrderPlace,
  orders: readonly { readonly itemId: WorkItemId; readonly order: WorkOrder }[],
): void {
  const { dueAt, version, reasons } = orderColumns[place];
  tx.write(
    sql`
    update work.work_item item
    set ${sql.ref(dueAt)} = placed.due_at, ${sql.ref(version)} = placed.version, ${sql.ref(reasons)} = placed.reasons
    from unnest(${sql.val(orders.map(({ itemId }) => itemId))}::uuid[],
      ${sql.val(orders.map(({ order }) => order.effectiveDueAt))}::timestamptz[],
      ${sql.val(orders.map(({ order }) => order.version))}::integer[],
      ${sql.val(orders.map(({ order }) => JSON.stringify(order.reasons)))}::jsonb[]) as placed(item_id, due_at, version, reasons)
    where item.tenant_id = ${tx.tenantId} and item.item_id = placed.item_id`.compile(tx.database),
  );
}

function toOrderedItem(row: {
  readonly item_id: string;
  readonly queue: string;
  readonly due_at: Instant;
  readonly facts: unknown;
  readonly therapy_facts: unknown;
  readonly placed_at: Instant;
}): OrderedItem {
  return {
    itemId: row.item_id as WorkItemId,
    queue: row.queue,
    dueAt: row.due_at,
    facts: { ...(row.therapy_facts as WorkFacts), ...(row.facts as WorkFacts) },
    effectiveDueAt: row.placed_at,
  };
}
