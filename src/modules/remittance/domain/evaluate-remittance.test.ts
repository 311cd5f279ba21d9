import { describe, expect, test } from 'vitest';
import { evaluateRemittanceInput } from './evaluate-remittance.ts';

const day = '2026-01-05';
const adjudicated = [
  { id: 'a', rxNumber: '100', dateOfService: day, paid: '100.00' },
  { id: 'b', rxNumber: '200', dateOfService: day, authorizationNumber: 'AUTH-B', paid: '250.00' },
  { id: 'c', rxNumber: '300', dateOfService: day, paid: '75.00' },
];
const payment = {
  ...{ trace: 'T1', payment: '325.00' },
  claims: [
    { rxNumber: '0000100', dateOfService: day, paid: '100.00' },
    { rxNumber: '200', dateOfService: day, paid: '240.00' },
  ],
  plb: [{ reason: 'WO', reference: 'OVERPAID', amount: '15.00' }],
};
const facts = { asOf: '2026-02-12', adjudicated, remittances: [payment] };

function evaluate(input: unknown): Record<string, unknown> {
  const { message, problems } = evaluateRemittanceInput(input, () => ({ payments: [], problems: [] }));
  expect(problems).toEqual([]);
  return message as Record<string, unknown>;
}

describe('three claims of which one is paid short, one not, and 15 dollars deducted (GS21)', () => {
  test('post 340 and expect a deposit of 325', () => {
    expect(evaluate(facts)).toMatchObject({
      postedCents: 34_000,
      depositCents: 32_500,
      providerAdjustmentCents: 1_500,
    });
  });

  test('find 10 short, the third claim missing after cycle and 7 days, and 15 taken back', () => {
    expect(evaluate(facts)['findings']).toEqual([
      { code: 'RV15', claimId: 'b', reference: null, atRiskCents: 1_000 },
      { code: 'RV16', claimId: 'c', reference: null, atRiskCents: 7_500 },
      { code: 'RV17', claimId: null, reference: 'WO OVERPAID', atRiskCents: 1_500 },
    ]);
    // The date of service, 30 days of cycle and 7 more are 11 February.
    const early = evaluate({ ...facts, asOf: '2026-02-11' })['findings'] as { code: string }[];
    expect(early.map(({ code }) => code)).toEqual(['RV15', 'RV17']);
  });
});

test('a payment that misses its sum by one cent is held whole and posts nothing', () => {
  const held = evaluate({ ...facts, remittances: [{ ...payment, payment: '325.01' }] });
  expect(held).toMatchObject({
    ...{ postedCents: 0, depositCents: 0, matches: [] },
    payments: [{ balanced: false, held: true, heldFor: [{ code: 'remittance.payment-imbalance', where: 'payment' }] }],
  });
});

test('a carried balance is no finding; a difference of one cent is none either', () => {
  const claims = [{ rxNumber: '100', dateOfService: day, paid: '99.99' }];
  const plb = [{ reason: 'FB', amount: '20' }];
  const remittances = [{ trace: 'T', payment: '79.99', claims, plb }];
  expect(evaluate({ asOf: day, adjudicated, remittances })).toMatchObject({ findings: [] });
});

test('a take-back with its correction counts its net, once, unless the pharmacy took the claim back itself', () => {
  const line = (status: string, paid: string) => ({ rxNumber: '100', dateOfService: day, status, paid });
  const claims = [line('1', '100.00'), line('22', '-100.00'), line('1', '80.00')];
  const remittances = [{ trace: 'T', payment: '80.00', claims }];
  const told = evaluate({ asOf: day, adjudicated, remittances });
  expect(told['findings']).toEqual([{ code: 'RV17', claimId: 'a', reference: null, atRiskCents: 2_000 }]);
  expect((told['matches'] as { pairedWith: string | null }[]).map(({ pairedWith }) => pairedWith)).toEqual([
    null,
    '$.remittances[0].claims[0]',
    '$.remittances[0].claims[1]',
  ]);
  const own = adjudicated.map((claim) => ({ ...claim, reversed: claim.id === 'a' }));
  expect(evaluate({ asOf: day, adjudicated: own, remittances })).toMatchObject({ findings: [] });
});

test('the authorization number is the second key, and without either the line waits', () => {
  const claims = [
    { rxNumber: '999', dateOfService: day, payerClaimNumber: 'AUTH-B', paid: '250.00' },
    { rxNumber: '998', dateOfService: day, paid: '1.00' },
  ];
  expect(evaluate({ asOf: day, adjudicated, remittances: [{ trace: 'T', payment: '251.00', claims }] })).toMatchObject({
    matches: [{ claimId: 'b', key: 'authorization' }],
    suspense: [{ claimId: null, key: null, paidCents: 100 }],
  });
});

test('of two claims of one prescription and day, the one that stands is paid; two that stand equal wait for a person', () => {
  const twice = (reversed: boolean) => [
    { id: 'first', rxNumber: '100', dateOfService: day, paid: '50.00', reversed },
    { id: 'second', rxNumber: '100', dateOfService: day, paid: '50.00' },
  ];
  const remittances = [{ trace: 'T', payment: '50', claims: [{ rxNumber: '100', dateOfService: day, paid: '50' }] }];
  expect(evaluate({ asOf: day, adjudicated: twice(true), remittances })).toMatchObject({
    matches: [{ claimId: 'second' }],
  });
  expect(evaluate({ asOf: day, adjudicated: twice(false), remittances })).toMatchObject({
    suspense: [{ paidCents: 5_000 }],
  });
});

test('an unknown key and a wrong value are errors that name their place', () => {
  const input = {
    ...facts,
    extra: 1,
    adjudicated: [{ ...adjudicated[0], paid: '1.005' }],
    remittances: [{ trace: 'T' }],
  };
  const { message, problems } = evaluateRemittanceInput(input, () => ({ payments: [], problems: [] }));
  expect(message).toBeNull();
  expect(problems.map(({ code, where }) => `${code} ${where}`)).toEqual([
    'unknown-key $.extra',
    'not-an-amount $.adjudicated[0].paid',
    'missing $.remittances[0].payment',
  ]);
});
