import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readX12 } from './x12.ts';

function readFixture(name: string, change: (text: string) => string = (text) => text) {
  const text = readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8');
  return readX12(Buffer.from(change(text)));
}

function codesOf(name: string, change: (text: string) => string): readonly string[] {
  return readFixture(name, change).problems.map(({ code, where }) => `${code} ${where}`);
}

test('a remittance is read with payer, payee, trace, claims, services and adjustments in whole cents', () => {
  const { message, problems } = readFixture('valid-two-claims.edi');
  expect(problems).toEqual([]);
  const [remittance] = message?.remittances ?? [];
  expect(remittance).toMatchObject({
    guide: '005010X221A1',
    paymentCents: 28_000,
    paidOn: '2026-03-04',
    traceNumber: 'RX900001',
    payerIdentifier: '1512345678',
    payer: { name: 'INVENTED RX PLAN', id: '999001', references: [{ qualifier: '2U', value: '610001' }] },
    payee: { id: '1234567893', references: [{ qualifier: 'D3', value: '1234567' }] },
    isBalanced: true,
  });
  expect(remittance?.claims[0]).toMatchObject({
    patientControlNumber: '100234',
    payerControlNumber: 'AUTH100',
    chargeCents: 10_000,
    paidCents: 9_000,
    patientResponsibilityCents: 1_000,
    remarkCodes: ['MA01', 'N425'],
    dates: [{ qualifier: '232', value: '2026-02-20' }],
    parties: [{ role: 'QC', name: 'EXAMPLE', givenName: 'ADA', id: 'M0001' }],
    lines: [
      {
        service: { qualifier: 'N4', code: '00074433902', modifiers: [] },
        paidUnits: '2',
        submittedUnits: '3',
        adjustments: [{ groupCode: 'PR', reasonCode: '3', cents: 1_000, quantity: '1' }],
        remarkCodes: ['70'],
      },
    ],
  });
});

test('a segment of adjustments holds up to six, and a claim several such segments', () => {
  const claim = readFixture('valid-two-claims.edi').message?.remittances[0]?.claims[1];
  expect(claim?.adjustments.map(({ groupCode, reasonCode }) => groupCode + reasonCode)).toEqual([
    ...['CO45', 'CO97', 'CO131', 'CO137', 'CO223', 'CO237', 'OA23'],
  ]);
});

test('a provider adjustment is deducted when positive, six to a segment, with its reference', () => {
  const [remittance] = readFixture('valid-reversal-and-provider-adjustments.edi').message?.remittances ?? [];
  expect(
    remittance?.providerAdjustments.map(({ reasonCode, reference, cents }) => [reasonCode, reference, cents]),
  ).toEqual([
    ['WO', '100099', 2_500],
    ['FB', '20260201', 500],
    ['CS', '7', -50],
    ['L6', '8', -100],
    ['72', '9', 200],
    ['J1', '', -100],
  ]);
  expect(remittance).toMatchObject({ paidCents: 26_000, providerAdjustmentCents: 2_950, paymentCents: 23_050 });
  expect(remittance?.claims.map(({ statusCode, paidCents }) => `${statusCode}:${paidCents}`)).toContain('22:-8000');
});

test('several interchanges and transaction sets of a file are read, each with its own envelope', () => {
  const { message } = readFixture('valid-several-sets.edi');
  expect(message?.interchanges.map(({ controlNumber }) => controlNumber)).toEqual(['000000001', '000000002']);
  expect(message?.remittances.map(({ paymentCents }) => paymentCents)).toEqual([28_000, 0, 9_000]);
});

test('each interchange has delimiters of its own', () => {
  const other = (text: string): string => text.replaceAll('*', '|').replaceAll(':', '>').replaceAll('~', "'");
  const first = readFileSync(join(import.meta.dirname, 'fixtures', 'valid-two-claims.edi'), 'utf8');
  const { message, problems } = readX12(Buffer.from(first + other(first)));
  expect(problems).toEqual([]);
  const codes = message?.remittances.map(({ claims }) => claims[0]?.lines[0]?.service.code);
  expect(codes).toEqual(['00074433902', '00074433902']);
});

test('a question mark is a character like any other, because X12 has no release character', () => {
  const { message } = readFixture('valid-two-claims.edi', (text) => text.replace('EXAMPLE*ADA', 'EX?*ADA'));
  expect(message?.remittances[0]?.claims[0]?.parties[0]).toMatchObject({ name: 'EX?', givenName: 'ADA' });
});

test('an interchange acknowledgment is read without groups', () => {
  const { message } = readFixture('valid-acknowledgment.edi');
  expect(message?.interchanges[0]?.acknowledgments).toEqual([
    { controlNumber: '000000009', code: 'A', noteCode: '000' },
  ]);
});

test('one cent between the payment, the claims and the provider adjustments is an error at BPR02', () => {
  expect(codesOf('valid-two-claims.edi', (text) => text.replace('BPR*I*280*', 'BPR*I*279.99*'))).toEqual([
    'x12.payment-imbalance segment 4 BPR02',
  ]);
});

test('control numbers and counts of every envelope are held against what stands there', () => {
  const name = 'valid-two-claims.edi';
  expect(codesOf(name, (text) => text.replace('GE*1*1', 'GE*2*1'))).toEqual(['x12.count-mismatch segment 37 GE01']);
  expect(codesOf(name, (text) => text.replace('GE*1*1', 'GE*1*7'))).toEqual([
    'x12.control-number-mismatch segment 37 GE02',
  ]);
  expect(codesOf(name, (text) => text.replace('IEA*1', 'IEA*2'))).toEqual(['x12.count-mismatch segment 38 IEA01']);
  expect(codesOf(name, (text) => text.replace('SE*34*0001', 'SE*34*0002'))).toEqual([
    'x12.control-number-mismatch segment 36 SE02',
  ]);
});

test.each([
  ['40.5', 4_050],
  ['-6173.5', -617_350],
  ['.25', 25],
  ['12.', 1_200],
  ['1.100', 110],
])('the amount %s is %i cents', (text, expected) => {
  const { message } = readFixture('valid-two-claims.edi', (file) => file.replace('BPR*I*280*', `BPR*I*${text}*`));
  expect(message?.remittances[0]?.paymentCents).toBe(expected);
});

test.each(['1,000', '1e3', '1.005', '--1', '', '.', '99999999999999999'])('%j is no amount', (text) => {
  const codes = codesOf('valid-two-claims.edi', (file) => file.replace('BPR*I*280*', `BPR*I*${text}*`));
  expect(codes.join()).toMatch(/x12\.amount-(?:invalid|missing) segment 4 BPR02/);
});
