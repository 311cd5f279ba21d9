import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faxedPrescription } from '../../../../test/support/compose-pdf.ts';
import { extractFields } from './scan-fields.ts';
import { classifyScan } from './scan-kind.ts';
import type { ScannedPage } from './scan-text.ts';

/** A page as if each line had been read word by word. */
function toPage(lines: readonly string[], confidence = 95): ScannedPage {
  const words = lines.flatMap((line, index) =>
    line.split(' ').map((text, place) => ({
      ...{ text, confidence, line: index + 1 },
      box: { left: 100 + place * 50, top: 50 + index * 20, width: 45, height: 15 },
    })),
  );
  return { page: 1, words };
}

const valuesOf = (lines: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(extractFields([toPage(lines)]).map(({ name, value }) => [name, value]));

describe('what is read from a scan', () => {
  it('is each value of a typed form, in the form in which it is kept', () => {
    expect(valuesOf(faxedPrescription)).toEqual({
      patientName: 'Zyxwellan, Quillara',
      birthDate: '1957-02-13',
      phone: '6175550187',
      prescriberName: 'Okafor, Amara',
      npi: '1234567893',
      drug: 'Humira(CF) Pen 40 mg/0.4 mL',
      directions: 'Inject 40 mg under the skin every other week',
      quantity: '2',
      daysSupply: '28',
      refills: '5',
      writtenOn: '2026-11-24',
      diagnosisCode: 'L40.0',
      bin: '610014',
      pcn: 'MERID',
      groupNumber: 'GRP117',
      memberId: 'W90QZK4417',
    });
  });

  it('stands in the box of the words that it was read from', () => {
    const [field] = extractFields([toPage(['Date of Birth: 02/13/1957'])]);
    expect(field).toMatchObject({ name: 'birthDate', page: 1, box: { left: 250, top: 50, width: 45, height: 15 } });
  });

  it('is as sure as the least sure of its words', () => {
    const page = toPage(['Patient: Quillara Zyxwellan']);
    const words = page.words.map((word, index) => (index === 2 ? { ...word, confidence: 41 } : word));
    expect(extractFields([{ page: 1, words }])[0]?.confidence).toBe(41);
  });

  it('is the surest of several places', () => {
    const pages = [toPage(['DOB: 02/13/1951'], 50), { ...toPage(['DOB: 02/13/1957'], 90), page: 2 }];
    expect(extractFields(pages)[0]).toMatchObject({ value: '1957-02-13', page: 2 });
  });

  it('is nothing where the value can not be what the label says', () => {
    expect(valuesOf(['NPI: 1234567890', 'DOB: 13/45/1957', 'BIN: 61001'])).toEqual({});
  });

  it('is two values where two labels stand in one line', () => {
    expect(valuesOf(['Patient: Ann Lee DOB: 01/02/1960'])).toMatchObject({
      patientName: 'Lee, Ann',
      birthDate: '1960-01-02',
    });
  });

  it('never breaks, whatever was read, and every value stands on its page', () => {
    const line = fc.oneof(fc.string(), fc.constantFrom(...faxedPrescription), fc.string({ unit: 'grapheme' }));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
        for (const field of extractFields([toPage(lines)])) {
          expect(field.value).not.toBe('');
          expect(field.box.width).toBeGreaterThan(0);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('the kind of a scan', () => {
  it.each([
    ['prescription', faxedPrescription],
    ['enrollment-form', ['PATIENT ENROLLMENT FORM', 'Insurance information', 'Prescriber signature']],
    ['card', ['MERIDIAN CHOICE PPO', 'RxBIN 610014', 'RxPCN MERID', 'RxGrp GRP117']],
    ['denial-letter', ['Notice of Denial', 'The request has been denied.', 'You have the right to appeal.']],
    [
      'authorization-letter',
      ['Prior authorization approval', 'Authorization number 88213', 'is approved through 2027'],
    ],
    ['explanation-of-benefits', ['EXPLANATION OF BENEFITS', 'This is not a bill']],
    ['lab', ['Laboratory report', 'Reference range', 'Creatinine 1.1 mg/dL']],
    ['chart-note', ['Progress note', 'History of present illness', 'Assessment and plan']],
    ['consent', ['Patient consent', 'I hereby authorize the release']],
    ['other', ['Lunch menu', 'Soup of the day']],
  ])('is %s by the phrases that stand in it', (kind, lines) => {
    const classified = classifyScan([toPage(lines)]);
    expect(classified.kind).toBe(kind);
    expect(classified.phrases.length > 0).toBe(kind !== 'other');
  });
});
