import { sql } from 'kysely';
import type { TherapyId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { OrderPlace } from './domain/order-places.ts';
import type { WorkItemId } from './domain/work-item.ts';
import type { WorkFacts, WorkOrder } from './domain/work-order.ts';

/** What is known of a therapy. */
interface KnownTherapy {
  readonly therapyId: TherapyId;
  readonly facts: WorkFacts;
}

/**
 * Reads what was told of a therapy and keeps it from being told anew until this transaction, which opens work of it, is over. A therapy
 * of which nothing was told yet gets a row, for there is no lock on what is not there.
 */
export async function holdTherapyFacts(tx: TenantTransaction, therapyId: TherapyId): Promise<WorkFacts> {
  const read = async () => {
    const { rows } = await sql<{ facts: WorkFacts }>`
      select facts from work.therapy_fact where tenant_id = ${tx.tenantId} and therapy_id = ${therapyId} for share`.execute(
      tx.database,
    );
    return rows[0]?.facts;
  };
  const known = await read();
  if (known !== undefined) return known;
  await sql`
    insert into work.therapy_fact (tenant_id, therapy_id, facts, told_at) values (${tx.tenantId}, ${therapyId}, '{}', ${tx.now})
    on conflict do nothing`.execute(tx.database);
  return (await read()) ?? {};
}

/** Reads what was told of many therapies. */
export async function listTherapyFacts(
  tx: TenantTransaction,
  therapyIds: readonly TherapyId[],
): Promise<ReadonlyMap<TherapyId, WorkFacts>> {
  const rows = await tx.database
    .selectFrom('work.therapy_fact')
    .select(['therapy_id', 'facts'])
    .where('tenant_id', '=', tx.tenantId)
    .where('therapy_id', '=', sql<string>`any(${sql.val([...therapyIds])}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.therapy_id as TherapyId, row.facts as WorkFacts]));
}

/** Saves what is told of therapies and returns those of which something else was told before; waits for whoever opens work of them. */
export async function saveTherapyFacts(
  tx: TenantTransaction,
  told: readonly KnownTherapy[],
): Promise<readonly TherapyId[]> {
  const { rows } = await sql<{ therapy_id: TherapyId }>`
    insert into work.therapy_fact as known (tenant_id, therapy_id, facts, told_at)
    select ${tx.tenantId}::integer, fresh.therapy_id, fresh.facts, ${tx.now}
    from unnest(${sql.val(told.map(({ therapyId }) => therapyId))}::uuid[],
      ${sql.val(told.map(({ facts }) => JSON.stringify(facts)))}::jsonb[]) as fresh(therapy_id, facts)
    order by fresh.therapy_id
    on conflict (tenant_id, therapy_id) do update set facts = excluded.facts, told_at = excluded.told_at
      where known.facts is distinct from excluded.facts
    returning known.therapy_id`.execute(tx.database);
  return rows.map((row) => row.therapy_id);
}

/** An open item of a therapy with what it says itself. */
interface ItemOfTherapy {
  readonly itemId: WorkItemId;
  readonly queue: string;
  readonly therapyId: TherapyId;
  readonly dueAt: Instant;
  readonly ownFacts: WorkFacts;
}

/** Locks the open items of therapies in the order of their ids. */
export async function lockItemsOfTherapies(
  tx: TenantTransaction,
  therapyIds: readonly TherapyId[],
): Promise<readonly ItemOfTherapy[]> {
  const { rows } = await sql<ItemOfTherapy>`
    select item_id as "itemId", queue, therapy_id as "therapyId", due_at as "dueAt", facts as "ownFacts"
    from work.work_item
    where tenant_id = ${tx.tenantId} and therapy_id = any(${sql.val([...therapyIds])}::uuid[]) and closed_at is null
    order by item_id for update`.execute(tx.database);
  return rows;
}

/** An item with what its therapy lends to it, and where it stands by that. */
interface LentItem {
  readonly itemId: WorkItemId;
  readonly therapyFacts: WorkFacts;
  readonly places: Readonly<Record<OrderPlace, WorkOrder>>;
}

/** Saves what therapies lend to locked items, and where these stand. */
export function saveLentFacts(tx: TenantTransaction, items: readonly LentItem[]): void {
  if (items.length === 0) return;
  const column = <Value>(pick: (item: LentItem) => Value) => sql.val(items.map(pick));
  tx.write(
    sql`
    update work.work_item item
    set therapy_facts = lent.facts, effective_due_at = lent.first_at, order_version = lent.first_version,
      order_reasons = lent.first_reasons, second_due_at = lent.second_at, second_version = lent.second_version,
      second_reasons = lent.second_reasons
    from unnest(${column(({ itemId }) => itemId)}::uuid[],
      ${column(({ therapyFacts }) => JSON.stringify(therapyFacts))}::jsonb[],
      ${column(({ places }) => places[1].effectiveDueAt)}::timestamptz[],
      ${column(({ places }) => places[1].version)}::integer[],
      ${column(({ places }) => JSON.stringify(places[1].reasons))}::jsonb[],
      ${column(({ places }) => places[2].effectiveDueAt)}::timestamptz[],
      ${column(({ places }) => places[2].version)}::integer[],
      ${column(({ places }) => JSON.stringify(places[2].reasons))}::jsonb[])
      as lent(item_id, facts, first_at, first_version, first_reasons, second_at, second_version, second_reasons)
    where item.tenant_id = ${tx.tenantId} and item.item_id = lent.item_id`.compile(tx.database),
  );
}
