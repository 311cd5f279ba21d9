import { declareRefusals } from '../../kernel/refusal.ts';

/** What is refused about patients. Facts never name anybody. */
export const patientsRefusals = declareRefusals('patients', {
  unknownPatient: { status: 404, sentence: 'There is no such patient.' },
  unknownRecord: { status: 404, sentence: 'There is no such record.' },
  recordMovedOn: { status: 409, sentence: 'Somebody else changed this record meanwhile. Look at it again.' },
  nameNeeded: { status: 422, sentence: 'A patient has a family name and a given name.' },
  birthDateAhead: { status: 422, sentence: 'The birth date lies in the future.' },
  likelyDuplicate: { status: 409, sentence: 'There is a record that may be of the same person. Look at it first.' },
  recordNeedsReview: { status: 422, sentence: 'A person has to decide whose record this is.' },
  searchTooWide: {
    status: 422,
    sentence: 'Give at least two letters of a name, a birth date, four digits of a phone, or a number.',
  },
  unknownPlan: { status: 422, sentence: 'There is no such plan.' },
  datesReversed: { status: 422, sentence: 'The last day lies before the first.' },
  consentExpired: { status: 422, sentence: 'A consent that has already expired cannot be recorded as given.' },
  mergedElsewhere: { status: 409, sentence: 'This record is merged into another one already. Take that back first.' },
  circularMerge: { status: 409, sentence: 'The other record already answers under this one.' },
  notMerged: { status: 409, sentence: 'This record is not merged into another one.' },
  samePatient: { status: 422, sentence: 'The records already belong to this patient.' },
});
