import { expect, test } from 'vitest';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { Id } from '../../../kernel/ids.ts';
import { isCoverageInForce, isSameCard } from './coverage.ts';

const day = (text: string): CalendarDay => text as CalendarDay;
const planId = 'plan' as Id<'plan'>;

test('a coverage pays from its first to its last day while it is active', () => {
  const coverage = { state: 'active', validFrom: day('2026-01-01'), validTo: day('2026-06-30') } as const;
  expect(isCoverageInForce(coverage, day('2025-12-31'))).toBe(false);
  expect(isCoverageInForce(coverage, day('2026-01-01'))).toBe(true);
  expect(isCoverageInForce(coverage, day('2026-06-30'))).toBe(true);
  expect(isCoverageInForce(coverage, day('2026-07-01'))).toBe(false);
  expect(isCoverageInForce({ ...coverage, state: 'ended' }, day('2026-02-01'))).toBe(false);
  expect(isCoverageInForce({ state: 'active', validFrom: null, validTo: null }, day('2026-02-01'))).toBe(true);
});

test('a card is the same by plan and member, or by the payer as written and member', () => {
  const card = { planId, payerName: null, memberId: 'AB-12' };
  expect(isSameCard(card, { ...card, memberId: 'ab12' })).toBe(true);
  expect(isSameCard(card, { ...card, memberId: 'AB13' })).toBe(false);
  expect(isSameCard(card, { ...card, planId: null })).toBe(false);
  const written = { planId: null, payerName: 'Meridian Benefit', memberId: 'AB-12' };
  expect(isSameCard(written, { ...written, payerName: 'MERIDIAN  BENEFIT' })).toBe(true);
  expect(isSameCard(written, { ...written, payerName: 'Northlight' })).toBe(false);
});
