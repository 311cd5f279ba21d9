import { declareRefusals } from '../../kernel/refusal.ts';

/** What exchange refuses. */
export const exchangeRefusals = declareRefusals('exchange', {
  unknownMessage: { status: 404, sentence: 'There is no such message.' },
  unknownPartner: { status: 404, sentence: 'There is no such partner.' },
  messageSettled: { status: 409, sentence: 'What became of this message is already recorded.' },
  messageQuarantined: { status: 422, sentence: 'This message is in quarantine and is never applied.' },
  messageNotWithPerson: { status: 409, sentence: 'This message is not waiting for a person.' },
});
