import { declareRefusals } from '../../kernel/refusal.ts';

/** What access refuses. */
export const accessRefusals = declareRefusals('access', {
  unknownTherapy: { status: 404, sentence: 'There is no such therapy.' },
  unknownAuthorization: { status: 404, sentence: 'There is no such prior authorization.' },
  unknownCoverage: { status: 404, sentence: 'There is no such coverage of this patient.' },
  consentMissing: {
    status: 422,
    sentence: 'A patient is enrolled only after giving consent to treatment and pharmacy services.',
  },
  attemptsTooFew: {
    status: 422,
    sentence: 'Three attempts on at least two channels come before a patient counts as unable to reach.',
  },
  unknownPacket: { status: 404, sentence: 'There is no such welcome packet.' },
  packetMissing: { status: 409, sentence: 'No contents of a welcome packet are on record for this drug.' },
  packetStepNotAllowed: { status: 409, sentence: 'The welcome packet is not in a state for this step.' },
  packetChannelNeeded: { status: 422, sentence: 'What is sent goes by a channel; nothing else does.' },
  emailNotAgreed: { status: 422, sentence: 'This patient has not agreed to email.' },
  reasonNeeded: { status: 422, sentence: 'This step needs a reason.' },
  authorizationOpen: { status: 409, sentence: 'A prior authorization is under way already: carry that one on.' },
  stepNotAllowed: { status: 409, sentence: 'The prior authorization is not in a state for this step.' },
  approvalIncomplete: {
    status: 422,
    sentence: 'An approval needs its number and the days from which and to which it is valid.',
  },
  validityReversed: { status: 422, sentence: 'The authorization would end before it begins.' },
  denialReasonNeeded: { status: 422, sentence: 'A denial needs its reason and the last day to appeal.' },
  cardOnGovernmentPayer: {
    status: 422,
    sentence:
      'A manufacturer card is never used with a government payer (Anti-Kickback Statute, 42 U.S.C. 1320a-7b(b)).',
  },
  payerKindUnknown: {
    status: 422,
    sentence: 'The kind of payer is not known: record the coverage with its plan before a manufacturer card is used.',
  },
  patientPayNeeded: { status: 422, sentence: 'This outcome needs the amount that the patient pays.' },
  outcomeNotOfProgramme: { status: 422, sentence: 'This outcome does not fit the program that was chosen.' },
});
