import { describe, expect, it } from 'vitest';
import { addDays, type CalendarDay } from '../../../kernel/calendar-day.ts';
import { type FirstFillFacts, findFirstFillRule, judgeFirstFill } from './primary-non-adherence.ts';

const day = (text: string) => text as CalendarDay;
const receivedOn = day('2026-02-10');
const rule = findFirstFillRule(receivedOn);
if (rule === null) throw new Error('there is a rule');
const facts: FirstFillFacts = {
  ...{ receivedOn, isElectronic: true, filledBeforeOn: null, handedOverOn: null, isEnded: false },
};
const judge = (changed: Partial<FirstFillFacts>, today: string) =>
  judgeFirstFill({ ...facts, ...changed }, rule, day(today));

describe('a new prescription whose first fill was not handed over', () => {
  it('waits through the thirtieth day after its receipt and is overdue on the next', () => {
    expect(judge({}, '2026-03-12')).toEqual({ kind: 'waiting', overdueOn: '2026-03-13' });
    expect(judge({}, '2026-03-13')).toEqual({ kind: 'overdue', overdueOn: '2026-03-13' });
  });
  it('is handed over in time on the thirtieth day and late on the next, whenever one looks', () => {
    expect(judge({ handedOverOn: day('2026-03-12') }, '2026-06-01')).toMatchObject({ days: 30, isLate: false });
    expect(judge({ handedOverOn: day('2026-03-13') }, '2026-06-01')).toMatchObject({ days: 31, isLate: true });
  });
  it('is left out when the ingredient was filled within the look-back, counted to the day', () => {
    const filled = (days: number) => judge({ filledBeforeOn: addDays(receivedOn, -days) }, '2026-04-01').kind;
    expect([filled(180), filled(181)]).toEqual(['left-out', 'overdue']);
  });
  it('is left out when it did not come electronically', () => {
    expect(judge({ isElectronic: false }, '2026-04-01')).toEqual({ kind: 'left-out', reason: 'not-electronic' });
  });
  it('is closed by a coded end, unless it was handed over before', () => {
    expect(judge({ isEnded: true }, '2026-04-01')).toEqual({ kind: 'ended' });
    expect(judge({ isEnded: true, handedOverOn: receivedOn }, '2026-04-01').kind).toBe('handed-over');
  });
  it('is judged by the rule that held when it was received', () => {
    const later = { ...rule, effectiveFrom: day('2026-03-01'), days: 14 };
    expect(findFirstFillRule(day('2026-02-28'), [rule, later])?.days).toBe(30);
    expect(findFirstFillRule(day('2026-03-01'), [rule, later])?.days).toBe(14);
  });
});
