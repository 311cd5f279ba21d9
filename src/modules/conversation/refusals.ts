import { declareRefusals } from '../../kernel/refusal.ts';

/** Why an action on a note or a mention may be refused. */
export const conversationRefusals = declareRefusals('conversation', {
  unknownTherapy: { status: 404, sentence: 'There is no such therapy.' },
  colleagueCannotSee: { status: 422, sentence: 'One of the people mentioned may not see this therapy.' },
  noteNotYours: { status: 422, sentence: 'Only your own note can be corrected, by a further note.' },
  mentionNotOpen: { status: 409, sentence: 'This mention is read already.' },
});
