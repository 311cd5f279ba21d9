export { type ClaimHistory, importClaims } from './actions/import-claims.ts';
export { recordAdjudication } from './actions/record-adjudication.ts';
export { reverseClaim } from './actions/reverse-claim.ts';
export { type NewClaim, submitClaim } from './actions/submit-claim.ts';
export { type Claim, type ClaimId, findClaim, findClaimOfFill, listLastClaims } from './claim-store.ts';
export type { Adjudication, ClaimSubmission } from './domain/adjudication.ts';
export { explainRejectCode } from './domain/reject-code.ts';
export { type ClaimWithSteps, listClaimIds, listClaimsWithSteps } from './history-queries.ts';
export { listPayableClaims, listPayableClaimsById, type PayableClaim } from './reconciliation-queries.ts';
