import { describe, expect, it } from 'vitest';
import { addMinutes, type Instant } from '../../../kernel/instant.ts';
import { computeRemainingMinutes, findStartPlace, fitStartCurve, type StartCycle } from './start-curve.ts';
import { fitStartCurves, forecastStart, tryForecasts } from './start-forecast.ts';

const start = '2026-03-02T15:00:00.000Z' as Instant;

function cycleOf(
  receivedAt: Instant,
  minutes: { readonly review: number; readonly delivery: number | null },
): StartCycle {
  const reviewAt = addMinutes(receivedAt, minutes.review);
  return {
    receivedAt,
    deliveredAt: minutes.delivery === null ? null : addMinutes(receivedAt, minutes.delivery),
    closedAt: null,
    steps: [
      { stage: 'benefits', barrierCode: 'task.check-benefits', enteredAt: receivedAt, leftAt: reviewAt },
      { stage: 'clinical-review', barrierCode: 'task.review-start', enteredAt: reviewAt, leftAt: null },
    ],
  };
}

describe('the curve of starts', () => {
  it('is the product-limit estimate: who is lost from sight counts among those at risk until then', () => {
    const curve = fitStartCurve([
      { minutes: 10, isStart: true },
      { minutes: 20, isStart: false },
      { minutes: 30, isStart: true },
      { minutes: 40, isStart: true },
    ]);
    expect(curve.starts).toBe(3);
    expect(curve.points.map(([minutes, share]) => [minutes, Math.round(share * 1000)])).toEqual([
      [10, 750],
      [30, 375],
      [40, 0],
    ]);
  });

  it('counts what is left from those that had not started after as long', () => {
    const curve = fitStartCurve([10, 20, 30, 40].map((minutes) => ({ minutes, isStart: true })));
    expect(computeRemainingMinutes(curve, { elapsed: 0, share: 0.5 })).toBe(20);
    expect(computeRemainingMinutes(curve, { elapsed: 25, share: 0.5 })).toBe(5);
    expect(computeRemainingMinutes(curve, { elapsed: 45, share: 0.5 })).toBeNull();
  });

  it('does not reach further than history', () => {
    const curve = fitStartCurve([
      { minutes: 10, isStart: true },
      { minutes: 50, isStart: false },
    ]);
    expect(computeRemainingMinutes(curve, { elapsed: 0, share: 0.5 })).toBe(10);
    expect(computeRemainingMinutes(curve, { elapsed: 0, share: 0.9 })).toBeNull();
  });
});

describe('the forecast of a start', () => {
  const history = Array.from({ length: 20 }, (_, index) =>
    cycleOf(addMinutes(start, index * 10), { review: 1_000, delivery: 2_000 + index * 100 }),
  );
  const later = addMinutes(start, 100_000);
  const place = { stage: 'benefits', barrierCode: 'task.check-benefits' } as const;

  it('rests on therapies with the same barrier in the same stage', () => {
    const curves = fitStartCurves(history, later);
    const since = { barrierSince: later, stageSince: later, receivedAt: later };
    expect(forecastStart(curves, { ...place, ...since }, later)).toMatchObject({
      ...{ basis: 'barrier', starts: 20, lowMinutes: 2_100, middleMinutes: 2_900, highMinutes: 3_700 },
    });
  });

  it('rests on all therapies where too few were alike', () => {
    const curves = fitStartCurves(history, later);
    const elsewhere = { stage: 'scheduling', barrierCode: 'task.schedule-delivery' } as const;
    const since = { barrierSince: later, stageSince: later, receivedAt: addMinutes(later, -1_000) };
    expect(forecastStart(curves, { ...elsewhere, ...since }, later)).toMatchObject({ basis: 'all', lowMinutes: 1_100 });
  });

  it('is none while history is thin', () => {
    const curves = fitStartCurves(history.slice(0, 9), later);
    const since = { barrierSince: later, stageSince: later, receivedAt: later };
    expect(forecastStart(curves, { ...place, ...since }, later)).toBeNull();
  });

  it('is tried on the newest quarter with what was known before it', () => {
    const spaced = Array.from({ length: 40 }, (_, index) =>
      cycleOf(addMinutes(start, index * 10_000), { review: 1_000, delivery: 2_000 + (index % 5) * 100 }),
    );
    const tried = tryForecasts(spaced);
    expect(tried).toHaveLength(20);
    expect(tried.every(({ cycleIndex }) => cycleIndex >= 30)).toBe(true);
    expect(tried.every(({ forecast, actualMinutes }) => actualMinutes >= forecast.lowMinutes)).toBe(true);
  });
});

describe('where a therapy stands', () => {
  it('is its last open step, with the stage since it was shown without a break', () => {
    const at = (minute: number): Instant => addMinutes(start, minute);
    const steps = [
      { stage: 'benefits', barrierCode: 'task.check-benefits', enteredAt: start, leftAt: at(10) },
      { stage: 'authorization', barrierCode: 'task.prepare-authorization', enteredAt: at(10), leftAt: at(20) },
      { stage: 'authorization', barrierCode: 'wait.awaiting_payer', enteredAt: at(20), leftAt: null },
    ] as const;
    const cycle = { receivedAt: start, deliveredAt: null, closedAt: null, steps };
    const since = { barrierSince: at(20), stageSince: at(10), receivedAt: start };
    expect(findStartPlace(cycle)).toEqual({ stage: 'authorization', barrierCode: 'wait.awaiting_payer', ...since });
    expect(findStartPlace({ ...cycle, steps: steps.slice(0, 1) })).toBeNull();
  });
});
