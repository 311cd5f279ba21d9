import { sql } from 'kysely';
import type { PatientId, SiteId, StaffId, TherapyId, Uuid } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { readAsking } from './domain/assignment.ts';
import type { OrderPlace } from './domain/order-places.ts';
import type { QueueCode } from './domain/queue.ts';
import type { Taking, WorkItem, WorkItemId } from './domain/work-item.ts';
import type { OrderReason, WorkFacts, WorkOrder } from './domain/work-order.ts';
import { orderColumns, readOrder } from './order-store.ts';

/** What an item says while it is open; everything but its id, its owner and its times. */
export interface WorkItemContent {
  readonly queue: QueueCode;
  readonly subjectKind: string;
  readonly subjectId: Uuid;
  readonly siteId: SiteId | null;
  readonly patientId: PatientId | null;
  readonly therapyId: TherapyId | null;
  readonly stage: string | null;
  readonly reasonCode: string;
  readonly role: string | null;
  /** What the item says itself. */
  readonly facts: WorkFacts;
  /** What its therapy lends to its order. */
  readonly therapyFacts: WorkFacts;
  readonly dueAt: Instant;
  readonly places: Readonly<Record<OrderPlace, WorkOrder>>;
}

const itemColumns = [
  'item_id',
  'queue',
  'subject_kind',
  'subject_id',
  'site_id',
  'patient_id',
  'therapy_id',
  'stage',
  'reason_code',
  'role',
  'facts',
  'therapy_facts',
  'due_at',
  'asks',
  'opened_at',
  'taken_by',
  'taken_at',
  'taken_until',
] as const;

interface ItemRow {
  readonly item_id: string;
  readonly queue: string;
  readonly subject_kind: string;
  readonly subject_id: string;
  readonly site_id: string | null;
  readonly patient_id: string | null;
  readonly therapy_id: string | null;
  readonly stage: string | null;
  readonly reason_code: string;
  readonly role: string | null;
  readonly facts: unknown;
  readonly therapy_facts: unknown;
  readonly due_at: Instant;
  readonly effective_due_at: Instant;
  readonly order_reasons: unknown;
  readonly order_version: number;
  readonly asks: string;
  readonly opened_at: Instant;
  readonly taken_by: string | null;
  readonly taken_at: Instant | null;
  readonly taken_until: Instant | null;
}

/** How many changes of counts are appended before they are folded into the balances. */
const changesPerFold = 256;

/**
 * Inserts a new open item and counts it; returns null when the queue already holds one for the subject.
 * The count is appended by the same statement, so it can't be forgotten.
 */
export async function insertItem(tx: TenantTransaction, content: WorkItemContent): Promise<WorkItemId | null> {
  const itemId = tx.newId<'work-item'>();
  const { 1: first, 2: second } = content.places;
  const { rows } = await sql<{ change_id: number }>`
    with opened as (
      insert into work.work_item (tenant_id, item_id, queue, subject_kind, subject_id, site_id, patient_id, therapy_id, stage,
        reason_code, role, facts, therapy_facts, due_at, effective_due_at, order_version, order_reasons,
        second_due_at, second_version, second_reasons, opened_at)
      values (${tx.tenantId}, ${itemId}, ${content.queue}, ${content.subjectKind}, ${content.subjectId}, ${content.siteId},
        ${content.patientId}, ${content.therapyId}, ${content.stage}, ${content.reasonCode}, ${content.role},
        ${JSON.stringify(content.facts)}, ${JSON.stringify(content.therapyFacts)}, ${content.dueAt}, ${first.effectiveDueAt}, ${first.version},
        ${JSON.stringify(first.reasons)}, ${second.effectiveDueAt}, ${second.version}, ${JSON.stringify(second.reasons)}, ${tx.now})
      on conflict (tenant_id, queue, subject_id) where closed_at is null do nothing
      returning tenant_id, queue, site_id)
    insert into work.count_change (tenant_id, queue, site_id, taken_by, delta)
    select tenant_id, queue, site_id, null, 1 from opened
    returning change_id`.execute(tx.database);
  if (rows.length === 0) return null;
  await foldWhenDue(tx, rows);
  return itemId;
}

/** Inserts an open item that nobody holds, without counting it: whoever inserts many counts them together. */
export async function insertUncountedItem(tx: TenantTransaction, content: WorkItemContent): Promise<void> {
  const { 1: first, 2: second } = content.places;
  await tx.database
    .insertInto('work.work_item')
    .values({
      tenant_id: tx.tenantId,
      item_id: tx.newId<'work-item'>(),
      queue: content.queue,
      subject_kind: content.subjectKind,
      subject_id: content.subjectId,
      site_id: content.siteId,
      patient_id: content.patientId,
      therapy_id: content.therapyId,
      stage: content.stage,
      reason_code: content.reasonCode,
      role: content.role,
      facts: JSON.stringify(content.facts),
      therapy_facts: JSON.stringify(content.therapyFacts),
      due_at: content.dueAt,
      effective_due_at: first.effectiveDueAt,
      order_version: first.version,
      order_reasons: JSON.stringify(first.reasons),
      second_due_at: second.effectiveDueAt,
      second_version: second.version,
      second_reasons: JSON.stringify(second.reasons),
      opened_at: tx.now,
    })
    .execute();
}

