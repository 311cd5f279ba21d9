import { declareRefusals } from '../../kernel/refusal.ts';

/** What prospects refuses. */
export const prospectRefusals = declareRefusals('prospects', {
  unknownProspect: { status: 404, sentence: 'There is no such prospective patient.' },
  prospectMoved: { status: 409, sentence: 'Something changed in the meantime. Look at it again.' },
  stepNotAllowed: { status: 409, sentence: 'That cannot be recorded where this stands now.' },
  alreadyOpen: { status: 409, sentence: 'This patient stands in the list already, by another appointment.' },
  monthsReversed: { status: 422, sentence: 'The last month is before the first.' },
});
