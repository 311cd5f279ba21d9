import type { PatientId, Uuid } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { dayOf } from '../../reference/index.ts';
import type { PatientRecord } from '../domain/patient-record.ts';
import { decideDemographics } from '../domain/registration.ts';
import { findImportedRecord, insertImportedRecord, type SourceKey } from '../imported-record-store.ts';
import { patientsRefusals } from '../refusals.ts';
import { matchPatient } from './match-patient.ts';
import { recordCoverage } from './record-coverage.ts';
import { recordAllergy, recordCondition, recordMedication, recordObservation } from './record-health.ts';
import { registerPatient } from './register-patients.ts';

/** What became of an imported record: whose it is and how many parts were new or already here. */
export interface ImportedPatient {
  readonly patientId: PatientId;
  readonly isNew: boolean;
  readonly added: number;
  readonly unchanged: number;
}

/**
 * Takes over what another system knows of a patient; taking it over again changes nothing. Refuses a record that may belong
 * to somebody known without being sure, and a part that cannot be kept.
 */
export async function importPatientRecord(
  tx: TenantTransaction,
  record: PatientRecord,
): Promise<Result<ImportedPatient>> {
  const owner = await findOwner(tx, record);
  if (!owner.ok) return owner;
  const { patientId, isNew } = owner.value;
  const origin = { kind: 'import', id: null } as const;
  const { source } = record;
  let added = 0;
  let unchanged = 0;
  const takeOver = async (
    key: Omit<SourceKey, 'source'>,
    recordPart: () => Promise<Result<Uuid>>,
  ): Promise<Result<null>> => {
    if ((await findImportedRecord(tx, { ...key, source })) !== null) {
      unchanged += 1;
      return ok(null);
    }
    const recorded = await recordPart();
    if (!recorded.ok) return recorded;
    await insertImportedRecord(tx, { ...key, source }, recorded.value);
    added += 1;
    return ok(null);
  };
  for (const part of listParts(tx, record, { patientId, origin })) {
    const taken = await takeOver(part.key, part.record);
    if (!taken.ok) return taken;
  }
  return ok({ patientId, isNew, added, unchanged });
}

interface Part {
  readonly key: Omit<SourceKey, 'source'>;
  readonly record: () => Promise<Result<Uuid>>;
}

function listParts(
  tx: TenantTransaction,
  record: PatientRecord,
  of: { readonly patientId: PatientId; readonly origin: { readonly kind: 'import'; readonly id: null } },
): readonly Part[] {
  const part = (kind: SourceKey['kind'], sourceId: string, recordPart: Part['record']): Part => ({
    key: { kind, sourceId },
    record: recordPart,
  });
  return [
    ...record.coverages.map(({ sourceId, ...facts }) =>
      part('coverage', sourceId, () => recordCoverage(tx, { ...facts, ...of })),
    ),
    ...record.allergies.map(({ sourceId, ...facts }) =>
      part('allergy', sourceId, () => recordAllergy(tx, { ...facts, ...of })),
    ),
    ...record.conditions.map(({ sourceId, ...facts }) =>
      part('condition', sourceId, () => recordCondition(tx, { ...facts, ...of })),
    ),
    ...record.medications.map(({ sourceId, ...facts }) =>
      part('medication', sourceId, () => recordMedication(tx, { ...facts, ...of })),
    ),
    ...record.observations.map(({ sourceId, ...facts }) =>
      part('observation', sourceId, () => recordObservation(tx, { ...facts, ...of })),
    ),
  ];
}

async function findOwner(
  tx: TenantTransaction,
  record: PatientRecord,
): Promise<Result<{ readonly patientId: PatientId; readonly isNew: boolean }>> {
  const key = { source: record.source, kind: 'patient', sourceId: record.sourceId } as const;
  const known = await findImportedRecord(tx, key);
  if (known !== null) return ok({ patientId: known as PatientId, isNew: false });
  const decided = decideDemographics(record.demographics, dayOf(tx));
  if (!decided.ok) return decided;
  const match = await matchPatient(tx, decided.value);
  if (match.decision === 'review') return refuse(patientsRefusals.recordNeedsReview, { score: match.score });
  const patientId = match.patientId ?? (await registerPatient(tx, decided.value));
  await insertImportedRecord(tx, key, patientId);
  return ok({ patientId, isNew: match.patientId === null });
}
