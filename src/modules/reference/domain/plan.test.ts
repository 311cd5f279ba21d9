import { describe, expect, test } from 'vitest';
import { choosePlan, type PayerId, type Plan, type PlanId } from './plan.ts';

function plan(name: string, pcn: string, groupNumber: string, bin = '990001'): Plan {
  return {
    planId: name as PlanId,
    payerId: 'payer' as PayerId,
    payerName: 'Payer',
    name,
    kind: 'commercial',
    bin,
    pcn,
    groupNumber,
    isSynthetic: true,
  };
}

describe('the plan of a card', () => {
  const general = plan('general', 'MBP', '');
  const grouped = plan('grouped', 'MBP', 'ACME-1');
  const other = plan('other', 'HD', '');

  test('BIN, PCN and group name a plan; letter case and punctuation do not count', () => {
    expect(choosePlan([general, grouped, other], { bin: '990001', pcn: 'mbp', group: 'acme1' })).toBe(grouped);
  });

  test('an unknown group falls back to the plan of the PCN for any group', () => {
    expect(choosePlan([general, grouped, other], { bin: '990001', pcn: 'MBP', group: 'NOBODY' })).toBe(general);
    expect(choosePlan([grouped, other], { bin: '990001', pcn: 'HD', group: 'X' })).toBe(other);
  });

  test('a card without a PCN names the plan of a BIN that has only one', () => {
    expect(choosePlan([other], { bin: '990001' })).toBe(other);
    expect(choosePlan([general, other], { bin: '990001' })).toBeNull();
  });

  test('an unknown PCN is no plan, unless the BIN has one for any PCN', () => {
    expect(choosePlan([other], { bin: '990001', pcn: 'NEW' })).toBeNull();
    const any = plan('any', '', '');
    expect(choosePlan([any, other], { bin: '990001', pcn: 'NEW' })).toBe(any);
  });

  test('several plans that fit are no plan rather than a guess', () => {
    const second = plan('second', 'MBP', 'B');
    expect(choosePlan([grouped, second], { bin: '990001', pcn: 'MBP', group: 'C' })).toBeNull();
    expect(choosePlan([other], { bin: '990002', pcn: 'HD' })).toBeNull();
  });
});
