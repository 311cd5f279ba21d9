import { Type } from 'typebox';
import { endpoint } from '../../kernel/endpoint.ts';
import type { CoverageId } from './domain/coverage.ts';
import {
  AllergyShape,
  ConditionShape,
  ConsentShape,
  ContactPreferenceShape,
  CoverageShape,
  Day,
  DemographicsShape,
  MedicationShape,
  ObservationShape,
  orNull,
  PatientIdShape,
  ResultShape,
} from './domain/patient-shapes.ts';
import { patientsPermissions } from './permissions.ts';
import { patientsRefusals } from './refusals.ts';

const OfPatient = Type.Object({ patientId: PatientIdShape });
const Done = Type.Object({});
const Recorded = Type.Object({ recordId: Type.String() });

/** Finds patients. */
export const searchPatients = endpoint({
  module: 'patients',
  name: 'search-patients',
  kind: 'query',
  summary:
    'Finds patients by name, birth date, phone, record number or member id; every criterion must be met. At most 50.',
  permission: patientsPermissions.seePatients,
  request: Type.Object({
    name: Type.Optional(Type.String({ maxLength: 100 })),
    birthDate: Type.Optional(Day),
    phone: Type.Optional(Type.String({ maxLength: 30 })),
    recordNumber: Type.Optional(Type.String({ maxLength: 40 })),
  }),
  response: Type.Object({
    patients: Type.Array(
      Type.Object({
        patientId: Type.String(),
        displayName: Type.String(),
        birthDate: Type.String(),
        sex: Type.String(),
        city: orNull(Type.String()),
        state: orNull(Type.String()),
        phone: orNull(Type.String()),
        recordNumbers: Type.Array(Type.String()),
      }),
    ),
    isCut: Type.Boolean(),
  }),
  refusals: [patientsRefusals.searchTooWide],
});

/** Shows the record of a patient. */
export const getPatient = endpoint({
  module: 'patients',
  name: 'get-patient',
  kind: 'query',
  summary:
    'Shows who a patient is, with coverage, allergies, conditions, other medicines, latest measurements and consents.',
  permission: patientsPermissions.seePatients,
  request: OfPatient,
  response: Type.Object({
    patientId: Type.String(),
    version: Type.Integer(),
    displayName: Type.String(),
    ageYears: Type.Integer(),
    demographics: DemographicsShape,
    coverages: Type.Array(
      Type.Object({
        ...CoverageShape.properties,
        coverageId: Type.String(),
        planName: orNull(Type.String()),
        planKind: orNull(Type.String()),
        state: Type.String(),
        isInForce: Type.Boolean(),
      }),
    ),
    allergies: Type.Array(Type.Object({ ...AllergyShape.properties, allergyId: Type.String(), state: Type.String() })),
    conditions: Type.Array(
      Type.Object({ ...ConditionShape.properties, conditionId: Type.String(), state: Type.String() }),
    ),
    medications: Type.Array(
      Type.Object({ ...MedicationShape.properties, medicationId: Type.String(), state: Type.String() }),
    ),
    observations: Type.Array(
      Type.Object({
        ...ObservationShape.properties,
        value: Type.String(),
        observationId: Type.String(),
        result: orNull(ResultShape),
      }),
    ),
    consents: Type.Array(
      Type.Object({
        ...ConsentShape.properties,
        consentId: Type.String(),
        useLabel: Type.String(),
        decidedAt: Type.String(),
        isInForce: Type.Boolean(),
      }),
    ),
    contactPreference: Type.Union([ContactPreferenceShape, Type.Null()]),
  }),
  refusals: [patientsRefusals.unknownPatient],
});

/** Registers a patient whom a person enters. */
export const registerPatient = endpoint({
  module: 'patients',
  name: 'register-patient',
  kind: 'command',
  summary:
    'Registers a patient. Refused when somebody known may be the same person, until the person who enters says otherwise.',
  permission: patientsPermissions.changeDemographics,
  request: Type.Object({ demographics: DemographicsShape, isSurelyNew: Type.Boolean() }),
  response: Type.Object({ patientId: Type.String() }),
  refusals: [patientsRefusals.nameNeeded, patientsRefusals.birthDateAhead, patientsRefusals.likelyDuplicate],
});

/** Changes demographics; what was known before is kept. */
export const updateDemographics = endpoint({
  module: 'patients',
  name: 'update-demographics',
  kind: 'command',
  summary: 'Changes names, birth date, addresses and phones of a patient; what was known before is kept.',
  permission: patientsPermissions.changeDemographics,
  request: Type.Object({
    patientId: PatientIdShape,
    expectedVersion: Type.Integer({ minimum: 1 }),
    demographics: DemographicsShape,
    reasonCode: Type.Union([Type.Literal('corrected'), Type.Literal('moved'), Type.Literal('renamed')]),
  }),
  response: Type.Object({ version: Type.Integer() }),
  refusals: [
    patientsRefusals.unknownPatient,
    patientsRefusals.recordMovedOn,
    patientsRefusals.nameNeeded,
    patientsRefusals.birthDateAhead,
  ],
});

