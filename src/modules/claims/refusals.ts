import { declareRefusals } from '../../kernel/refusal.ts';

/** What claims refuses. */
export const claimRefusals = declareRefusals('claims', {
  unknownClaim: { status: 404, sentence: 'There is no such claim.' },
  stepNotAllowed: { status: 409, sentence: 'The claim is not in a state for this step.' },
  claimAlreadyOpen: { status: 409, sentence: 'This fill has a claim already that may be paid: reverse it first.' },
  firstPayerMissing: { status: 409, sentence: 'No payer was billed for this fill yet.' },
  earlierPayerOpen: {
    status: 409,
    sentence: 'An earlier payer of this fill has not answered yet, or its claim was taken back.',
  },
  unknownCoverage: { status: 404, sentence: 'The patient has no such coverage.' },
  coverageWithoutPlan: {
    status: 422,
    sentence: 'No plan is known for this coverage, so that nobody can be asked: record it with the BIN of its card.',
  },
  rulesTooSoon: { status: 422, sentence: 'Rules of a payer take force on a later day, never today or before.' },
  rulesOfDayStand: { status: 409, sentence: 'Rules of this payer from this day stand already: choose another day.' },
  rulesUnknown: { status: 422, sentence: 'A payer cannot change what this rule before sending does.' },
  rulesUnchanged: { status: 422, sentence: 'Nothing differs from the rules before.' },
  nothingLeftToPay: { status: 409, sentence: 'Nothing is left for another payer to pay.' },
});
