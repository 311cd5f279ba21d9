import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCalendarDay } from '../../kernel/calendar-day.ts';
import { composeGtinOfNdc } from '../../kernel/gtin.ts';
import type { Reading } from '../../kernel/problem.ts';
import { groupSeparator, type PackageScan, readPackageScan, readScan, writeElements } from './gs1.ts';

/** Synthetic: labeler 99999 is not assigned. */
const gtin = composeGtinOfNdc({ tenDigits: '9999900101', indicator: 0 });

function scan(typed: string, separatorSubstitutes: readonly string[] = []): Reading<PackageScan> {
  const today = parseCalendarDay('2026-03-02');
  if (today === null) throw new Error('not a day');
  return readPackageScan(typed, { separatorSubstitutes, today });
}

const codes = ({ problems }: Reading<PackageScan>): readonly string[] =>
  problems.map(({ code, where }) => `${code} ${where}`);

const whole = {
  gtin,
  ndcCandidates: ['09999900101', '99999000101', '99999001001'],
  lot: 'LOT42',
  expiry: '2027-12-31',
  serial: 'SN0001',
};

describe('the same package, however it is typed', () => {
  test.each([
    ['GS1 DataMatrix with its symbology identifier', `]d201${gtin}21SN0001${groupSeparator}1727123110LOT42`],
    ['GS1-128', `]C101${gtin}1727123110LOT42${groupSeparator}21SN0001`],
    ['GS1 QR', `]Q301${gtin}1727123110LOT42${groupSeparator}21SN0001`],
    ['an element string without an identifier', `01${gtin}1727123110LOT42${groupSeparator}21SN0001`],
    [
      'a leading separator and an ending line',
      `${groupSeparator}01${gtin}1727123110LOT42${groupSeparator}21SN0001\r\n`,
    ],
    ['a circumflex for the separator', `^01${gtin}1727123110LOT42^21SN0001`],
    ['the symbol for the separator', `01${gtin}1727123110LOT42\u241d21SN0001`],
    ['brackets', `(01)${gtin}(17)271231(10)LOT42(21)SN0001`],
    ['a Digital Link', `https://id.example.com/01/${gtin}/10/LOT42/21/SN0001?17=271231`],
    [
      'a Digital Link in the brand’s own path',
      `https://example.com/some/where/01/${gtin}/10/LOT42/21/SN0001?x=1&17=271231#a`,
    ],
    ['an expiry that means the end of its month', `01${gtin}1727120010LOT42${groupSeparator}21SN0001`],
  ])('%s', (_name, typed) => {
    const reading = scan(typed);
    expect(codes(reading)).toEqual([]);
    expect(reading.message).toMatchObject(whole);
  });

  test.each(['~', '|', '{GS}', '[FNC1]', '\\x1d', '`'])('a scanner that types %j for the separator', (substitute) => {
    const reading = scan(`01${gtin}1727123110LOT42${substitute}21SN0001`, ['~', '|', '{GS}', '[FNC1]', '\\x1d', '`']);
    expect(codes(reading)).toEqual([]);
    expect(reading.message).toMatchObject(whole);
  });
});

describe('what a barcode does not say', () => {
  test.each([
    [`]E0${gtin.slice(1)}`],
    [`]I1${gtin}`],
    [gtin.slice(2)],
    [gtin],
  ])('%s is a linear barcode with a trade item only', (typed) => {
    const reading = scan(typed);
    expect(reading.message?.gtin).toBe(gtin);
    expect(codes(reading)).toEqual(['gs1.expiry-missing AI 17', 'gs1.lot-missing AI 10', 'gs1.serial-missing AI 21']);
  });

  test('a trade item of another prefix names no NDC', () => {
    const reading = scan('(01)04006381333931(17)271231(10)A(21)B');
    expect([reading.message?.ndcCandidates, codes(reading)]).toEqual([[], ['gs1.ndc-absent AI 01']]);
  });

  test('an NDC that the barcode states itself is the only candidate', () => {
    const reading = scan(`(01)${gtin}(715)99999-001-01(17)271231(10)A(21)B`);
    expect(reading.message?.ndcCandidates).toEqual(['99999000101']);
  });
});

describe('what is wrong is named with its place', () => {
  test.each([
    ['', 'gs1.scan-empty scan'],
    ['\r\n', 'gs1.scan-empty scan'],
    ['hello', 'gs1.identifier-unknown character 1'],
    [']d1hello', 'gs1.scan-not-gs1 scan'],
    [']X9hello', 'gs1.symbology-unknown scan'],
    ['0'.repeat(9000), 'gs1.scan-too-long scan'],
    ['(17)271231(10)LOT42', 'gs1.gtin-missing AI 01'],
    [`01${gtin.slice(0, 13)}0`, 'gs1.check-digit-wrong AI 01'],
    [`(01)${gtin}(17)271332(10)A(21)B`, 'gs1.date-invalid AI 17'],
    [`(01)${gtin}(17)271231(10)A(21)${'B'.repeat(21)}`, 'gs1.value-length AI 21'],
    [`(01)${gtin}(17)271231(10)LO T(21)B`, 'gs1.value-character AI 10'],
    [`(01)${gtin}(17)271231(10)A(10)B(21)C`, 'gs1.value-contradictory AI 10'],
    [`(01)${gtin}(02)${gtin}(37)1(17)271231(10)A(21)C`, 'gs1.identifiers-exclusive AI 02'],
    [`(01)${gtin}(17)271231(10)A(21)C(8030)SIG(254)X`, 'gs1.identifier-dependent AI 254'],
    [`https://example.com/${gtin}`, 'gs1.link-invalid path'],
    [`https://example.com/01/${gtin}/21/SN/10/LOT?17=271231`, 'gs1.link-qualifier AI 01'],
    [`https://example.com/01/${gtin}/10/A?21=B&17=271231`, 'gs1.link-attribute AI 21'],
  ])('%j', (typed, problem) => {
    expect(codes(scan(typed))).toContain(problem);
  });

  test('a serial that swallowed the expiry is not taken for a serial', () => {
    const reading = scan(`]d201${gtin}21SN000117271231`);
    expect(reading.problems.map(({ code, where, severity }) => [code, where, severity])).toContainEqual([
      'gs1.separator-suspect',
      'AI 21',
      'error',
    ]);
  });
});

describe('reading scans', () => {
  const value = fc.stringMatching(/^[A-Za-z0-9\-./]{1,20}$/);

  test('what is written is read back', () => {
    fc.assert(
      fc.property(value, value, (lot, serial) => {
        const elements = [
          { ai: '01', value: gtin },
          { ai: '10', value: lot },
          { ai: '17', value: '271231' },
          { ai: '21', value: serial },
        ];
        const reading = readScan(writeElements(elements, groupSeparator));
        expect(reading).toMatchObject({ elements, problems: [] });
      }),
    );
  });

  test('never throws, whatever is typed, and says why nothing could be read', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 10 }),
      fc.constantFrom(']d2', '(', ')', '01', gtin, '17', '^', '21', '\\', 'https://a/', '/01/', '?', '%', '=', '|]e0'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const { message, problems } = scan(pieces.join(''), ['~']);
        if (message === null) expect(problems.some(({ severity }) => severity === 'error')).toBe(true);
      }),
      { numRuns: process.env['THERIAC_LONG'] === '1' ? 20_000 : 500 },
    );
  });
});
