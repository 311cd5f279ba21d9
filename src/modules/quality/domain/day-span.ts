/** Days from one number to another, both included; `to` below `from` is no day at all. Numbers are those of `toDayNumber`. */
export interface DaySpan {
  readonly from: number;
  readonly to: number;
}

/** Days of supply of one ingredient that begin on a day. */
export interface Supply {
  readonly day: number;
  readonly days: number;
  readonly ingredient: string;
}

/**
 * Lays supplies out as spans of days: a supply of an ingredient that is still there begins when the earlier one ends,
 * another ingredient does not wait. Spans end with the window at the latest; the order of the supplies does not matter.
 */
export function laySuppliesOut(supplies: readonly Supply[], window: DaySpan): readonly DaySpan[] {
  const endByIngredient = new Map<string, number>();
  const spans: DaySpan[] = [];
  for (const { day, days, ingredient } of [...supplies].sort((left, right) => left.day - right.day)) {
    const from = Math.max(day, (endByIngredient.get(ingredient) ?? Number.NEGATIVE_INFINITY) + 1);
    const to = from + days - 1;
    endByIngredient.set(ingredient, to);
    if (from <= window.to && to >= window.from) spans.push({ from, to: Math.min(to, window.to) });
  }
  return spans;
}

/** Joins spans that overlap or touch into the fewest that hold the same days, in order. */
export function uniteDays(spans: readonly DaySpan[]): readonly DaySpan[] {
  const united: DaySpan[] = [];
  for (const span of spans.filter(({ from, to }) => from <= to).sort((left, right) => left.from - right.from)) {
    const last = united.at(-1);
    if (last === undefined || last.to + 1 < span.from) united.push(span);
    else if (last.to < span.to) united[united.length - 1] = { from: last.from, to: span.to };
  }
  return united;
}

/** Counts the days of united spans within a window. */
export function countDaysWithin(united: readonly DaySpan[], window: DaySpan): number {
  return united.reduce(
    (total, { from, to }) => total + Math.max(0, Math.min(to, window.to) - Math.max(from, window.from) + 1),
    0,
  );
}
