import { addDays, type CalendarDay, toDayNumber } from '../../../kernel/calendar-day.ts';
import type { AdherenceRule } from './adherence-rule.ts';
import { type DaySpan, laySuppliesOut, uniteDays } from './day-span.ts';
import { computeDaysCovered, type DaysCovered, type MeasuredFill, type MeasurementPeriod } from './days-covered.ts';
import { computePossession, type Possession } from './possession.ts';

/** One month of a therapy: for each of its days whether a supply lasts over it; null before the first fill and after today. */
interface CoveredMonth {
  /** `2026-03`. */
  readonly month: string;
  readonly days: readonly (boolean | null)[];
}

/** How one patient keeps to one therapy in the measurement year of a day. */
interface AdherenceStanding {
  readonly year: MeasurementPeriod;
  /** Measured up to and including the day. */
  readonly toDate: DaysCovered;
  /** Measured over the whole year as if nothing more came, for what is still allowed. */
  readonly wholeYear: DaysCovered;
  readonly possession: Possession;
  /** The first day on which more days of the year are uncovered than may be, if nothing more comes; null when there is none. */
  readonly fallsBelowOn: CalendarDay | null;
  readonly months: readonly CoveredMonth[];
}

/** Computes how a patient keeps to one therapy, by the same measures that are reported over many. */
export function computeAdherence(
  member: { readonly fills: readonly MeasuredFill[]; readonly age: number },
  measure: { readonly asOf: CalendarDay; readonly rule: AdherenceRule },
): AdherenceStanding {
  const { asOf, rule } = measure;
  const year = { from: `${asOf.slice(0, 4)}-01-01` as CalendarDay, to: `${asOf.slice(0, 4)}-12-31` as CalendarDay };
  const known = member.fills.filter(({ date }) => date <= asOf);
  const whole = { ...member, fills: known, death: null, disenrolled: null, exclusion: null };
  const toDate = computeDaysCovered({ ...whole, asOf: null }, { period: { from: year.from, to: asOf }, rule });
  const wholeYear = computeDaysCovered({ ...whole, asOf }, { period: year, rule });
  const window = { from: toDate.index ?? year.from, to: asOf };
  return {
    year,
    toDate,
    wholeYear,
    possession: computePossession(known, { window, lastFill: 'truncate', rule }),
    fallsBelowOn: findFallBelow(known, { wholeYear, year, rule }),
    months: listMonths(known, { from: toDate.index, to: asOf }),
  };
}

function findFallBelow(
  fills: readonly MeasuredFill[],
  of: { readonly wholeYear: DaysCovered; readonly year: MeasurementPeriod; readonly rule: AdherenceRule },
): CalendarDay | null {
  const { index, treatmentDays } = of.wholeYear;
  if (index === null) return null;
  const { numerator, denominator } = of.rule.allowableGap;
  const allowed = Number((BigInt(treatmentDays) * numerator) / denominator);
  const inYear = fills.filter(({ date }) => date >= of.year.from);
  const isCovered = coverOf(inYear, { from: toDayNumber(index), to: toDayNumber(of.year.to) });
  let uncovered = 0;
  for (let position = 0; position < treatmentDays; position += 1) {
    if (!isCovered(toDayNumber(index) + position)) uncovered += 1;
    if (uncovered > allowed) return addDays(index, position);
  }
  return null;
}

function listMonths(
  fills: readonly MeasuredFill[],
  span: { readonly from: CalendarDay | null; readonly to: CalendarDay },
): readonly CoveredMonth[] {
  const { from, to } = span;
  if (from === null) return [];
  const isCovered = coverOf(
    fills.filter(({ date }) => date >= from),
    { from: toDayNumber(from), to: toDayNumber(to) },
  );
  const months = new Map<string, (boolean | null)[]>();
  const first = `${from.slice(0, 7)}-01` as CalendarDay;
  for (let day = first; day.slice(0, 7) <= to.slice(0, 7); day = addDays(day, 1)) {
    const days = months.get(day.slice(0, 7)) ?? [];
    days.push(day < from || day > to ? null : isCovered(toDayNumber(day)));
    months.set(day.slice(0, 7), days);
  }
  return [...months].map(([month, days]) => ({ month, days }));
}

function coverOf(fills: readonly MeasuredFill[], window: DaySpan): (day: number) => boolean {
  const supplies = fills.map(({ date, days, ingredient }) => ({ day: toDayNumber(date), days, ingredient }));
  const united = uniteDays(laySuppliesOut(supplies, window));
  return (day) => united.some((span) => span.from <= day && day <= span.to);
}
