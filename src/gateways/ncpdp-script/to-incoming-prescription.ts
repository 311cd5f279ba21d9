import type { Id, RawMessageId, SiteId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { AnsweredOrder } from '../../modules/outreach/index.ts';
import type {
  IncomingAllergy,
  IncomingCoverage,
  IncomingDiagnosis,
  IncomingDrug,
  IncomingIdentifier,
  IncomingObservation,
  IncomingPatient,
  IncomingPhone,
  IncomingPrescriber,
  IncomingPrescription,
} from '../../modules/prescriptions/index.ts';
import type { NewRx, ScriptHeader, ScriptMedication } from '../../standards/ncpdp-script/ncpdp-script.ts';

/** Where a message came from, for what is made of it. */
export interface MessageSource {
  readonly rawMessageId: RawMessageId;
  readonly partnerId: Id<'partner'>;
  readonly siteId: SiteId;
  readonly receivedAt: Instant;
}

type ScriptPatient = NonNullable<NewRx['patient']>;

/** Translates a NewRx; null when patient or medication is missing, which the reader has reported as an error. */
export function toIncomingPrescription(
  message: { readonly header: ScriptHeader; readonly body: NewRx },
  source: MessageSource,
): IncomingPrescription | null {
  const { header, body } = message;
  const { patient, medication } = body;
  if (patient === null || medication === null) return null;
  const diagnoses = toDiagnoses(medication);
  return {
    channel: 'ncpdp-script',
    rawMessageId: source.rawMessageId,
    partnerId: source.partnerId,
    orderNumber: header.prescriberOrderNumber ?? header.messageId,
    receivedAt: source.receivedAt,
    siteId: source.siteId,
    patient: toPatient(patient),
    prescriber: toPrescriber(body.prescriber),
    drug: toDrug(medication),
    writtenOn: medication.written?.day ?? null,
    quantity: toQuantity(medication),
    daysSupply: medication.daysSupply,
    refills: medication.numberOfRefills,
    substitutionAllowed: medication.substitutionAllowed,
    directions: medication.sig?.text ?? null,
    note: medication.note,
    isUrgent: body.urgencyCode === 'S',
    diagnoses,
    coverages: toCoverages(body.coverages),
    allergies: toAllergies(body.allergies),
    noKnownAllergies: body.allergies?.noKnownAllergies ?? false,
    conditions: diagnoses.map((diagnosis) => ({ ...diagnosis, isPrimary: false })),
    observations: toObservations(body.observation),
    medications: [],
  };
}

/** Translates what an answer to a request says about the drug. */
export function toAnsweredOrder(medication: ScriptMedication): AnsweredOrder {
  return {
    drug: toDrug(medication),
    quantity: toQuantity(medication),
    daysSupply: medication.daysSupply,
    directions: medication.sig?.text ?? null,
    substitutionAllowed: medication.substitutionAllowed,
    writtenOn: medication.written?.day ?? null,
  };
}

function toQuantity({ quantity }: ScriptMedication): IncomingPrescription['quantity'] {
  if (quantity === null) return null;
  return { quantityThousandths: quantity.quantityThousandths, unit: quantity.ucumUnit ?? quantity.unitCode };
}

function toPatient(patient: ScriptPatient): IncomingPatient {
  const { name, address, communication } = patient;
  const voice = communication.telephones.filter(({ use }) => use !== 'fax' && use !== 'beeper');
  return {
    familyName: name?.last ?? '',
    givenName: name?.first ?? '',
    middleName: name?.middle ?? null,
    suffix: name?.suffix ?? null,
    birthDate: patient.birthDate,
    sex: patient.gender ?? 'unknown',
    addresses:
      address === null
        ? []
        : [
            {
              lines: [address.line1, address.line2].filter((line) => line !== null),
              city: address.city ?? '',
              state: address.stateProvince?.toUpperCase() ?? '',
              postalCode: address.postalCode ?? '',
              use: 'home',
            },
          ],
    phones: voice.map(({ number, use }) => ({ number, use: phoneUses[use] ?? 'other' })),
    emails: communication.email === null ? [] : [communication.email],
    language: patient.languageCode,
    identifiers: toIdentifiers(patient),
    deceasedOn: null,
  };
}

const phoneUses: Readonly<Record<string, IncomingPhone['use']>> = { primary: 'home', home: 'home', work: 'work' };

function toIdentifiers(patient: ScriptPatient): readonly IncomingIdentifier[] {
  const numbers = [
    { kind: 'MR', value: patient.medicalRecordNumber },
    { kind: 'AN', value: patient.accountNumber },
  ];
  return numbers.flatMap(({ kind, value }) => (value === null ? [] : [{ kind, assigner: '', value }]));
}

function toPrescriber(prescriber: NewRx['prescriber']): IncomingPrescriber {
  return {
    npi: prescriber?.identification.npi ?? null,
    deaNumber: prescriber?.identification.deaNumber ?? null,
    familyName: prescriber?.name?.last ?? null,
    givenName: prescriber?.name?.first ?? null,
    state: prescriber?.address?.stateProvince ?? null,
    phone: prescriber?.communication.telephones.find(({ use }) => use !== 'fax')?.number ?? null,
  };
}

const schedules: Readonly<Record<string, IncomingDrug['deaSchedule']>> = { II: '2', III: '3', IV: '4', V: '5' };

function toDrug(medication: ScriptMedication): IncomingDrug {
  const { strength } = medication;
  return {
    ndc: medication.ndc,
    rxcui: medication.rxNorm?.rxcui ?? null,
    description: medication.drugDescription,
    strength: strength === null ? null : strength.value,
    deaSchedule: medication.deaSchedule === null ? null : (schedules[medication.deaSchedule] ?? '2'),
  };
}

/** `ABF` is ICD-10-CM, `LD` is SNOMED CT (NCPDP code list of diagnosis qualifiers). [K, unverified] */
const diagnosisSystems: Readonly<Record<string, IncomingDiagnosis['system']>> = { ABF: 'ICD-10-CM', LD: 'SNOMED CT' };

function toDiagnoses(medication: ScriptMedication): readonly IncomingDiagnosis[] {
  return medication.diagnoses.map((diagnosis) => {
    const system = diagnosisSystems[diagnosis.qualifier ?? ''] ?? 'other';
    return {
      system,
      code: system === 'ICD-10-CM' ? withPoint(diagnosis.code) : diagnosis.code,
      text: diagnosis.description,
      isPrimary: diagnosis.rank === 'primary',
      onsetOn: null,
    };
  });
}

/** SCRIPT may leave out the point of an ICD-10 code, which always stands after the third character. */
function withPoint(code: string): string {
  const plain = code.trim().toUpperCase();
  return plain.includes('.') || plain.length <= 3 ? plain : `${plain.slice(0, 3)}.${plain.slice(3)}`;
}

function toCoverages(coverages: NewRx['coverages']): readonly IncomingCoverage[] {
  const priorities: Readonly<Record<string, number>> = { P: 1, S: 2, T: 3 };
  return coverages.map((coverage, index) => ({
    bin: coverage.bin,
    pcn: coverage.pcn,
    groupNumber: coverage.groupId,
    memberId: coverage.cardholderId ?? coverage.pbmMemberId,
    personCode: coverage.personCode,
    payerName: coverage.payerName,
    priority: priorities[coverage.responsibilityCode ?? ''] ?? index + 1,
    relationship: relationships[coverage.relationshipCode ?? ''] ?? 'self',
    validFrom: null,
    validTo: null,
  }));
}

/** Relationship of the patient to the cardholder (NCPDP 306-C6): 1 cardholder, 2 spouse, 3 child, 4 other. */
const relationships: Readonly<Record<string, IncomingCoverage['relationship']>> = {
  '1': 'self',
  '2': 'spouse',
  '3': 'child',
  '4': 'other',
};

function toAllergies(stated: NewRx['allergies']): readonly IncomingAllergy[] {
  return (stated?.allergies ?? []).flatMap((allergy) => {
    const text = allergy.drug?.text ?? allergy.drug?.code ?? null;
    if (text === null) return [];
    const isRxNorm = /^(SCD|SBD|GPK|BPK|IN|RXNORM)$/i.test(allergy.drug?.qualifier ?? '');
    return {
      rxcui: isRxNorm ? (allergy.drug?.code ?? null) : null,
      snomedCode: null,
      text,
      reaction: allergy.reaction?.text ?? allergy.adverseEvent?.text ?? null,
      severity: toSeverity(allergy.severity?.text ?? ''),
    };
  });
}

function toSeverity(text: string): IncomingAllergy['severity'] {
  const severity = text.trim().toLowerCase();
  return severity === 'mild' || severity === 'moderate' || severity === 'severe' ? severity : null;
}

function toObservations(observation: NewRx['observation']): readonly IncomingObservation[] {
  return (observation?.measurements ?? []).flatMap((measurement) => {
    if (measurement.loincCode === null || measurement.value === null) return [];
    return {
      loincCode: measurement.loincCode,
      text: null,
      value: measurement.value,
      unit: measurement.ucumUnit,
      observedOn: measurement.observed?.day ?? null,
    };
  });
}
