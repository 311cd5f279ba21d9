import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { composeGtinOfNdc, listNdcsOfGtin, parseGtin } from './gtin.ts';

describe('parseGtin', () => {
  test.each([
    ['4006381333931', '04006381333931'],
    ['04006381333931', '04006381333931'],
    ['036000291452', '00036000291452'],
    ['96385074', '00000096385074'],
  ])('reads %j as fourteen digits', (text, gtin) => {
    expect(parseGtin(text)).toBe(gtin);
  });

  test.each([
    '4006381333932',
    '400638133393',
    '123456789',
    '123456789012345',
    '0400638133393A',
    '',
  ])('refuses %j', (text) => {
    expect(parseGtin(text)).toBeNull();
  });
});

describe('NDC in a GTIN', () => {
  test('a GTIN made of an NDC is valid and holds that NDC among its candidates', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 9_999_999_999 }), (indicator, number) => {
        const tenDigits = String(number).padStart(10, '0');
        const gtin = composeGtinOfNdc({ tenDigits, indicator });
        expect(parseGtin(gtin)).toBe(gtin);
        expect(listNdcsOfGtin(gtin)).toContain(`0${tenDigits}`);
      }),
    );
  });

  test('a GTIN of another prefix holds no NDC', () => {
    const gtin = parseGtin('4006381333931');
    expect(gtin !== null && listNdcsOfGtin(gtin)).toEqual([]);
  });
});
