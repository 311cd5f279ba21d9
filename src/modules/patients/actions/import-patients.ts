import type { PatientId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Actor } from '../../../platform/transaction/actor.ts';
import { inBulk, type RandomBytes } from '../../../platform/transaction/bulk.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { dayOf } from '../../reference/index.ts';
import { insertAllergy } from '../allergy-store.ts';
import { insertCondition } from '../condition-store.ts';
import { appendConsent } from '../consent-store.ts';
import { insertCoverage } from '../coverage-store.ts';
import type { AllergyFacts, ConditionFacts, MedicationFacts, ObservationFacts } from '../domain/clinical-record.ts';
import type { Consent } from '../domain/consent.ts';
import type { CoverageId, NewCoverage } from '../domain/coverage.ts';
import { type Demographics, tidyDemographics } from '../domain/demographics.ts';
import type { RecordOrigin } from '../domain/record-origin.ts';
import { decideDemographics } from '../domain/registration.ts';
import { insertMedication } from '../medication-store.ts';
import { insertObservation } from '../observation-store.ts';
import { insertMemberTokens, insertPatients } from '../patient-store.ts';

/** A patient with everything that another system knew of them, and since when this house knows it. */
export interface PatientHistory {
  readonly patientId: PatientId;
  readonly registeredAt: Instant;
  readonly registeredBy: Actor;
  readonly origin: RecordOrigin;
  readonly demographics: Demographics;
  readonly coverages: readonly (Omit<NewCoverage, 'patientId' | 'origin'> & { readonly coverageId: CoverageId })[];
  readonly allergies: readonly AllergyFacts[];
  readonly conditions: readonly ConditionFacts[];
  readonly medications: readonly MedicationFacts[];
  readonly observations: readonly ObservationFacts[];
  readonly consents: readonly (Omit<Consent, 'patientId'> & { readonly recordedBy: Actor })[];
}

/** Takes over many patients at once, sealed and findable like those registered one by one. Nobody of them may be known yet. */
export async function importPatients(
  tx: TenantTransaction,
  patients: readonly PatientHistory[],
  random?: RandomBytes,
): Promise<void> {
  await inBulk(
    tx,
    async (bulk) => {
      for (const patient of patients) {
        const view = bulk.at(patient.registeredAt, patient.registeredBy);
        const decided = decideDemographics(patient.demographics, dayOf(tx));
        if (!decided.ok) throw new Error(`an imported patient was refused: ${decided.refusal.code}`);
        const { patientId } = patient;
        const demographics = tidyDemographics(decided.value);
        await insertPatients(view, [{ patientId, version: 1, reasonCode: 'registered', demographics }]);
        await insertRecords(view, patient);
        for (const { recordedBy, ...consent } of patient.consents)
          await appendConsent(bulk.at(consent.decidedAt, recordedBy), { ...consent, patientId });
      }
    },
    random,
  );
}

async function insertRecords(view: TenantTransaction, patient: PatientHistory): Promise<void> {
  const { patientId, origin } = patient;
  const of = { patientId, origin };
  for (const coverage of patient.coverages) await insertCoverage(view, { ...coverage, ...of });
  await insertMemberTokens(
    view,
    patientId,
    patient.coverages.map(({ memberId }) => memberId),
  );
  for (const allergy of patient.allergies) await insertAllergy(view, { ...allergy, ...of });
  for (const condition of patient.conditions) await insertCondition(view, { ...condition, ...of });
  for (const medication of patient.medications) await insertMedication(view, { ...medication, ...of });
  for (const observation of patient.observations) await insertObservation(view, { ...observation, ...of });
}
