import type { Id, PatientId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { findIngredientInText } from '../../reference/index.ts';
import { insertAllergy, listAllergies } from '../allergy-store.ts';
import { insertCondition, listConditions } from '../condition-store.ts';
import {
  type AllergyFacts,
  type ConditionFacts,
  isSameAllergy,
  isSameCondition,
  isSameMedication,
  isSameObservation,
  type MedicationFacts,
  type ObservationFacts,
  type RecordOf,
} from '../domain/clinical-record.ts';
import { insertMedication, listMedications } from '../medication-store.ts';
import { insertObservation, listObservations } from '../observation-store.ts';
import { findPatient } from '../patient-queries.ts';
import { patientsRefusals } from '../refusals.ts';
import { topicOfPatient } from './patient-topic.ts';

/** Records an allergy, or that none is known, with the ingredient that its words name; one that is known already keeps its id. */
export async function recordAllergy(
  tx: TenantTransaction,
  allergy: AllergyFacts & RecordOf,
): Promise<Result<Id<'allergy'>>> {
  return record(tx, allergy.patientId, async () => {
    const ingredientRxcui = allergy.ingredientRxcui ?? (await findIngredientInText(tx, allergy.substance));
    const said = { ...allergy, ingredientRxcui };
    const known = await listAllergies(tx, allergy.patientId);
    const same = known.find((each) => each.state === 'active' && isSameAllergy(each, said));
    return same?.allergyId ?? insertAllergy(tx, said);
  });
}

/** Records a condition; one that is known already keeps its id. */
export async function recordCondition(
  tx: TenantTransaction,
  condition: ConditionFacts & RecordOf,
): Promise<Result<Id<'condition'>>> {
  return record(tx, condition.patientId, async () => {
    const known = await listConditions(tx, condition.patientId);
    const same = known.find((each) => each.endedOn === condition.endedOn && isSameCondition(each, condition));
    return same?.conditionId ?? insertCondition(tx, condition);
  });
}

/** Records a medicine that the patient takes beside ours, with the ingredient that its words name; a known one keeps its id. */
export async function recordMedication(
  tx: TenantTransaction,
  medication: MedicationFacts & RecordOf,
): Promise<Result<Id<'medication'>>> {
  return record(tx, medication.patientId, async () => {
    const ingredientRxcui = medication.ingredientRxcui ?? (await findIngredientInText(tx, medication.text));
    const said = { ...medication, ingredientRxcui };
    const known = await listMedications(tx, medication.patientId);
    const same = known.find((each) => each.endedOn === said.endedOn && isSameMedication(each, said));
    return same?.medicationId ?? insertMedication(tx, said);
  });
}

/** Records a measurement, such as weight, height or a laboratory value; the same measurement keeps its id. */
export async function recordObservation(
  tx: TenantTransaction,
  observation: ObservationFacts & RecordOf,
): Promise<Result<Id<'observation'>>> {
  return record(tx, observation.patientId, async () => {
    const { patientId, loincCode } = observation;
    const known = await listObservations(tx, { patientId, loincCodes: [loincCode] });
    const same = known.find((each) => isSameObservation(each, observation));
    return same?.observationId ?? insertObservation(tx, observation);
  });
}

async function record<RecordId>(
  tx: TenantTransaction,
  patientId: PatientId,
  findOrInsert: () => Promise<RecordId>,
): Promise<Result<RecordId>> {
  if ((await findPatient(tx, patientId)) === null) return refuse(patientsRefusals.unknownPatient);
  const recordId = await findOrInsert();
  tx.touch(topicOfPatient(patientId));
  return ok(recordId);
}
