import { Type } from 'typebox';
import { declareEvent } from '../../kernel/domain-event.ts';

const therapyId = Type.String();
const noneOr = <Schema extends ReturnType<typeof Type.String> | ReturnType<typeof Type.Integer>>(schema: Schema) =>
  Type.Union([schema, Type.Null()]);

/** Announced when a welcome call or its attempt was recorded; the ordering key of each fact is the therapy. */
export const enrolmentRecorded = declareEvent({
  type: 'access.enrolment-recorded',
  version: 1,
  sentence: 'An attempt to enroll a patient was recorded with its outcome.',
  payload: Type.Object({
    therapyId,
    outcome: Type.Union([
      Type.Literal('enrolled'),
      Type.Literal('declined'),
      Type.Literal('unable-to-reach'),
      Type.Literal('attempted'),
    ]),
  }),
});

/** Announced when a benefits check was recorded. */
export const benefitsRecorded = declareEvent({
  type: 'access.benefits-recorded',
  version: 1,
  sentence: 'What a plan covers was checked and recorded.',
  payload: Type.Object({
    therapyId,
    benefitsCheckId: Type.String(),
    outcome: Type.Union([Type.Literal('complete'), Type.Literal('incomplete'), Type.Literal('inactive-coverage')]),
    authorizationNeeded: Type.Boolean(),
    patientPayCents: noneOr(Type.Integer()),
  }),
});

/** Announced when a prior authorization entered a state. */
export const authorizationRecorded = declareEvent({
  type: 'access.authorization-recorded',
  version: 1,
  sentence: 'A prior authorization entered a state.',
  payload: Type.Object({
    therapyId,
    authorizationId: Type.String(),
    state: Type.String(),
    validTo: noneOr(Type.String()),
  }),
});

/** Announced when the outcome of financial assistance was recorded. */
export const assistanceRecorded = declareEvent({
  type: 'access.assistance-recorded',
  version: 1,
  sentence: 'Whether the patient can afford the therapy, with or without assistance, was recorded.',
  payload: Type.Object({
    therapyId,
    assistanceId: Type.String(),
    outcome: Type.Union([
      Type.Literal('not-needed'),
      Type.Literal('affordable'),
      Type.Literal('pending'),
      Type.Literal('not-affordable'),
    ]),
  }),
});
