import type { PatientId } from '../../kernel/ids.ts';
import type { Json } from '../../kernel/json.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { Demographics } from './domain/demographics.ts';
import type { SearchKind, SearchTerm } from './domain/search-kind.ts';
import { listSearchTerms } from './domain/search-term.ts';
import { findRecorder } from './record-columns.ts';

/** A version of the demographics of a patient. */
export interface DemographicsVersion {
  readonly patientId: PatientId;
  readonly version: number;
  readonly demographics: Demographics;
  readonly reasonCode: string;
}

const tokensInStatement = 5_000;

/** Names the row of a version for sealing. */
export function placeOfDemographics(patientId: PatientId, version: number) {
  return { table: 'patients.demographics', rowId: `${patientId}/${version}` };
}

/** Adds patients with their first demographics and everything under which they are found. */
export async function insertPatients(tx: TenantTransaction, versions: readonly DemographicsVersion[]): Promise<void> {
  if (versions.length === 0) return;
  tx.write(
    tx.database.insertInto('patients.patient').values(
      versions.map(({ patientId, version }) => ({
        tenant_id: tx.tenantId,
        patient_id: patientId,
        version,
        registered_at: tx.now,
      })),
    ),
  );
  await appendDemographics(tx, versions);
}

/** Makes a version the current one, if nobody did so before; tells whether it happened. */
export async function advanceVersion(
  tx: TenantTransaction,
  change: { readonly patientId: PatientId; readonly from: number },
): Promise<boolean> {
  const changed = await tx.database
    .updateTable('patients.patient')
    .set({ version: change.from + 1 })
    .where('tenant_id', '=', tx.tenantId)
    .where('patient_id', '=', change.patientId)
    .where('version', '=', change.from)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}

/** Appends versions of demographics and replaces the tokens under which these patients are found by name, date, phone and number. */
export async function appendDemographics(
  tx: TenantTransaction,
  versions: readonly DemographicsVersion[],
): Promise<void> {
  const recordedBy = findRecorder(tx);
  const rows = [];
  for (const { patientId, version, demographics, reasonCode } of versions)
    rows.push({
      tenant_id: tx.tenantId,
      patient_id: patientId,
      version,
      sealed_demographics: Buffer.from(
        await tx.sealer.seal(placeOfDemographics(patientId, version), demographics as unknown as Json),
      ),
      reason_code: reasonCode,
      recorded_at: tx.now,
      recorded_by: recordedBy,
    });
  tx.write(tx.database.insertInto('patients.demographics').values(rows));
  const changed = versions.filter(({ version }) => version > 1).map(({ patientId }) => patientId);
  await deleteDemographicTokens(tx, changed);
  await insertTokens(
    tx,
    versions.map(({ patientId, demographics }) => ({ patientId, terms: listSearchTerms(demographics) })),
  );
}

async function insertTokens(
  tx: TenantTransaction,
  entries: readonly { readonly patientId: PatientId; readonly terms: readonly SearchTerm[] }[],
): Promise<void> {
  const rows: { tenant_id: number; patient_id: string; kind: string; token: Buffer }[] = [];
  for (const { patientId, terms } of entries)
    for (const { kind, text } of terms)
      for (const token of await tx.sealer.tokens(kind, text))
        rows.push({ tenant_id: tx.tenantId, patient_id: patientId, kind, token: Buffer.from(token) });
  for (let at = 0; at < rows.length; at += tokensInStatement)
    tx.write(
      tx.database
        .insertInto('patients.search_token')
        .values(rows.slice(at, at + tokensInStatement))
        .onConflict((conflict) => conflict.columns(['tenant_id', 'token', 'kind', 'patient_id']).doNothing()),
    );
}

/** Replaces the member ids under which a patient is found; they belong to coverages and stay when demographics change. */
export async function replaceMemberTokens(
  tx: TenantTransaction,
  patientId: PatientId,
  memberIds: readonly string[],
): Promise<void> {
  tx.write(deleteTokens(tx, [patientId]).where('kind', '=', kindOfMemberId));
  await insertMemberTokens(tx, patientId, memberIds);
}

/** Adds member ids under which a patient is found. */
export async function insertMemberTokens(
  tx: TenantTransaction,
  patientId: PatientId,
  memberIds: readonly string[],
): Promise<void> {
  const terms = memberIds.map((text): SearchTerm => ({ kind: kindOfMemberId, text }));
  await insertTokens(tx, [{ patientId, terms }]);
}

const kindOfMemberId = 'member-id/exact' satisfies SearchKind;

async function deleteDemographicTokens(tx: TenantTransaction, patientIds: readonly PatientId[]): Promise<void> {
  if (patientIds.length === 0) return;
  tx.write(deleteTokens(tx, patientIds).where('kind', '!=', kindOfMemberId));
}

function deleteTokens(tx: TenantTransaction, patientIds: readonly PatientId[]) {
  return tx.database
    .deleteFrom('patients.search_token')
    .where('tenant_id', '=', tx.tenantId)
    .where('patient_id', 'in', patientIds);
}

/** Locks how far the records of this health system are indexed anew; null when all of them are. */
export async function lockSearchRenewal(tx: TenantTransaction): Promise<{ readonly after: PatientId } | null> {
  const row = await tx.database
    .selectFrom('patients.search_renewal')
    .select('after_patient_id')
    .where('tenant_id', '=', tx.tenantId)
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? null : { after: row.after_patient_id as PatientId };
}

/** Lists the next records in the order of their ids. */
export async function listPatientIdsAfter(
  tx: TenantTransaction,
  page: { readonly after: PatientId; readonly most: number },
): Promise<readonly PatientId[]> {
  const rows = await tx.database
    .selectFrom('patients.patient')
    .select('patient_id')
    .where('tenant_id', '=', tx.tenantId)
    .where('patient_id', '>', page.after)
    .orderBy('patient_id')
    .limit(page.most)
    .execute();
  return rows.map((row) => row.patient_id as PatientId);
}

/** Indexes records by the terms of today and notes how far this has come. */
export async function renewDemographicTokens(
  tx: TenantTransaction,
  records: readonly { readonly patientId: PatientId; readonly demographics: Demographics }[],
  upTo: PatientId,
): Promise<void> {
  await deleteDemographicTokens(
    tx,
    records.map(({ patientId }) => patientId),
  );
  await insertTokens(
    tx,
    records.map(({ patientId, demographics }) => ({ patientId, terms: listSearchTerms(demographics) })),
  );
  tx.write(
    tx.database
      .updateTable('patients.search_renewal')
      .set({ after_patient_id: upTo })
      .where('tenant_id', '=', tx.tenantId),
  );
}

/** Notes that every record is indexed by the terms of today. */
export function endSearchRenewal(tx: TenantTransaction): void {
  tx.write(tx.database.deleteFrom('patients.search_renewal').where('tenant_id', '=', tx.tenantId));
}
