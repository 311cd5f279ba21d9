import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseTimeZone } from '../../kernel/instant.ts';
import type { Reading } from '../../kernel/problem.ts';
import { type PharmacyOrder, readPharmacyOrders } from './pharmacy-order.ts';
import { hl7Problems, problemAt } from './problems.ts';
import { readMessage } from './read-message.ts';

const header = 'MSH|^~\\&|EHR|R|T|S|20260419142000-0400||RDE^O11^RDE_O11|MSG1|P|2.5.1';
const patient = 'PID|1||MRN1^^^R^MR||Testperson^Ada||19800213|F';
const common = 'ORC|NW|ORD1^EHR|||||||20260419|||1234567893^Example^Greta^^^^^^NPI';
const encoded = 'RXE||59572-420-21^Revlimid^NDC|20||mg|||||21|EA';

function readOrders(input: string | Uint8Array): Reading<readonly PharmacyOrder[]> {
  const { message } = readMessage(input);
  if (message === null) throw new Error('the test message has no header');
  return readPharmacyOrders(message, { assumedTimeZone: parseTimeZone('America/New_York') });
}

const readFixture = (name: string): Reading<readonly PharmacyOrder[]> =>
  readOrders(readFileSync(join(import.meta.dirname, 'fixtures', `${name}.hl7`)));
const readSegments = (...segments: readonly string[]): Reading<readonly PharmacyOrder[]> =>
  readOrders([header, patient, ...segments].join('\r'));
const seg = (name: string, fields: Readonly<Record<number, string>>): string =>
  [name, ...Array.from({ length: 45 }, (_, index) => fields[index + 1] ?? '')].join('|').replace(/\|+$/, '');
const errorsOf = (reading: Reading<unknown>): readonly string[] =>
  reading.problems.filter(({ severity }) => severity === 'error').map(({ code, where }) => `${code} ${where}`);

describe('a specialty prescription (RDE^O11, 2.5.1)', () => {
  const { message, problems } = readFixture('valid-rde-o11-specialty');
  const [order] = message ?? [];

  test('has no problem and one new order with its numbers', () => {
    expect(problems).toEqual([]);
    expect(message?.length).toBe(1);
    expect(order).toMatchObject({ control: 'NW', action: 'new', prescriptionNumber: 'RX-PRE-1', where: 'RXE' });
    expect(order?.placerNumber).toMatchObject({ id: 'ORD5501', authority: { namespace: 'EHR' } });
    expect(order?.fillerNumber).toBeNull();
  });

  test('names the drug by NDC and RxNorm', () => {
    expect(order?.drug?.text).toBe('Revlimid 20 MG Oral Capsule');
    expect(order?.drug?.codes).toMatchObject([
      { system: 'NDC', code: '59572-420-21', ndc: '59572042021' },
      { system: 'RxNorm', code: '342369', text: 'lenalidomide', ndc: null },
    ]);
  });

  test('says how much to give and to dispense', () => {
    expect(order?.give).toMatchObject({
      minimum: '20',
      maximum: null,
      unit: { code: 'mg' },
      strength: { value: '20' },
    });
    expect(order?.dispense).toMatchObject({
      amount: { quantityThousandths: 21_000, unit: { code: 'EA' } },
      refills: 0,
      daysSupply: 21,
      substitution: 'G',
    });
  });

  test('says how to take it', () => {
    expect(order?.sig.text).toBe('Take one capsule by mouth once a day on days 1 to 21');
    expect(order?.sig.pharmacyInstructions).toBe('REMS authorization on file');
    expect(order?.sig.routes).toMatchObject([{ code: 'PO', text: 'Oral' }]);
    expect(order?.sig.timings).toMatchObject([{ repeatPatterns: ['QD'], startAt: { day: '2026-05-01' } }]);
  });

  test('names the prescriber with NPI, DEA number and practice', () => {
    expect(order?.prescriber).toMatchObject({
      name: { family: 'Example', given: 'Greta' },
      npi: '1234567893',
      dea: 'AE1234563',
      telecoms: [{ number: '6175550150' }],
      address: { street: '7 Clinic Way', city: 'Testford', state: 'MA' },
      facility: { name: 'Riverside Oncology', id: 'RR1' },
    });
    expect(order?.pharmacy).toMatchObject({ identity: { code: '5501234' }, telecoms: [{ number: '6175550160' }] });
  });

  test('was written when RXE-32 says', () => {
    expect(order?.writtenAt).toMatchObject({ precision: 'day', day: '2026-04-19' });
  });

  test('carries the patient with identifiers, addresses and telephone numbers', () => {
    expect(order?.patient).toMatchObject({
      identifiers: [
        { id: 'MRN4471', typeCode: 'MR', authority: { namespace: 'RIVERSIDE' } },
        { id: '900112233', typeCode: 'SS' },
      ],
      names: [{ family: 'Testperson', given: 'Ada', middle: 'Q' }],
      birthDate: { day: '1980-02-13' },
      sex: 'F',
      addresses: [{ city: 'Testford', typeCode: 'H' }, { street: 'PO Box 9' }],
      telecoms: [{ number: '6175550142', use: 'PRN' }, { email: 'ada@example.org' }, { use: 'WPN' }],
      language: { code: 'eng' },
    });
  });

  test('carries coverages with BIN, PCN, group and member, in the order in which they pay', () => {
    expect(order?.coverages).toMatchObject([
      {
        bin: '004336',
        pcn: 'ADV',
        groupNumber: 'RX4411',
        memberId: 'M0099887',
        priority: 1,
        effectiveDay: '2026-01-01',
      },
      { bin: '610020', pcn: null, groupNumber: 'EC9', memberId: 'C55', priority: 2 },
    ]);
  });

  test('carries allergies, diagnoses with their source, weight, height and notes', () => {
    expect(order?.allergies).toMatchObject([
      { allergen: { code: '7980' }, severity: 'SV', reactions: ['Anaphylaxis', 'Hives'] },
    ]);
    expect(order?.diagnoses).toMatchObject([
      { code: 'C90.00', system: 'ICD-10', where: 'DG1-3' },
      { code: 'C90.00', system: 'ICD-10', where: 'RXE-27' },
    ]);
    expect(order?.bodyWeight).toMatchObject({ values: [{ kind: 'number', value: '71.4' }], unit: { code: 'kg' } });
    expect(order?.bodyHeight).toMatchObject({ values: [{ kind: 'number', value: '168' }], unit: { code: 'cm' } });
    expect(order?.notes).toEqual(['New start; first cycle.', 'Patient prefers evening calls.']);
  });
});

