import { declareRefusals } from '../../kernel/refusal.ts';

/** What is refused about the money of claims. */
export const revenueRefusals = declareRefusals('revenue', {
  unknownClaim: { status: 404, sentence: 'There is no such claim.' },
  unknownFinding: { status: 404, sentence: 'There is no such finding.' },
  findingClosed: { status: 409, sentence: 'The finding is closed.' },
});
