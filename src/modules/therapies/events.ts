import { Type } from 'typebox';
import { declareEvent } from '../../kernel/domain-event.ts';

const ids = { therapyId: Type.String() };

/** What this module announces. The ordering key of each is the therapy. */
export const therapyOpened = declareEvent({
  type: 'therapies.therapy-opened',
  version: 1,
  sentence: 'A therapy was opened for a patient, or an ended one was reopened.',
  payload: Type.Object({ ...ids, patientId: Type.String(), siteId: Type.String(), reopened: Type.Boolean() }),
});

export const stageChanged = declareEvent({
  type: 'therapies.stage-changed',
  version: 1,
  sentence: 'A therapy entered another stage of its present cycle.',
  payload: Type.Object({ ...ids, cycle: Type.Integer(), from: Type.String(), to: Type.String() }),
});

export const standingChanged = declareEvent({
  type: 'therapies.standing-changed',
  version: 1,
  sentence:
    'A therapy stands elsewhere: its stage, its barrier, whose move it is, or from which day waiting costs doses.',
  payload: Type.Object(ids),
});

export const holdPlaced = declareEvent({
  type: 'therapies.hold-placed',
  version: 1,
  sentence: 'A hold began to block the fill of a therapy.',
  payload: Type.Object({ ...ids, hold: Type.String() }),
});

export const holdReleased = declareEvent({
  type: 'therapies.hold-released',
  version: 1,
  sentence: 'A hold no longer blocks the fill of a therapy: it ended or was overridden.',
  payload: Type.Object({ ...ids, hold: Type.String() }),
});

export const readyToFill = declareEvent({
  type: 'therapies.ready-to-fill',
  version: 1,
  sentence: 'Nothing blocks the fill of the present cycle any more: it may be released.',
  payload: Type.Object({ ...ids, cycle: Type.Integer() }),
});

export const refillWindowOpened = declareEvent({
  type: 'therapies.refill-window-opened',
  version: 1,
  sentence: 'The supply of a therapy runs out soon, and the cycle of its refill was opened.',
  payload: Type.Object({ ...ids, cycle: Type.Integer(), runOutOn: Type.String() }),
});

export const taskEscalated = declareEvent({
  type: 'therapies.task-escalated',
  version: 1,
  sentence: 'Work on a therapy has used a share of its time at which somebody is told.',
  payload: Type.Object({ ...ids, task: Type.String(), percent: Type.Integer() }),
});

export const partyAwaited = declareEvent({
  type: 'therapies.party-awaited',
  version: 1,
  sentence: 'A therapy began to wait for somebody outside the pharmacy.',
  payload: Type.Object({ ...ids, party: Type.String(), reasonCode: Type.String() }),
});

export const therapyEnded = declareEvent({
  type: 'therapies.therapy-ended',
  version: 1,
  sentence: 'A therapy ended, with the coded reason.',
  payload: Type.Object({ ...ids, reasonCode: Type.String() }),
});

export const patientCorrected = declareEvent({
  type: 'therapies.patient-corrected',
  version: 1,
  sentence: 'A therapy stood under the wrong patient and was moved to the right one.',
  payload: Type.Object({ ...ids, fromPatientId: Type.String(), toPatientId: Type.String() }),
});
