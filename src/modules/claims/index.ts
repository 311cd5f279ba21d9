export { beginExchange, takeBackUnanswered } from './actions/carry-exchange.ts';
export { giveUpRejects } from './actions/give-up-rejects.ts';
export { type ClaimHistory, importClaims } from './actions/import-claims.ts';
export { recordAdjudication } from './actions/record-adjudication.ts';
export { reverseClaim } from './actions/reverse-claim.ts';
export { type NewClaim, submitClaim } from './actions/submit-claim.ts';
export {
  type Claim,
  type ClaimId,
  findClaim,
  findClaimOfFill,
  listLastClaims,
  listPayersOfFill,
  lockClaimsOfFill,
} from './claim-store.ts';
export { explainRejects, listRulesToReview } from './describe-claims.ts';
export type { Adjudication, ClaimSubmission } from './domain/adjudication.ts';
export { type ClaimCorrection, correctSubmission, withoutCorrection } from './domain/claim-correction.ts';
export { decideCoordination } from './domain/coordination.ts';
export type { EligibilityAnswer, EligibilityInquiry } from './domain/eligibility.ts';
export type { ExchangeLine, ExchangeOutcome } from './domain/exchange.ts';
export { type EligibilityCheckId, recordEligibility } from './eligibility-store.ts';
export { insertExchangeEnd } from './exchange-store.ts';
export { type ClaimWithSteps, listClaimIds, listClaimsWithSteps } from './history-queries.ts';
export { findPayerRules, savePayerRules } from './payer-rules-store.ts';
export {
  countClaimOutcomes,
  listPayableClaims,
  listPayableClaimsById,
  type PayableClaim,
} from './reconciliation-queries.ts';
export { getSubmission } from './submission-store.ts';
