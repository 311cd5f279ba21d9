import { declareRefusals } from '../../kernel/refusal.ts';

/** What outreach refuses. */
export const outreachRefusals = declareRefusals('outreach', {
  unknownPrescription: { status: 404, sentence: 'There is no such prescription.' },
  unknownRequest: { status: 404, sentence: 'There is no such request.' },
  nothingToSettle: { status: 409, sentence: 'Nothing about this request waits for a person.' },
  unknownDrug: { status: 404, sentence: 'There is no such drug.' },
  prescriptionNotAskable: {
    status: 409,
    sentence: 'This prescription is not one that its prescriber can be asked about.',
  },
  noWayToAsk: {
    status: 422,
    sentence:
      'The prescriber cannot be asked electronically: the order did not come over a network that takes requests.',
  },
  askedAlready: { status: 409, sentence: 'The prescriber is asked already and has not answered.' },
});
