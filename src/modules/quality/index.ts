export { evaluateDaysCoveredInput } from './domain/adherence-input.ts';
export { evaluatePossessionInput } from './domain/possession-input.ts';
