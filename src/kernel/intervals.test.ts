import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf } from './instant.ts';
import {
  clipIntervals,
  computeTotalMilliseconds,
  type Interval,
  subtractIntervals,
  uniteIntervals,
} from './intervals.ts';

const span = (from: number, to: number): Interval => ({ from: instantOf(from), to: instantOf(to) });
const anySpan = fc.tuple(fc.nat(60), fc.nat(60)).map(([from, to]) => span(from, to));
const anySpans = fc.array(anySpan, { maxLength: 8 });

/** Lists the milliseconds that any of the intervals covers: the plain meaning that the functions must keep. */
const covered = (intervals: readonly Interval[]): number[] =>
  Array.from({ length: 61 }, (_, index) => index).filter((index) =>
    intervals.some(({ from, to }) => from <= instantOf(index) && instantOf(index) < to),
  );

describe('intervals', () => {
  it('join when they overlap or touch', () => {
    expect(uniteIntervals([span(5, 9), span(0, 3), span(3, 4), span(6, 7), span(8, 8), span(9, 1)])).toEqual([
      span(0, 4),
      span(5, 9),
    ]);
  });

  it('cover the same time after joining, in order and without touching', () => {
    fc.assert(
      fc.property(anySpans, (spans) => {
        const united = uniteIntervals(spans);
        expect(covered(united)).toEqual(covered(spans));
        expect(computeTotalMilliseconds(united)).toBe(covered(spans).length);
        united.slice(1).forEach((next, index) => {
          expect((united[index]?.to ?? next.from) < next.from).toBe(true);
        });
      }),
    );
  });

  it('part a window into what they cover and what they leave', () => {
    fc.assert(
      fc.property(anySpans, anySpan, (spans, window) => {
        const inside = covered(clipIntervals(spans, window));
        const left = covered(subtractIntervals(window, spans));
        expect([...inside, ...left].sort((a, b) => a - b)).toEqual(covered([window]));
      }),
    );
  });
});
