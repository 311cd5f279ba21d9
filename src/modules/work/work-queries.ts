import { type SqlBool, sql } from 'kysely';
import type { SiteId, StaffId, TherapyId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { isQueueCode, type QueueCode } from './domain/queue.ts';
import type { WorkItem, WorkItemId } from './domain/work-item.ts';
import { itemColumns, toWorkItem } from './work-store.ts';

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
export interface QueueFilter {
  readonly queue: QueueCode;
  readonly owner: 'anyone' | 'nobody' | StaffId;
  readonly siteId: SiteId | null;
}

/** Beyond this a count of what is overdue is not exact any more: `1,000+`. */
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

/** Counts what is overdue in each queue, at most one more than `mostCounted` for each. */
export async function countOverdue(
  tx: TenantTransaction,
  queues: readonly QueueCode[],
): Promise<ReadonlyMap<QueueCode, number>> {
  const { rows } = await sql<{ queue: QueueCode; count: number }>`
    select wanted.queue, overdue.count
    from unnest(${sql.val([...queues])}::text[]) as wanted(queue),
      lateral (select count(*)::integer as count from (
        select from work.work_item item
        where item.tenant_id = ${tx.tenantId} and item.queue = wanted.queue and item.closed_at is null
          and item.effective_due_at < ${tx.now}
        limit ${mostCounted + 1}) as found) as overdue`.execute(tx.database);
  return new Map(rows.map((row) => [row.queue, row.count]));
}

/** Lists a page of a queue in its order, after a cursor. */
export async function listQueueItems(
  tx: TenantTransaction,
  filter: QueueFilter,
  page: { readonly after: QueueCursor | null; readonly most: number },
): Promise<readonly WorkItem[]> {
  let query = tx.database
    .selectFrom('work.work_item')
    .select(itemColumns)
    .where('tenant_id', '=', tx.tenantId)
    .where('queue', '=', filter.queue)
    .where('closed_at', 'is', null);
  if (filter.owner === 'nobody') query = query.where('taken_by', 'is', null);
  else if (filter.owner !== 'anyone') query = query.where('taken_by', '=', filter.owner);
  if (filter.siteId !== null) query = query.where('site_id', '=', filter.siteId);
  if (page.after !== null) {
    const { effectiveDueAt, itemId } = page.after;
    query = query.where(sql<SqlBool>`(effective_due_at, item_id) > (${effectiveDueAt}, ${itemId})`);
  }
  const rows = await query.orderBy('effective_due_at').orderBy('item_id').limit(page.most).execute();
  return rows.map(toWorkItem);
}

/** Lists what a person has taken, the most pressing first. */
export async function listTakenItems(tx: TenantTransaction, staffId: StaffId): Promise<readonly WorkItem[]> {
  const rows = await tx.database
    .selectFrom('work.work_item')
    .select(itemColumns)
    .where('tenant_id', '=', tx.tenantId)
    .where('taken_by', '=', staffId)
    .where('closed_at', 'is', null)
    .orderBy('effective_due_at')
    .orderBy('item_id')
    .limit(100)
    .execute();
  return rows.map(toWorkItem);
}

/** Lists the open work about a therapy in all queues, the most pressing first. */
export async function listOpenWork(
  tx: TenantTransaction,
  about: { readonly therapyId: TherapyId },
): Promise<readonly WorkItem[]> {
  const rows = await tx.database
    .selectFrom('work.work_item')
    .select(itemColumns)
    .where('tenant_id', '=', tx.tenantId)
    .where('therapy_id', '=', about.therapyId)
    .where('closed_at', 'is', null)
    .orderBy('effective_due_at')
    .orderBy('item_id')
    .execute();
  return rows.map(toWorkItem);
}
