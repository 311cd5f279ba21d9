import type { ExportedRecord } from '../../modules/portability/index.ts';
import { type FhirResource, systems, toConcept, toPeriod, type toReference } from './record-elements.ts';

type Subject = ReturnType<typeof toReference>;

/** Composes who a person is, how they are insured, what their health is and what they consented to. */
export function composeAccount(record: ExportedRecord, subject: Subject): readonly FhirResource[] {
  return [
    composePatient(record),
    ...record.coverages.map((coverage) => composeCoverage(record, coverage, subject)),
    ...record.allergies.map((allergy) => composeAllergy(allergy, subject)),
    ...record.conditions.map((condition) => composeCondition(condition, subject)),
    ...record.medications.map((medication) => composeStatement(medication, subject)),
    ...record.observations.map((observation) => composeObservation(observation, subject)),
    ...record.consents.map((consent) => composeConsent(consent, subject)),
  ];
}

function composePatient({ patient }: ExportedRecord): FhirResource {
  const { demographics } = patient;
  const { deceasedOn, language } = demographics;
  return {
    resourceType: 'Patient',
    id: patient.patientId,
    identifier: demographics.identifiers.map(({ kind, value, assigner }) => ({
      type: toConcept(kind, [{ system: systems.identifierType, code: kind }]),
      value,
      ...(assigner === '' ? {} : { assigner: { display: assigner } }),
    })),
    name: [
      {
        use: 'official',
        family: demographics.familyName,
        given: [demographics.givenName, demographics.middleName].filter(isText),
        ...(isText(demographics.suffix) ? { suffix: [demographics.suffix] } : {}),
      },
    ],
    gender: demographics.sex,
    birthDate: demographics.birthDate,
    ...(deceasedOn == null ? {} : { deceasedDateTime: deceasedOn }),
    address: demographics.addresses.map(({ use, lines, city, state, postalCode }) => ({
      use: addressUses[use],
      line: lines,
      ...{ city, state, postalCode },
    })),
    telecom: [
      ...demographics.phones.map(({ number, use }) => ({ system: 'phone', value: number, use: phoneUses[use] })),
      ...demographics.emails.map((value) => ({ system: 'email', value })),
    ],
    ...(isText(language) ? { communication: [{ language: { text: language }, preferred: true }] } : {}),
  };
}

const addressUses = { home: 'home', work: 'work', delivery: 'temp', other: 'temp' } as const;
const phoneUses = { home: 'home', work: 'work', mobile: 'mobile', other: 'temp' } as const;

function composeCoverage(
  record: ExportedRecord,
  coverage: ExportedRecord['coverages'][number],
  subject: Subject,
): FhirResource {
  const plan = coverage.planId === null ? undefined : record.plans.get(coverage.planId);
  return {
    resourceType: 'Coverage',
    id: coverage.coverageId,
    status: coverage.state === 'active' ? 'active' : 'cancelled',
    beneficiary: subject,
    payor: [{ display: plan?.name ?? coverage.payerName ?? 'not recorded' }],
    subscriberId: coverage.memberId,
    order: coverage.payerOrder,
    relationship: toConcept(null, [{ system: systems.relationship, code: coverage.relationship }]),
    period: toPeriod(coverage.validFrom, coverage.validTo),
    ...(coverage.personCode === null ? {} : { dependent: coverage.personCode }),
    ...(coverage.groupNumber === null
      ? {}
      : {
          class: [
            { type: toConcept(null, [{ system: systems.coverageClass, code: 'group' }]), value: coverage.groupNumber },
          ],
        }),
  };
}

function composeAllergy(allergy: ExportedRecord['allergies'][number], subject: Subject): FhirResource {
  const isNoneKnown = allergy.kind === 'no-known-allergies';
  return {
    resourceType: 'AllergyIntolerance',
    id: allergy.allergyId,
    clinicalStatus: toConcept(null, [{ system: systems.allergyStatus, code: allergy.state }]),
    code: toConcept(allergy.substance, [
      // SNOMED CT 716186003: no known allergy.
      { system: systems.snomed, code: isNoneKnown ? '716186003' : allergy.snomedCode },
      { system: systems.rxNorm, code: allergy.ingredientRxcui },
    ]),
    patient: subject,
    recordedDate: allergy.recordedAt,
    ...(allergy.reaction === null && allergy.severity === null
      ? {}
      : {
          reaction: [
            {
              manifestation: [toConcept(allergy.reaction ?? 'not recorded')],
              ...(allergy.severity === null ? {} : { severity: allergy.severity }),
            },
          ],
        }),
  };
}

