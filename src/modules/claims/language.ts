export { type CorrectionPart, listAskedParts } from './domain/claim-correction.ts';
export { type ClaimState, decideClaimStep, mayBePaid } from './domain/claim-lifecycle.ts';
export {
  authorizationTypeCodes,
  clarificationCodes,
  reasonCodes,
  resultCodes,
  serviceCodes,
} from './domain/correction-codes.ts';
export { claimRefusals } from './refusals.ts';
