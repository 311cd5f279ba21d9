import { type CalendarDay, toDayNumber } from '../../../kernel/calendar-day.ts';
import { compareFractions, type Fraction, fractionOf } from '../../../kernel/fraction.ts';
import type { AdherenceRule } from './adherence-rule.ts';
import { countDaysWithin, type DaySpan, laySuppliesOut, uniteDays } from './day-span.ts';

/** A fill of a drug of the measured class: the day, how many days it lasts, and its generic ingredient. */
export interface MeasuredFill {
  readonly date: CalendarDay;
  readonly days: number;
  readonly ingredient: string;
}

/** What is known of a member of a measured population. Age is that at the start of the period. */
export interface MeasuredMember {
  readonly age: number;
  readonly asOf: CalendarDay | null;
  readonly death: CalendarDay | null;
  readonly disenrolled: CalendarDay | null;
  /** Why the measure leaves this member out, such as hospice or end-stage renal disease. */
  readonly exclusion: string | null;
  readonly fills: readonly MeasuredFill[];
}

/** First and last day of a measurement period. */
export interface MeasurementPeriod {
  readonly from: CalendarDay;
  readonly to: CalendarDay;
}

/** Why a member is not in the denominator, besides an exclusion that the measure names. */
type LeavingOutReason = 'age' | 'fewer-than-two-fill-dates' | 'index-too-late';

/** The proportion of days covered of a member. Measures are computed of members outside the denominator, too. */
export interface DaysCovered {
  readonly included: boolean;
  readonly reason: string | null;
  readonly index: CalendarDay | null;
  readonly treatmentDays: number;
  readonly coveredDays: number;
  readonly gapDays: number;
  /** Null without a treatment day. */
  readonly proportion: Fraction | null;
  readonly numerator: boolean;
  /** Uncovered days from the index date up to but excluding the as-of date; null without one. */
  readonly gapsBeforeAsOf: number | null;
  /** How many more days may stay uncovered; negative when too many are already. */
  readonly allowableGapDaysLeft: number | null;
}

/**
 * Computes the proportion of days covered. Treatment lasts from the first fill in the period to the earliest of the period's
 * end, death and disenrollment, all included; fills outside of it do not count. The threshold is held against the
 * exact fraction.
 */
export function computeDaysCovered(
  member: MeasuredMember,
  measure: { readonly period: MeasurementPeriod; readonly rule: AdherenceRule },
): DaysCovered {
  const { period, rule } = measure;
  const lastDay = [period.to, member.death, member.disenrolled].filter((day) => day !== null).sort()[0] ?? period.to;
  const fills = member.fills.filter(({ date }) => period.from <= date && date <= lastDay);
  const index = fills.map(({ date }) => date).sort()[0] ?? null;
  const treatment = index === null ? { from: 0, to: -1 } : { from: toDayNumber(index), to: toDayNumber(lastDay) };
  const supplies = fills.map(({ date, days, ingredient }) => ({ day: toDayNumber(date), days, ingredient }));
  const covered = uniteDays(laySuppliesOut(supplies, treatment));
  const treatmentDays = treatment.to - treatment.from + 1;
  const coveredDays = countDaysWithin(covered, treatment);
  const proportion = fractionOf(coveredDays, treatmentDays);
  const reason = findReason(member, { fills, index, period, rule });
  return {
    included: reason === null,
    reason,
    index,
    treatmentDays,
    coveredDays,
    gapDays: treatmentDays - coveredDays,
    proportion,
    numerator: reason === null && proportion !== null && compareFractions(proportion, rule.threshold) >= 0,
    ...computeAllowance(covered, { treatment, asOf: index === null ? null : member.asOf, rule }),
  };
}

function findReason(
  member: MeasuredMember,
  of: {
    readonly fills: readonly MeasuredFill[];
    readonly index: CalendarDay | null;
    readonly period: MeasurementPeriod;
    readonly rule: AdherenceRule;
  },
): string | null {
  const { fills, index, period, rule } = of;
  if (member.age < rule.leastAgeYears) return 'age' satisfies LeavingOutReason;
  if (member.exclusion !== null) return member.exclusion;
  if (index === null || new Set(fills.map(({ date }) => date)).size < rule.leastFillDates)
    return 'fewer-than-two-fill-dates' satisfies LeavingOutReason;
  const daysBeforeEnd = toDayNumber(period.to) - toDayNumber(index);
  return daysBeforeEnd < rule.leastDaysBeforeEnd ? ('index-too-late' satisfies LeavingOutReason) : null;
}

function computeAllowance(
  covered: readonly DaySpan[],
  of: { readonly treatment: DaySpan; readonly asOf: CalendarDay | null; readonly rule: AdherenceRule },
): Pick<DaysCovered, 'gapsBeforeAsOf' | 'allowableGapDaysLeft'> {
  const { treatment, asOf, rule } = of;
  if (asOf === null) return { gapsBeforeAsOf: null, allowableGapDaysLeft: null };
  const before = { from: treatment.from, to: Math.min(toDayNumber(asOf) - 1, treatment.to) };
  const days = Math.max(0, before.to - before.from + 1);
  const gapsBeforeAsOf = days - countDaysWithin(covered, before);
  const { numerator, denominator } = rule.allowableGap;
  const allowable = (BigInt(treatment.to - treatment.from + 1) * numerator) / denominator;
  return { gapsBeforeAsOf, allowableGapDaysLeft: Number(allowable) - gapsBeforeAsOf };
}
