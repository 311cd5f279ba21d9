import { addDays, type CalendarDay } from '../../../kernel/calendar-day.ts';

/** The plans whose first appeal has a filing limit of its own. */
export type AppealPlanType = 'medicare-part-d' | 'medicare-advantage' | 'commercial' | 'medicaid-managed';

/** How long the first appeal of a denial may be filed, in calendar days; the last day is still in time. */
interface AppealLimit {
  readonly planType: AppealPlanType;
  /** The first day of a notice for which it holds; null for as far back as denials are listed. */
  readonly effectiveFrom: CalendarDay | null;
  readonly startsAt: 'receipt' | 'notice';
  readonly days: number;
  /** Days after the notice on which it counts as received when nothing is known of its receipt. */
  readonly presumedReceiptDays: number;
  readonly source: string;
}

/** Filing limits in the order in which they came into force. */
const appealLimits: readonly AppealLimit[] = [
  {
    planType: 'medicare-part-d',
    effectiveFrom: null,
    startsAt: 'receipt',
    days: 60,
    presumedReceiptDays: 5,
    source: '42 CFR 423.582(b)',
  },
  {
    planType: 'medicare-advantage',
    effectiveFrom: null,
    startsAt: 'receipt',
    days: 60,
    presumedReceiptDays: 5,
    source: '42 CFR 422.582(b)',
  },
  {
    planType: 'commercial',
    effectiveFrom: null,
    startsAt: 'receipt',
    days: 180,
    // No receipt is presumed: counted from the notice, the deadline is never told too late.
    presumedReceiptDays: 0,
    source: '29 CFR 2560.503-1(h)(3)(i)',
  },
  {
    planType: 'medicaid-managed',
    effectiveFrom: null,
    startsAt: 'notice',
    days: 60,
    presumedReceiptDays: 0,
    source: '42 CFR 438.402(c)(2)(ii)',
  },
];

/** When a denial was told: the day of the notice, of its receipt, or both. */
export interface DenialNotice {
  readonly receipt: CalendarDay | null;
  readonly notice: CalendarDay | null;
}

/** Computes the last day on which an appeal is in time; null when the day from which it counts is not known. */
export function computeAppealDeadline(
  planType: AppealPlanType,
  { receipt, notice }: DenialNotice,
  limits = appealLimits,
): CalendarDay | null {
  const told = notice ?? receipt;
  const limit = limits.findLast(
    ({ planType: of, effectiveFrom }) =>
      of === planType && (effectiveFrom === null || (told !== null && effectiveFrom <= told)),
  );
  if (limit === undefined) return null;
  const presumed = notice === null ? null : addDays(notice, limit.presumedReceiptDays);
  const start = limit.startsAt === 'notice' ? notice : (receipt ?? presumed);
  return start === null ? null : addDays(start, limit.days);
}
