import type { Cents } from '../../../kernel/money.ts';
import type { PayerKind } from './payer-kind.ts';

/** What comes of a benefits check. */
export const benefitsOutcomes = {
  complete: 'Complete',
  incomplete: 'Incomplete',
  'inactive-coverage': 'Coverage inactive',
} as const;

export type BenefitsOutcome = keyof typeof benefitsOutcomes;

/** Whether a coverage is active. */
export const coverageStates = { active: 'Active', inactive: 'Inactive', unknown: 'Not known yet' } as const;

/** Whether the plan asks for prior authorization. */
export const authorizationNeeds = { needed: 'Needed', 'not-needed': 'Not needed', unknown: 'Not known yet' } as const;

/** Whether the plan mandates a pharmacy. */
export const mandatedPharmacies = {
  none: 'Any pharmacy',
  'this-pharmacy': 'This pharmacy',
  'another-pharmacy': 'Another pharmacy',
  unknown: 'Not known yet',
} as const;

/** Which benefit pays for the drug. */
export const benefitKinds = { pharmacy: 'Pharmacy benefit', medical: 'Medical benefit' } as const;

/** What was found out about a plan. */
export interface BenefitsFacts {
  readonly planKind: PayerKind | null;
  readonly benefit: keyof typeof benefitKinds | null;
  readonly coverageState: keyof typeof coverageStates;
  readonly authorizationNeed: keyof typeof authorizationNeeds;
  readonly patientPayCents: Cents | null;
  readonly mandatedPharmacy: keyof typeof mandatedPharmacies;
}

/** Names what a benefits check still lacks; nothing when it is complete. */
export function listMissingBenefits(facts: BenefitsFacts): readonly string[] {
  return [
    ...(facts.planKind === null ? ['plan'] : []),
    ...(facts.benefit === null ? ['benefit'] : []),
    ...(facts.coverageState === 'unknown' ? ['coverage'] : []),
    ...(facts.authorizationNeed === 'unknown' ? ['authorization'] : []),
    ...(facts.patientPayCents === null ? ['patient pay'] : []),
    ...(facts.mandatedPharmacy === 'unknown' ? ['mandated pharmacy'] : []),
  ];
}

/** Computes the outcome of a benefits check from what was found out. */
export function computeBenefitsOutcome(facts: BenefitsFacts): BenefitsOutcome {
  if (facts.coverageState === 'inactive') return 'inactive-coverage';
  return listMissingBenefits(facts).length === 0 ? 'complete' : 'incomplete';
}
