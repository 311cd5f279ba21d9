export { type ClaimState, decideClaimStep, mayBePaid } from './domain/claim-lifecycle.ts';
export { claimRefusals } from './refusals.ts';
