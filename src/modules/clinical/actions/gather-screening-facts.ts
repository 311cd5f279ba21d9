import { computeAgeYears } from '../../../kernel/calendar-day.ts';
import type { PatientId } from '../../../kernel/ids.ts';
import { dayIn } from '../../../kernel/instant.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { getSite } from '../../identity/index.ts';
import { getPatient, listAllergies, listConditions, listMedications, listObservations } from '../../patients/index.ts';
import type { Prescription } from '../../prescriptions/index.ts';
import { findDrug, listDoseLimits, listDuplicateTherapyClasses, listInteractions } from '../../reference/index.ts';
import { listTherapies } from '../../therapies/index.ts';
import { measuredCodes, readHeightMillimeters, readPregnancy, readWeightGrams } from '../domain/body-measure.ts';
import type { ScreeningFacts } from '../domain/screening.ts';

/** Gathers everything that a screening of a prescription looks at. */
export async function gatherScreeningFacts(
  tx: TenantTransaction,
  prescription: Prescription & { readonly patientId: PatientId },
): Promise<ScreeningFacts> {
  const { patientId } = prescription;
  const drug = prescription.drugId === null ? null : await findDrug(tx, prescription.drugId);
  const own = drug?.ingredientRxcuis ?? [];
  const medicines = await gatherMedicines(tx, prescription, patientId);
  const allergies = await listAllergies(tx, patientId);
  const active = allergies.filter(({ state }) => state === 'active');
  const allergens = active.flatMap(({ ingredientRxcui }) => (ingredientRxcui === null ? [] : [ingredientRxcui]));
  const limits = await Promise.all(own.map((ingredient) => listDoseLimits(tx, ingredient)));
  const { quantityThousandths, daysSupply } = prescription;
  return {
    drug: {
      ingredientRxcuis: own,
      strengthText: drug?.strengthText ?? '',
      billingUnit: drug?.billingUnit ?? '',
      isHazardous: drug?.isHazardous ?? false,
    },
    prescription: { quantityThousandths, daysSupply, directions: prescription.incoming.directions },
    patient: await describePatient(tx, prescription, patientId),
    ...medicines,
    allergies: {
      isRecorded: allergies.length > 0,
      ingredientRxcuis: allergens,
      withoutCode: active.filter(({ kind, ingredientRxcui }) => kind === 'substance' && ingredientRxcui === null)
        .length,
    },
    interactions: await listInteractions(tx, [...own, ...medicines.otherIngredientRxcuis]),
    duplicateClasses: await listDuplicateTherapyClasses(tx, own),
    doseLimits: limits.flat(),
  };
}

async function gatherMedicines(
  tx: TenantTransaction,
  prescription: Prescription,
  patientId: PatientId,
): Promise<Pick<ScreeningFacts, 'otherIngredientRxcuis' | 'medicationsWithoutCode'>> {
  const medications = (await listMedications(tx, patientId)).filter(({ state }) => state === 'active');
  const therapies = (await listTherapies(tx, { patientId })).filter(
    ({ ended, therapyId }) => ended === null && therapyId !== prescription.therapyId,
  );
  const drugs = await Promise.all(therapies.map(({ drugId }) => findDrug(tx, drugId)));
  const ingredients = [
    ...[...medications, ...therapies].flatMap(({ ingredientRxcui }) => ingredientRxcui ?? []),
    ...drugs.flatMap((drug) => drug?.ingredientRxcuis ?? []),
  ];
  return {
    otherIngredientRxcuis: [...new Set(ingredients)],
    medicationsWithoutCode: medications.filter(({ ingredientRxcui }) => ingredientRxcui === null).length,
  };
}

async function describePatient(
  tx: TenantTransaction,
  prescription: Prescription,
  patientId: PatientId,
): Promise<ScreeningFacts['patient']> {
  const { birthDate, sex } = (await getPatient(tx, patientId)).demographics;
  const observations = await listObservations(tx, { patientId, loincCodes: measuredCodes });
  const conditions = (await listConditions(tx, patientId)).filter(({ state }) => state === 'active');
  const today = dayIn(tx.now, (await getSite(tx, prescription.siteId)).timeZone);
  return {
    ageYears: computeAgeYears({ birthDate, on: today }),
    sex,
    weightGrams: readWeightGrams(observations),
    heightMillimeters: readHeightMillimeters(observations),
    pregnancy: readPregnancy({ conditionCodes: conditions.flatMap(({ code }) => code ?? []), measured: observations }),
  };
}
