import { describe, expect, test } from 'vitest';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { cents } from '../../../kernel/money.ts';
import { checkBenefit, checkCardClaim, type JudgedBenefit } from './benefit-detector.ts';
import type { JudgedClaim } from './detector.ts';

const day = (text: string) => text as CalendarDay;
// Filled on February 1 for 28 days: the next fill is needed by March 1.
const claim: JudgedClaim = {
  ...{ claimId: 'claim', serviceOn: day('2026-02-01'), daysSupply: 28, isPaid: true, agreedCents: cents(10_000) },
  ...{ reimbursementCents: cents(10_500), netMarginCents: cents(500), productCostCents: cents(9_000) },
  ...{ outThousandths: 2_000, isNewestOfFill: true, isNewestOfTherapy: true },
};
const find = (benefit: Partial<JudgedBenefit>, changed: Partial<JudgedClaim> = {}, asOf = '2026-02-05') =>
  checkBenefit(
    { ...claim, ...changed },
    { authorizedTo: null, coverageState: 'active', ...benefit },
    { asOf: day(asOf) },
  );
const codesOf = (...of: Parameters<typeof find>) =>
  find(...of).map(({ detector, atRiskCents }) => [detector, atRiskCents]);

describe('an authorization that ends before the next fill (RV05)', () => {
  test('puts what the fill brings at risk, up to two days after it is needed', () => {
    expect(codesOf({ authorizedTo: day('2026-03-02') })).toEqual([['RV05', 10_500]]);
    expect(codesOf({ authorizedTo: day('2026-03-03') })).toEqual([]);
  });
  test('names the end and the day of need', () => {
    expect(find({ authorizedTo: day('2026-02-20') })[0]?.facts).toEqual({
      ...{ authorizedTo: '2026-02-20', needBy: '2026-03-01' },
    });
  });
  test('is silent without an end, on older or unpaid claims, and once the therapy is not filled any more', () => {
    const ends = { authorizedTo: day('2026-02-20') };
    expect(codesOf({})).toEqual([]);
    expect(codesOf(ends, { isNewestOfTherapy: false })).toEqual([]);
    expect(codesOf(ends, { isPaid: false })).toEqual([]);
    expect(codesOf(ends, {}, '2026-03-31')).toHaveLength(1);
    expect(codesOf(ends, {}, '2026-04-01')).toEqual([]);
  });
});

test('inactive coverage puts the cost of one fill at risk (RV07), and coverage not known yet does not', () => {
  expect(codesOf({ coverageState: 'inactive' })).toEqual([['RV07', 9_000]]);
  expect(codesOf({ coverageState: 'unknown' })).toEqual([]);
  expect(codesOf({ coverageState: null })).toEqual([]);
});

test('GS12: a card that paid behind a government program is a finding (RV28) until its claim is reversed', () => {
  const card = { claimId: 'card', isPaid: true, isFirstPayerGovernment: true, paidCents: cents(4_000) };
  expect(checkCardClaim(card)).toMatchObject([{ detector: 'RV28', atRiskCents: 4_000 }]);
  expect(checkCardClaim({ ...card, isPaid: false })).toEqual([]);
  expect(checkCardClaim({ ...card, isFirstPayerGovernment: false })).toEqual([]);
});
