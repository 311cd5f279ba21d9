import { describe, expect, it } from 'vitest';
import { SampleTherapy } from '../../../../test/support/sample-therapy.ts';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { type CostOfWaiting, computeDaysWithout, describeCostOfWaiting, findCostOfWaiting } from './cost-of-waiting.ts';
import type { TherapyState } from './therapy-state.ts';

const start = '2026-02-09T16:00:00.000Z' as Instant;
const day = (text: string): CalendarDay => text as CalendarDay;
const ranOut: CostOfWaiting = { harmOn: day('2026-03-10'), basis: 'run-out' };
const late: CostOfWaiting = { harmOn: day('2026-02-23'), basis: 'expected-start' };

describe('what waiting costs', () => {
  it('begins two weeks after the receipt of a first prescription', () => {
    expect(findCostOfWaiting(new SampleTherapy(start).state)).toEqual(late);
  });

  it('begins when the supply runs out, that of the present cycle before that of the one before', () => {
    const { state } = new SampleTherapy(start);
    const prior: TherapyState = { ...state, priorRunOutOn: day('2026-03-10') };
    expect(findCostOfWaiting(prior)).toEqual(ranOut);
    const supply = { runOutOn: day('2026-04-09') } as NonNullable<TherapyState['supply']>;
    expect(findCostOfWaiting({ ...prior, supply })?.harmOn).toBe('2026-04-09');
  });

  it('is nothing once the therapy has ended', () => {
    const therapy = new SampleTherapy(start);
    therapy.give({ kind: 'end', reasonCode: 'patient-decision', source: null }, start);
    expect(findCostOfWaiting(therapy.state)).toBeNull();
  });

  it('counts days without medicine up, and days of supply left down', () => {
    expect(computeDaysWithout(ranOut, day('2026-03-14'))).toBe(4);
    expect(computeDaysWithout(ranOut, day('2026-03-08'))).toBe(-2);
  });

  it.each([
    [ranOut, '2026-03-14', '4 days without medicine'],
    [ranOut, '2026-03-11', '1 day without medicine'],
    [ranOut, '2026-03-10', 'Supply runs out today'],
    [ranOut, '2026-03-08', '2 days of supply left'],
    [late, '2026-02-25', 'Start 2 days late'],
    [late, '2026-02-23', 'Start due today'],
    [late, '2026-02-22', 'Start due in 1 day'],
  ])('is said in words: %o on %s is “%s”', (cost, today, sentence) => {
    expect(describeCostOfWaiting(cost, day(today))).toBe(sentence);
  });
});
