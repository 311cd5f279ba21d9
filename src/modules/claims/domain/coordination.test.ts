import { describe, expect, test } from 'vitest';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { cents } from '../../../kernel/money.ts';
import { decideCoordination, type EarlierClaim } from './coordination.ts';

const paid: EarlierClaim = {
  ...{ payerOrder: 1, state: 'paid', bin: '990001', answeredOn: '2026-03-02' as CalendarDay },
  ...{ totalPaidCents: cents(80_000), patientPayCents: cents(20_000), rejectCodes: [] },
};
const rejected: EarlierClaim = {
  ...paid,
  ...{ state: 'rejected', totalPaidCents: null, patientPayCents: null, rejectCodes: ['70'] },
};
const codeOf = (earlier: readonly EarlierClaim[], isAssistance = false) => {
  const decided = decideCoordination(earlier, isAssistance);
  return decided.ok ? decided.value.otherCoverageCode : decided.refusal.code;
};

describe('the next payer of a fill', () => {
  test('is told 2 after a payment, 3 after a reject, 4 after a payment of nothing, and 8 where the patient’s share is asked', () => {
    expect(codeOf([paid])).toBe('2');
    expect(codeOf([rejected])).toBe('3');
    expect(codeOf([{ ...paid, totalPaidCents: cents(0) }])).toBe('4');
    expect(codeOf([paid], true)).toBe('8');
  });

  test('is told what each payer before paid and left, or why it rejected', () => {
    const decided = decideCoordination([rejected, { ...paid, payerOrder: 2, bin: '990002' }], false);
    expect(decided).toMatchObject({
      ok: true,
      value: {
        otherPayers: [
          { payerOrder: 1, bin: '990001', paidCents: null, patientCents: null, rejectCodes: ['70'] },
          { payerOrder: 2, bin: '990002', paidCents: 80_000, patientCents: 20_000, rejectCodes: [] },
        ],
      },
    });
  });

  test('is not billed before the first one answered, nor when nothing is left', () => {
    expect(codeOf([])).toBe('claims.first-payer-missing');
    expect(codeOf([{ ...paid, state: 'unanswered' }])).toBe('claims.earlier-payer-open');
    expect(codeOf([{ ...paid, patientPayCents: cents(0) }])).toBe('claims.nothing-left-to-pay');
  });
});
