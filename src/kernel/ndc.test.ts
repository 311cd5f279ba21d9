import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatNdc, listNdcCandidates, readNdc } from './ndc.ts';

describe('readNdc', () => {
  test.each([
    ['0002-1433-80', '00002143380'],
    ['50242-040-62', '50242004062'],
    ['60574-4113-1', '60574411301'],
    ['00002-1433-80', '00002143380'],
    ['00002143380', '00002143380'],
    [' 00002143380 ', '00002143380'],
  ])('reads %j in the billing form', (text, ndc) => {
    expect(readNdc(text)).toEqual({ ok: true, ndc });
  });

  test('refuses ten digits without hyphens and lists what they may mean', () => {
    expect(readNdc('5024204062')).toEqual({
      ok: false,
      fault: 'ambiguous',
      candidates: ['05024204062', '50242004062', '50242040602'],
    });
  });

  test.each([
    ['', 'empty'],
    ['  ', 'empty'],
    ['0002-1433-8O', 'characters'],
    ['MOCK_VALUE', 'characters'],
    ['123', 'length'],
    ['123456789012', 'length'],
    ['0002-143-80', 'length'],
    ['0002-14338-0', 'length'],
    ['00021433-80', 'length'],
  ])('refuses %j as %s', (text, fault) => {
    expect(readNdc(text)).toMatchObject({ ok: false, fault, candidates: [] });
  });

  test('reads back the hyphenated billing form of any eleven digits', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 99_999_999_999n }), (number) => {
        const reading = readNdc(String(number).padStart(11, '0'));
        expect(reading.ok && readNdc(formatNdc(reading.ndc))).toEqual(reading);
      }),
    );
  });

  test('lists three different codes for ten different digits, and each has eleven', () => {
    const candidates = listNdcCandidates('1234567890');
    expect(new Set(candidates).size).toBe(3);
    expect(candidates.every((candidate) => /^\d{11}$/.test(candidate))).toBe(true);
  });
});
