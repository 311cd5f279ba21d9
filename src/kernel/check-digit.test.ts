import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { computeGs1CheckDigit, hasLuhnCheckDigit } from './check-digit.ts';

const digits = (length: { minLength: number; maxLength: number }) =>
  fc.array(fc.integer({ min: 0, max: 9 }), length).map((list) => list.join(''));

describe('hasLuhnCheckDigit', () => {
  // 80840 + 1234567893 is the worked example of the CMS NPI check digit document.
  test('accepts the worked example of the NPI check digit', () => {
    expect(hasLuhnCheckDigit('808401234567893')).toBe(true);
  });

  test.each(['', '0', '5', '12a4', ' '])('refuses %j', (text) => {
    expect(hasLuhnCheckDigit(text)).toBe(false);
  });

  test('accepts exactly one last digit after any digits', () => {
    fc.assert(
      fc.property(digits({ minLength: 1, maxLength: 30 }), (body) => {
        const accepted = [...'0123456789'].filter((digit) => hasLuhnCheckDigit(`${body}${digit}`));
        expect(accepted).toHaveLength(1);
      }),
    );
  });
});

describe('computeGs1CheckDigit', () => {
  // GS1 General Specifications, 7.9.1: 37610425002123456 and check digit 9.
  test('computes 9 for the worked example of an 18-digit key', () => {
    expect(computeGs1CheckDigit('37610425002123456')).toBe(9);
  });

  test('computes the check digit of an EAN-13', () => {
    expect(computeGs1CheckDigit('400638133393')).toBe(1);
  });

  test('changes when any single digit changes', () => {
    fc.assert(
      fc.property(
        digits({ minLength: 13, maxLength: 13 }),
        fc.nat(12),
        fc.integer({ min: 1, max: 9 }),
        (body, at, by) => {
          const changed = `${body.slice(0, at)}${(Number(body[at]) + by) % 10}${body.slice(at + 1)}`;
          expect(computeGs1CheckDigit(changed)).not.toBe(computeGs1CheckDigit(body));
        },
      ),
    );
  });
});
