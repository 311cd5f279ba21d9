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
  refillNotDue: { status: 409, sentence: 'There is no refill to confirm now.' },
  attemptsLeft: {
    status: 422,
    sentence: 'The prescriber is told after all attempts to reach the patient; there are some left.',
  },
  answersMissing: { status: 422, sentence: 'What the patient answered belongs to this outcome.' },
  missedReasonMissing: { status: 422, sentence: 'Missed doses need their reason.' },
  deliveryDayMissing: { status: 422, sentence: 'Name the day on which the patient wants the delivery.' },
  dayInPast: { status: 422, sentence: 'The day lies in the past.' },
  channelBarred: { status: 422, sentence: 'The patient does not want to be reached this way.' },
  unknownRefillCall: { status: 404, sentence: 'There is no such refill call.' },
  noReviewNeeded: {
    status: 409,
    sentence: 'This call needs no review, was reviewed already, or was followed by another.',
  },
  doseMissing: { status: 422, sentence: 'A dose needs its amount.' },
  nothingToMeasure: { status: 422, sentence: 'Nothing has reached the patient yet: there is no dose to change.' },
  dayInFuture: { status: 422, sentence: 'The day lies in the future.' },
});
