import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatOverpunch, parseOverpunch } from './signed-overpunch.ts';

describe('signed overpunch', () => {
  test.each([
    ['864B', 8642, true],
    ['{', 0, true],
    ['5{', 50, true],
    ['5}', -50, true],
    ['1234R', -12349, true],
    ['0000J', -1, true],
    ['150', 150, false],
  ])('reads %j as %d', (text, value, isSigned) => {
    expect(parseOverpunch(text)).toEqual({ value, isSigned });
  });

  test.each(['', 'A1', '12.49', '-5', '5S', '1234567890123', '5 ', '{{'])('refuses %j', (text) => {
    expect(parseOverpunch(text)).toBeNull();
  });

  test('reads back whatever is written', () => {
    fc.assert(
      fc.property(fc.integer({ min: -99_999_999, max: 99_999_999 }), (value) => {
        expect(parseOverpunch(formatOverpunch(value))).toEqual({ value, isSigned: true });
      }),
    );
  });
});
