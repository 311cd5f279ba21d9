import type { Instant } from '../../kernel/instant.ts';
import type {
  IncomingAllergy,
  IncomingCoverage,
  IncomingDiagnosis,
  IncomingObservation,
  StatedFacts,
} from '../../modules/prescriptions/index.ts';
import {
  codeSystems,
  type FhirAllergy,
  type FhirCondition,
  type FhirCoverage,
  type FhirObservation,
  findCode,
  labelOf,
  type PatientRecord,
} from '../../standards/fhir/fhir.ts';

/** Translates what an EHR says of a patient beside who it is. */
export function toStatedFacts(record: PatientRecord, receivedAt: Instant): StatedFacts {
  return {
    receivedAt,
    coverages: record.coverages.filter(isInForce).map(toCoverage),
    ...toAllergyFacts(record.allergies),
    conditions: record.conditions.filter(isCurrent).flatMap(toCondition),
    observations: record.observations.flatMap(toObservation),
    medications: record.medications.flatMap(({ drug, directions, status }) =>
      drug.name === null || status === 'stopped' || status === 'cancelled'
        ? []
        : [{ rxcui: drug.rxcui, ndc: drug.ndc, text: drug.name, directions }],
    ),
  };
}

/** Translates allergies, and whether it is said that none are known. */
export function toAllergyFacts(allergies: readonly FhirAllergy[]): Pick<StatedFacts, 'allergies' | 'noKnownAllergies'> {
  const stated = allergies.filter(isCurrent).flatMap(toAllergy);
  return {
    allergies: stated.filter(({ snomedCode }) => snomedCode !== noKnownAllergy),
    noKnownAllergies: allergies.some(isNoKnownAllergy),
  };
}

/** Tells whether a coverage is said to pay. */
export function isInForce(coverage: FhirCoverage): boolean {
  return coverage.status === null || coverage.status === 'active';
}

/** Translates a coverage; `index` is its place where it names no order. */
export function toCoverage(coverage: FhirCoverage, index: number): IncomingCoverage {
  return {
    bin: coverage.bin,
    pcn: coverage.pcn,
    groupNumber: coverage.groupId,
    memberId: coverage.memberId,
    personCode: null,
    payerName: coverage.payerName,
    priority: coverage.order ?? index + 1,
    relationship: toRelationship(coverage.relationshipCode),
    validFrom: coverage.start?.day ?? null,
    validTo: coverage.end?.day ?? null,
  };
}

function toRelationship(code: string | null): IncomingCoverage['relationship'] {
  return code === 'spouse' || code === 'child' || code === 'other' ? code : 'self';
}

/** "No known allergy" of SNOMED CT. */
const noKnownAllergy = '716186003';

function isNoKnownAllergy(allergy: FhirAllergy): boolean {
  return findCode(allergy.substance, codeSystems.snomed) === noKnownAllergy;
}

/** What was refuted, resolved or inactive says nothing of the patient today. */
export function isCurrent(record: Pick<FhirAllergy | FhirCondition, 'clinicalStatus' | 'verificationStatus'>): boolean {
  const { clinicalStatus, verificationStatus } = record;
  const isLive = clinicalStatus === null || /^(active|recurrence|relapse)$/.test(clinicalStatus);
  return isLive && verificationStatus !== 'refuted';
}

function toAllergy(allergy: FhirAllergy): readonly IncomingAllergy[] {
  const text = labelOf(allergy.substance);
  if (text === null) return [];
  const [reaction] = allergy.reactions;
  const severity = reaction?.severity ?? null;
  return [
    {
      rxcui: findCode(allergy.substance, codeSystems.rxNorm),
      snomedCode: findCode(allergy.substance, codeSystems.snomed),
      text,
      reaction: reaction?.manifestation ?? null,
      severity: severity === 'mild' || severity === 'moderate' || severity === 'severe' ? severity : null,
    },
  ];
}

/** Translates a condition. */
export function toCondition(condition: FhirCondition): readonly IncomingDiagnosis[] {
  const text = labelOf(condition.code);
  if (text === null && condition.icd10Code === null && condition.snomedCode === null) return [];
  return [
    {
      system: condition.icd10Code !== null ? 'ICD-10-CM' : condition.snomedCode !== null ? 'SNOMED CT' : 'other',
      code: condition.icd10Code ?? condition.snomedCode,
      text,
      isPrimary: false,
      onsetOn: condition.onset?.day ?? null,
    },
  ];
}

/** Translates a measured value, or an answer in words. */
export function toObservation(observation: FhirObservation): readonly IncomingObservation[] {
  const { value, loincCode } = observation;
  if (loincCode === null || value === null || observation.status === 'cancelled') return [];
  const text = value.kind === 'concept' ? labelOf(value.concept) : value.kind === 'text' ? value.text : null;
  if (value.kind !== 'measure' && value.kind !== 'number' && text === null) return [];
  const measured = value.kind === 'measure' ? value.measure : null;
  return [
    {
      loincCode,
      text: labelOf(observation.code),
      value: String(value.kind === 'number' ? value.number : (measured?.value ?? text ?? '')),
      unit: measured === null ? null : (measured.code ?? measured.unit),
      observedOn: observation.effective?.day ?? null,
    },
  ];
}
