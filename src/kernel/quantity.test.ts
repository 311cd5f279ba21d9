import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatThousandths, parseThousandths } from './quantity.ts';

describe('parseThousandths', () => {
  test.each([
    ['0', 0],
    ['1', 1000],
    ['1.5', 1500],
    ['.25', 250],
    ['0.001', 1],
    ['30.0000', 30_000],
    ['007', 7000],
    [' 90 ', 90_000],
    ['99999999999.999', 99_999_999_999_999],
  ])('reads %j as %d thousandths', (text, thousandths) => {
    expect(parseThousandths(text)).toBe(thousandths);
  });

  test.each([
    '',
    '.',
    '1.',
    '-1',
    '+1',
    '1e3',
    '1,5',
    '0.0001',
    '1.0005',
    '100000000000',
    'NaN',
    '1 2',
    '..5',
  ])('refuses %j', (text) => {
    expect(parseThousandths(text)).toBeNull();
  });

  test('reads back whatever is written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999_999_999 }), (thousandths) => {
        expect(parseThousandths(formatThousandths(thousandths))).toBe(thousandths);
      }),
    );
  });
});

describe('formatThousandths', () => {
  test.each([
    [0, '0'],
    [1, '0.001'],
    [1500, '1.5'],
    [30_000, '30'],
    [-250, '-0.25'],
  ])('writes %d as %j', (thousandths, text) => {
    expect(formatThousandths(thousandths)).toBe(text);
  });
});
