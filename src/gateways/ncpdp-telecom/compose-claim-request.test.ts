import { expect, test } from 'vitest';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import { cents } from '../../kernel/money.ts';
import type { Ndc11 } from '../../kernel/ndc.ts';
import type { ClaimSubmission } from '../../modules/claims/index.ts';
import { composeClaimRequest } from './compose-claim-request.ts';

const claim: ClaimSubmission = {
  transaction: 'billing',
  bin: '610455',
  pcn: 'DEMO',
  group: 'GRP1',
  cardholderId: 'TEST1001',
  patient: { familyName: 'Testerson', givenName: 'Zoë', birthDate: '1980-02-03' as CalendarDay, sex: 'female' },
  pharmacyNpi: '1093817462',
  prescriberNpi: '1234567893',
  rxNumber: '7000001',
  fillNumber: 1,
  ndc11: '00000000001' as Ndc11,
  quantityThousandths: 2_000,
  daysSupply: 28,
  dateOfService: '2026-03-02' as CalendarDay,
  writtenDate: '2026-02-27' as CalendarDay,
  refillsAuthorized: 5,
  ingredientCostCents: cents(612_345),
  dispensingFeeCents: cents(150),
  usualAndCustomaryCents: cents(700_000),
  priorAuthorizationNumber: 'PA4711',
};

function write(change: Partial<ClaimSubmission> = {}): string {
  const written = composeClaimRequest({ ...claim, ...change });
  if (!(written instanceof Uint8Array)) throw new Error(written.rejectCode);
  return Buffer.from(written)
    .toString('latin1')
    .replaceAll('\x1c', '|')
    .replaceAll('\x1d', '\n')
    .replaceAll('\x1e', '/');
}

test('a billing is written byte for byte', () => {
  expect(write()).toBe(
    '610455D0B1DEMO      1011093817462     20260302THERIAC   ' +
      '/|AM04|C2TEST1001|C1GRP1|C61/|AM01|C419800203|C52|CAZoe|CBTesterson' +
      '\n/|AM07|EM1|D27000001|E103|D700000000001|E72000|D31|D528|D61|D80|DE20260227|DF5|EU1|EVPA4711' +
      '/|AM11|D961234E|DC15{|DQ70000{|DU61249E|DN00/|AM03|EZ01|DB1234567893',
  );
});

test('a reversal is written byte for byte', () => {
  expect(write({ transaction: 'reversal' })).toBe(
    '610455D0B2DEMO      1011093817462     20260302THERIAC   /|AM04|C2TEST1001|C1GRP1' +
      '\n/|AM07|EM1|D27000001|E103|D700000000001|D31',
  );
});

const others = [
  {
    ...{ payerOrder: 1, bin: '990001', paidOn: '2026-03-02' as CalendarDay },
    ...{ paidCents: cents(80_000), patientCents: cents(20_000), rejectCodes: [] },
  },
  {
    ...{ payerOrder: 2, bin: '990002', paidOn: '2026-03-02' as CalendarDay },
    ...{ paidCents: null, patientCents: null, rejectCodes: ['70', '75'] },
  },
];

test('a later payer is told byte for byte what each payer before paid and left, or why it rejected', () => {
  const written = write({ coordination: { otherCoverageCode: '2', otherPayers: others } });
  expect(written).toContain('|DF5|C82|EU1');
  expect(written).toContain(
    '/|AM05|4C2|5C01|6C03|7C990001|E820260302|HB1|HC07|DV8000{|NR1|NP06|NQ2000{' +
      '|5C02|6C03|7C990002|E820260302|5E2|6E70|6E75',
  );
  expect(write({ transaction: 'reversal', coordination: { otherCoverageCode: '2', otherPayers: [] } })).toContain(
    '|D31|C82',
  );
});

test('a card is asked for the patient’s share alone and told no amount that was paid', () => {
  const [first] = others;
  const written = write({ coordination: { otherCoverageCode: '8', otherPayers: first === undefined ? [] : [first] } });
  expect(written).toContain('|C88|');
  expect(written).toContain('/|AM05|4C1|5C01|6C03|7C990001|E820260302|NR1|NP06|NQ2000{');
});

test('what a pharmacist decided about alerts is written byte for byte', () => {
  const drugUseOutcomes = [
    { reasonCode: 'DD', serviceCode: 'M0', resultCode: '1B' },
    { reasonCode: 'HD', serviceCode: 'P0', resultCode: '1G' },
  ];
  expect(write({ drugUseOutcomes })).toMatch(/\/\|AM08\|7E1\|E4DD\|E5M0\|E61B\|7E2\|E4HD\|E5P0\|E61G$/);
});

test('what a person corrected is written byte for byte, and the authorization where the payer reads it', () => {
  const correction = {
    ...{ submissionClarificationCodes: ['3', '7'], hasNoOtherCoverage: true },
    priorAuthorization: { typeCode: '8', number: 'PA9' },
  };
  const told = { correction, priorAuthorizationNumber: 'PA9' };
  expect(write(told)).toMatch(/\|C81\|EU8\|EVPA9\|NX2\|DK3\|DK7\//);
  const apart = write({ ...told, authorizationPlace: 'prior-authorization-segment' });
  expect(apart).toMatch(/\/\|AM12\|PYPA9$/);
  expect(apart).not.toContain('|EV');
});

test('a claim that no header can hold is told apart by the code that a payer would give', () => {
  expect(composeClaimRequest({ ...claim, bin: '61045' })).toEqual({ rejectCode: '01' });
  expect(composeClaimRequest({ ...claim, pcn: 'LONGERTHAN10' })).toEqual({ rejectCode: '04' });
  expect(composeClaimRequest({ ...claim, pharmacyNpi: '' })).toEqual({ rejectCode: '05' });
});
