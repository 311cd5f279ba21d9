import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluateWaterfallInput } from './evaluate-waterfall.ts';

function evaluate(input: unknown): Record<string, unknown> {
  const { message, problems } = evaluateWaterfallInput(input);
  expect(problems).toEqual([]);
  return message as Record<string, unknown>;
}

/** GS4: a generic that loses money. */
const underwater = {
  asOf: '2026-03-11',
  claim: {
    ...{ dateOfService: '2026-03-02', quantity: '90', generic: true, basis: 'MAC', remainingFills: 11 },
    prices: { nadac: '0.58' },
    lots: [{ quantity: '90', unitCost: '0.62' }],
    answers: [{ ingredientPaid: '40.50', dispensingFeePaid: '0.40', patientPay: '10.00' }],
    patientPaid: '10.00',
  },
};

/** GS6: a drug with a maximum fair price. */
const fairPrice = {
  asOf: '2026-03-24',
  claim: {
    ...{ dateOfService: '2026-03-02', quantity: '1' },
    prices: { wac: '521', mfp: '231' },
    lots: [{ quantity: '1', unitCost: '521' }],
    answers: [{ ingredientPaid: '231', dispensingFeePaid: '0.75' }],
  },
};

describe('the underwater generic (GS4)', () => {
  test('is reimbursed 40.90 against a cost of 55.80, 11.70 below NADAC', () => {
    expect(evaluate(underwater)).toMatchObject({
      ...{ totalPaidCents: [3_090], reimbursementCents: 4_090, cogsCents: 5_580, grossMarginCents: -1_490 },
      ...{ netMarginCents: -1_490, nadacGapCents: -1_170 },
    });
  });

  test('fires RV01 by the fills to come, RV02 by the gap, and RV04 from the ninth day, with the deadline on the fourteenth', () => {
    expect(evaluate(underwater)).toMatchObject({
      macAppeal: { deadline: '2026-03-16', daysLeft: 5 },
      findings: [
        { code: 'RV01', atRiskCents: 1_490 * 11 },
        { code: 'RV02', atRiskCents: 1_170 },
        { code: 'RV04', atRiskCents: 1_170 },
      ],
      atRiskCents: 1_490 * 11,
    });
    const codesOn = (asOf: string) =>
      (evaluate({ ...underwater, asOf })['findings'] as { code: string }[]).map(({ code }) => code);
    expect(codesOn('2026-03-10')).toEqual(['RV01', 'RV02']);
    expect(codesOn('2026-03-16')).toEqual(['RV01', 'RV02', 'RV04']);
    expect(codesOn('2026-03-17')).toEqual(['RV01', 'RV02']);
  });
});

test('a generic effective rate of 84.2 % against 85 % will be clawed back by 8,000 dollars (GS5)', () => {
  const rate = { id: 'ger', kind: 'GER', contract: '0.85', awp: '1000000', ingredientPaid: '158000', reserve: '8000' };
  expect(evaluate({ asOf: '2026-12-31', effectiveRates: [rate] })).toEqual({
    effectiveRates: [
      { id: 'ger', kind: 'GER', actual6: '0.842000', trueUpCents: 800_000, trueUpYearEndCents: 800_000, findings: [] },
    ],
  });
});

test('the true-up of half a year is projected to twice as much, and what the reserve lacks is RV22', () => {
  const rate = { id: 'fee', kind: 'DER', contractFee: '0.50', claims: 73_000, feePaid: '36600', reserve: '150.00' };
  // 73 of 365 days have passed.
  expect(evaluate({ asOf: '2026-03-14', effectiveRates: [rate] })).toEqual({
    effectiveRates: [
      {
        ...{ id: 'fee', kind: 'DER', actual6: null, trueUpCents: 10_000, trueUpYearEndCents: 50_000 },
        findings: [{ code: 'RV22', atRiskCents: 35_000 }],
      },
    ],
  });
});

