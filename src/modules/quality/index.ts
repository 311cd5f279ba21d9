export { evaluateDaysCoveredInput } from './domain/adherence-input.ts';
export { findAdherenceRule } from './domain/adherence-rule.ts';
export { computeAdherence } from './domain/adherence-standing.ts';
export { computeDosesOnHand, type DoseCounts } from './domain/possession.ts';
export { evaluatePossessionInput } from './domain/possession-input.ts';
export {
  type FirstFillFacts,
  type FirstFillStanding,
  findFirstFillRule,
  judgeFirstFill,
} from './domain/primary-non-adherence.ts';
export { evaluateTurnaroundInput } from './domain/turnaround-input.ts';
