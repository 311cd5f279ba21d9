import { describe, expect, it } from 'vitest';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { adherenceRules } from './adherence-rule.ts';
import { computeAdherence } from './adherence-standing.ts';

const day = (text: string): CalendarDay => text as CalendarDay;
const [rule] = adherenceRules;
const fill = (date: string, days = 30) => ({ date: day(date), days, ingredient: 'adalimumab' });

function standing(fills: readonly ReturnType<typeof fill>[], asOf: string) {
  if (rule === undefined) throw new Error('there is no rule');
  return computeAdherence({ fills, age: 50 }, { asOf: day(asOf), rule });
}

describe('how one patient keeps to a therapy', () => {
  it('is measured to date, and what is still allowed over the whole year', () => {
    const { toDate, wholeYear } = standing([fill('2026-01-01'), fill('2026-02-10')], '2026-02-28');
    expect(toDate).toMatchObject({ treatmentDays: 59, coveredDays: 49, gapDays: 10 });
    expect(wholeYear).toMatchObject({ treatmentDays: 365, gapsBeforeAsOf: 10, allowableGapDaysLeft: 63 });
  });

  it('names the first day of too many uncovered ones if nothing more comes', () => {
    // 365 days allow 73 gaps: 10 before the second fill, then 63 from 12 March on, so that the 64th is 14 May.
    const { fallsBelowOn } = standing([fill('2026-01-01'), fill('2026-02-10')], '2026-02-28');
    expect(fallsBelowOn).toBe('2026-05-14');
    expect(standing([fill('2026-12-01', 31)], '2026-12-05').fallsBelowOn).toBeNull();
  });

  it('shows each day of each month as covered, uncovered, or not measured', () => {
    const { months } = standing([fill('2026-01-10', 10)], '2026-02-02');
    expect(months.map(({ month, days }) => [month, days.length])).toEqual([
      ['2026-01', 31],
      ['2026-02', 28],
    ]);
    const [january, february] = months;
    expect([january?.days[8], january?.days[9], january?.days[18], january?.days[19]]).toEqual([
      ...[null, true, true, false],
    ]);
    expect(february?.days.slice(0, 3)).toEqual([false, false, null]);
  });

  it('is not measured before the first fill', () => {
    expect(standing([], '2026-02-02')).toMatchObject({ months: [], fallsBelowOn: null, toDate: { index: null } });
  });

  it('does not count fills that are still to come', () => {
    expect(standing([fill('2026-01-01'), fill('2026-03-01')], '2026-02-02').toDate.coveredDays).toBe(30);
  });
});
