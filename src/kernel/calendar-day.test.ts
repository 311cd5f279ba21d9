import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  type CalendarDay,
  computeAgeYears,
  countDaysBetween,
  formatBasicDay,
  parseBasicDay,
  parseCalendarDay,
  weekdayOf,
} from './calendar-day.ts';

const day = (text: string): CalendarDay => {
  const parsed = parseCalendarDay(text);
  if (parsed === null) throw new Error(`${text} is no day`);
  return parsed;
};

const anyDay = fc.integer({ min: -40_000, max: 60_000 }).map((offset) => addDays(day('2000-01-01'), offset));

describe('a calendar day', () => {
  it.each(['2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('%s exists', (text) => {
    expect(parseCalendarDay(text)).toBe(text);
  });

  it.each([
    '2023-02-29',
    '1900-02-29',
    '2024-13-01',
    '2024-00-10',
    '2024-04-31',
    '0000-01-01',
    '2024-1-1',
    '',
    '20240101',
  ])('%s does not exist', (text) => {
    expect(parseCalendarDay(text)).toBeNull();
  });

  it('reads and writes the basic form', () => {
    expect(parseBasicDay('20240229')).toBe('2024-02-29');
    expect(parseBasicDay('20230229')).toBeNull();
    expect(parseBasicDay('2024-02-29')).toBeNull();
    fc.assert(
      fc.property(anyDay, (any) => {
        expect(parseBasicDay(formatBasicDay(any))).toBe(any);
      }),
    );
  });

  it('counts back what was added, over month ends and leap years', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -5000, max: 5000 }), (from, days) => {
        expect(countDaysBetween({ from, to: addDays(from, days) })).toBe(days);
      }),
    );
  });

  it('sorts as text in calendar order', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (left, right) => {
        expect(left < right).toBe(countDaysBetween({ from: left, to: right }) > 0);
      }),
    );
  });

  it('knows the weekday, Monday 1 to Sunday 7', () => {
    expect(weekdayOf(day('2026-11-02'))).toBe(1);
    expect(weekdayOf(day('2026-11-08'))).toBe(7);
  });

  it('completes a year of life on the birthday, and on 1 March for those born on 29 February', () => {
    expect(computeAgeYears({ birthDate: day('1987-02-20'), on: day('2005-02-19') })).toBe(17);
    expect(computeAgeYears({ birthDate: day('1987-02-20'), on: day('2005-02-20') })).toBe(18);
    expect(computeAgeYears({ birthDate: day('2008-02-29'), on: day('2026-02-28') })).toBe(17);
    expect(computeAgeYears({ birthDate: day('2008-02-29'), on: day('2026-03-01') })).toBe(18);
  });
});
