import { type Instant, millisecondsOf } from './instant.ts';

/** A stretch of time from one moment up to but excluding another. */
export interface Interval {
  readonly from: Instant;
  readonly to: Instant;
}

/** Joins intervals that overlap or touch into the fewest that cover the same time, in order; empty and reversed ones vanish. */
export function uniteIntervals(intervals: readonly Interval[]): readonly Interval[] {
  const ordered = intervals
    .filter((interval) => interval.from < interval.to)
    .sort((left, right) => (left.from < right.from ? -1 : Number(left.from > right.from)));
  const united: Interval[] = [];
  for (const interval of ordered) {
    const last = united.at(-1);
    if (last === undefined || last.to < interval.from) united.push(interval);
    else if (last.to < interval.to) united[united.length - 1] = { from: last.from, to: interval.to };
  }
  return united;
}

/** Cuts intervals to a window and leaves out those that lie outside it. */
export function clipIntervals(intervals: readonly Interval[], window: Interval): readonly Interval[] {
  return intervals
    .map(({ from, to }) => ({
      from: from > window.from ? from : window.from,
      to: to < window.to ? to : window.to,
    }))
    .filter((interval) => interval.from < interval.to);
}

/** Returns the parts of a window that none of the intervals covers, in order. */
export function subtractIntervals(window: Interval, removed: readonly Interval[]): readonly Interval[] {
  const left: Interval[] = [];
  let from = window.from;
  for (const gap of uniteIntervals(clipIntervals(removed, window))) {
    if (from < gap.from) left.push({ from, to: gap.from });
    from = gap.to;
  }
  if (from < window.to) left.push({ from, to: window.to });
  return left;
}

/** Adds up the lengths of intervals; time covered twice counts twice, so unite them first where it must not. */
export function computeTotalMilliseconds(intervals: readonly Interval[]): number {
  return intervals.reduce((total, { from, to }) => total + millisecondsOf(to) - millisecondsOf(from), 0);
}
