import type { ClaimSubmission, DrugUseOutcome } from './adjudication.ts';

/** What a person changed in a claim before the payer was told again. What is absent stays as the fill says it. */
export interface ClaimCorrection {
  readonly drugUseOutcomes?: readonly DrugUseOutcome[];
  /** Why the claim is right although the payer doubts it (420-DK), at most three. */
  readonly submissionClarificationCodes?: readonly string[];
  /** The number under which the payer allowed it, and what kind of number that is (461-EU). */
  readonly priorAuthorization?: { readonly typeCode: string; readonly number: string };
  /** How many days the quantity lasts, where the claim said it wrongly. The quantity is always what was filled. */
  readonly daysSupply?: number;
  /** That no other coverage was found (308-C8 of 1). Other codes follow from what the payers before answered. */
  readonly hasNoOtherCoverage?: boolean;
}

/** A part of a claim that a reject may ask for. */
export type CorrectionPart = keyof ClaimCorrection;

// Which codes ask for what is customary use (511-FB); a payer's own sheet may say otherwise, so that every part can be opened by hand.
const asked: Readonly<Record<string, readonly CorrectionPart[]>> = {
  '13': ['hasNoOtherCoverage'],
  '19': ['daysSupply'],
  '41': ['hasNoOtherCoverage'],
  '66': ['priorAuthorization'],
  '70': ['priorAuthorization'],
  '75': ['priorAuthorization'],
  '76': ['daysSupply', 'submissionClarificationCodes', 'priorAuthorization'],
  '78': ['submissionClarificationCodes', 'priorAuthorization'],
  '79': ['submissionClarificationCodes'],
  '88': ['drugUseOutcomes'],
  '608': ['priorAuthorization'],
  MR: ['priorAuthorization'],
};

/** Lists what reject codes ask for, each part once. */
export function listAskedParts(rejectCodes: readonly string[]): readonly CorrectionPart[] {
  return [...new Set(rejectCodes.flatMap((code) => asked[code] ?? []))];
}

/** Corrects what a claim tells the payer, and keeps with it what was corrected. */
export function correctSubmission(submission: ClaimSubmission, correction: ClaimCorrection): ClaimSubmission {
  if (Object.keys(correction).length === 0) return submission;
  const { priorAuthorization, drugUseOutcomes, daysSupply } = correction;
  return {
    ...submission,
    ...(drugUseOutcomes === undefined ? {} : { drugUseOutcomes }),
    ...(daysSupply === undefined ? {} : { daysSupply }),
    ...(priorAuthorization === undefined ? {} : { priorAuthorizationNumber: priorAuthorization.number }),
    correction,
  };
}

/** Says in a line each what was corrected, with the field of the standard. */
export function nameCorrection(correction: ClaimCorrection): readonly string[] {
  const { drugUseOutcomes = [], submissionClarificationCodes = [], priorAuthorization, daysSupply } = correction;
  return [
    ...drugUseOutcomes.map(
      ({ reasonCode, serviceCode, resultCode }) =>
        `Drug review answered: ${reasonCode}, ${serviceCode}, ${resultCode} (439-E4, 440-E5, 441-E6)`,
    ),
    ...submissionClarificationCodes.map((code) => `Submission clarification ${code} (420-DK)`),
    ...(priorAuthorization === undefined
      ? []
      : [`Authorization ${priorAuthorization.number} of kind ${priorAuthorization.typeCode} (462-EV, 461-EU)`]),
    ...(daysSupply === undefined ? [] : [`Days’ supply ${daysSupply} (405-D5)`]),
    ...(correction.hasNoOtherCoverage === true ? ['No other coverage was found (308-C8)'] : []),
  ];
}

/** The parts of a submission that were meant for the payer that was told, and for no other one. */
export function withoutCorrection(submission: ClaimSubmission): ClaimSubmission {
  const {
    answersRepeats: _answersRepeats,
    authorizationPlace: _authorizationPlace,
    drugUseOutcomes: _drugUseOutcomes,
    correction: _correction,
    ...same
  } = submission;
  return { ...same, priorAuthorizationNumber: null };
}
