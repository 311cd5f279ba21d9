import { Type } from 'typebox';
import { declareEvent } from '../../kernel/domain-event.ts';

/** A patient was registered. */
export const patientRegistered = declareEvent({
  type: 'patients.patient-registered',
  version: 1,
  sentence: 'A patient was registered.',
  payload: Type.Object({ patientId: Type.String() }),
});

/** The demographics of a patient changed. */
export const demographicsChanged = declareEvent({
  type: 'patients.demographics-changed',
  version: 1,
  sentence: 'Names, addresses or other demographics of a patient changed.',
  payload: Type.Object({ patientId: Type.String(), version: Type.Integer(), reasonCode: Type.String() }),
});

/** How a patient wants to be reached was recorded. */
export const contactPreferenceRecorded = declareEvent({
  type: 'patients.contact-preference-recorded',
  version: 1,
  sentence: 'How a patient wants to be reached was recorded.',
  payload: Type.Object({ patientId: Type.String() }),
});

/** A laboratory reported or corrected a result. */
export const resultRecorded = declareEvent({
  type: 'patients.result-recorded',
  version: 1,
  sentence: 'A laboratory reported or corrected a result of a patient.',
  payload: Type.Object({
    patientId: Type.String(),
    observationId: Type.String(),
    loincCode: Type.String(),
    status: Type.Union([Type.Literal('preliminary'), Type.Literal('final'), Type.Literal('corrected')]),
  }),
});

const Merge = Type.Object({ patientId: Type.String(), survivorId: Type.String(), reasonCode: Type.String() });

/** A record was merged into another of the same person. The ordering key is the survivor. */
export const patientsMerged = declareEvent({
  type: 'patients.patients-merged',
  version: 1,
  sentence: 'A patient record was merged into another of the same person, under which it answers from now on.',
  payload: Merge,
});

/** A merge was taken back. The ordering key is the survivor. */
export const patientsUnmerged = declareEvent({
  type: 'patients.patients-unmerged',
  version: 1,
  sentence: 'The merge of a patient record was taken back; it stands for itself again.',
  payload: Merge,
});

/** A coverage of a patient was recorded or changed. */
export const coverageRecorded = declareEvent({
  type: 'patients.coverage-recorded',
  version: 1,
  sentence: 'Insurance of a patient was recorded, changed or ended.',
  payload: Type.Object({
    patientId: Type.String(),
    coverageId: Type.String(),
    planId: Type.Union([Type.String(), Type.Null()]),
    state: Type.Union([Type.Literal('active'), Type.Literal('ended')]),
  }),
});
