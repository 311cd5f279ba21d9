import { declareRefusals } from '../../kernel/refusal.ts';

/** What clinical work refuses. */
export const clinicalRefusals = declareRefusals('clinical', {
  unknownPrescription: { status: 404, sentence: 'There is no such prescription.' },
  unknownTherapy: { status: 404, sentence: 'There is no such therapy.' },
  prescriptionNotAccepted: { status: 422, sentence: 'Only an accepted prescription is verified.' },
  pharmacistNeeded: { status: 422, sentence: 'Only a pharmacist does this.' },
  alreadyVerified: { status: 409, sentence: 'This prescription is verified already.' },
  notVerified: { status: 409, sentence: 'This prescription is not verified.' },
  alertUnanswered: { status: 422, sentence: 'Each alert that stops the work needs an answer with a reason.' },
  manualReviewNeeded: {
    status: 422,
    sentence: 'Some checks could not be made: review them manually and confirm that this was done.',
  },
  notClearedToFill: {
    status: 422,
    sentence:
      'A pharmacist has to verify the prescription, with every alert that stops the work answered, before it is filled.',
  },
  remsNotMet: {
    status: 422,
    sentence: 'The safety program (REMS) of this drug is not met: the start cannot be cleared.',
  },
  noRemsProgram: { status: 422, sentence: 'This drug has no safety program (REMS).' },
  educationMissing: { status: 422, sentence: 'The start is cleared only after the patient was taught about the drug.' },
  missingLabNotNamed: { status: 422, sentence: 'Name the laboratory results that are missing.' },
  labStillMissing: { status: 422, sentence: 'A laboratory result is marked as missing: the start cannot be cleared.' },
  notYetDelivered: {
    status: 422,
    sentence: 'The drug has not reached the patient yet: the start is confirmed after the delivery.',
  },
  dayInFuture: { status: 422, sentence: 'The day lies in the future.' },
});
