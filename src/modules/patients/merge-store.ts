import { sql } from 'kysely';
import type { PatientId, StaffId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { MergeStanding } from './domain/patient-merge.ts';
import type { RecordOrigin } from './domain/record-origin.ts';
import { toOriginColumns } from './record-columns.ts';

/** A merge, or the taking back of one. */
export interface MergeChange {
  readonly patientId: PatientId;
  readonly survivorId: PatientId;
  readonly change: 'merged' | 'unmerged';
  readonly reasonCode: string;
  readonly origin: RecordOrigin;
}

/** The ids of all records of a person, to compare a column with. */
export function familyOf(tx: TenantTransaction, patientId: PatientId) {
  return sql<string>`(select patients.list_family(${tx.tenantId}::integer, ${patientId}::uuid))`;
}

/** Lists the ids of all records of the person of whom a record is one, itself among them: the survivor and those merged into it. */
export async function listFamilyIds(tx: TenantTransaction, patientId: PatientId): Promise<readonly PatientId[]> {
  const { rows } = await sql<{ family: PatientId }>`
    select patients.list_family(${tx.tenantId}::integer, ${patientId}::uuid) as family order by family
  `.execute(tx.database);
  return rows.length === 0 ? [patientId] : rows.map(({ family }) => family);
}

/** Finds under which record each of some records answers; one that is not known is left out. */
export async function findSurvivors(
  tx: TenantTransaction,
  patientIds: readonly PatientId[],
): Promise<ReadonlyMap<PatientId, PatientId>> {
  if (patientIds.length === 0) return new Map();
  const { rows } = await sql<{ asked: PatientId; survivor: PatientId }>`
    with recursive upward as (
      select patient_id as asked, patient_id, merged_into from patients.patient
      where tenant_id = ${tx.tenantId} and patient_id = any (${[...patientIds]}::uuid[])
      union
      select upward.asked, next.patient_id, next.merged_into
      from upward join patients.patient as next on next.tenant_id = ${tx.tenantId} and next.patient_id = upward.merged_into
    )
    select asked, patient_id as survivor from upward where merged_into is null
  `.execute(tx.database);
  return new Map(rows.map(({ asked, survivor }) => [asked, survivor]));
}

/** Locks all merging of a tenant until the transaction ends, so that two merges never close a circle between them. */
export async function lockMerging(tx: TenantTransaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`patient merges ${tx.tenantId}`}, 0))`.execute(tx.database);
}

/** Finds where a record stands among merges; null when there is none. */
export async function findStanding(tx: TenantTransaction, patientId: PatientId): Promise<MergeStanding | null> {
  const row = await tx.database
    .selectFrom('patients.patient')
    .select('merged_into')
    .where('tenant_id', '=', tx.tenantId)
    .where('patient_id', '=', patientId)
    .executeTakeFirst();
  if (row === undefined) return null;
  const survivors = await findSurvivors(tx, [patientId]);
  const mergedInto = row.merged_into as PatientId | null;
  return { patientId, mergedInto, survivorId: survivors.get(patientId) ?? patientId };
}

/** Points a record to the one it is merged into, or to none, and appends how that came. */
export async function saveMerge(tx: TenantTransaction, change: MergeChange): Promise<void> {
  const { patientId, survivorId } = change;
  await tx.database
    .updateTable('patients.patient')
    .set({ merged_into: change.change === 'merged' ? survivorId : null })
    .where('tenant_id', '=', tx.tenantId)
    .where('patient_id', '=', patientId)
    .execute();
  await tx.database
    .insertInto('patients.merge')
    .values({
      tenant_id: tx.tenantId,
      merge_id: tx.newId<'patient-merge'>(),
      patient_id: patientId,
      survivor_id: survivorId,
      change: change.change,
      reason_code: change.reasonCode,
      ...toOriginColumns(tx, change.origin),
    })
    .execute();
}

/** Why, when and through whom a record came to answer under another. */
export interface LastMerge extends Pick<MergeChange, 'patientId' | 'survivorId' | 'reasonCode'> {
  readonly recordedAt: Instant;
  readonly recordedBy: StaffId | null;
}

/** Lists the merges that stand now among some records, the newest first. */
export async function listLastMerges(
  tx: TenantTransaction,
  patientIds: readonly PatientId[],
): Promise<readonly LastMerge[]> {
  const { rows } = await sql<LastMerge>`
    select record.patient_id as "patientId", last.survivor_id as "survivorId", last.reason_code as "reasonCode",
      last.recorded_at as "recordedAt", last.recorded_by as "recordedBy"
    from patients.patient as record cross join lateral (
      select * from patients.merge as done where done.tenant_id = record.tenant_id and done.patient_id = record.patient_id
      order by done.recorded_at desc, done.merge_id desc limit 1
    ) as last
    where record.tenant_id = ${tx.tenantId} and record.patient_id = any (${[...patientIds]}::uuid[])
      and record.merged_into is not null
    order by last.recorded_at desc, record.patient_id
  `.execute(tx.database);
  return rows;
}

/** Lists a record and those that were merged into it, which go with it when its merge is taken back. */
export async function listRecordsBelow(tx: TenantTransaction, patientId: PatientId): Promise<readonly PatientId[]> {
  const { rows } = await sql<{ below: PatientId }>`
    with recursive downward as (
      select ${patientId}::uuid as below
      union
      select next.patient_id from downward join patients.patient as next
        on next.tenant_id = ${tx.tenantId} and next.merged_into = downward.below
    )
    select below from downward
  `.execute(tx.database);
  return rows.map(({ below }) => below);
}