describe('the maximum fair price (GS6)', () => {
  test('leaves 0.75 after a refund of 290.00, and an unpaid refund is RV13 from the 22nd day', () => {
    expect(evaluate(fairPrice)).toMatchObject({
      ...{ sdraCents: 29_000, grossMarginCents: -28_925, marginWithMfpCents: 75, netMarginCents: 75, costBasis: 'mfp' },
      findings: [{ code: 'RV13', atRiskCents: 29_000 }],
    });
    expect(evaluate({ ...fairPrice, asOf: '2026-03-23' })).toMatchObject({ findings: [] });
  });

  test('gives way to a 340B ceiling of 180: no refund is expected, and one that comes is RV14', () => {
    const claim = { ...fairPrice.claim, prices: { ...fairPrice.claim.prices, ceiling: '180' } };
    expect(evaluate({ ...fairPrice, claim })).toMatchObject({
      ...{ costBasis: '340b', sdraCents: 0, cogsCents: 18_000, netMarginCents: 5_175, findings: [] },
    });
    expect(evaluate({ ...fairPrice, claim: { ...claim, mfpRefundPaid: '290.00' } })).toMatchObject({
      findings: [{ code: 'RV14', atRiskCents: 29_000 }],
    });
  });

  test('a refund within a cent of what was expected is no finding', () => {
    const pay = (mfpRefundPaid: string) => evaluate({ ...fairPrice, claim: { ...fairPrice.claim, mfpRefundPaid } });
    expect(pay('289.99')).toMatchObject({ findings: [] });
    expect(pay('289.98')).toMatchObject({ findings: [{ code: 'RV14', atRiskCents: 2 }] });
  });
});

test('the steps from the list price add up to the net margin', () => {
  const amount = fc.integer({ min: 0, max: 9_999_999 }).map((value) => (value / 100).toFixed(2));
  const price = fc.integer({ min: 0, max: 99_999_999 }).map((value) => (value / 100_000).toFixed(5));
  const answer = fc.record({ ingredientPaid: amount, dispensingFeePaid: amount, patientPay: amount });
  const costs = fc.record({ transactionFee: amount, shipping: amount, bonus: amount, dir: amount, fee340b: amount });
  fc.assert(
    fc.property(
      fc.array(answer, { maxLength: 3 }),
      costs,
      price,
      price,
      amount,
      (answers, spent, awp, unitCost, patientPaid) => {
        const claim = {
          ...{ dateOfService: '2026-03-02', quantity: '30', answers, costs: spent, patientPaid, prices: { awp } },
          lots: [{ quantity: '30', unitCost }],
        };
        const told = evaluate({ asOf: '2026-03-02', claim });
        const steps = told['waterfall'] as readonly { readonly cents: number; readonly afterCents: number }[];
        expect(steps.reduce((sum, step) => sum + step.cents, 0)).toBe(told['netMarginCents']);
        expect(steps.at(-1)?.afterCents).toBe(told['netMarginCents']);
      },
    ),
  );
});

test('an unknown key and a wrong value are errors that name their place', () => {
  const places = (input: unknown) =>
    evaluateWaterfallInput(input).problems.map(({ code, where }) => `${code} ${where}`);
  expect(
    places({
      ...underwater,
      claim: { ...underwater.claim, quantity: '90.0001', lots: [{ quantity: '90', cost: '1' }] },
    }),
  ).toEqual([
    'not-a-quantity $.claim.quantity',
    'unknown-key $.claim.lots[0].cost',
    'missing $.claim.lots[0].unitCost',
  ]);
  expect(places({ asOf: '2026-02-30' })).toEqual(['not-a-date $.asOf', 'missing $.claim']);
  expect(places({ ...fairPrice, claim: { ...fairPrice.claim, prices: { wac: '521.000001' } } })).toEqual([
    'not-a-price $.claim.prices.wac',
  ]);
  expect(places({ asOf: '2026-03-02', effectiveRates: [{ id: 'a', kind: 'XER' }] })).toEqual([
    'unknown-value $.effectiveRates[0].kind',
  ]);
});