describe('other shapes', () => {
  test('RDE^O01 of 2.3 has its times in RXE-1 and the DEA number of the prescriber in RXE-13', () => {
    const [order] = readFixture('valid-rde-o01-2.3').message ?? [];
    expect(order?.sig.timings).toMatchObject([
      { repeatPatterns: ['BID'], explicitTimes: ['0800', '2000'], duration: 'D10', durationDays: 10 },
    ]);
    expect(order?.dispense).toMatchObject({ amount: { quantityThousandths: 20_000 }, refills: 1, daysSupply: 10 });
    expect(order?.prescriber?.dea).toBe('AB1234563');
    expect(order?.writtenAt).toMatchObject({ instant: '1999-07-04T16:05:00.000Z', zone: 'assumed' });
  });

  test('OMP^O09 orders by RXO', () => {
    const [order] = readFixture('valid-omp-o09').message ?? [];
    expect(order).toMatchObject({
      drug: { codes: [{ system: 'RxNorm', code: '197361' }] },
      give: { minimum: '5' },
      dispense: { amount: { quantityThousandths: 60_000 }, refills: 3, daysSupply: 30, intervalDays: 28 },
      prescriber: { npi: '1234567893', dea: 'AE1234563' },
      diagnoses: [{ code: 'I10', where: 'RXO-20' }],
      where: 'RXO',
    });
  });

  test('ORM^O01 is a pharmacy order when it has an RXO, and adds the code that is to be dispensed', () => {
    const [order] = readFixture('valid-orm-o01-rxo').message ?? [];
    expect(order?.drug?.codes.map(({ ndc }) => ndc)).toEqual(['00378001801', '00378001805']);
    expect(order?.notes).toEqual(['Line one\nLine two']);
    const laboratory = readOrders('MSH|^~\\&|A|B|C|D|20260419||ORM^O01|1|P|2.3\rPID|1||1||A^B\rORC|NW|1\rOBR|1|1||X');
    expect(laboratory).toEqual({ message: null, problems: [problemAt(hl7Problems.notPharmacyOrder, 'MSH-9')] });
  });

  test('several orders keep their own segments; a further RXE shares the ORC before it', () => {
    const orders = readFixture('valid-rde-compound').message ?? [];
    expect(orders.map(({ where, control, components }) => [where, control, components.length])).toEqual([
      ['RXE', 'NW', 2],
      ['RXE[2]', 'XO', 0],
      ['RXE[3]', 'XO', 0],
    ]);
    expect(orders[0]?.components).toMatchObject([
      { kind: 'B', amount: { value: '250' } },
      { kind: 'A', amount: { value: '2.5' }, strength: { value: '500' } },
    ]);
    expect(orders[0]?.give).toMatchObject({ minimum: '1', maximum: '2', rate: { value: '100' } });
  });

  test('a cancellation needs no drug', () => {
    const reading = readFixture('valid-rde-cancel');
    expect(reading.problems).toEqual([]);
    expect(reading.message).toMatchObject([{ action: 'cancel', drug: null, fillerNumber: { id: 'RX9001' } }]);
  });

  test('what is encoded counts before what was asked', () => {
    const reading = readSegments(common, 'RXO|A^asked^L|1||TAB|||||||10|TAB|1', 'RXR|PO', encoded, 'RXR|SL');
    expect(reading.message).toMatchObject([
      { drug: { text: 'Revlimid' }, dispense: { amount: { quantityThousandths: 21_000 }, refills: 1 } },
    ]);
    expect(reading.message?.[0]?.sig.routes).toMatchObject([{ code: 'SL' }]);
  });

  test('a free-text request has its words in RXO-6', () => {
    const reading = readSegments(common, 'RXO||||||^Continue home dose of levothyroxine');
    expect(reading.message).toMatchObject([{ drug: { text: 'Continue home dose of levothyroxine', codes: [] } }]);
    expect(errorsOf(reading)).toEqual([]);
  });

  test('a small dose keeps all its digits', () => {
    const reading = readSegments(common, 'RXE||D^digoxin^L|0.0625||mg|||||30|TAB');
    expect(reading.message?.[0]?.give?.minimum).toBe('0.0625');
  });
});

