import { declareRefusals } from '../../kernel/refusal.ts';

/** Why an action on a therapy may be refused. */
export const therapyRefusals = declareRefusals('therapies', {
  unknownTherapy: { status: 404, sentence: 'There is no such therapy.' },
  therapyMoved: {
    status: 409,
    sentence: 'Something happened to this therapy since you opened it. Look at it again, then decide.',
  },
  therapyEnded: { status: 409, sentence: 'The therapy has ended. A new prescription starts it again.' },
  notReadyToFill: {
    status: 422,
    sentence: 'The fill is not released: a hold stands or a stage before dispensing is not complete.',
  },
  heldInHouse: {
    status: 422,
    sentence: 'A hold stands, so the product stays in the house until the hold is released or overridden.',
  },
  holdNeverOverridden: {
    status: 422,
    sentence: 'This hold protects the patient and is never overridden by anybody. Resolve its cause.',
  },
  holdNotStanding: { status: 409, sentence: 'This hold does not stand any more.' },
  holdFollowsFact: {
    status: 422,
    sentence: 'This hold ends by itself when its cause is recorded as resolved. Record that instead.',
  },
  waitNotOpen: { status: 409, sentence: 'Nobody is waiting for this any more.' },
  waitBeginsLater: { status: 422, sentence: 'A wait begins no later than now and ends no earlier than it began.' },
  noDraftToTry: {
    status: 409,
    sentence: 'There is no draft without problems that could be tried.',
  },
  pathwayNotInForce: {
    status: 409,
    sentence: 'Another version of the pathway is in force now. Look at what the move would change again.',
  },
  notByHand: {
    status: 422,
    sentence: 'The pathway of this therapy does not let this be recorded by hand now.',
  },
  numberMissing: { status: 422, sentence: 'The number that belongs to it is missing.' },
  fillUnderWay: {
    status: 409,
    sentence: 'A fill is under way. Cancel it or return it to stock first.',
  },
  samePatient: { status: 422, sentence: 'The therapy already belongs to this patient.' },
  unknownPatient: { status: 404, sentence: 'There is no such patient.' },
  patientHasThisTherapy: {
    status: 409,
    sentence: 'The right patient already has an open therapy with this drug and indication.',
  },
});
