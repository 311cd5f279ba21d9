import { declareRefusals } from '../../kernel/refusal.ts';

/** What is refused about the money of claims. */
export const revenueRefusals = declareRefusals('revenue', {
  unknownClaim: { status: 404, sentence: 'There is no such claim.' },
  unknownFinding: { status: 404, sentence: 'There is no such finding.' },
  exportTooLarge: { status: 422, sentence: 'The list is too large for one file.' },
  findingClosed: { status: 409, sentence: 'The finding is closed.' },
});
