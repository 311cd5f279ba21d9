import { declareRefusals } from '../../kernel/refusal.ts';

/** What claims refuses. */
export const claimRefusals = declareRefusals('claims', {
  unknownClaim: { status: 404, sentence: 'There is no such claim.' },
  stepNotAllowed: { status: 409, sentence: 'The claim is not in a state for this step.' },
  claimAlreadyOpen: { status: 409, sentence: 'This fill has a claim already that may be paid: reverse it first.' },
});
