import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { Fraction } from '../../../kernel/fraction.ts';

/** The numbers of the adherence measure that its owner may change from one measurement year to the next. */
export interface AdherenceRule {
  /** The first day on which a measurement period may end under this rule; null for as far back as is measured. */
  readonly effectiveFrom: CalendarDay | null;
  readonly source: string;
  readonly leastAgeYears: number;
  readonly leastFillDates: number;
  /** How many days the index date lies before the last day of the period, at least. */
  readonly leastDaysBeforeEnd: number;
  /** The share of days from which a patient counts as adherent. */
  readonly threshold: Fraction;
  /** The share of days that may stay uncovered, from which the allowable gap days follow. */
  readonly allowableGap: Fraction;
  /** A gap longer than this ends persistence. */
  readonly persistenceGapDays: number;
}

/** The rules in the order in which they came into force. */
export const adherenceRules: readonly AdherenceRule[] = [
  {
    effectiveFrom: null,
    source:
      'Pharmacy Quality Alliance, Proportion of Days Covered, as used in the Medicare Part C and D star ratings; persistence gap: customary, a house may set its own',
    leastAgeYears: 18,
    leastFillDates: 2,
    leastDaysBeforeEnd: 91,
    threshold: { numerator: 4n, denominator: 5n },
    allowableGap: { numerator: 1n, denominator: 5n },
    persistenceGapDays: 60,
  },
];

/** Finds the rule of a measurement period by its last day. */
export function findAdherenceRule(periodEnd: CalendarDay, rules = adherenceRules): AdherenceRule | null {
  return rules.findLast(({ effectiveFrom }) => effectiveFrom === null || effectiveFrom <= periodEnd) ?? null;
}
