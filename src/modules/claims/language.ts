export { type ClaimState, decideClaimStep, mayBePaid } from './domain/claim-lifecycle.ts';
