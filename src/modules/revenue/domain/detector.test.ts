import { describe, expect, test } from 'vitest';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { cents } from '../../../kernel/money.ts';
import { checkClaimState, type JudgedClaim } from './detector.ts';
import { decideDeed, decideLook, type FindingState } from './finding-lifecycle.ts';

const day = (text: string) => text as CalendarDay;
const claim: JudgedClaim = {
  ...{ claimId: 'claim', serviceOn: day('2026-02-01'), daysSupply: 28, isPaid: true },
  ...{
    agreedCents: cents(10_000),
    reimbursementCents: cents(10_500),
    netMarginCents: cents(500),
    productCostCents: cents(9_000),
  },
  ...{ outThousandths: 2_000, isNewestOfFill: true, isNewestOfTherapy: true },
};
const codesOf = (changed: Partial<JudgedClaim>, asOf = '2026-02-05') =>
  checkClaimState({ ...claim, ...changed }, { asOf: day(asOf), returnToStockDays: 14 }).map(
    ({ detector, atRiskCents }) => [detector, atRiskCents],
  );

describe('underwater (RV01)', () => {
  test('GS4: a loss of $14.90 on 90 days puts the four fills of a year at risk', () => {
    expect(codesOf({ netMarginCents: cents(-1_490), daysSupply: 90 })).toEqual([['RV01', 5_960]]);
  });
  test('fires no longer once the therapy was not filled again for a month after its supply', () => {
    expect(codesOf({ netMarginCents: cents(-1) }, '2026-03-31')).toHaveLength(1);
    expect(codesOf({ netMarginCents: cents(-1) }, '2026-04-01')).toEqual([]);
  });
  test('fires neither on a margin of zero, nor on an older claim, nor without a known cost', () => {
    expect(codesOf({ netMarginCents: cents(0) })).toEqual([]);
    expect(codesOf({ netMarginCents: cents(-1), isNewestOfTherapy: false })).toEqual([]);
    expect(codesOf({ netMarginCents: cents(-1), productCostCents: cents(0) })).toEqual([]);
  });
});

describe('paid, not dispensed (RV18)', () => {
  test('GS28: fires two days before the product must be back on the shelf, and not a day earlier', () => {
    expect(codesOf({ outThousandths: 0 }, '2026-02-12')).toEqual([]);
    expect(codesOf({ outThousandths: 0 }, '2026-02-13')).toEqual([['RV18', 10_000]]);
  });
  test('is over once the claim was taken back', () => {
    expect(codesOf({ outThousandths: 0, isPaid: false }, '2026-03-13')).toEqual([]);
  });
});

describe('dispensed, not paid (RV19)', () => {
  test('puts the cost of the product at risk while it is out, by the newest claim of the fill alone', () => {
    expect(codesOf({ isPaid: false })).toEqual([['RV19', 9_000]]);
    expect(codesOf({ isPaid: false, isNewestOfFill: false })).toEqual([]);
    expect(codesOf({ isPaid: false, outThousandths: 0 })).toEqual([]);
  });
});

describe('a finding', () => {
  const look = (state: FindingState, atRisk: number | null) =>
    decideLook(
      { state, atRiskCents: cents(100), snoozedUntil: day('2026-02-10') },
      { atRiskCents: atRisk === null ? null : cents(atRisk), today: day('2026-02-10') },
    );
  test('closes by rule when its cause is gone, and opens again when it comes back', () => {
    expect(look('open', null)).toBe('gone');
    expect(look('gone', null)).toBeNull();
    expect(look('gone', 100)).toBe('open');
  });
  test('keeps the verdict of a person while the cause stands', () => {
    expect(look('false-positive', 900)).toBeNull();
    expect(look('resolved', 100)).toBeNull();
  });
  test('wakes on the day to which it was snoozed, and follows its amount', () => {
    expect(look('snoozed', 100)).toBe('open');
    expect(look('assigned', 90)).toBe('assigned');
    expect(look('assigned', 100)).toBeNull();
  });
  test('is worked while it is open alone', () => {
    expect(decideDeed('open', 'snooze', day('2026-02-10'))).toMatchObject({
      value: { state: 'snoozed', snoozedUntil: '2026-02-17' },
    });
    expect(decideDeed('gone', 'take', day('2026-02-10'))).toMatchObject({ ok: false });
  });
});
