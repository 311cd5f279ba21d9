import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { UnitPrice } from '../../../kernel/money.ts';
import type { Benefit } from './refund.ts';

/** A package of a selected drug with its maximum fair price for each billing unit, from a day on. */
export interface SelectedDrug {
  readonly ndc11: string;
  readonly validFrom: CalendarDay;
  readonly validTo: CalendarDay | null;
  readonly applicabilityYear: number;
  readonly manufacturer: string;
  readonly unitPrice: UnitPrice;
  readonly source: string;
  readonly isVerified: boolean;
  readonly isSynthetic: boolean;
}

/** Chooses the fair price that counts on a day; null where none is in force. */
export function chooseSelectedDrug(known: readonly SelectedDrug[], on: CalendarDay): SelectedDrug | null {
  const inForce = known.filter(({ validFrom, validTo }) => validFrom <= on && (validTo === null || validTo >= on));
  return inForce.toSorted((left, right) => (left.validFrom < right.validFrom ? 1 : -1))[0] ?? null;
}

/** What must hold for a refund to be owed, in the order in which it is told. */
export const eligibilityReasons = {
  paid: 'The payer agreed to pay the claim',
  'part-d': 'The plan is one of Medicare Part D',
  selected: 'The drug has a maximum fair price on the date of service',
  wac: 'The wholesale acquisition cost of that day is known',
  'not-340b': 'The claim is not taken as 340B',
} as const;

export type EligibilityReason = keyof typeof eligibilityReasons;

/** What of a claim decides whether a manufacturer owes a refund. */
export interface EligibilityFacts {
  readonly isPaid: boolean;
  /** Null where the plan of the claim is not known. */
  readonly planKind: string | null;
  readonly drug: SelectedDrug | null;
  readonly wac: UnitPrice | null;
  readonly determined: Benefit | null;
}

/** Whether a refund is owed, with each reason met or not. */
export interface Eligibility {
  readonly isEligible: boolean;
  readonly reasons: readonly { readonly reason: EligibilityReason; readonly isMet: boolean }[];
}

/** Recognizes whether a manufacturer owes a refund for a claim: paid, of Part D, a selected drug in force by date of service, not 340B. */
export function recognizeClaim(facts: EligibilityFacts): Eligibility {
  const met: Readonly<Record<EligibilityReason, boolean>> = {
    paid: facts.isPaid,
    'part-d': facts.planKind === 'medicare-part-d',
    selected: facts.drug !== null,
    wac: facts.wac !== null,
    'not-340b': facts.determined !== '340b',
  };
  const reasons = (Object.keys(eligibilityReasons) as EligibilityReason[]).map((reason) => ({
    reason,
    isMet: met[reason],
  }));
  return { isEligible: reasons.every(({ isMet }) => isMet), reasons };
}
