import type { Demographics, PatientRecord, Sourced } from '../../modules/patients/index.ts';
import {
  codeSystems,
  type FhirAllergy,
  type FhirCondition,
  type FhirCoverage,
  type FhirMedicationRecord,
  type FhirObservation,
  type FhirPatient,
  type PatientRecord as FhirPatientRecord,
  findCode,
  labelOf,
} from '../../standards/fhir/fhir.ts';

type Part<Name extends 'allergies' | 'conditions' | 'coverages' | 'medications' | 'observations'> =
  PatientRecord[Name][number];

/** What a payer known from claims alone has in place of a member number. */
const unknownMember = 'not stated';

/** Translates a FHIR record into the words of patients; null when it lacks what nobody is registered without. */
export function toPatientRecord(record: FhirPatientRecord): PatientRecord | null {
  const { patient } = record;
  const demographics = toDemographics(patient);
  const identity = patient.id ?? patient.identifiers[0]?.value ?? null;
  if (demographics === null || identity === null) return null;
  const sourced = <Facts>(where: string, facts: Facts): Sourced<Facts> => ({
    ...facts,
    sourceId: `${identity} ${where}`,
  });
  const noneKnown = record.allergies.some(({ isNoKnownAllergy }) => isNoKnownAllergy);
  return {
    source: 'fhir-import',
    sourceId: identity,
    demographics,
    coverages: [...listCoverages(record).entries()].map(([where, facts]) => sourced(where, facts)),
    allergies: record.allergies.filter(isCurrent).flatMap((each) => {
      const facts = toAllergy(each, noneKnown);
      return facts === null ? [] : [sourced(each.where, facts)];
    }),
    conditions: record.conditions.filter(isNotRefuted).flatMap((each) => {
      const facts = toCondition(each);
      return facts === null ? [] : [sourced(each.where, facts)];
    }),
    medications: record.medications.flatMap((each) => {
      const facts = toMedication(each);
      return facts === null ? [] : [sourced(each.where, facts)];
    }),
    observations: record.observations.flatMap((each) => {
      const facts = toObservation(each);
      return facts === null ? [] : [sourced(each.where, facts)];
    }),
  };
}

function toDemographics(patient: FhirPatient): Demographics | null {
  const [givenName = '', ...middle] = patient.name?.given ?? [];
  const familyName = patient.name?.family ?? null;
  if (familyName === null || patient.birthDate === null) return null;
  const { gender } = patient;
  return {
    familyName,
    givenName,
    middleName: middle.length === 0 ? null : middle.join(' '),
    suffix: patient.name?.suffix ?? null,
    birthDate: patient.birthDate,
    sex: gender === 'female' || gender === 'male' || gender === 'other' ? gender : 'unknown',
    addresses: patient.addresses.map(({ lines, city, state, postalCode, use }) => ({
      lines,
      city: city ?? '',
      state: state ?? '',
      postalCode: postalCode ?? '',
      use: use === 'work' ? 'work' : use === null || use === 'home' ? 'home' : 'other',
    })),
    phones: patient.contacts.flatMap(({ system, value, use }) =>
      system === 'phone' || system === 'sms'
        ? [{ number: value, use: use === 'home' || use === 'mobile' || use === 'work' ? use : 'other' } as const]
        : [],
    ),
    emails: patient.contacts.flatMap(({ system, value }) => (system === 'email' ? [value] : [])),
    language: patient.languages[0] ?? null,
    identifiers: patient.identifiers.map(({ system, value, typeCode }) => ({
      kind: typeCode ?? 'PI',
      assigner: system ?? '',
      value,
    })),
  };
}

function listCoverages(record: FhirPatientRecord): ReadonlyMap<string, Omit<Part<'coverages'>, 'sourceId'>> {
  const coverages = record.coverages.map((each, index) => [each.where, toCoverage(each, index)] as const);
  const written = new Set(record.coverages.map(({ payerName }) => payerName));
  const claimed = record.claimPayers
    .filter(({ payerName }) => !written.has(payerName))
    .map(({ payerName, firstDay, lastDay }, index) => {
      const payerOrder = record.coverages.length + index + 1;
      const card = { memberId: unknownMember, groupNumber: null, personCode: null, payerName };
      const facts = {
        ...card,
        planId: null,
        payerOrder,
        relationship: 'self',
        validFrom: firstDay,
        validTo: lastDay,
      } as const;
      return [`claims of ${payerName}`, facts] as const;
    });
  return new Map([...coverages, ...claimed]);
}

