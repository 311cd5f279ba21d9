import type {
  CommunicationNumbers,
  PersonName,
  PostalAddress,
  ProviderIdentification,
  ScriptAllergies,
  ScriptCoverage,
  ScriptObservation,
  ScriptOrganization,
  ScriptParties,
  ScriptPatient,
  ScriptPharmacy,
  ScriptPrescriber,
  TelephoneUse,
} from './script-message.ts';
import { writeCode, writeDate } from './write-values.ts';
import { branch, leaf } from './xml-text.ts';

/** The two shapes of a message's parts: that of 2017071, and that of the releases from 2022 on. */
export type ScriptShape = '2017071' | '2023011';

/** Writes what stands before the medication in the order of the schema. */
export function writeParties(parties: ScriptParties, shape: ScriptShape): string {
  const { facility } = parties;
  return [
    leaf('RequestReferenceNumber', parties.requestReferenceNumber),
    writeAllergies(parties.allergies),
    ...parties.coverages.map(writeCoverage),
    facility === null ? '' : branch('Facility', writeOrganization(facility, 'FacilityName')),
    writePatient(parties.patient, shape),
    writePharmacy(parties.pharmacy, shape),
    writePrescriber('Prescriber', parties.prescriber, shape),
    writePrescriber('Supervisor', parties.supervisor, shape),
    writePrescriber('FollowUpPrescriber', parties.followUpPrescriber, shape),
    writeObservation(parties.observation),
  ].join('');
}

const genderCodes = { male: 'M', female: 'F', unknown: 'U' } as const;

function writePatient(patient: ScriptPatient | null, shape: ScriptShape): string {
  if (patient === null) return '';
  const gender = patient.gender === null ? null : genderCodes[patient.gender];
  return branch('Patient', [
    branch(patient.species === 'human' ? 'HumanPatient' : 'NonHumanPatient', [
      branch('Identification', [
        leaf('MedicalRecordIdentificationNumberEHR', patient.medicalRecordNumber),
        leaf('PatientAccountNumber', patient.accountNumber),
        leaf('REMSPatientID', patient.remsPatientId),
      ]),
      writeName(patient.name, shape),
      shape === '2017071' ? leaf('Gender', gender) : branch('GenderAndSex', [leaf('AdministrativeGender', gender)]),
      branch('DateOfBirth', [leaf('Date', patient.birthDate)]),
      writeAddress(patient.address),
      writeCommunication(patient.communication),
      leaf('LanguageNameCode', patient.languageCode),
    ]),
  ]);
}

function writePharmacy(pharmacy: ScriptPharmacy | null, shape: ScriptShape): string {
  if (pharmacy === null) return '';
  const [identification = '', ...rest] = writeOrganization(pharmacy, 'BusinessName');
  return branch('Pharmacy', [
    identification,
    branch('Pharmacist', [writeName(pharmacy.pharmacistName, shape)]),
    ...rest,
  ]);
}

function writeOrganization(organization: ScriptOrganization, nameElement: string): readonly string[] {
  return [
    writeIdentification(organization.identification),
    leaf(nameElement, organization.name),
    writeAddress(organization.address),
    writeCommunication(organization.communication),
  ];
}

function writePrescriber(element: string, prescriber: ScriptPrescriber | null, shape: ScriptShape): string {
  if (prescriber === null) return '';
  return branch(element, [
    branch(prescriber.kind === 'veterinary' ? 'Veterinarian' : 'NonVeterinarian', [
      writeIdentification(prescriber.identification),
      leaf('Specialty', prescriber.specialty),
      branch('PracticeLocation', [leaf('BusinessName', prescriber.practiceName)]),
      writeName(prescriber.name, shape),
      writeAddress(prescriber.address),
      branch('PrescriberAgent', [writeName(prescriber.agentName, shape)]),
      writeCommunication(prescriber.communication),
    ]),
  ]);
}

function writeIdentification(identification: ProviderIdentification): string {
  return branch('Identification', [
    leaf('NCPDPID', identification.ncpdpId),
    leaf('StateLicenseNumber', identification.stateLicenseNumber),
    leaf('MedicaidNumber', identification.medicaidNumber),
    leaf('DEANumber', identification.deaNumber),
    leaf('StateControlSubstanceNumber', identification.stateControlledSubstanceNumber),
    leaf('REMSHealthcareProviderEnrollmentID', identification.remsEnrollmentId),
    leaf('NPI', identification.npi),
  ]);
}

