import { parseDeaNumber } from '../../kernel/dea-number.ts';
import { parseNpi } from '../../kernel/npi.ts';
import type { ProblemSeverity } from '../../kernel/problem.ts';
import type { ElementCursor } from './element-cursor.ts';
import { scriptProblems } from './problems.ts';
import { readDate, readFlag } from './read-values.ts';
import type {
  CommunicationNumbers,
  PatientGender,
  PersonName,
  PostalAddress,
  ProviderIdentification,
  ScriptOrganization,
  ScriptPatient,
  ScriptPharmacy,
  ScriptPrescriber,
  Telephone,
} from './script-message.ts';

/** How much of a patient a transaction needs: a name and birth date to tell people apart, an address to deliver to. */
export interface PatientDemand {
  readonly identity: ProblemSeverity;
  readonly address: ProblemSeverity | null;
}

/** Reads a patient in the 2017071 shape (`Name`, `Gender`) or the later one (`Names/Name`, `GenderAndSex`). */
export function readPatient(patient: ElementCursor | null, demand: PatientDemand): ScriptPatient | null {
  if (patient === null) return null;
  const animal = patient.find('NonHumanPatient');
  const human = patient.find('HumanPatient') ?? animal ?? acceptBare(patient, ['Name', 'Names', 'DateOfBirth']);
  const person = human ?? patient;
  const identification = person.find('Identification');
  if (demand.address !== null) person.require('Address', demand.address);
  return {
    species: animal === null ? 'human' : 'other',
    name: readPersonName(person, demand.identity),
    gender: readGender(person),
    birthDate: readDate(person.require('DateOfBirth', demand.identity))?.day ?? null,
    address: readAddress(person.find('Address')),
    communication: readCommunication(person.find('CommunicationNumbers')),
    medicalRecordNumber: identification?.findText('MedicalRecordIdentificationNumberEHR') ?? null,
    accountNumber: identification?.findText('PatientAccountNumber') ?? null,
    remsPatientId: identification?.findText('REMSPatientID') ?? null,
    languageCode: person.findText('LanguageNameCode'),
  };
}

export function readPharmacy(pharmacy: ElementCursor | null): ScriptPharmacy | null {
  if (pharmacy === null) return null;
  const pharmacist = pharmacy.find('Pharmacist');
  return {
    ...readOrganization(pharmacy, 'BusinessName'),
    pharmacistName: pharmacist === null ? null : readPersonName(pharmacist, null),
  };
}

export function readFacility(facility: ElementCursor | null): ScriptOrganization | null {
  return facility === null ? null : readOrganization(facility, 'FacilityName');
}

/** Reads a prescriber or supervisor; one that no number identifies is reported at the demanded severity. */
export function readPrescriber(prescriber: ElementCursor | null, demand: ProblemSeverity): ScriptPrescriber | null {
  if (prescriber === null) return null;
  const veterinarian = prescriber.find('Veterinarian');
  const practitioner = prescriber.find('NonVeterinarian') ?? veterinarian ?? acceptBare(prescriber, ['Name', 'Names']);
  const person = practitioner ?? prescriber;
  const identification = readIdentification(person.require('Identification', demand));
  const agent = person.find('PrescriberAgent');
  return {
    kind: veterinarian === null ? 'human-medicine' : 'veterinary',
    identification,
    name: readPersonName(person, demand),
    specialty: person.findText('Specialty'),
    practiceName: person.find('PracticeLocation')?.findText('BusinessName') ?? null,
    address: readAddress(person.find('Address')),
    communication: readCommunication(person.find('CommunicationNumbers')),
    agentName: agent === null ? null : readPersonName(agent, null),
  };
}

function readOrganization(organization: ElementCursor, nameElement: string): ScriptOrganization {
  return {
    identification: readIdentification(organization.find('Identification')),
    name: organization.findText(nameElement),
    address: readAddress(organization.find('Address')),
    communication: readCommunication(organization.find('CommunicationNumbers')),
  };
}

