import { type CalendarDay, toDayNumber } from '../../../kernel/calendar-day.ts';
import { type Fraction, fractionOf } from '../../../kernel/fraction.ts';
import type { AdherenceRule } from './adherence-rule.ts';
import { laySuppliesOut, uniteDays } from './day-span.ts';
import type { MeasurementPeriod } from './days-covered.ts';

/** A fill of one drug. */
export interface DrugFill {
  readonly date: CalendarDay;
  readonly days: number;
}

/** What happens to the supply of the last fill that lasts beyond the window: cut at its end, or not counted at all. */
export type LastFillPolicy = 'truncate' | 'leave-out';

/** Doses of one drug since its start. */
export interface DoseCounts {
  readonly dispensed: number;
  readonly dueSinceStart: number;
  readonly missed: number;
  readonly held: number;
  readonly lost: number;
}

/** How a patient possesses one drug over a window. */
export interface Possession {
  /** Days of supply over days in the window; above 1 where fills overlap. */
  readonly ratio: Fraction | null;
  /** How many days after the end of the former supply each fill after the first came; negative when it came earlier. */
  readonly daysLate: readonly { readonly date: CalendarDay; readonly days: number }[];
  /** Days from the first fill to the first gap that is too long, or to the end of the window; null without a fill. */
  readonly persistenceDays: number | null;
}

/** Computes possession ratio (MPR), days late and persistence of one drug from the fills within a window. */
export function computePossession(
  fills: readonly DrugFill[],
  measure: { readonly window: MeasurementPeriod; readonly lastFill: LastFillPolicy; readonly rule: AdherenceRule },
): Possession {
  const { window, lastFill, rule } = measure;
  const span = { from: toDayNumber(window.from), to: toDayNumber(window.to) };
  const within = fills
    .filter(({ date }) => window.from <= date && date <= window.to)
    .sort((left, right) => (left.date < right.date ? -1 : Number(left.date > right.date)));
  const supplied = within.reduce((total, { date, days }, position) => {
    const left = span.to - toDayNumber(date) + 1;
    if (position < within.length - 1 || days <= left) return total + days;
    return total + (lastFill === 'truncate' ? left : 0);
  }, 0);
  const daysLate = within.slice(1).map(({ date }, position) => {
    const former = within[position];
    const dueDay = former === undefined ? toDayNumber(date) : toDayNumber(former.date) + former.days;
    return { date, days: toDayNumber(date) - dueDay };
  });
  return {
    ratio: fractionOf(supplied, span.to - span.from + 1),
    daysLate,
    persistenceDays: computePersistence(within, { to: span.to, longestGapDays: rule.persistenceGapDays }),
  };
}

function computePersistence(
  fills: readonly DrugFill[],
  of: { readonly to: number; readonly longestGapDays: number },
): number | null {
  const [first] = fills;
  if (first === undefined) return null;
  const index = toDayNumber(first.date);
  const supplies = fills.map(({ date, days }) => ({ day: toDayNumber(date), days, ingredient: '' }));
  const spans = uniteDays(laySuppliesOut(supplies, { from: index, to: of.to }));
  const broken = spans.find((span, position) => {
    const next = spans[position + 1]?.from ?? of.to + 1;
    return next - span.to - 1 > of.longestGapDays;
  });
  return (broken?.to ?? of.to) - index + 1;
}

/** Computes the doses that should still be there: dispensed and not due, missed or held, without those lost. */
export function computeDosesOnHand({ dispensed, dueSinceStart, missed, held, lost }: DoseCounts): number {
  return dispensed - dueSinceStart + missed + held - lost;
}
