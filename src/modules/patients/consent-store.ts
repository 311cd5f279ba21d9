import { sql } from 'kysely';
import type { DocumentId, Id, PatientId } from '../../kernel/ids.ts';
import type { Json } from '../../kernel/json.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { type Consent, type ConsentUse, listLatestConsents } from './domain/consent.ts';
import type { ContactPreference } from './domain/contact-preference.ts';
import { familyOf } from './merge-store.ts';
import { findRecorder } from './record-columns.ts';

/** Lists the latest decision of a patient for each use. */
export async function listConsents(tx: TenantTransaction, patientId: PatientId): Promise<readonly Consent[]> {
  const rows = await tx.database
    .selectFrom('patients.consent')
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('patient_id', 'in', familyOf(tx, patientId))
    .orderBy('decided_at')
    .orderBy('recorded_at')
    .orderBy('consent_id')
    .execute();
  return listLatestConsents(
    rows.map((row) => ({
      consentId: row.consent_id as Id<'consent'>,
      patientId,
      use: row.use_code as ConsentUse,
      decision: row.decision as Consent['decision'],
      wordingVersion: row.wording_version,
      channel: row.channel as Consent['channel'],
      decidedAt: row.decided_at,
      expiresOn: row.expires_on,
      documentId: row.document_id as DocumentId | null,
    })),
  );
}

/** Appends what a patient decided. */
export async function appendConsent(tx: TenantTransaction, consent: Consent): Promise<void> {
  await tx.database
    .insertInto('patients.consent')
    .values({
      tenant_id: tx.tenantId,
      consent_id: consent.consentId,
      patient_id: consent.patientId,
      use_code: consent.use,
      decision: consent.decision,
      wording_version: consent.wordingVersion,
      channel: consent.channel,
      decided_at: consent.decidedAt,
      expires_on: consent.expiresOn,
      document_id: consent.documentId,
      recorded_at: tx.now,
      recorded_by: findRecorder(tx),
    })
    .execute();
}

/** Finds how a patient wants to be reached. */
export async function findContactPreference(
  tx: TenantTransaction,
  patientId: PatientId,
): Promise<ContactPreference | null> {
  const row = await tx.database
    .selectFrom('patients.preference')
    .select(['patient_id', 'version', 'sealed_preference'])
    .where('tenant_id', '=', tx.tenantId)
    .where('patient_id', 'in', familyOf(tx, patientId))
    .orderBy('recorded_at', 'desc')
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return null;
  return tx.sealer.open(placeOf(row.patient_id as PatientId, row.version), row.sealed_preference);
}

/** Lists how patients want to be reached, by the record that is asked for; who said nothing is absent. */
export async function listContactPreferences(
  tx: TenantTransaction,
  patientIds: readonly PatientId[],
): Promise<ReadonlyMap<PatientId, ContactPreference>> {
  const { rows } = await sql<{ asked: PatientId; patient_id: PatientId; version: number; sealed: Uint8Array }>`
    select asked.patient_id as asked, latest.patient_id, latest.version, latest.sealed_preference as sealed
    from unnest(${sql.val([...patientIds])}::uuid[]) as asked(patient_id), lateral (
      select patient_id, version, sealed_preference, recorded_at from patients.preference
      where tenant_id = ${tx.tenantId}
        and patient_id = any(array(select patients.list_family(${tx.tenantId}::integer, asked.patient_id)))
      order by recorded_at desc, version desc limit 1) as latest`.execute(tx.database);
  const opened = new Map<PatientId, ContactPreference>();
  for (const { asked, patient_id: patientId, version, sealed } of rows)
    opened.set(asked, await tx.sealer.open<ContactPreference>(placeOf(patientId, version), sealed));
  return opened;
}

/** Appends how a patient wants to be reached. */
export async function appendContactPreference(
  tx: TenantTransaction,
  patientId: PatientId,
  preference: ContactPreference,
): Promise<void> {
  const latest = await findLatestVersion(tx, patientId);
  const version = (latest?.version ?? 0) + 1;
  const sealed = await tx.sealer.seal(placeOf(patientId, version), preference as unknown as Json);
  await tx.database
    .insertInto('patients.preference')
    .values({
      tenant_id: tx.tenantId,
      patient_id: patientId,
      version,
      sealed_preference: Buffer.from(sealed),
      recorded_at: tx.now,
      recorded_by: findRecorder(tx),
    })
    .execute();
}

function findLatestVersion(tx: TenantTransaction, patientId: PatientId) {
  return tx.database
    .selectFrom('patients.preference')
    .select('version')
    .where('tenant_id', '=', tx.tenantId)
    .where('patient_id', '=', patientId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
}

function placeOf(patientId: PatientId, version: number) {
  return { table: 'patients.preference', rowId: `${patientId}/${version}` };
}
