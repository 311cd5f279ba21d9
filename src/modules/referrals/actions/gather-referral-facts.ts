import { dayIn } from '../../../kernel/instant.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { listDocuments } from '../../documents/index.ts';
import { getSite } from '../../identity/index.ts';
import {
  getPatient,
  isConsentInForce,
  isCoverageInForce,
  listAllergies,
  listConditions,
  listConsents,
  listCoverages,
  listMedications,
  listObservations,
  type RecordOrigin,
} from '../../patients/index.ts';
import type { Prescription } from '../../prescriptions/index.ts';
import { getDrug, getPrescriber, listPlans, listReferralRequirements } from '../../reference/index.ts';
import { type Completeness, computeCompleteness, type ReferralFact } from '../domain/completeness.ts';
import { heightCode, listStatedFacts, weightCode } from '../domain/stated-facts.ts';

/** Computes how complete a referral is today. While it is not known which drug is meant, only what every referral brings is asked. */
export async function checkCompleteness(tx: TenantTransaction, prescription: Prescription): Promise<Completeness> {
  const drug = prescription.drugId === null ? null : await getDrug(tx, prescription.drugId);
  const of = { programme: drug?.programme ?? '*', ingredientRxcui: drug?.ingredientRxcui ?? null };
  const requirements = await listReferralRequirements(tx, of);
  const { timeZone } = await getSite(tx, prescription.siteId);
  return computeCompleteness(requirements, await gatherReferralFacts(tx, prescription), dayIn(tx.now, timeZone));
}

/** Gathers what came with a referral and what the chart of its patient has. */
async function gatherReferralFacts(
  tx: TenantTransaction,
  prescription: Prescription,
): Promise<readonly ReferralFact[]> {
  return [
    ...listStatedFacts(prescription),
    ...(await listDirectoryFacts(tx, prescription)),
    ...(await listChartFacts(tx, prescription)),
    ...(await listDocumentFacts(tx, prescription)),
  ];
}

async function listDirectoryFacts(
  tx: TenantTransaction,
  { prescriberId }: Prescription,
): Promise<readonly ReferralFact[]> {
  if (prescriberId === null) return [];
  const { npi, phone } = await getPrescriber(tx, prescriberId);
  const known = { code: null, on: null, origin: { kind: 'directory', id: null } } as const;
  return [
    { ...known, kind: 'prescriber-npi', text: npi },
    ...(phone === null ? [] : [{ ...known, kind: 'prescriber-phone', text: phone } as const]),
  ];
}

async function listChartFacts(tx: TenantTransaction, prescription: Prescription): Promise<readonly ReferralFact[]> {
  const { patientId, siteId } = prescription;
  if (patientId === null) return [];
  const today = dayIn(tx.now, (await getSite(tx, siteId)).timeZone);
  const [{ demographics }, coverages, allergies, conditions, medications, observations, consents] = await Promise.all([
    getPatient(tx, patientId),
    listCoverages(tx, patientId),
    listAllergies(tx, patientId),
    listConditions(tx, patientId),
    listMedications(tx, patientId),
    listObservations(tx, patientId),
    listConsents(tx, patientId),
  ]);
  const plans = await listPlans(
    tx,
    coverages.flatMap(({ planId }) => planId ?? []),
  );
  const nameOf = (planId: string | null): string | null => plans.find((plan) => plan.planId === planId)?.name ?? null;
  const chart = { code: null, on: null, origin: { kind: 'staff', id: null } } as const;
  return [
    ...demographics.addresses.map(({ city, state }) => fact({ ...chart, kind: 'address', text: `${city}, ${state}` })),
    ...demographics.phones.map(({ number }) => fact({ ...chart, kind: 'phone', text: number })),
    ...coverages
      .filter((coverage) => isCoverageInForce(coverage, today))
      .map(({ planId, payerName, origin }) =>
        fact({ ...from(origin), kind: 'insurance', text: nameOf(planId) ?? payerName ?? 'A payer without a name' }),
      ),
    ...allergies
      .filter(({ state }) => state === 'active')
      .map(({ substance, origin }) => fact({ ...from(origin), kind: 'allergies', text: substance })),
    ...conditions
      .filter(({ codeSystem, endedOn }) => codeSystem === 'ICD-10-CM' && endedOn === null)
      .map(({ code, text, origin }) =>
        fact({ ...from(origin), kind: 'diagnosis', code, text: `${code ?? ''} ${text}` }),
      ),
    ...medications.map(({ text, origin }) => fact({ ...from(origin), kind: 'medications', text })),
    ...observations.map(({ loincCode, value, ucumUnit, observedOn, origin }) =>
      fact({ ...from(origin), ...measured(loincCode), text: [value, ucumUnit].join(' ').trim(), on: observedOn }),
    ),
    ...consents
      .filter(({ use }) => isConsentInForce(consents, { use, on: today }))
      .map(({ use, decidedAt, documentId, wordingVersion }) => {
        const origin = documentId === null ? chart.origin : ({ kind: 'document', id: documentId } as const);
        return fact({ kind: 'consent', code: use, text: wordingVersion, on: dayOfInstant(decidedAt), origin });
      }),
  ];
}

async function listDocumentFacts(
  tx: TenantTransaction,
  { patientId, prescriptionId }: Prescription,
): Promise<readonly ReferralFact[]> {
  const ofReferral = await listDocuments(tx, { subjectId: prescriptionId });
  const ofPatient = patientId === null ? [] : await listDocuments(tx, { patientId });
  return [...ofReferral, ...ofPatient].flatMap(({ requirementCodes, documentId, title, filedAt }) =>
    requirementCodes.map((code) =>
      fact({
        kind: 'document',
        code,
        text: title,
        on: dayOfInstant(filedAt),
        origin: { kind: 'document', id: documentId },
      }),
    ),
  );
}

function measured(loincCode: string): Pick<ReferralFact, 'kind' | 'code'> {
  if (loincCode === weightCode) return { kind: 'weight', code: null };
  return loincCode === heightCode ? { kind: 'height', code: null } : { kind: 'laboratory', code: loincCode };
}

function from(origin: RecordOrigin): Pick<ReferralFact, 'code' | 'on' | 'origin'> {
  return { code: null, on: null, origin };
}

function dayOfInstant(instant: string): ReferralFact['on'] {
  return instant.slice(0, 10) as ReferralFact['on'];
}

function fact(one: ReferralFact): ReferralFact {
  return one;
}