/** Counts open items that nobody holds, so many for each queue and site. */
export async function countInserted(
  tx: TenantTransaction,
  counts: readonly { readonly queue: QueueCode; readonly siteId: SiteId | null; readonly delta: number }[],
): Promise<void> {
  for (const { queue, siteId, delta } of counts) await appendCounts(tx, queue, [{ siteId, takenBy: null, delta }]);
}

/** Begins a question about open items, each with the order that is shown. */
export function selectOpenItems(tx: TenantTransaction, place: OrderPlace) {
  const { dueAt, version, reasons } = orderColumns[place];
  return tx.database
    .selectFrom('work.work_item')
    .select(itemColumns)
    .select((row) => [
      row.ref(dueAt).as('effective_due_at'),
      row.ref(version).as('order_version'),
      row.ref(reasons).as('order_reasons'),
    ])
    .where('tenant_id', '=', tx.tenantId)
    .where('closed_at', 'is', null);
}

/** Locks the open item of a subject in a queue; null when there is none. */
export async function lockItemOf(
  tx: TenantTransaction,
  wanted: { readonly queue: QueueCode; readonly subjectId: Uuid },
): Promise<WorkItem | null> {
  const { place } = await readOrder(tx);
  const row = await selectOpenItems(tx, place)
    .where('queue', '=', wanted.queue)
    .where('subject_id', '=', wanted.subjectId)
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? null : toWorkItem(row);
}

/** Locks an open item; null when there is none, or none at the sites of this transaction. */
export async function lockItem(tx: TenantTransaction, itemId: WorkItemId): Promise<WorkItem | null> {
  const { place } = await readOrder(tx);
  const row = await selectOpenItems(tx, place).where('item_id', '=', itemId).forUpdate().executeTakeFirst();
  return row === undefined ? null : toWorkItem(row);
}

/** Lists the first items of a queue that nobody holds and that ask one of some things; null for whatever they ask. */
export async function listFirstFree(
  tx: TenantTransaction,
  wanted: { readonly queue: QueueCode; readonly asks: readonly string[] | null; readonly most: number },
): Promise<readonly WorkItem[]> {
  const { place } = await readOrder(tx);
  let query = selectOpenItems(tx, place).where('queue', '=', wanted.queue).where('taken_by', 'is', null);
  if (wanted.asks !== null) query = query.where('asks', '=', sql<string>`any(${sql.val([...wanted.asks])}::text[])`);
  const rows = await query.orderBy(orderColumns[place].dueAt).orderBy('item_id').limit(wanted.most).execute();
  return rows.map(toWorkItem);
}

/** Locks an open item that nobody holds; null when somebody does, or is about to: what another person is taking right now is passed over. */
export async function lockFree(tx: TenantTransaction, itemId: WorkItemId): Promise<WorkItem | null> {
  const { place } = await readOrder(tx);
  const row = await selectOpenItems(tx, place)
    .where('item_id', '=', itemId)
    .where('taken_by', 'is', null)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  return row === undefined ? null : toWorkItem(row);
}

/** Locks open items in the order of their ids, so that two people who lock the same ones never wait for each other in a circle. */
export async function lockItems(tx: TenantTransaction, itemIds: readonly WorkItemId[]): Promise<readonly WorkItem[]> {
  const { place } = await readOrder(tx);
  const rows = await selectOpenItems(tx, place)
    .where('item_id', 'in', itemIds)
    .orderBy('item_id')
    .forUpdate()
    .execute();
  return rows.map(toWorkItem);
}

/** Saves what a locked item says now; its owner keeps it. */
export async function updateItem(tx: TenantTransaction, item: WorkItem, content: WorkItemContent): Promise<void> {
  const { 1: first, 2: second } = content.places;
  tx.write(
    tx.database
      .updateTable('work.work_item')
      .set({
        site_id: content.siteId,
        patient_id: content.patientId,
        therapy_id: content.therapyId,
        stage: content.stage,
        reason_code: content.reasonCode,
        role: content.role,
        facts: JSON.stringify(content.facts),
        therapy_facts: JSON.stringify(content.therapyFacts),
        due_at: content.dueAt,
        effective_due_at: first.effectiveDueAt,
        order_version: first.version,
        order_reasons: JSON.stringify(first.reasons),
        second_due_at: second.effectiveDueAt,
        second_version: second.version,
        second_reasons: JSON.stringify(second.reasons),
      })
      .where('tenant_id', '=', tx.tenantId)
      .where('item_id', '=', item.itemId),
  );
  if (item.siteId !== content.siteId) {
    const takenBy = item.taking?.takenBy ?? null;
    await appendCounts(tx, item.queue, [
      { siteId: item.siteId, takenBy, delta: -1 },
      { siteId: content.siteId, takenBy, delta: 1 },
    ]);
  }
}

