import { describe, expect, it } from 'vitest';
import { isUsedUp } from './order-cancellation.ts';

describe('a prescription', () => {
  it.each([
    [0, 0, false],
    [0, 1, true],
    [null, 1, true],
    [null, 0, false],
    [5, 1, false],
    [5, 5, false],
    [5, 6, true],
  ])('with %s refills and %s fills handed over is used up: %s', (refillsAuthorized, fillsHandedOver, usedUp) => {
    expect(isUsedUp({ refillsAuthorized, fillsHandedOver })).toBe(usedUp);
  });
});
