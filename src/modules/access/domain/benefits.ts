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

/** Who buys, bills and carries a drug that a clinic administers. */
export const baggingModels = {
  'not-at-clinic': 'Not administered at a clinic',
  'buy-and-bill': 'Buy and bill',
  'white-bag': 'White bag',
  'brown-bag': 'Brown bag',
  'clear-bag': 'Clear bag',
} as const;

export type BaggingModel = keyof typeof baggingModels;

/** What each model means for the work on a therapy. */
export const baggingEffects: Readonly<Record<BaggingModel, string>> = {
  'not-at-clinic': 'No appointment counts for this therapy; the drug goes to the patient.',
  'buy-and-bill':
    'The clinic bills the drug. It is needed there before the appointment, and no copay is asked for here.',
  'white-bag':
    'The pharmacy bills the drug for this patient and delivers it to the clinic, which has to have it before the appointment.',
  'brown-bag':
    'The pharmacy bills the drug and delivers it to the patient, who brings it along: it is needed before the appointment.',
  'clear-bag':
    'Our own pharmacy bills the drug and delivers it to our own clinic, which has to have it before the appointment.',
};

/** What was found out about a plan. */
export interface BenefitsFacts {
  readonly planKind: PayerKind | null;
  readonly benefit: keyof typeof benefitKinds | null;
  readonly coverageState: keyof typeof coverageStates;
  readonly authorizationNeed: keyof typeof authorizationNeeds;
  readonly patientPayCents: Cents | null;
  readonly mandatedPharmacy: keyof typeof mandatedPharmacies;
  /** Null when nobody asked: the programme of the pathway then says whether a clinic administers the drug. */
  readonly baggingModel: BaggingModel | null;
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
