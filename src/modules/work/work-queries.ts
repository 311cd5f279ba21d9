import { type SqlBool, sql } from 'kysely';
import type { SiteId, StaffId, TherapyId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { OrderPlace } from './domain/order-places.ts';
import { isQueueCode, type QueueCode } from './domain/queue.ts';
import type { QueueNarrowing } from './domain/queue-view.ts';
import type { WorkItem, WorkItemId } from './domain/work-item.ts';
import { orderColumns, readOrder } from './order-store.ts';
import { selectOpenItems, toWorkItem } from './work-store.ts';

/** Open work of one queue at one site with one owner, or with none. */
export interface QueueCount {
  readonly queue: QueueCode;
  readonly siteId: SiteId | null;
  readonly takenBy: StaffId | null;
  readonly count: number;
}

/** The place in a queue after which a page begins. */
export interface QueueCursor {
  readonly effectiveDueAt: Instant;
  readonly itemId: WorkItemId;
}

/** Which items of a queue are wanted. */
export interface QueueFilter extends Partial<QueueNarrowing> {
  readonly queue: QueueCode;
  readonly owner: 'anyone' | 'nobody' | StaffId;
  readonly siteId: SiteId | null;
  /** Only what asks one of these; null and nothing for whatever it asks. */
  readonly asks?: readonly string[] | null;
}

/** Beyond this a count is not exact any more: `1,000+`. */
const mostCounted = 1_000;

/** Lists the exact counts of open work by queue, site and owner, as far as the sites of this transaction see it. */
export async function listQueueCounts(tx: TenantTransaction): Promise<readonly QueueCount[]> {
  const { rows } = await sql<{ queue: string; site_id: SiteId | null; taken_by: StaffId | null; count: number }>`
    select queue, site_id, taken_by, sum(n)::integer as count
    from (
      select queue, site_id, taken_by, open_count as n from work.count_balance where tenant_id = ${tx.tenantId}
      union all
      select queue, site_id, taken_by, delta from work.count_change where tenant_id = ${tx.tenantId}) as counted
    group by queue, site_id, taken_by having sum(n) <> 0`.execute(tx.database);
  return rows.flatMap((row) =>
    isQueueCode(row.queue) ? [{ queue: row.queue, siteId: row.site_id, takenBy: row.taken_by, count: row.count }] : [],
  );
}

/**
 * Counts what is overdue in each queue by its own due time, which is never earlier than the effective one: the order's index finds it. At most one more than
 * `mostCounted` for each.
 */
export async function countOverdue(
  tx: TenantTransaction,
  queues: readonly QueueCode[],
): Promise<ReadonlyMap<QueueCode, number>> {
  const dueAt = sql.ref(`item.${orderColumns[(await readOrder(tx)).place].dueAt}`);
  const { rows } = await sql<{ queue: QueueCode; count: number }>`
    select wanted.queue, overdue.count
    from unnest(${sql.val([...queues])}::text[]) as wanted(queue),
      lateral (select count(*)::integer as count from (
        select from work.work_item item
        where item.tenant_id = ${tx.tenantId} and item.queue = wanted.queue and item.closed_at is null
          and ${dueAt} < ${tx.now} and item.due_at < ${tx.now}
        limit ${mostCounted + 1}) as found) as overdue`.execute(tx.database);
  return new Map(rows.map((row) => [row.queue, row.count]));
}

/** Counts the items of a queue that a filter lets through, at most one more than `mostCounted`. */
export async function countQueueItems(tx: TenantTransaction, filter: QueueFilter): Promise<number> {
  const { place } = await readOrder(tx);
  const found = selectFiltered(tx, filter, place)
    .clearSelect()
    .select('item_id')
    .limit(mostCounted + 1);
  const { count } = await tx.database
    .selectFrom(found.as('found'))
    .select((row) => row.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Lists a page of a queue in its order, after a cursor. */
export async function listQueueItems(
  tx: TenantTransaction,
  filter: QueueFilter,
  page: { readonly after: QueueCursor | null; readonly most: number },
): Promise<readonly WorkItem[]> {
  const { place } = await readOrder(tx);
  const { dueAt } = orderColumns[place];
  let query = selectFiltered(tx, filter, place);
  if (page.after !== null) {
    const { effectiveDueAt, itemId } = page.after;
    query = query.where(sql<SqlBool>`(${sql.ref(dueAt)}, item_id) > (${effectiveDueAt}, ${itemId})`);
  }
  const rows = await query.orderBy(dueAt).orderBy('item_id').limit(page.most).execute();
  return rows.map(toWorkItem);
}

function selectFiltered(tx: TenantTransaction, filter: QueueFilter, place: OrderPlace) {
  let query = selectOpenItems(tx, place).where('queue', '=', filter.queue);
  if (filter.owner === 'nobody') query = query.where('taken_by', 'is', null);
  else if (filter.owner !== 'anyone') query = query.where('taken_by', '=', filter.owner);
  if (filter.siteId !== null) query = query.where('site_id', '=', filter.siteId);
  if (filter.asks != null) query = query.where('asks', '=', sql<string>`any(${sql.val([...filter.asks])}::text[])`);
  if (filter.stage != null) query = query.where('stage', '=', filter.stage);
  if (filter.reasonCode != null) query = query.where('reason_code', '=', filter.reasonCode);
  if (filter.dueBy != null)
    query = query.where('due_at', '<', filter.dueBy).where(orderColumns[place].dueAt, '<', filter.dueBy);
  if (filter.level != null) query = query.where(sql<SqlBool>`(facts->>'level')::numeric >= ${filter.level}`);
  return query;
}

/** The stages and reasons that open items of a queue have, for its filters. */
export async function listQueueFacets(
  tx: TenantTransaction,
  queue: QueueCode,
): Promise<readonly { readonly stage: string | null; readonly reasonCode: string }[]> {
  const { rows } = await sql<{ stage: string | null; reasonCode: string }>`
    with recursive found as (
      (select stage, reason_code from work.work_item
       where tenant_id = ${tx.tenantId} and queue = ${queue} and closed_at is null
       order by reason_code, coalesce(stage, '') limit 1)
      union all
      select later.stage, later.reason_code from found, lateral (
        select item.stage, item.reason_code from work.work_item item
        where item.tenant_id = ${tx.tenantId} and item.queue = ${queue} and item.closed_at is null
          and (item.reason_code, coalesce(item.stage, '')) > (found.reason_code, coalesce(found.stage, ''))
        order by item.reason_code, coalesce(item.stage, '') limit 1) as later)
    select stage, reason_code as "reasonCode" from found`.execute(tx.database);
  return rows;
}

/** Lists what a person has taken, the most pressing first. */
export async function listTakenItems(
  tx: TenantTransaction,
  staffId: StaffId,
  most = 100,
): Promise<readonly WorkItem[]> {
  const { place } = await readOrder(tx);
  const { dueAt } = orderColumns[place];
  const query = selectOpenItems(tx, place).where('taken_by', '=', staffId);
  return (await query.orderBy(dueAt).orderBy('item_id').limit(most).execute()).map(toWorkItem);
}

/** Lists the open work about a therapy in all queues, the most pressing first. */
export async function listOpenWork(
  tx: TenantTransaction,
  about: { readonly therapyId: TherapyId },
): Promise<readonly WorkItem[]> {
  const { place } = await readOrder(tx);
  const { dueAt } = orderColumns[place];
  const query = selectOpenItems(tx, place).where('therapy_id', '=', about.therapyId);
  return (await query.orderBy(dueAt).orderBy('item_id').execute()).map(toWorkItem);
}

/** Lists open items by id, in no order. */
export async function listItemsById(
  tx: TenantTransaction,
  itemIds: readonly WorkItemId[],
): Promise<readonly WorkItem[]> {
  if (itemIds.length === 0) return [];
  const { place } = await readOrder(tx);
  return (await selectOpenItems(tx, place).where('item_id', 'in', itemIds).execute()).map(toWorkItem);
}
