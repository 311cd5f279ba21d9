import type { PatientId, Uuid } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { listAllergies, markAllergyInError } from '../allergy-store.ts';
import { listConditions, markConditionInError } from '../condition-store.ts';
import { listCoverages, markCoverageInError } from '../coverage-store.ts';
import type { RecordOrigin } from '../domain/record-origin.ts';
import { listMedications, markMedicationInError } from '../medication-store.ts';
import { listObservations, markObservationInError } from '../observation-store.ts';
import { findPatient } from '../patient-queries.ts';
import { patientsRefusals } from '../refusals.ts';
import { topicOfPatient } from './patient-topic.ts';
import { recordCoverage, refreshMemberTokens } from './record-coverage.ts';
import { recordAllergy, recordCondition, recordMedication, recordObservation } from './record-health.ts';

/** The kinds of record that can be taken back. */
export type RecordKind = 'coverage' | 'allergy' | 'condition' | 'medication' | 'observation';

type Mark = (
  tx: TenantTransaction,
  mark: { readonly patientId: PatientId; readonly recordId: string },
) => Promise<boolean>;

const markInError: Readonly<Record<RecordKind, Mark>> = {
  coverage: markCoverageInError,
  allergy: markAllergyInError,
  condition: markConditionInError,
  medication: markMedicationInError,
  observation: markObservationInError,
};

/** Takes back a record that was entered in error; it stays in the database and is no longer shown. */
export async function retractRecord(
  tx: TenantTransaction,
  command: { readonly patientId: PatientId; readonly kind: RecordKind; readonly recordId: string },
): Promise<Result<null>> {
  const isMarked = await markInError[command.kind](tx, command);
  if (!isMarked) return refuse(patientsRefusals.unknownRecord);
  if (command.kind === 'coverage') await refreshMemberTokens(tx, command.patientId);
  tx.touch(topicOfPatient(command.patientId));
  return ok(null);
}

/**
 * Moves everything that came with a prescription or message from the wrong patient to the right one: it is recorded anew with its origin
 * and marked as entered in error where it stood. Returns how many records were moved.
 */
export async function correctPatientRecords(
  tx: TenantTransaction,
  command: { readonly fromPatientId: PatientId; readonly toPatientId: PatientId; readonly originId: Uuid },
): Promise<Result<number>> {
  const { fromPatientId, toPatientId, originId } = command;
  const [from, to] = [await findPatient(tx, fromPatientId), await findPatient(tx, toPatientId)];
  if (from === null || to === null) return refuse(patientsRefusals.unknownPatient);
  if (from.survivorId === to.survivorId) return refuse(patientsRefusals.samePatient);
  const cameWithIt = ({ origin }: { readonly origin: RecordOrigin }) => origin.id === originId;
  const patientId = toPatientId;
  let moved = 0;
  const move = async (kind: RecordKind, recordId: string, recorded: Promise<Result<unknown>>): Promise<void> => {
    const outcome = await recorded;
    if (!outcome.ok) throw new Error(`a record could not be moved: ${outcome.refusal.code}`);
    await markInError[kind](tx, { patientId: fromPatientId, recordId });
    moved += 1;
  };
  for (const each of (await listCoverages(tx, fromPatientId)).filter(cameWithIt))
    await move('coverage', each.coverageId, recordCoverage(tx, { ...each, patientId }));
  for (const each of (await listAllergies(tx, fromPatientId)).filter(cameWithIt))
    await move('allergy', each.allergyId, recordAllergy(tx, { ...each, patientId }));
  for (const each of (await listConditions(tx, fromPatientId)).filter(cameWithIt))
    await move('condition', each.conditionId, recordCondition(tx, { ...each, patientId }));
  for (const each of (await listMedications(tx, fromPatientId)).filter(cameWithIt))
    await move('medication', each.medicationId, recordMedication(tx, { ...each, patientId }));
  for (const each of (await listObservations(tx, { patientId: fromPatientId, most: 10_000 })).filter(cameWithIt))
    await move('observation', each.observationId, recordObservation(tx, { ...each, patientId }));
  if (moved > 0)
    await tx.audit({
      action: 'patients.correct-records',
      outcome: 'done',
      patientIds: [fromPatientId, toPatientId],
      count: moved,
    });
  await refreshMemberTokens(tx, fromPatientId);
  tx.touch(topicOfPatient(fromPatientId));
  return ok(moved);
}
