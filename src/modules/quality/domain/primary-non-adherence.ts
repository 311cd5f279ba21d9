import { addDays, type CalendarDay, countDaysBetween } from '../../../kernel/calendar-day.ts';

/** The numbers by which a new prescription counts as never filled. */
export interface FirstFillRule {
  /** The first day on which a prescription may be received under this rule; null for as far back as is measured. */
  readonly effectiveFrom: CalendarDay | null;
  readonly source: string;
  readonly isVerified: boolean;
  /** So many days after its receipt is the last day on which a first fill is in time. */
  readonly days: number;
  /** A fill of the same ingredient so many days before the receipt, or fewer, makes the prescription no new one. */
  readonly lookBackDays: number;
}

/** The rules in the order in which they came into force. */
const firstFillRules: readonly FirstFillRule[] = [
  {
    effectiveFrom: null,
    source:
      'Pharmacy Quality Alliance, Primary Medication Nonadherence (PMN): electronic prescriptions, 30 days, look-back of 180 days',
    isVerified: false,
    days: 30,
    lookBackDays: 180,
  },
];

/** Finds the rule of a prescription by the day of its receipt. */
export function findFirstFillRule(receivedOn: CalendarDay, rules = firstFillRules): FirstFillRule | null {
  return rules.findLast(({ effectiveFrom }) => effectiveFrom === null || effectiveFrom <= receivedOn) ?? null;
}

/** What is known of an accepted prescription that begins a therapy. */
export interface FirstFillFacts {
  readonly receivedOn: CalendarDay;
  readonly isElectronic: boolean;
  /** When a fill of the same ingredient last left the pharmacy before the receipt; null for never. */
  readonly filledBeforeOn: CalendarDay | null;
  /** When the first fill was handed over and did not come back; null until then. */
  readonly handedOverOn: CalendarDay | null;
  /** Whether it was ended for a coded reason. */
  readonly isEnded: boolean;
}

/** How a new prescription stands on a day. */
export type FirstFillStanding =
  | { readonly kind: 'left-out'; readonly reason: 'not-electronic' | 'filled-before' }
  | { readonly kind: 'handed-over'; readonly days: number; readonly isLate: boolean }
  | { readonly kind: 'ended' }
  | { readonly kind: 'waiting' | 'overdue'; readonly overdueOn: CalendarDay };

/** Judges a new prescription: overdue from the day after the last one on which a first fill is in time. */
export function judgeFirstFill(facts: FirstFillFacts, rule: FirstFillRule, today: CalendarDay): FirstFillStanding {
  const { receivedOn, filledBeforeOn, handedOverOn } = facts;
  if (!facts.isElectronic) return { kind: 'left-out', reason: 'not-electronic' };
  if (filledBeforeOn !== null && countDaysBetween({ from: filledBeforeOn, to: receivedOn }) <= rule.lookBackDays)
    return { kind: 'left-out', reason: 'filled-before' };
  if (handedOverOn !== null) {
    const days = countDaysBetween({ from: receivedOn, to: handedOverOn });
    return { kind: 'handed-over', days, isLate: days > rule.days };
  }
  if (facts.isEnded) return { kind: 'ended' };
  const overdueOn = addDays(receivedOn, rule.days + 1);
  return { kind: today >= overdueOn ? 'overdue' : 'waiting', overdueOn };
}