/** Accepts a person whose wrapper (`HumanPatient`, `NonVeterinarian`) was left out, with a warning. */
function acceptBare(cursor: ElementCursor, signs: readonly string[]): ElementCursor | null {
  if (cursor.findAny(signs) === null) return null;
  cursor.report(scriptProblems.shapeVariant);
  return cursor;
}

function readIdentification(identification: ElementCursor | null): ProviderIdentification {
  const find = (name: string): string | null => identification?.findText(name) ?? null;
  const npiText = find('NPI');
  const npi = npiText === null ? null : parseNpi(npiText);
  if (npiText !== null && npi === null) identification?.report(scriptProblems.npiInvalid, { at: 'NPI' });
  const deaText = find('DEANumber');
  const deaNumber = deaText === null ? null : parseDeaNumber(deaText);
  if (deaText !== null && deaNumber === null) {
    identification?.report(scriptProblems.deaNumberInvalid, { at: 'DEANumber' });
  }
  return {
    npi,
    deaNumber,
    ncpdpId: find('NCPDPID'),
    stateLicenseNumber: find('StateLicenseNumber'),
    stateControlledSubstanceNumber: find('StateControlSubstanceNumber'),
    medicaidNumber: find('MedicaidNumber'),
    remsEnrollmentId: find('REMSHealthcareProviderEnrollmentID') ?? find('REMSHealthcareSettingEnrollmentID'),
  };
}

function readPersonName(person: ElementCursor, demand: ProblemSeverity | null): PersonName | null {
  const name = person.find('Name') ?? person.find('Names')?.find('Name') ?? null;
  if (name === null) {
    if (demand !== null) person.report(scriptProblems.requiredMissing, { at: 'Name', severity: demand });
    return null;
  }
  return readNameParts(name, demand);
}

/** Reads the parts of a name; a last name is demanded where the name is. */
export function readNameParts(name: ElementCursor, demand: ProblemSeverity | null): PersonName {
  return {
    last: demand === null ? name.findText('LastName') : name.requireText('LastName', demand),
    first: name.findText('FirstName'),
    middle: name.findText('MiddleName'),
    suffix: name.findText('Suffix'),
    prefix: name.findText('Prefix'),
  };
}

const genders: Readonly<Record<string, PatientGender>> = { M: 'male', F: 'female', U: 'unknown' };

function readGender(person: ElementCursor): PatientGender | null {
  const coded = person.find('Gender') ?? person.find('GenderAndSex')?.find('AdministrativeGender') ?? null;
  const code = coded?.text ?? null;
  if (coded === null || code === null) {
    person.report(scriptProblems.requiredMissing, { at: 'Gender', severity: 'warning' });
    return null;
  }
  const gender = genders[code] ?? null;
  if (gender === null) coded.report(scriptProblems.codeUnknown);
  return gender;
}

function readAddress(address: ElementCursor | null): PostalAddress | null {
  if (address === null) return null;
  return {
    line1: address.findText('AddressLine1'),
    line2: address.findText('AddressLine2'),
    city: address.findText('City'),
    stateProvince: address.findText('StateProvince'),
    postalCode: address.findText('PostalCode'),
    countryCode: address.findAny(['CountryCode', 'Country'])?.text ?? null,
  };
}

const telephoneElements = [
  ['PrimaryTelephone', 'primary'],
  ['HomeTelephone', 'home'],
  ['WorkTelephone', 'work'],
  ['OtherTelephone', 'other'],
  ['Beeper', 'beeper'],
  ['Fax', 'fax'],
] as const;

function readCommunication(numbers: ElementCursor | null): CommunicationNumbers {
  if (numbers === null) return { telephones: [], email: null, directAddress: null };
  const telephones = telephoneElements.flatMap(([element, use]) =>
    numbers.list(element).flatMap((telephone): Telephone[] => {
      const number = telephone.findText('Number');
      if (number === null) return [];
      const acceptsText = readFlag(telephone.find('SupportsSMS'));
      return [{ use, number, extension: telephone.findText('Extension'), acceptsText }];
    }),
  );
  return {
    telephones,
    email: numbers.list('ElectronicMail')[0]?.text ?? null,
    directAddress: numbers.findText('DirectAddress'),
  };
}
