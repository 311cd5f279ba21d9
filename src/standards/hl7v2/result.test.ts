import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readDispenses } from './dispense.ts';
import type { Hl7Message } from './hl7-message.ts';
import { readMessage } from './read-message.ts';
import { readResults } from './result.ts';

function open(input: string | Uint8Array): Hl7Message {
  const { message } = readMessage(input);
  if (message === null) throw new Error('the test message has no header');
  return message;
}

const openFixture = (name: string): Hl7Message =>
  open(readFileSync(join(import.meta.dirname, 'fixtures', `${name}.hl7`)));
const header = 'MSH|^~\\&|LAB|R|T|S|20260419142000-0400||ORU^R01|1|P|2.5.1';
const patient = 'PID|1||MRN1^^^R^MR||Testperson^Ada||19800213|F';
const codesOf = (...segments: readonly string[]): readonly string[] =>
  readResults(open([header, ...segments].join('\r'))).problems.map(
    ({ severity, code, where }) => `${severity} ${code} ${where}`,
  );

describe('observation results', () => {
  const { message, problems } = readResults(openFixture('valid-oru-r01'));
  const reports = message?.[0]?.reports ?? [];

  test('come by patient and by request, with numbers from OBR or else ORC', () => {
    expect(problems).toEqual([]);
    expect(message?.[0]?.patient?.identifiers[0]?.id).toBe('MRN4471');
    expect(reports).toMatchObject([
      { service: { code: '24323-8' }, placerNumber: { id: 'ORD8001' }, status: 'F', notes: ['Fasting sample.'] },
      { service: { code: '5671-3' }, placerNumber: null, fillerNumber: { id: 'LAB8002' } },
    ]);
    expect(reports[0]?.reportedAt?.instant).toBe('2026-04-18T16:00:00.000Z');
  });

  test('have their values by type', () => {
    expect(reports[0]?.observations.map(({ values }) => values)).toMatchObject([
      [{ kind: 'number', value: '0.82' }],
      [{ kind: 'structured', comparator: '<', first: '8' }],
      [{ kind: 'coded', value: { code: '278149003', system: 'SCT' } }],
      [{ kind: 'text', value: 'First line\nSecond | line' }],
      [{ kind: 'document', mediaType: 'application/pdf', encoding: 'Base64', content: 'JVBERi0=' }],
      [{ kind: 'time', value: { day: '2026-04-01' } }],
    ]);
    expect(reports[0]?.observations[0]).toMatchObject({ referenceRange: '0.5-1.1', flags: ['N'], status: 'F' });
  });

  test.each([
    [
      'no patient is a warning, as the standard lets it be absent',
      ['OBR|1||L1|X', 'OBX|1|NM|2160-0||1'],
      ['warning hl7v2.no-result-patient PID'],
    ],
    ['no OBR', [patient, 'OBX|1|NM|2160-0||1'], ['error hl7v2.no-observation-request OBR']],
    ['no OBX', [patient, 'OBR|1||L1|X'], ['warning hl7v2.no-observation OBX']],
    [
      'an observation of nothing',
      [patient, 'OBR|1||L1|X', 'OBX|1|NM|||1', 'OBX|2|NM|A||1'],
      ['error hl7v2.no-observation-identifier OBX-3'],
    ],
    ['words for a number', [patient, 'OBR|1||L1|X', 'OBX|1|NM|A||high'], ['warning hl7v2.bad-number OBX-5']],
    ['a value without a type', [patient, 'OBR|1||L1|X', 'OBX|1||A||high'], ['warning hl7v2.no-value-type OBX-2']],
    ['an impossible time', [patient, 'OBR|1||L1|X', 'OBX|1|NM|A||1|||||||||20261301'], ['error hl7v2.bad-date OBX-14']],
    [
      'a patient observation before the first request',
      [patient, 'OBX|1|NM|29463-7||70', 'OBR|1||L1|X', 'OBX|1|NM|A||1'],
      [],
    ],
  ])('%s', (_, segments, expected) => {
    expect(codesOf(...segments)).toEqual(expected);
  });

  test('of two patients stay apart', () => {
    const text = [
      header,
      patient,
      'OBR|1||L1|X',
      'OBX|1|NM|A||1',
      patient.replace('MRN1', 'MRN2'),
      'OBR|1||L2|X',
      'OBX|1|NM|A||2',
    ];
    const results = readResults(open(text.join('\r'))).message ?? [];
    expect(results.map((result) => [result.patient?.identifiers[0]?.id, result.reports.length])).toEqual([
      ['MRN1', 1],
      ['MRN2', 1],
    ]);
  });
});

describe('dispenses', () => {
  test('have drug, amount, date, lots and the order that they fill', () => {
    const { message, problems } = readDispenses(openFixture('valid-rds-o13'));
    expect(problems).toEqual([]);
    expect(message).toMatchObject([
      {
        placerNumber: { id: 'ORD5501' },
        fillerNumber: { id: 'RX9001' },
        subId: '1',
        drug: { codes: [{ ndc: '59572042021' }] },
        dispensedAt: { day: '2026-04-22' },
        amount: { quantityThousandths: 21_000, unit: { code: 'EA' } },
        prescriptionNumber: 'RX9001',
        refillsRemaining: 4,
        lots: [
          { number: 'LOT42', expirationDay: '2027-01-31' },
          { number: 'LOT43', expirationDay: '2027-02-28' },
        ],
        routes: [{ code: 'PO' }],
        where: 'RXD',
      },
    ]);
  });

  test('need drug, date and amount', () => {
    const { problems } = readDispenses(openFixture('invalid-rds-incomplete'));
    expect(problems.map(({ code, where }) => `${code} ${where}`)).toEqual([
      'hl7v2.no-dispensed-drug RXD-2',
      'hl7v2.no-dispensed-at RXD-3',
      'hl7v2.no-dispensed-amount RXD-4',
    ]);
    const none = open(`${header.replace('ORU^R01', 'RDS^O13')}\r${patient}\rORC|RE|1`);
    expect(readDispenses(none).problems).toMatchObject([{ code: 'hl7v2.no-dispense', where: 'RXD' }]);
    expect(readDispenses(open(header)).problems).toMatchObject([{ code: 'hl7v2.not-dispense' }]);
  });
});