function composeCondition(condition: ExportedRecord['conditions'][number], subject: Subject): FhirResource {
  const system = { 'ICD-10-CM': systems.icd10, 'SNOMED CT': systems.snomed, other: null }[condition.codeSystem];
  return {
    resourceType: 'Condition',
    id: condition.conditionId,
    clinicalStatus: toConcept(null, [{ system: systems.conditionStatus, code: condition.state }]),
    code: toConcept(condition.text, system === null ? [] : [{ system, code: condition.code }]),
    subject,
    recordedDate: condition.recordedAt,
    ...(condition.onsetOn === null ? {} : { onsetDateTime: condition.onsetOn }),
    ...(condition.endedOn === null || condition.state === 'active' ? {} : { abatementDateTime: condition.endedOn }),
  };
}

function composeStatement(medication: ExportedRecord['medications'][number], subject: Subject): FhirResource {
  return {
    resourceType: 'MedicationStatement',
    id: medication.medicationId,
    status: medication.state === 'active' ? 'active' : 'stopped',
    medicationCodeableConcept: toConcept(medication.text, [{ system: systems.rxNorm, code: medication.rxcui }]),
    subject,
    effectivePeriod: toPeriod(medication.startedOn, medication.endedOn),
    dateAsserted: medication.recordedAt,
    ...(medication.directions === null ? {} : { dosage: [{ text: medication.directions }] }),
  };
}

function composeObservation(observation: ExportedRecord['observations'][number], subject: Subject): FhirResource {
  const { result, observedOn, text, ucumUnit } = observation;
  return {
    resourceType: 'Observation',
    id: observation.observationId,
    status: result?.status ?? 'final',
    code: toConcept(text, [{ system: systems.loinc, code: observation.loincCode }]),
    subject,
    effectiveDateTime: result?.observedAt ?? observedOn,
    issued: observation.recordedAt,
    ...composeValue(observation.value, ucumUnit),
    ...(result?.flag == null ? {} : { interpretation: [toConcept(result.flag)] }),
    ...(result?.referenceRange == null ? {} : { referenceRange: [{ text: result.referenceRange }] }),
  };
}

/** A number keeps its digits: JSON would lose that 5.10 was written, so such a value stays text as well. */
function composeValue(value: string, ucumUnit: string | null) {
  const [, comparator = '', digits] = /^([<>]?=?)(-?\d+(?:\.\d+)?)$/.exec(value) ?? [];
  if (digits === undefined || comparator === '=' || String(Number(digits)) !== digits)
    return { valueString: withUnit(value, ucumUnit) };
  return {
    valueQuantity: {
      value: Number(digits),
      ...(comparator === '' ? {} : { comparator }),
      ...(ucumUnit === null ? {} : { unit: ucumUnit, system: systems.ucum, code: ucumUnit }),
    },
  };
}

function withUnit(value: string, unit: string | null): string {
  return unit === null ? value : `${value} ${unit}`;
}

function composeConsent(consent: ExportedRecord['consents'][number], subject: Subject): FhirResource {
  const statuses = { given: 'active', declined: 'rejected', withdrawn: 'inactive' } as const;
  return {
    resourceType: 'Consent',
    id: consent.consentId,
    status: statuses[consent.decision],
    scope: toConcept(null, [{ system: systems.consentScope, code: 'patient-privacy' }]),
    // LOINC 59284-0: patient consent.
    category: [toConcept(consent.use, [{ system: systems.loinc, code: '59284-0' }])],
    patient: subject,
    dateTime: consent.decidedAt,
    policyRule: { text: `${consent.use}, wording ${consent.wordingVersion}, by ${consent.channel}` },
    provision: {
      type: consent.decision === 'given' ? 'permit' : 'deny',
      period: toPeriod(null, consent.expiresOn),
    },
  };
}

function isText(text: string | null | undefined): text is string {
  return text !== null && text !== undefined && text !== '';
}
