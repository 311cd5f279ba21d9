import { declareRefusals } from '../../kernel/refusal.ts';

/** Why an action on work may be refused. */
export const workRefusals = declareRefusals('work', {
  unknownItem: { status: 404, sentence: 'There is no such open work.' },
  itemTaken: { status: 409, sentence: 'Somebody else has taken this.' },
  itemNotTaken: { status: 409, sentence: 'Nobody has taken this.' },
  staffOnly: { status: 403, sentence: 'Work is taken by people.' },
});
