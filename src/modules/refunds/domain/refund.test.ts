import { describe, expect, test } from 'vitest';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { cents, type UnitPrice } from '../../../kernel/money.ts';
import { chooseSelectedDrug } from './eligibility.ts';
import { chooseBenefit, computeRefundState, computeStandardRefund } from './refund.ts';
import { checkRefund, findBenefitFault, type JudgedRefund, listAgeBands, standardRefundTerms } from './refund-terms.ts';
import { findTransactionCode, readEffect } from './transaction-code.ts';

const price = (hundredThousandths: number): UnitPrice => hundredThousandths as UnitPrice;
const day = (text: string): CalendarDay => text as CalendarDay;

describe('the standard default refund amount', () => {
  test('rounds both sides before it subtracts, and is never below zero', () => {
    const of = { wac: price(33_335), mfp: price(16_665), quantityThousandths: 3_000 };
    expect(computeStandardRefund(of)).toBe(100 - 50);
    expect(computeStandardRefund({ ...of, wac: price(10_000) })).toBe(0);
    expect(computeStandardRefund({ ...of, wac: null })).toBe(0);
  });
});

describe('MFP or 340B', () => {
  test('is decided by the lower price, and is 340B where both are the same', () => {
    expect(chooseBenefit({ ceiling: price(3), mfp: price(4) })).toBe('340b');
    expect(chooseBenefit({ ceiling: price(4), mfp: price(4) })).toBe('340b');
    expect(chooseBenefit({ ceiling: price(5), mfp: price(4) })).toBe('mfp');
    expect(chooseBenefit({ ceiling: null, mfp: null })).toBe('none');
  });
});

describe('a refund', () => {
  const facts = { benefit: 'mfp' as const, isClaimPaid: true, lastEffect: null, toleranceCents: 1 };
  const state = (expected: number, received: number, change: Partial<Parameters<typeof computeRefundState>[0]> = {}) =>
    computeRefundState({ ...facts, expectedCents: cents(expected), receivedCents: cents(received), ...change });

  test('is paid within a cent, short or not owed beyond it, and tells what was said last while nothing came', () => {
    expect([state(100, 99), state(100, 101), state(100, 98), state(100, 102)]).toEqual([
      'paid',
      'paid',
      'short',
      'over',
    ]);
    expect(state(100, 0, { lastEffect: 'refused' })).toBe('refused');
    expect(state(100, 0, { lastEffect: 'plan' })).toBe('with-plan');
    expect([state(100, 0), state(0, 0)]).toEqual(['awaited', 'withdrawn']);
    expect(state(0, 100, { isClaimPaid: false })).toBe('to-return');
    expect(state(0, 100, { benefit: '340b' })).toBe('over');
  });

  test('on a claim of 340B is a fault from the first cent', () => {
    const refund: JudgedRefund = {
      ...{ serviceOn: day('2026-02-01'), expectedCents: cents(0), receivedCents: cents(1) },
      ...{ benefit: '340b', state: 'over' },
    };
    const by = { asOf: day('2026-02-02'), terms: standardRefundTerms };
    expect([checkRefund(refund, by), findBenefitFault(refund, by)]).toEqual([
      { code: 'RV14', atRiskCents: 1 },
      'double',
    ]);
    expect(checkRefund({ ...refund, benefit: 'mfp' }, by)).toBeNull();
  });

  test('fires on the day after its days, and is missed on the day after 45', () => {
    const refund: JudgedRefund = {
      ...{ serviceOn: day('2026-02-01'), expectedCents: cents(100), receivedCents: cents(0) },
      ...{ benefit: 'mfp', state: 'awaited' },
    };
    const on = (text: string) => ({ asOf: day(text), terms: standardRefundTerms });
    expect(checkRefund(refund, on('2026-02-22'))).toBeNull();
    expect(checkRefund(refund, on('2026-02-23'))).toEqual({ code: 'RV13', atRiskCents: 100 });
    expect(findBenefitFault(refund, on('2026-03-18'))).toBeNull();
    expect(findBenefitFault(refund, on('2026-03-19'))).toBe('missed');
  });

  test('is of exactly one band at every age', () => {
    const bands = listAgeBands(standardRefundTerms);
    for (let age = 0; age < 200; age += 1)
      expect(bands.filter(({ from, to }) => age >= from && (to === null || age <= to))).toHaveLength(1);
  });
});

test('a fair price counts from its day to its last, the newest first', () => {
  const told = {
    ndc11: '1',
    applicabilityYear: 2026,
    manufacturer: '',
    source: '',
    isVerified: true,
    isSynthetic: true,
  };
  const first = { ...told, validFrom: day('2026-01-01'), validTo: day('2026-12-31'), unitPrice: price(1) };
  const second = { ...told, validFrom: day('2027-01-01'), validTo: null, unitPrice: price(2) };
  const on = (text: string) => chooseSelectedDrug([first, second], day(text))?.unitPrice ?? null;
  expect([on('2025-12-31'), on('2026-12-31'), on('2027-01-01')]).toEqual([null, 1, 2]);
  expect(chooseSelectedDrug([first], day('2027-01-01'))).toBeNull();
});

test('a transaction code counts from its day on, and a line without a known one is told by its status', () => {
  expect(findTransactionCode('009', day('2025-12-31'))).toBeNull();
  const line = { transactionCode: '009', statusCode: '1', paidCents: 0 };
  expect(readEffect(line, day('2026-02-01'))).toBe('refused');
  expect(readEffect({ ...line, transactionCode: '777', statusCode: '22' }, day('2026-02-01'))).toBe('reversal');
  expect(readEffect({ ...line, transactionCode: null, paidCents: 5 }, day('2026-02-01'))).toBe('payment');
});