describe('what is required', () => {
  test.each([
    ['no patient', [header, common, encoded], ['hl7v2.no-patient PID']],
    ['no order', [header, patient], ['hl7v2.no-order ORC']],
    ['no ORC', [header, patient, encoded], ['hl7v2.no-common-order ORC']],
    ['no order control', [header, patient, 'ORC||ORD1', encoded], ['hl7v2.no-order-control ORC-1']],
    ['no RXE or RXO', [header, patient, common], ['hl7v2.no-order-detail ORC']],
    ['no drug', [header, patient, common, 'RXE|||20||mg|||||21|EA'], ['hl7v2.no-drug RXE-2']],
    ['no quantity', [header, patient, common, 'RXE||D^drug^L'], ['hl7v2.no-quantity RXE-3']],
    ['a word for a quantity', [header, patient, common, 'RXE||D^drug^L||||||||many'], ['hl7v2.bad-quantity RXE-10']],
    ['a negative quantity', [header, patient, common, 'RXE||D^drug^L||||||||-5'], ['hl7v2.bad-quantity RXE-10']],
    ['a 13th month', [header, patient.replace('0213', '1301'), common, encoded], ['hl7v2.bad-date PID-7']],
    ['two patients', [header, patient, patient, common, encoded], ['hl7v2.several-patients PID[2]']],
    ['nobody in PID', [header, 'PID|1', common, encoded], ['hl7v2.patient-not-identified PID-3']],
  ])('%s is an error at its place', (_, segments, expected) => {
    expect(errorsOf(readOrders(segments.join('\r')))).toEqual(expected);
  });

  test('the second of two orders is named by its own number', () => {
    expect(errorsOf(readFixture('invalid-rde-second-order'))).toEqual(['hl7v2.no-drug RXE[2]-2']);
  });

  test('a prescription with a dispense amount needs no amount to give, and the other way round', () => {
    expect(errorsOf(readSegments(common, 'RXE||D^drug^L||||||||21|EA'))).toEqual([]);
    expect(errorsOf(readSegments(common, seg('RXE', { 2: 'D^drug^L', 23: '7', 24: 'mL/h' })))).toEqual([]);
    expect(errorsOf(readSegments(common, seg('RXE', { 2: 'D^drug^L', 19: '5^mg' })))).toEqual([]);
    const inpatient = readSegments(common, 'RXE||D^drug^L|20||mg', 'RXR|PO');
    expect(inpatient.problems).toMatchObject([
      { code: 'hl7v2.no-dispense-amount', where: 'RXE-10', severity: 'warning' },
    ]);
  });
});

describe('codes that are doubtful', () => {
  const warningsOf = (reading: Reading<unknown>): readonly string[] =>
    reading.problems.map(({ code, where }) => `${code} ${where}`);

  test.each([
    ['0143963401^ten digits^NDC', ['hl7v2.ambiguous-ndc RXE-2.1']],
    ['999^short^NDC', ['hl7v2.bad-ndc RXE-2.1']],
    ['L1^local^L^62756-017^product only^NDC', ['hl7v2.bad-ndc RXE-2.4']],
    ['0006-0740-31^unmarked', ['hl7v2.assumed-ndc RXE-2.1']],
  ])('%s', (drug, expected) => {
    expect(warningsOf(readSegments(common, `RXE||${drug}|1||TAB|||||30|TAB`, 'RXR|PO'))).toEqual(expected);
  });

  test.each([
    ['1234567890^Example^Greta^^^^^^NPI', null, null, ['hl7v2.bad-npi ORC-12.1']],
    ['1234567893^Example^Greta', '1234567893', null, ['hl7v2.assumed-npi ORC-12.1']],
    ['9988^Example^Greta', null, null, []],
    ['AE1234564^Example^Greta^^^^^^^^^^DEA', null, null, ['hl7v2.bad-dea ORC-12.1']],
    ['9988^Example^Greta~AE1234563^Other^Person^^^^^^DEA', null, null, []],
    [
      '9988^Example^Greta^^^^^^&2.16.840.1.113883.4.6&ISO~1234567893^^^^^^^^NPI',
      '1234567893',
      null,
      ['hl7v2.bad-npi ORC-12.1'],
    ],
  ])('prescriber %s', (person, npi, dea, expected) => {
    const reading = readSegments(common.replace(/1234567893.*/, person), encoded, 'RXR|PO');
    expect(reading.message?.[0]?.prescriber).toMatchObject({ name: { family: 'Example' }, npi, dea });
    expect(warningsOf(reading)).toEqual(expected);
  });
});
