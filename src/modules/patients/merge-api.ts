import { Type } from 'typebox';
import { endpoint } from '../../kernel/endpoint.ts';
import { orNull, PatientIdShape } from './domain/patient-shapes.ts';
import { patientsPermissions } from './permissions.ts';
import { patientsRefusals } from './refusals.ts';

const MergeReason = Type.Union([
  Type.Literal('duplicate'),
  Type.Literal('sender-merged'),
  Type.Literal('merged-in-error'),
]);

/** Merges two records of one person. */
export const mergePatients = endpoint({
  module: 'patients',
  name: 'merge-patients',
  kind: 'command',
  summary: 'Merges a record into another of the same person, under which it answers from now on. Nothing is rewritten.',
  permission: patientsPermissions.mergePatients,
  request: Type.Object({ patientId: PatientIdShape, survivorId: PatientIdShape, reasonCode: MergeReason }),
  response: Type.Object({ survivorId: Type.String() }),
  refusals: [
    patientsRefusals.unknownPatient,
    patientsRefusals.samePatient,
    patientsRefusals.mergedElsewhere,
    patientsRefusals.circularMerge,
  ],
});

/** Takes a merge back. */
export const unmergePatient = endpoint({
  module: 'patients',
  name: 'unmerge-patient',
  kind: 'command',
  summary: 'Takes the merge of a record back; it stands for itself again with everything that was its own.',
  permission: patientsPermissions.mergePatients,
  request: Type.Object({ patientId: PatientIdShape, reasonCode: MergeReason }),
  response: Type.Object({}),
  refusals: [patientsRefusals.unknownPatient, patientsRefusals.notMerged],
});

const Sentences = Type.Array(Type.String());

/** A record as lists of duplicates name it. */
const RecordLine = Type.Object({
  patientId: Type.String(),
  displayName: Type.String(),
  birthDate: Type.String(),
  recordNumbers: Type.Array(Type.String()),
  registeredAt: Type.String(),
});

const Agreement = { score: Type.Integer(), reasons: Sentences, doubts: Sentences };

/** Lists records that may be of one person. */
export const listDuplicates = endpoint({
  module: 'patients',
  name: 'list-duplicates',
  kind: 'query',
  summary:
    'Lists pairs of records that may be of one person, with score and reasons: those of one patient, or of the newest thousand registered before one.',
  permission: patientsPermissions.mergePatients,
  request: Type.Object({ patientId: Type.Optional(PatientIdShape), before: Type.Optional(PatientIdShape) }),
  response: Type.Object({
    pairs: Type.Array(Type.Object({ first: RecordLine, second: RecordLine, ...Agreement })),
    isCut: Type.Boolean(),
    recordsLookedAt: Type.Integer(),
    next: orNull(Type.String()),
  }),
});

const Holdings = Type.Object({
  coverages: Type.Integer(),
  allergies: Type.Integer(),
  conditions: Type.Integer(),
  medications: Type.Integer(),
  measurements: Type.Integer(),
  consents: Type.Integer(),
});

const Side = Type.Object({ ...RecordLine.properties, holdings: Holdings });

/** Compares two records before they are merged. */
export const compareRecords = endpoint({
  module: 'patients',
  name: 'compare-records',
  kind: 'query',
  summary: 'Compares two records that may be of one person, and proposes with reasons which of them survives a merge.',
  permission: patientsPermissions.mergePatients,
  request: Type.Object({ patientId: PatientIdShape, otherId: PatientIdShape }),
  response: Type.Object({
    ...Agreement,
    first: Side,
    second: Side,
    proposal: Type.Object({ survivorId: Type.String(), reasons: Sentences }),
    isMerged: Type.Boolean(),
  }),
  refusals: [patientsRefusals.unknownPatient, patientsRefusals.samePatient],
});

/** A record that is merged into another: what was its own, and since when and through whom it answers under the other. */
const MergedRecord = Type.Object({
  ...RecordLine.properties,
  mergedInto: Type.String(),
  mergedAt: Type.String(),
  mergedBy: orNull(Type.String()),
  reasonCode: Type.String(),
  /** Itself, and the records that were merged into it before. */
  recordIds: Type.Array(Type.String()),
  holdings: Holdings,
});

/** Lists what is merged with a record. */
export const listMerges = endpoint({
  module: 'patients',
  name: 'list-merges',
  kind: 'query',
  summary: 'Lists the records that are merged into one with this one, with what each of them would take along again.',
  permission: patientsPermissions.seePatients,
  request: Type.Object({ patientId: PatientIdShape }),
  response: Type.Object({ survivor: RecordLine, merged: Type.Array(MergedRecord) }),
  refusals: [patientsRefusals.unknownPatient],
});
