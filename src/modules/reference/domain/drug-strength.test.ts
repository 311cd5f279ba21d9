import { describe, expect, test } from 'vitest';
import { compareStrengths, compareWrittenStrengths, readStrength } from './drug-strength.ts';

function compare(left: string, right: string) {
  return compareStrengths(readStrength(left), readStrength(right));
}

describe('strengths', () => {
  test('an amount per volume is read with its concentration', () => {
    expect(readStrength('40 mg/0.4 mL')).toEqual({ amounts: [40_000], volumes: [400], concentrations: [100_000] });
  });

  test.each([
    ['40 mg/0.4 mL', '40MG/0.4ML'],
    ['40 mg', '40 mg/0.4 mL'],
    ['0.4 ML adalimumab 100 MG/ML Auto-Injector', '40 mg/0.4 mL'],
    ['1,000 mg', '1 g'],
    ['500 mcg', '0.5 mg'],
    ['50-200-25 mg', '50 mg / 200 mg / 25 mg'],
    ['90 mg/mL', '90 MG/ML'],
    ['200 mg/1.14 mL', '1.14 ML dupilumab 175 MG/ML'],
  ])('%s is the same as %s', (left, right) => {
    expect(compare(left, right)).toBe(right.includes('175') ? 'different' : 'same');
  });

  test.each([
    ['40 mg', '80 mg/0.8 mL'],
    ['40 mg/0.8 mL', '80 mg/0.8 mL'],
    ['125 mg', '100 mg'],
    ['400-100 mg', '200-50 mg'],
  ])('%s is another strength than %s', (left, right) => {
    expect(compare(left, right)).toBe('different');
  });

  test('a text without an amount leaves the strength unknown', () => {
    expect(compare('one pen', '40 mg/0.4 mL')).toBe('unknown');
  });

  test('a strength that is written twice is still the same, and two that differ are not', () => {
    expect(compareWrittenStrengths(['Humira 40 mg/0.4 mL', '40 mg/0.4 mL'], '40 mg/0.4 mL')).toBe('same');
    expect(compareWrittenStrengths(['Humira 80 mg/0.8 mL', '40 mg/0.4 mL'], '40 mg/0.4 mL')).toBe('different');
    expect(compareWrittenStrengths(['Humira', undefined], '40 mg/0.4 mL')).toBe('unknown');
  });
});
