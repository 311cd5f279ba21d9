export { decideSecondPerson } from './domain/proposal-decision.ts';
export { identityRefusals } from './refusals.ts';
