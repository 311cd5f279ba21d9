import { declareRefusals } from '../../kernel/refusal.ts';

/** What the reference tables refuse. */
export const referenceRefusals = declareRefusals('reference', {
  unknownDrug: { status: 404, sentence: 'There is no such drug.' },
  batchTooLarge: { status: 422, sentence: 'A batch of reference rows holds at most 1,000.' },
  wrongNpi: { status: 422, sentence: 'The NPI has a wrong form or check digit.' },
});