/** Saves who holds a locked item, or that nobody does, and counts it with its owner. */
export async function saveTaking(tx: TenantTransaction, item: WorkItem, taking: Taking | null): Promise<void> {
  tx.write(
    tx.database
      .updateTable('work.work_item')
      .set({
        taken_by: taking?.takenBy ?? null,
        taken_at: taking?.takenAt ?? null,
        taken_until: taking?.takenUntil ?? null,
      })
      .where('tenant_id', '=', tx.tenantId)
      .where('item_id', '=', item.itemId),
  );
  const [former, next] = [item.taking?.takenBy ?? null, taking?.takenBy ?? null];
  if (former === next) return;
  await appendCounts(tx, item.queue, [
    { siteId: item.siteId, takenBy: former, delta: -1 },
    { siteId: item.siteId, takenBy: next, delta: 1 },
  ]);
}

/** Closes the open item of a subject in a queue and takes it off the counts; returns null when there is none. */
export async function closeItemOf(
  tx: TenantTransaction,
  place: { readonly queue: QueueCode; readonly subjectId: Uuid },
  outcome: string,
): Promise<{ readonly itemId: WorkItemId; readonly wasTaken: boolean } | null> {
  const { rows } = await sql<{ item_id: WorkItemId; was_taken: boolean; change_id: number }>`
    with closed as (
      update work.work_item set closed_at = ${tx.now}, outcome = ${outcome}
      where tenant_id = ${tx.tenantId} and queue = ${place.queue} and subject_id = ${place.subjectId} and closed_at is null
      returning tenant_id, item_id, queue, site_id, taken_by),
    counted as (
      insert into work.count_change (tenant_id, queue, site_id, taken_by, delta)
      select tenant_id, queue, site_id, taken_by, -1 from closed
      returning change_id)
    select item_id, taken_by is not null as was_taken, change_id from closed, counted`.execute(tx.database);
  const [closed] = rows;
  if (closed === undefined) return null;
  await foldWhenDue(tx, rows);
  return { itemId: closed.item_id, wasTaken: closed.was_taken };
}

/** Folds appended changes into the balances and returns how many there were. Readers see the same sums before and after. */
export async function foldCounts(tx: TenantTransaction, most: number): Promise<number> {
  const { rows } = await sql<{ folded: number }>`
    with folded as (
      delete from work.count_change where tenant_id = ${tx.tenantId} and change_id in (
        select change_id from work.count_change where tenant_id = ${tx.tenantId}
        order by change_id limit ${most})
      returning queue, site_id, taken_by, delta),
    sums as (
      select queue, site_id, taken_by, sum(delta)::integer as delta from folded
      group by queue, site_id, taken_by having sum(delta) <> 0),
    saved as (
      insert into work.count_balance (tenant_id, balance_id, queue, site_id, taken_by, open_count)
      select ${tx.tenantId}::integer, gen_random_uuid(), queue, site_id, taken_by, delta from sums
      on conflict (tenant_id, queue, site_id, taken_by)
      do update set open_count = count_balance.open_count + excluded.open_count)
    select count(*)::integer as folded from folded`.execute(tx.database);
  return rows[0]?.folded ?? 0;
}

/** Makes an item of its row. */
export function toWorkItem(row: ItemRow): WorkItem {
  const { taken_by: takenBy, taken_at: takenAt, taken_until: takenUntil } = row;
  const isTaken = takenBy !== null && takenAt !== null && takenUntil !== null;
  return {
    itemId: row.item_id as WorkItemId,
    queue: row.queue as QueueCode,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id as Uuid,
    siteId: row.site_id as SiteId | null,
    patientId: row.patient_id as PatientId | null,
    therapyId: row.therapy_id as TherapyId | null,
    stage: row.stage,
    reasonCode: row.reason_code,
    role: row.role,
    facts: { ...(row.therapy_facts as WorkFacts), ...(row.facts as WorkFacts) },
    dueAt: row.due_at,
    effectiveDueAt: row.effective_due_at,
    orderVersion: row.order_version,
    orderReasons: row.order_reasons as readonly OrderReason[],
    openedAt: row.opened_at,
    asking: readAsking(row.queue as QueueCode, row.asks),
    taking: isTaken ? { takenBy: takenBy as StaffId, takenAt, takenUntil } : null,
  };
}

async function appendCounts(
  tx: TenantTransaction,
  queue: QueueCode,
  changes: readonly { readonly siteId: SiteId | null; readonly takenBy: StaffId | null; readonly delta: number }[],
): Promise<void> {
  const rows = await tx.database
    .insertInto('work.count_change')
    .values(
      changes.map(({ siteId, takenBy, delta }) => ({
        tenant_id: tx.tenantId,
        queue,
        site_id: siteId,
        taken_by: takenBy,
        delta,
      })),
    )
    .returning('change_id')
    .execute();
  await foldWhenDue(tx, rows);
}

async function foldWhenDue(tx: TenantTransaction, changes: readonly { readonly change_id: number }[]): Promise<void> {
  if (!changes.some(({ change_id: changeId }) => changeId % changesPerFold === 0)) return;
  await tx.setTimer({ kind: 'work.fold-counts', subject: 'counts', dueAt: tx.now, payload: null });
}