function writeName(name: PersonName | null, shape: ScriptShape): string {
  if (name === null) return '';
  const written = branch('Name', writeNameParts(name));
  return shape === '2017071' ? written : branch('Names', [written]);
}

function writeNameParts(name: PersonName): readonly string[] {
  return [
    leaf('LastName', name.last),
    leaf('FirstName', name.first),
    leaf('MiddleName', name.middle),
    leaf('Suffix', name.suffix),
    leaf('Prefix', name.prefix),
  ];
}

function writeAddress(address: PostalAddress | null): string {
  if (address === null) return '';
  return branch('Address', [
    leaf('AddressLine1', address.line1),
    leaf('AddressLine2', address.line2),
    leaf('City', address.city),
    leaf('StateProvince', address.stateProvince),
    leaf('PostalCode', address.postalCode),
    leaf('CountryCode', address.countryCode),
  ]);
}

const telephoneElements: Readonly<Record<TelephoneUse, string>> = {
  primary: 'PrimaryTelephone',
  home: 'HomeTelephone',
  work: 'WorkTelephone',
  other: 'OtherTelephone',
  beeper: 'Beeper',
  fax: 'Fax',
};

function writeCommunication(numbers: CommunicationNumbers): string {
  return branch('CommunicationNumbers', [
    ...numbers.telephones.map((telephone) =>
      branch(telephoneElements[telephone.use], [
        leaf('Number', telephone.number),
        leaf('Extension', telephone.extension),
        leaf('SupportsSMS', telephone.acceptsText === null ? null : telephone.acceptsText ? 'Y' : 'N'),
      ]),
    ),
    leaf('ElectronicMail', numbers.email),
    leaf('DirectAddress', numbers.directAddress),
  ]);
}

const sourceCodes = { patient: 'P', clinician: 'C' } as const;

function writeAllergies(allergies: ScriptAllergies | null): string {
  if (allergies === null) return '';
  return branch('AllergyOrAdverseEvent', [
    leaf('NoKnownAllergies', allergies.noKnownAllergies ? 'Y' : null),
    ...allergies.allergies.map((allergy) =>
      branch('Allergies', [
        leaf('SourceOfInformation', allergy.source === null ? null : sourceCodes[allergy.source]),
        writeDate('EffectiveDate', allergy.effective),
        writeCode('AdverseEvent', allergy.adverseEvent),
        writeCode('DrugProductCoded', allergy.drug),
        writeCode('ReactionCoded', allergy.reaction),
        writeCode('SeverityCoded', allergy.severity),
      ]),
    ),
  ]);
}

function writeCoverage(coverage: ScriptCoverage): string {
  const holder = coverage.cardholderName;
  return branch('BenefitsCoordination', [
    branch('PayerIdentification', [
      leaf('PayerID', coverage.payerId),
      leaf('ProcessorIdentificationNumber', coverage.pcn),
      leaf('IINNumber', coverage.bin),
    ]),
    leaf('PayerName', coverage.payerName),
    leaf('CardholderID', coverage.cardholderId),
    branch('CardHolderName', holder === null ? [] : writeNameParts(holder)),
    leaf('GroupID', coverage.groupId),
    leaf('PayerResponsibilityCode', coverage.responsibilityCode),
    leaf('PatientRelationship', coverage.relationshipCode),
    leaf('PersonCode', coverage.personCode),
    leaf('GroupName', coverage.groupName),
    leaf('PBMMemberID', coverage.pbmMemberId),
  ]);
}

function writeObservation(observation: ScriptObservation | null): string {
  if (observation === null) return '';
  return branch('Observation', [
    ...observation.measurements.map((measurement) =>
      branch('Measurement', [
        leaf('VitalSign', measurement.loincCode),
        leaf('Value', measurement.value),
        leaf('UnitOfMeasure', measurement.ucumUnit),
        writeDate('ObservationDate', measurement.observed),
      ]),
    ),
    leaf('ObservationNotes', observation.notes),
  ]);
}
