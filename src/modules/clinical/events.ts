import { Type } from 'typebox';
import { declareEvent } from '../../kernel/domain-event.ts';

const therapyId = Type.String();

/** Announced when a pharmacist recorded the clinical review before the start; the ordering key is the therapy. */
export const startReviewRecorded = declareEvent({
  type: 'clinical.start-review-recorded',
  version: 1,
  sentence: 'A pharmacist recorded the clinical review before the start of a therapy.',
  payload: Type.Object({
    therapyId,
    reviewId: Type.String(),
    outcome: Type.Union([
      Type.Literal('cleared'),
      Type.Literal('held'),
      Type.Literal('labs-missing'),
      Type.Literal('rems-unmet'),
    ]),
  }),
});

/** Announced when a pharmacist verified a prescription before its fill. */
export const prescriptionVerified = declareEvent({
  type: 'clinical.prescription-verified',
  version: 1,
  sentence: 'A pharmacist verified a prescription before its fill.',
  payload: Type.Object({ prescriptionId: Type.String(), therapyId }),
});

/** Announced when the verification of a prescription was taken back. */
export const prescriptionUnverified = declareEvent({
  type: 'clinical.prescription-unverified',
  version: 1,
  sentence: 'The verification of a prescription was taken back, with the coded reason.',
  payload: Type.Object({ prescriptionId: Type.String(), therapyId, reasonCode: Type.String() }),
});

/** Announced when a patient is known to have begun. */
export const startConfirmed = declareEvent({
  type: 'clinical.start-confirmed',
  version: 1,
  sentence: 'The start of a therapy was confirmed with its day.',
  payload: Type.Object({
    therapyId,
    recordId: Type.String(),
    startedOn: Type.String(),
    administeredBy: Type.Optional(Type.String()),
  }),
});

/** Announced when a patient was asked about a refill, or could not be. The words stay with the call. */
export const refillCallRecorded = declareEvent({
  type: 'clinical.refill-call-recorded',
  version: 1,
  sentence: 'A refill call was recorded, with what follows from it and the rules that send it to a pharmacist.',
  payload: Type.Object({
    therapyId,
    callId: Type.String(),
    outcome: Type.String(),
    ruleCodes: Type.Array(Type.String()),
  }),
});

/** Announced when a pharmacist reviewed what a patient answered in a refill call. */
export const refillReviewed = declareEvent({
  type: 'clinical.refill-reviewed',
  version: 1,
  sentence: 'A pharmacist reviewed the answers of a refill call, with what follows for the refill.',
  payload: Type.Object({ therapyId, callId: Type.String(), outcome: Type.String() }),
});

/** Announced when doses that were counted, missed, lost or changed move the day on which the supply ends. */
export const runOutMoved = declareEvent({
  type: 'clinical.run-out-moved',
  version: 1,
  sentence: 'The day on which the supply of a therapy ends was computed anew from doses, with what moved it.',
  payload: Type.Object({ therapyId, runOutOn: Type.String(), reasonCode: Type.String() }),
});

/** Announced when something was recorded while a patient is on therapy. */
export const monitoringRecorded = declareEvent({
  type: 'clinical.monitoring-recorded',
  version: 1,
  sentence: 'A monitoring call, an intervention or an adverse event was recorded for a therapy.',
  payload: Type.Object({
    therapyId,
    recordId: Type.String(),
    kind: Type.Union([Type.Literal('monitoring'), Type.Literal('intervention'), Type.Literal('adverse-event')]),
  }),
});
