import { declareRefusals } from '../../kernel/refusal.ts';

/** What exchange refuses. */
export const exchangeRefusals = declareRefusals('exchange', {
  unknownMessage: { status: 404, sentence: 'There is no such message.' },
  unknownPartner: { status: 404, sentence: 'There is no such partner.' },
  messageSettled: { status: 409, sentence: 'What became of this message is already recorded.' },
  messageQuarantined: { status: 422, sentence: 'This message is in quarantine and is never applied.' },
  messageNotDead: { status: 409, sentence: 'This message is not waiting to be sent again by a person.' },
  formatNotSpoken: { status: 422, sentence: 'This partner does not speak this format.' },
  addressNotUsable: { status: 422, sentence: 'This is no address that messages of this format can be sent to.' },
  messageNotWithPerson: { status: 409, sentence: 'This message is not waiting for a person.' },
});
