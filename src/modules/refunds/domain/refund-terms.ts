import { type CalendarDay, countDaysBetween } from '../../../kernel/calendar-day.ts';
import { type Cents, cents } from '../../../kernel/money.ts';
import type { Benefit, RefundState } from './refund.ts';

/** Days by which refunds are judged; data of regulation, dated by whoever sets it. */
export interface RefundTerms {
  /** Within how many days of its claim data the manufacturer pays. */
  readonly manufacturerDays: number;
  /** After how many days of the date of service an unpaid refund is a finding (RV13). */
  readonly unpaidDays: number;
  /** After how many days without either benefit a claim is told as missed. */
  readonly missedDays: number;
  readonly toleranceCents: number;
}

/** The terms of a tenant that has set none. [K] 14 days of the manufacturer, 21 of RV13 and 45 of the 340B guide are unverified. */
export const standardRefundTerms: RefundTerms = {
  manufacturerDays: 14,
  unpaidDays: 21,
  missedDays: 45,
  toleranceCents: 1,
};

/** A refund as far as its age and its money are judged. */
export interface JudgedRefund {
  readonly serviceOn: CalendarDay;
  readonly expectedCents: Cents;
  readonly receivedCents: Cents;
  readonly benefit: Benefit;
  readonly state: RefundState;
}

/** How old an unpaid refund is, by bands of days since the date of service. */
export interface AgeBand {
  readonly label: string;
  readonly from: number;
  /** Null for the last band. */
  readonly to: number | null;
}

/** Lists the bands: within the days of the manufacturer, until the finding, until thirty days, and later. */
export function listAgeBands(terms: RefundTerms): readonly AgeBand[] {
  const ends = [...new Set([terms.manufacturerDays, terms.unpaidDays, 30, terms.missedDays, 90])].sort((a, b) => a - b);
  const bands = ends.map((to, index): AgeBand => {
    const from = index === 0 ? 0 : (ends[index - 1] ?? 0) + 1;
    return { label: `${from}-${to}`, from, to };
  });
  const last = ends.at(-1) ?? 0;
  return [...bands, { label: `>${last}`, from: last + 1, to: null }];
}

/** Counts the days since the date of service. */
export function computeAge(refund: Pick<JudgedRefund, 'serviceOn'>, asOf: CalendarDay): number {
  return Math.max(0, countDaysBetween({ from: refund.serviceOn, to: asOf }));
}

const unpaidStates: readonly RefundState[] = ['awaited', 'refused', 'with-plan', 'short'];

/** Computes what is still owed of a refund; 0 where nothing is. */
export function computeUnpaid(refund: JudgedRefund): Cents {
  return unpaidStates.includes(refund.state)
    ? cents(Math.max(0, refund.expectedCents - refund.receivedCents))
    : cents(0);
}

/** The float of refunds: what is unpaid, and the same times the days for which it was. */
export interface FloatExposure {
  readonly unpaidCents: Cents;
  readonly centDays: number;
}

/** Sums unpaid refunds and, for each, its days since the date of service. */
export function computeFloat(refunds: readonly JudgedRefund[], asOf: CalendarDay): FloatExposure {
  let [unpaid, centDays] = [0, 0];
  for (const refund of refunds) {
    const open = computeUnpaid(refund);
    unpaid += open;
    centDays += open * computeAge(refund, asOf);
  }
  return { unpaidCents: cents(unpaid), centDays };
}

/** A claim that got both benefits, or neither within the days that are allowed; null for the others. */
export function findBenefitFault(
  refund: JudgedRefund,
  by: { readonly asOf: CalendarDay; readonly terms: RefundTerms },
): 'double' | 'missed' | null {
  if (refund.benefit === '340b') return isDouble(refund) ? 'double' : null;
  const isUnpaid = refund.expectedCents > 0 && refund.receivedCents <= 0;
  return isUnpaid && computeAge(refund, by.asOf) > by.terms.missedDays ? 'missed' : null;
}

/** The law lets nobody have both benefits: there is no tolerance for a refund on a claim of 340B. */
function isDouble({ benefit, receivedCents }: JudgedRefund): boolean {
  return benefit === '340b' && receivedCents > 0;
}

/** What of a refund is a finding: unpaid for too long (RV13), or other than what is owed (RV14). */
export interface RefundFinding {
  readonly code: 'RV13' | 'RV14';
  readonly atRiskCents: Cents;
}

/** Checks a refund against what is owed: RV13 fires after its days, RV14 at any difference and at any refund on a 340B claim. */
export function checkRefund(
  refund: JudgedRefund,
  by: { readonly asOf: CalendarDay; readonly terms: RefundTerms },
): RefundFinding | null {
  const difference = refund.receivedCents - refund.expectedCents;
  if (!isDouble(refund) && Math.abs(difference) <= by.terms.toleranceCents) return null;
  const isUnpaid = refund.expectedCents > 0 && refund.receivedCents <= 0;
  if (!isUnpaid) return { code: 'RV14', atRiskCents: cents(Math.abs(difference)) };
  const isLate = computeAge(refund, by.asOf) > by.terms.unpaidDays;
  return isLate ? { code: 'RV13', atRiskCents: cents(-difference) } : null;
}