function toCoverage(coverage: FhirCoverage, index: number): Omit<Part<'coverages'>, 'sourceId'> {
  const { relationshipCode: code } = coverage;
  return {
    memberId: coverage.memberId ?? unknownMember,
    groupNumber: coverage.groupId,
    personCode: null,
    payerName: coverage.payerName,
    planId: null,
    payerOrder: coverage.order ?? index + 1,
    relationship: code === 'spouse' || code === 'child' || code === 'other' ? code : 'self',
    validFrom: coverage.start?.day ?? null,
    validTo: coverage.end?.day ?? null,
  };
}

function toAllergy(allergy: FhirAllergy, noneKnown: boolean): Omit<Part<'allergies'>, 'sourceId'> | null {
  const substance = labelOf(allergy.substance);
  if (substance === null) return null;
  const [reaction] = allergy.reactions;
  const severity = reaction?.severity ?? null;
  return {
    kind: noneKnown && allergy.isNoKnownAllergy ? 'no-known-allergies' : 'substance',
    ingredientRxcui: findCode(allergy.substance, codeSystems.rxNorm),
    snomedCode: findCode(allergy.substance, codeSystems.snomed),
    severity: severity === 'mild' || severity === 'moderate' || severity === 'severe' ? severity : null,
    substance,
    reaction: reaction?.manifestation ?? null,
  };
}

function toCondition(condition: FhirCondition): Omit<Part<'conditions'>, 'sourceId'> | null {
  const { icd10Code, snomedCode } = condition;
  const text = labelOf(condition.code) ?? icd10Code ?? snomedCode;
  if (text === null) return null;
  return {
    codeSystem: icd10Code !== null ? 'ICD-10-CM' : snomedCode !== null ? 'SNOMED CT' : 'other',
    code: icd10Code ?? snomedCode,
    text,
    onsetOn: condition.onset?.day ?? null,
    endedOn: condition.abatement?.day ?? null,
  };
}

function toMedication(medication: FhirMedicationRecord): Omit<Part<'medications'>, 'sourceId'> | null {
  const { drug, directions, start, end, status } = medication;
  if (drug.name === null || status === 'cancelled') return null;
  const hasStopped = status === 'stopped' || status === 'completed';
  return {
    rxcui: drug.rxcui,
    ingredientRxcui: null,
    text: drug.name,
    directions,
    startedOn: start?.day ?? null,
    endedOn: end?.day ?? (hasStopped ? (start?.day ?? null) : null),
  };
}

function toObservation(observation: FhirObservation): Omit<Part<'observations'>, 'sourceId'> | null {
  const { value, loincCode, effective, status } = observation;
  const observedOn = effective?.day ?? null;
  if (loincCode === null || observedOn === null || value === null || status === 'cancelled') return null;
  if (value.kind !== 'measure' && value.kind !== 'number') return null;
  const isMeasure = value.kind === 'measure';
  return {
    loincCode,
    value: String(isMeasure ? value.measure.value : value.number),
    ucumUnit: isMeasure ? (value.measure.code ?? value.measure.unit) : null,
    observedOn,
    text: labelOf(observation.code),
  };
}

/** What was refuted, resolved or inactive says nothing of the patient today. */
function isCurrent(record: Pick<FhirAllergy, 'clinicalStatus' | 'verificationStatus'>): boolean {
  const { clinicalStatus } = record;
  return isNotRefuted(record) && (clinicalStatus === null || /^(active|recurrence|relapse)$/.test(clinicalStatus));
}

function isNotRefuted(record: Pick<FhirAllergy, 'verificationStatus'>): boolean {
  return record.verificationStatus !== 'refuted';
}
