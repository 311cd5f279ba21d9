import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  computeBodySurface,
  computeDailyMicrograms,
  readMicrogramsPerUnit,
  readSingleDoseMicrograms,
} from './dose-amount.ts';

describe('what one unit holds', () => {
  test.each([
    ['40 mg/0.4 mL', 'EA', 40_000],
    ['40 mg/0.4 mL', 'ML', 100_000],
    ['50 mg/mL', 'ML', 50_000],
    ['1 g', 'EA', 1_000_000],
    ['400-100 mg', 'EA', null],
    ['150 mg', 'ML', null],
    ['', 'EA', null],
  ])('%s by %s is %s micrograms', (strengthText, billingUnit, micrograms) => {
    expect(readMicrogramsPerUnit(strengthText, billingUnit)).toBe(micrograms);
  });
});

describe('the single dose in directions', () => {
  test.each([
    ['Inject 40 mg under the skin every other week.', 40_000],
    ['Take 0.5 g twice a day', 500_000],
    ['Inject 160 mg on day 1, 80 mg on day 15', null],
    ['Use 50 mg/mL as directed', null],
    ['Use as directed', null],
    [null, null],
  ])('of %s is %s', (directions, micrograms) => {
    expect(readSingleDoseMicrograms(directions)).toBe(micrograms);
  });
});

test('60 capsules of 240 mg for 30 days are 480 mg a day', () => {
  const supply = { quantityThousandths: 60_000, daysSupply: 30, microgramsPerUnit: 240_000 };
  expect(computeDailyMicrograms(supply)).toBe(480_000);
});

test('170 cm and 70 kg have a body surface of 1.82 square meters', () => {
  expect(computeBodySurface({ weightGrams: 70_000, heightMillimeters: 1_700 })).toBeCloseTo(1.818, 3);
});

test('any text is read as an amount or as none', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (strengthText, directions) => {
      for (const amount of [readMicrogramsPerUnit(strengthText, 'EA'), readSingleDoseMicrograms(directions)])
        expect(amount === null || amount > 0).toBe(true);
    }),
  );
});