/** Records insurance. */
export const recordCoverage = endpoint({
  module: 'patients',
  name: 'record-coverage',
  kind: 'command',
  summary:
    'Records insurance of a patient, by plan or by the numbers of the card; the same card again takes over what is newly said.',
  permission: patientsPermissions.recordCoverage,
  request: Type.Object({
    ...OfPatient.properties,
    ...CoverageShape.properties,
    card: Type.Optional(
      Type.Object({ bin: Type.String({ pattern: '^\\d{6}(\\d{2})?$' }), pcn: Type.String({ maxLength: 20 }) }),
    ),
  }),
  response: Recorded,
  refusals: [patientsRefusals.unknownPatient, patientsRefusals.unknownPlan, patientsRefusals.datesReversed],
});

/** Ends insurance. */
export const endCoverage = endpoint({
  module: 'patients',
  name: 'end-coverage',
  kind: 'command',
  summary: 'Ends insurance of a patient with its last day.',
  permission: patientsPermissions.recordCoverage,
  request: Type.Object({
    patientId: PatientIdShape,
    coverageId: Type.Unsafe<CoverageId>(Type.String({ format: 'uuid' })),
    validTo: Day,
  }),
  response: Done,
  refusals: [patientsRefusals.unknownRecord, patientsRefusals.datesReversed],
});

/** Records an allergy, or that none is known. */
export const recordAllergy = endpoint({
  module: 'patients',
  name: 'record-allergy',
  kind: 'command',
  summary: 'Records an allergy of a patient, or that none is known.',
  permission: patientsPermissions.recordHealth,
  request: Type.Object({ ...OfPatient.properties, ...AllergyShape.properties }),
  response: Recorded,
  refusals: [patientsRefusals.unknownPatient],
});

/** Records a condition. */
export const recordCondition = endpoint({
  module: 'patients',
  name: 'record-condition',
  kind: 'command',
  summary: 'Records a condition of a patient.',
  permission: patientsPermissions.recordHealth,
  request: Type.Object({ ...OfPatient.properties, ...ConditionShape.properties }),
  response: Recorded,
  refusals: [patientsRefusals.unknownPatient],
});

/** Records a medicine that the patient takes beside ours. */
export const recordMedication = endpoint({
  module: 'patients',
  name: 'record-medication',
  kind: 'command',
  summary: 'Records a medicine that a patient takes beside those that the pharmacy dispenses.',
  permission: patientsPermissions.recordHealth,
  request: Type.Object({ ...OfPatient.properties, ...MedicationShape.properties }),
  response: Recorded,
  refusals: [patientsRefusals.unknownPatient],
});

/** Records a measurement. */
export const recordObservation = endpoint({
  module: 'patients',
  name: 'record-observation',
  kind: 'command',
  summary: 'Records a measurement of a patient: weight, height or a laboratory value.',
  permission: patientsPermissions.recordHealth,
  request: Type.Object({ ...OfPatient.properties, ...ObservationShape.properties }),
  response: Recorded,
  refusals: [patientsRefusals.unknownPatient],
});

/** Takes back a record that was wrong. */
export const retractRecord = endpoint({
  module: 'patients',
  name: 'retract-record',
  kind: 'command',
  summary: 'Takes back an allergy, condition, medicine or measurement that was entered in error.',
  permission: patientsPermissions.recordHealth,
  request: Type.Object({
    patientId: PatientIdShape,
    kind: Type.Union([
      Type.Literal('allergy'),
      Type.Literal('condition'),
      Type.Literal('medication'),
      Type.Literal('observation'),
    ]),
    recordId: Type.String({ format: 'uuid' }),
  }),
  response: Done,
  refusals: [patientsRefusals.unknownRecord],
});

/** Lists the names of patients, for lines that only know their ids. */
export const listPatientNames = endpoint({
  module: 'patients',
  name: 'list-patient-names',
  kind: 'query',
  summary: 'Lists the names and birth dates of up to a hundred patients; an unknown id is absent.',
  permission: patientsPermissions.seePatients,
  request: Type.Object({ patientIds: Type.Array(PatientIdShape, { minItems: 1, maxItems: 100 }) }),
  response: Type.Object({
    names: Type.Array(Type.Object({ patientId: Type.String(), displayName: Type.String(), birthDate: Type.String() })),
  }),
});

/** Records a consent. */
export const recordConsent = endpoint({
  module: 'patients',
  name: 'record-consent',
  kind: 'command',
  summary: 'Records what a patient decided for one use of data or way of contact, with the version of the wording.',
  permission: patientsPermissions.recordConsent,
  request: Type.Object({ ...OfPatient.properties, ...ConsentShape.properties }),
  response: Recorded,
  refusals: [patientsRefusals.unknownPatient, patientsRefusals.consentExpired],
});

/** Records how a patient wants to be reached. */
export const recordContactPreference = endpoint({
  module: 'patients',
  name: 'record-contact-preference',
  kind: 'command',
  summary: 'Records how a patient wants to be reached, in which language, and who may speak for them.',
  permission: patientsPermissions.recordConsent,
  request: Type.Object({ patientId: PatientIdShape, preference: ContactPreferenceShape }),
  response: Done,
  refusals: [patientsRefusals.unknownPatient],
});
