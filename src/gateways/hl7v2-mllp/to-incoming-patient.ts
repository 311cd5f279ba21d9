import type {
  IncomingAddress,
  IncomingAllergy,
  IncomingCoverage,
  IncomingDiagnosis,
  IncomingObservation,
  IncomingPatient,
  IncomingPhone,
} from '../../modules/prescriptions/index.ts';
import type {
  Address,
  Allergy,
  CodedElement,
  Coverage,
  Diagnosis,
  Observation,
  Patient,
  Telecom,
} from '../../standards/hl7v2/hl7v2.ts';

const sexes: Readonly<Record<string, IncomingPatient['sex']>> = { F: 'female', M: 'male', O: 'other', A: 'other' };

/** Address types of HL7 table 0190 by what the pharmacy uses them for; bad and birth addresses are left out. */
const addressUses: Readonly<Record<string, IncomingAddress['use']>> = {
  H: 'home',
  P: 'home',
  L: 'home',
  '': 'home',
  M: 'other',
  SH: 'delivery',
  B: 'work',
  O: 'work',
  C: 'other',
};
const leftOutAddresses = new Set(['BA', 'BDL', 'BR', 'RH', 'N', 'F']);

/** Translates a PID segment. */
export function toIncomingPatient(patient: Patient): IncomingPatient {
  const legal = patient.names.find(({ typeCode }) => typeCode === 'L') ?? patient.names[0];
  return {
    familyName: legal?.family ?? '',
    givenName: legal?.given ?? '',
    middleName: orNull(legal?.middle),
    suffix: orNull(legal?.suffix),
    birthDate: patient.birthDate?.day ?? null,
    sex: sexes[patient.sex] ?? 'unknown',
    addresses: patient.addresses.filter(({ typeCode }) => !leftOutAddresses.has(typeCode)).map(toIncomingAddress),
    phones: patient.telecoms.flatMap(toIncomingPhones),
    emails: patient.telecoms.flatMap(({ email }) => (email === '' ? [] : [email])),
    language: patient.language === null ? null : orNull(patient.language.code),
    identifiers: toIncomingIdentifiers(patient.identifiers),
    deceasedOn: patient.death.isDeceased === true ? (patient.death.diedAt?.day ?? null) : null,
  };
}

/** Translates identifiers with the authority that gave them. */
export function toIncomingIdentifiers(identifiers: Patient['identifiers']): IncomingPatient['identifiers'] {
  return identifiers.map(({ id, authority, typeCode }) => ({
    kind: typeCode === '' ? 'PI' : typeCode,
    assigner: authority.namespace || authority.universalId,
    value: id,
  }));
}

function toIncomingAddress(address: Address): IncomingAddress {
  return {
    lines: [address.street, address.otherDesignation].filter((line) => line !== ''),
    city: address.city,
    state: address.state.toUpperCase(),
    postalCode: address.postalCode,
    use: addressUses[address.typeCode] ?? 'other',
  };
}

function toIncomingPhones(telecom: Telecom): readonly IncomingPhone[] {
  const isVoice = telecom.equipment === '' || telecom.equipment === 'PH' || telecom.equipment === 'CP';
  if (telecom.number === '' || !isVoice) return [];
  if (telecom.equipment === 'CP') return [{ number: telecom.number, use: 'mobile' }];
  const uses: Readonly<Record<string, IncomingPhone['use']>> = { PRN: 'home', WPN: 'work', '': 'home' };
  return [{ number: telecom.number, use: uses[telecom.use] ?? 'other' }];
}

/** Translates an insurance; those without a member or a routing number say nothing that can be used. */
export function toIncomingCoverages(coverages: readonly Coverage[]): readonly IncomingCoverage[] {
  return coverages.flatMap((coverage, index) => {
    const usable = coverage.memberId !== '' || coverage.bin !== null;
    if (!usable) return [];
    return {
      bin: coverage.bin,
      pcn: coverage.pcn,
      groupNumber: orNull(coverage.groupNumber),
      memberId: orNull(coverage.memberId),
      personCode: null,
      payerName: orNull(coverage.company?.name ?? coverage.plan?.text),
      priority: coverage.priority ?? index + 1,
      relationship: toRelationship(coverage.insured.relationship?.code ?? ''),
      validFrom: coverage.effectiveDay,
      validTo: coverage.expirationDay,
    };
  });
}

