import { describe, expect, test } from 'vitest';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { cents, type UnitPrice } from '../../../kernel/money.ts';
import { type ContractedPayment, checkContractedPayment, type PriceLimits } from './contract-detector.ts';

const serviceOn = '2026-03-02' as CalendarDay;
const limits: PriceLimits = {
  ...{ validFrom: serviceOn, thinMarginTenThousandths: 200, thinCostCents: cents(100_000), appealWarningDays: 5 },
  ...{ toleranceCents: cents(1), source: 'Test' },
};

/** GS4: 90 units paid at $0.45 with a fee of $0.40, cost $0.62, NADAC $0.58. */
const gs4: ContractedPayment = {
  ...{ claimId: 'C1', serviceOn, quantityThousandths: 90_000, isGeneric: true, isSpecialty: false },
  ...{ ingredientPaidCents: cents(4_050), feePaidCents: cents(40), expectedCents: cents(4_090), contractName: 'MBP' },
  nadac: { unitPrice: 58_000 as UnitPrice, validFrom: serviceOn },
  ...{ isByMac: true, macAppealDays: 14, productCostCents: cents(5_580), netMarginCents: cents(-1_490) },
  ...{ isUnderwater: true, isNewestOfTherapy: true },
};
const codes = (claim: ContractedPayment, asOf: string) =>
  checkContractedPayment(claim, { asOf: asOf as CalendarDay, limits }).map(({ detector, atRiskCents }) => [
    detector,
    atRiskCents,
  ]);

describe('a paid claim', () => {
  test('of GS4 is $11.70 below NADAC at once, and its appeal closes from the ninth to the fourteenth day', () => {
    expect(codes(gs4, '2026-03-10')).toEqual([['RV02', 1_170]]);
    const both = [
      ['RV02', 1_170],
      ['RV04', 1_170],
    ];
    expect(codes(gs4, '2026-03-11')).toEqual(both);
    expect(codes(gs4, '2026-03-16')).toEqual(both);
    expect(codes(gs4, '2026-03-17')).toEqual([['RV02', 1_170]]);
    expect(codes({ ...gs4, isByMac: false }, '2026-03-11')).toEqual([['RV02', 1_170]]);
    expect(codes({ ...gs4, isGeneric: false, isUnderwater: false }, '2026-03-11')).toEqual([]);
    expect(codes({ ...gs4, nadac: null, isUnderwater: false }, '2026-03-11')).toEqual([]);
  });

  test('is thin below the floor and above nothing, for a dear specialty product alone', () => {
    const dear: ContractedPayment = {
      ...{ ...gs4, isGeneric: false, isSpecialty: true, isByMac: false, isUnderwater: false, expectedCents: null },
      ...{ ingredientPaidCents: cents(500_000), feePaidCents: cents(0), productCostCents: cents(490_001) },
    };
    expect(codes(dear, '2026-03-03')).toEqual([['RV03', 490_001]]);
    expect(codes({ ...dear, productCostCents: cents(490_000) }, '2026-03-03')).toEqual([]);
    expect(codes({ ...dear, productCostCents: cents(500_001) }, '2026-03-03')).toEqual([]);
    expect(codes({ ...dear, isSpecialty: false }, '2026-03-03')).toEqual([]);
    expect(codes({ ...dear, isNewestOfTherapy: false }, '2026-03-03')).toEqual([]);
  });

  test('differs from its contract by what it is short of beyond a cent, and only where the expectation is sure', () => {
    const short = { ...gs4, nadac: null, isByMac: false, isUnderwater: false, expectedCents: cents(4_092) };
    expect(codes(short, '2026-03-03')).toEqual([['RV23', 2]]);
    expect(codes({ ...short, expectedCents: cents(4_091) }, '2026-03-03')).toEqual([]);
    expect(codes({ ...short, expectedCents: null }, '2026-03-03')).toEqual([]);
    expect(codes({ ...short, ingredientPaidCents: null }, '2026-03-03')).toEqual([]);
  });
});
