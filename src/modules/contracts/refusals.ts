import { declareRefusals } from '../../kernel/refusal.ts';

/** What is refused about contracts of payers. */
export const contractRefusals = declareRefusals('contracts', {
  nothingExpected: {
    status: 404,
    sentence: 'Nothing was computed for this claim when it was billed.',
  },
});