/** HL7 table 0063: what the insured is to the patient, turned to what the patient is to the insured. */
function toRelationship(code: string): IncomingCoverage['relationship'] {
  if (/^(|SEL|SELF|18|01|PAT)$/i.test(code)) return 'self';
  if (/^(SPO|DOM|LIFE)$/i.test(code)) return 'spouse';
  return /^(PAR|MTH|FTH|GRD|FCH|MOTHER|FATHER)$/i.test(code) ? 'child' : 'other';
}

const allergySeverities: Readonly<Record<string, IncomingAllergy['severity']>> = {
  SV: 'severe',
  MO: 'moderate',
  MI: 'mild',
};

/** Translates the allergies that stand in a list. */
export function toIncomingAllergies(allergies: readonly Allergy[]): readonly IncomingAllergy[] {
  return allergies.map((allergy) => ({
    rxcui: findAllergenCode(allergy.allergen, /^RXN|2\.16\.840\.1\.113883\.6\.88/i),
    snomedCode: findAllergenCode(allergy.allergen, /^(SCT|SNM|SNOMED)|2\.16\.840\.1\.113883\.6\.96/i),
    text: allergy.allergen.text || allergy.allergen.originalText || allergy.allergen.code,
    reaction: orNull(allergy.reactions.filter((reaction) => reaction !== '').join(', ')),
    severity: allergySeverities[allergy.severity] ?? null,
  }));
}

function findAllergenCode(element: CodedElement, system: RegExp): string | null {
  const codes = [element, ...element.alternates];
  return codes.find((code) => code.code !== '' && system.test(code.system))?.code ?? null;
}

const diagnosisSystems: Readonly<Record<Diagnosis['system'], IncomingDiagnosis['system']>> = {
  'ICD-10': 'ICD-10-CM',
  'SNOMED CT': 'SNOMED CT',
  'ICD-9': 'other',
  other: 'other',
};

/** Translates diagnoses. @param isIndication tells whether they say what a drug is for; then the first is the primary one */
export function toIncomingDiagnoses(
  diagnoses: readonly Diagnosis[],
  isIndication: boolean,
): readonly IncomingDiagnosis[] {
  return diagnoses.map((diagnosis, index) => ({
    system: diagnosisSystems[diagnosis.system],
    code: orNull(diagnosis.code),
    text: orNull(diagnosis.text),
    isPrimary: isIndication && index === 0,
    onsetOn: diagnosis.day,
  }));
}

/** Statuses of HL7 table 0085 under which a value counts: final, corrected, preliminary, or not said. */
const countingStatuses = new Set(['F', 'C', 'P', 'R', 'S', '']);

/** Translates observations with a LOINC code and a number. */
export function toIncomingObservations(observations: readonly Observation[]): readonly IncomingObservation[] {
  return observations.flatMap((observation) => {
    const code = findLoincCode(observation);
    const [value] = observation.values;
    if (code === null || value?.kind !== 'number' || !countingStatuses.has(observation.status)) return [];
    return {
      loincCode: code.code,
      text: orNull(code.text),
      value: value.value,
      unit: orNull(observation.unit?.code),
      observedOn: observation.observedAt?.day ?? null,
    };
  });
}

/** Finds the LOINC code by which an observation is named, wherever it stands among its codes. */
export function findLoincCode({ identifier }: Observation): { readonly code: string; readonly text: string } | null {
  const isLoinc = ({ code, system }: { readonly code: string; readonly system: string }): boolean =>
    /^(LN|LOINC|http:\/\/loinc\.org|2\.16\.840\.1\.113883\.6\.1)$/i.test(system.trim()) && /^\d{1,7}-\d$/.test(code);
  const code = [identifier, ...identifier.alternates].find(isLoinc);
  return code === undefined ? null : { code: code.code, text: code.text };
}

/** HL7 writes nothing for what was not said. */
export function orNull(text: string | null | undefined): string | null {
  return text === undefined || text === null || text === '' ? null : text;
}
