import type { Id, RawMessageId, SiteId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type {
  IncomingAddress,
  IncomingDiagnosis,
  IncomingPatient,
  IncomingPhone,
  IncomingPrescriber,
  IncomingPrescription,
} from '../../modules/prescriptions/index.ts';
import {
  type Concept,
  codeSystems,
  type FhirPatient,
  type FhirPractitioner,
  findCode,
  labelOf,
  type MedicationOrder,
  type SpecialtyEnrollment,
} from '../../standards/fhir/fhir.ts';
import { isCurrent, isInForce, toAllergyFacts, toCondition, toCoverage, toObservation } from './to-stated-facts.ts';

/** Where a message came from, for what is made of it. */
export interface MessageSource {
  readonly rawMessageId: RawMessageId;
  readonly partnerId: Id<'partner'>;
  readonly siteId: SiteId;
  readonly receivedAt: Instant;
}

/** Translates each prescription of an enrollment with what it says of the patient; none without a patient, which is an error of its own. */
export function toIncomingPrescriptions(
  enrollment: SpecialtyEnrollment,
  source: MessageSource,
): readonly IncomingPrescription[] {
  const { patient } = enrollment;
  if (patient === null) return [];
  return enrollment.prescriptions.map((order) => toIncomingPrescription(order, { enrollment, patient, source }));
}

function toIncomingPrescription(
  order: MedicationOrder,
  around: {
    readonly enrollment: SpecialtyEnrollment;
    readonly patient: FhirPatient;
    readonly source: MessageSource;
  },
): IncomingPrescription {
  const { enrollment, patient, source } = around;
  return {
    channel: 'fhir',
    rawMessageId: source.rawMessageId,
    partnerId: source.partnerId,
    orderNumber: order.identifiers[0]?.value ?? order.id,
    receivedAt: source.receivedAt,
    siteId: source.siteId,
    patient: toIncomingPatient(patient),
    prescriber: toPrescriber(order.prescriber),
    drug: {
      ndc: order.drug.ndc,
      rxcui: order.drug.rxcui,
      description: order.drug.name,
      strength: null,
      deaSchedule: null,
    },
    writtenOn: order.authoredOn?.day ?? null,
    validUntil: order.validUntil?.day ?? null,
    quantity: order.quantity,
    daysSupply: order.daysSupply,
    refills: order.refillsAllowed,
    substitutionAllowed: order.isSubstitutionAllowed,
    directions: order.directions,
    note: order.notes.length === 0 ? null : order.notes.join('\n'),
    isUrgent: false,
    diagnoses: toIndications(order),
    coverages: enrollment.coverages.filter(isInForce).map(toCoverage),
    ...toAllergyFacts(enrollment.allergies),
    conditions: enrollment.conditions.filter(isCurrent).flatMap(toCondition),
    observations: enrollment.observations.flatMap(toObservation),
    medications: enrollment.otherMedications.flatMap(({ drug, directions, status }) =>
      drug.name === null || status === 'stopped' || status === 'cancelled'
        ? []
        : [{ rxcui: drug.rxcui, ndc: drug.ndc, text: drug.name, directions }],
    ),
  };
}

/** Translates who a patient is. */
export function toIncomingPatient(patient: FhirPatient): IncomingPatient {
  const [given = '', ...middle] = patient.name?.given ?? [];
  return {
    familyName: patient.name?.family ?? '',
    givenName: given,
    middleName: middle.length === 0 ? null : middle.join(' '),
    suffix: patient.name?.suffix ?? null,
    birthDate: patient.birthDate,
    sex: toSex(patient.gender),
    addresses: patient.addresses.map((address) => ({
      lines: address.lines,
      city: address.city ?? '',
      state: address.state ?? '',
      postalCode: address.postalCode ?? '',
      use: toAddressUse(address.use),
    })),
    phones: patient.contacts.flatMap(({ system, value, use }): readonly IncomingPhone[] =>
      system === 'phone' || system === 'sms' ? [{ number: value, use: toPhoneUse(use) }] : [],
    ),
    emails: patient.contacts.flatMap(({ system, value }) => (system === 'email' ? [value] : [])),
    language: patient.languages[0] ?? null,
    identifiers: patient.identifiers.map(({ system, value, typeCode }) => ({
      kind: typeCode ?? 'PI',
      assigner: system ?? '',
      value,
    })),
    deceasedOn: null,
  };
}

function toSex(gender: string | null): IncomingPatient['sex'] {
  return gender === 'female' || gender === 'male' || gender === 'other' ? gender : 'unknown';
}

function toAddressUse(use: string | null): IncomingAddress['use'] {
  if (use === null || use === 'home') return 'home';
  return use === 'work' ? 'work' : 'other';
}

function toPhoneUse(use: string | null): IncomingPhone['use'] {
  return use === 'home' || use === 'mobile' || use === 'work' ? use : 'other';
}

function toPrescriber(prescriber: FhirPractitioner | null): IncomingPrescriber {
  return {
    npi: prescriber?.npi ?? null,
    deaNumber: prescriber?.deaNumber ?? null,
    familyName: prescriber?.name?.family ?? prescriber?.displayName ?? null,
    givenName: prescriber?.name?.given[0] ?? null,
    state: prescriber?.addresses[0]?.state ?? null,
    phone: prescriber?.contacts.find(({ system }) => system === 'phone')?.value ?? null,
  };
}

function toIndications(order: MedicationOrder): readonly IncomingDiagnosis[] {
  return order.reasons.map(toDiagnosis);
}

/** Translates what something is for; the first of several is the main one. */
export function toDiagnosis(reason: Concept, index: number): IncomingDiagnosis {
  const icd10 = findCode(reason, codeSystems.icd10);
  const snomed = findCode(reason, codeSystems.snomed);
  return {
    system: icd10 !== null ? 'ICD-10-CM' : snomed !== null ? 'SNOMED CT' : 'other',
    code: icd10 ?? snomed,
    text: labelOf(reason),
    isPrimary: index === 0,
    onsetOn: null,
  };
}
