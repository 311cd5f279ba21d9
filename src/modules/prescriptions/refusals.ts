import { declareRefusals } from '../../kernel/refusal.ts';

/** What prescriptions refuses. */
export const prescriptionRefusals = declareRefusals('prescriptions', {
  unknownPrescription: { status: 404, sentence: 'There is no such prescription.' },
  unknownPatient: { status: 404, sentence: 'There is no such patient.' },
  unknownDrug: { status: 404, sentence: 'There is no such drug.' },
  unknownPrescriber: { status: 404, sentence: 'There is no such prescriber.' },
  unknownSite: { status: 404, sentence: 'There is no such site.' },
  unknownMessage: { status: 404, sentence: 'There is no such message.' },
  prescriptionMoved: {
    status: 409,
    sentence: 'Something happened to this prescription since you opened it. Look at it again, then decide.',
  },
  prescriptionSettled: { status: 409, sentence: 'This prescription is already decided.' },
  notAcceptable: { status: 422, sentence: 'A rule that nobody may override stands against this prescription.' },
  ruleNotOverridable: { status: 422, sentence: 'This rule is never overridden.' },
  notCancellable: { status: 409, sentence: 'This prescription is refused or cancelled already.' },
  patientIncomplete: { status: 422, sentence: 'A patient is registered only with a family name and a birth date.' },
  samePatient: { status: 422, sentence: 'The prescription already belongs to this patient.' },
  scanNotOpen: { status: 409, sentence: 'This scan is not waiting for a person any more.' },
  noDuplicate: { status: 409, sentence: 'No earlier prescription stands open against this one.' },
  nothingToContinue: { status: 422, sentence: 'The earlier prescription has no therapy that could be continued.' },
  reasonOfSecond: { status: 422, sentence: 'Both stand only for a reason, and nothing else takes one.' },
  messageSettled: { status: 409, sentence: 'A prescription was already made of this message.' },
});
