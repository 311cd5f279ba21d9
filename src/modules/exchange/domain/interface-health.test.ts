import { describe, expect, test } from 'vitest';
import { addMinutes, type Instant } from '../../../kernel/instant.ts';
import { computeErrorPermille, computeSilence } from './interface-health.ts';

const now = '2026-03-02T15:00:00.000Z' as Instant;
const rhythm = { lastInAt: addMinutes(now, -30), usualGapMinutes: 12.2, gapCount: 40, heardMinutes: 14 * 24 * 60 };

describe('the silence of a partner', () => {
  test('is unusual when it is more than twice as long as its gaps usually are', () => {
    expect(computeSilence(rhythm, now)).toEqual({ minutes: 30, usualMinutes: 13, isUnusual: true });
    expect(computeSilence({ ...rhythm, lastInAt: addMinutes(now, -26) }, now)?.isUnusual).toBe(false);
  });

  test('is only counted while too little came to know a rhythm, and unknown when nothing came', () => {
    expect(computeSilence({ ...rhythm, gapCount: 19 }, now)).toEqual({
      minutes: 30,
      usualMinutes: null,
      isUnusual: false,
    });
    expect(computeSilence({ ...rhythm, lastInAt: null }, now)).toBeNull();
  });

  test('says nothing of a rhythm after one burst, however many messages it had', () => {
    const burst = { ...rhythm, usualGapMinutes: 0.01, heardMinutes: 2 };
    expect(computeSilence(burst, now)).toEqual({ minutes: 30, usualMinutes: null, isUnusual: false });
  });
});

test('a share of errors needs messages', () => {
  expect(computeErrorPermille({ messageCount: 3, errorCount: 1 })).toBe(333);
  expect(computeErrorPermille({ messageCount: 0, errorCount: 0 })).toBeNull();
});
