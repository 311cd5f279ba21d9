import { describe, expect, it } from 'vitest';
import type { BusinessCalendar } from '../../../kernel/business-calendar.ts';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { TimeZone } from '../../../kernel/instant.ts';
import { assumedReceiving, computeNeedBy, receivesOn } from './receiving.ts';

const day = (text: string) => text as CalendarDay;
const hours = { opens: '08:00', closes: '18:00' };
const calendar: BusinessCalendar = {
  timeZone: 'America/New_York' as TimeZone,
  opening: {
    hoursByWeekday: new Map([1, 2, 3, 4, 5, 6].map((weekday) => [weekday, hours])),
    holidays: new Set([day('2026-11-26')]),
  },
};

describe('by when a clinic has to have what it administers', () => {
  it.each([
    ['the day before', '2026-12-04', '2026-12-03'],
    ['on a Friday for a Monday', '2026-12-07', '2026-12-04'],
    ['before a holiday for the day after it', '2026-11-27', '2026-11-25'],
  ])('is %s', (_name, appointmentOn, needBy) => {
    expect(computeNeedBy(day(appointmentOn), assumedReceiving, calendar)).toBe(needBy);
  });

  it('follows the days on which the clinic takes goods in', () => {
    const told = { weekdays: [2, 6], from: '07:00', until: '11:00' };
    expect(computeNeedBy(day('2026-12-04'), told, calendar)).toBe('2026-12-01');
    expect(computeNeedBy(day('2026-12-07'), told, calendar)).toBe('2026-12-05');
    expect(receivesOn(told, day('2026-12-04'), calendar)).toBe(false);
  });
});
