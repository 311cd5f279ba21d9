import { declareRefusals } from '../../kernel/refusal.ts';

/** Why an action on a pathway may be refused. */
export const pathwayRefusals = declareRefusals('pathways', {
  staffOnly: { status: 403, sentence: 'Pathways are written by people.' },
  draftStands: { status: 409, sentence: 'Somebody is writing the next version of this pathway already.' },
  noDraft: { status: 404, sentence: 'Nobody is writing a next version of this pathway.' },
  draftChanged: { status: 409, sentence: 'Somebody changed the draft meanwhile. Look at it again.' },
  draftInvalid: { status: 422, sentence: 'The draft has problems. Mend them first.' },
  draftUnchanged: { status: 422, sentence: 'The draft says the same as the version it was written from.' },
  proposalStands: { status: 409, sentence: 'A version of this pathway waits for its second person already.' },
  beginsTooSoon: { status: 422, sentence: 'A version begins tomorrow or later, and after every version before it.' },
  draftProposed: {
    status: 409,
    sentence: 'The draft waits for its second person. It cannot be changed until that is decided.',
  },
});
