import { sql } from 'kysely';
import type { StaffId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import { readOnce } from '../../platform/transaction/read-once.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { type Asking, readAsking } from './domain/assignment.ts';
import { type AssignmentRules, standardAssignment } from './domain/assignment-rules.ts';
import type { QueueCode } from './domain/queue.ts';

const lockClass = 1_881;

/** Reads what the queues ask, once in a transaction. */
export function readAssignment(tx: TenantTransaction): Promise<AssignmentRules> {
  return readOnce(tx, 'work assignment', async () => (await listAssignments(tx, 1))[0]?.rules ?? standardAssignment);
}

/** Waits until nobody else changes what the queues ask, and reads it. */
export async function lockAssignment(tx: TenantTransaction): Promise<AssignmentRules> {
  await sql`select pg_advisory_xact_lock(${lockClass}, ${tx.tenantId})`.execute(tx.database);
  return (await listAssignments(tx, 1))[0]?.rules ?? standardAssignment;
}

/** Lists the decided versions, the newest first. */
export async function listAssignments(tx: TenantTransaction, most: number) {
  const rows = await tx.database
    .selectFrom('work.assignment_rules')
    .select(['version', 'rules', 'decided_by', 'decided_at'])
    .where('tenant_id', '=', tx.tenantId)
    .orderBy('version', 'desc')
    .limit(most)
    .execute();
  return rows.map((row) => ({
    rules: { ...(row.rules as unknown as Omit<AssignmentRules, 'version'>), version: row.version },
    decidedBy: row.decided_by as StaffId,
    decidedAt: row.decided_at satisfies Instant,
  }));
}

/** Appends a decided version, which holds at once. */
export function appendAssignment(tx: TenantTransaction, rules: AssignmentRules, decidedBy: StaffId): void {
  const { version, ...content } = rules;
  tx.write(
    tx.database.insertInto('work.assignment_rules').values({
      ...{ tenant_id: tx.tenantId, version, decided_by: decidedBy, decided_at: tx.now },
      rules: JSON.stringify(content),
    }),
  );
}

/** Lists all that open items of a queue ask, each once: the index is skipped from one to the next, however many items agree. */
export async function listAskings(tx: TenantTransaction, queue: QueueCode): Promise<readonly Asking[]> {
  const { rows } = await sql<{ asks: string }>`
    with recursive found as (
      (select asks from work.work_item
       where tenant_id = ${tx.tenantId} and queue = ${queue} and closed_at is null order by asks limit 1)
      union all
      select later.asks from found, lateral (
        select item.asks from work.work_item item
        where item.tenant_id = ${tx.tenantId} and item.queue = ${queue} and item.closed_at is null and item.asks > found.asks
        order by item.asks limit 1) as later)
    select asks from found`.execute(tx.database);
  return rows.map(({ asks }) => readAsking(queue, asks));
}

/** Counts the open items of all queues by what they ask. */
export async function countAskings(
  tx: TenantTransaction,
): Promise<readonly { readonly asking: Asking; readonly count: number }[]> {
  const rows = await tx.database
    .selectFrom('work.work_item')
    .select(['queue', 'asks'])
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', tx.tenantId)
    .where('closed_at', 'is', null)
    .groupBy(['queue', 'asks'])
    .execute();
  return rows.map((row) => ({ asking: readAsking(row.queue as QueueCode, row.asks), count: Number(row.count) }));
}
