import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareFractions,
  formatFraction,
  fractionOf,
  multiplyFractions,
  parseDecimal,
  roundFraction,
} from './fraction.ts';

const half = { numerator: 1n, denominator: 2n };

describe('a fraction', () => {
  it('is written with a fixed number of digits, halves away from zero', () => {
    expect(formatFraction({ numerator: 270n, denominator: 282n }, 6)).toBe('0.957447');
    expect(formatFraction({ numerator: 1n, denominator: 2_000_000n }, 6)).toBe('0.000001');
    expect(formatFraction({ numerator: -3n, denominator: 2n }, 0)).toBe('-2');
    expect(formatFraction({ numerator: 1n, denominator: 1n }, 6)).toBe('1.000000');
  });

  it('has no denominator of zero or below', () => {
    expect([fractionOf(1, 0), fractionOf(1, -2)]).toEqual([null, null]);
  });

  it('is compared by its exact value, where floating point sees no difference', () => {
    const large = fractionOf(9_007_199_254_740_993n, 9_007_199_254_740_992n);
    const one = fractionOf(1, 1);
    expect(large !== null && one !== null && compareFractions(large, one)).toBe(1);
  });

  it('is read from decimals exactly, and from nothing else', () => {
    expect(parseDecimal(1.5, 3)).toEqual({ numerator: 15n, denominator: 10n });
    expect(parseDecimal('-0.125', 3)).toEqual({ numerator: -125n, denominator: 1000n });
    for (const value of ['1.2345', 'x', '', '1e3', Number.NaN, 1e300, null, undefined, [1], true])
      expect(parseDecimal(value, 3)).toBeNull();
  });

  it('keeps order and product whatever the numbers', () => {
    const fraction = fc.record({ numerator: fc.bigInt(), denominator: fc.bigInt({ min: 1n }) });
    fc.assert(
      fc.property(fraction, fraction, (left, right) => {
        expect(compareFractions(left, right) + compareFractions(right, left)).toBe(0);
        const product = multiplyFractions(left, right);
        expect(product).toEqual(multiplyFractions(right, left));
        const distance = roundFraction(left) * left.denominator - left.numerator;
        const magnitude = { numerator: distance < 0n ? -distance : distance, denominator: left.denominator };
        expect(compareFractions(magnitude, half)).toBeLessThanOrEqual(0);
      }),
    );
  });
});
