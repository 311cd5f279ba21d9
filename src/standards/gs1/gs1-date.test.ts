import { describe, expect, test } from 'vitest';
import { parseCalendarDay } from '../../kernel/calendar-day.ts';
import { resolveShortDate } from './gs1-date.ts';

function resolve(text: string, today: string): string | null {
  const day = parseCalendarDay(today);
  if (day === null) throw new Error(`${today} is no day`);
  return resolveShortDate(text, day);
}

describe('resolveShortDate', () => {
  test.each([
    ['271231', '2026-03-02', '2027-12-31'],
    ['271200', '2026-03-02', '2027-12-31'],
    ['280200', '2026-03-02', '2028-02-29'],
    ['270200', '2026-03-02', '2027-02-28'],
    ['270400', '2026-03-02', '2027-04-30'],
    ['750101', '2026-03-02', '2075-01-01'],
    ['760101', '2026-03-02', '2076-01-01'],
    ['770101', '2026-03-02', '1977-01-01'],
    ['990101', '2026-03-02', '1999-01-01'],
    ['010101', '2099-06-01', '2101-01-01'],
    ['500101', '2099-06-01', '2050-01-01'],
    ['490101', '2099-06-01', '2149-01-01'],
  ])('reads %s on %s as %s', (text, today, day) => {
    expect(resolve(text, today)).toBe(day);
  });

  test.each(['271301', '270230', '270001', '27010', 'ABCDEF', '271232'])('refuses %s', (text) => {
    expect(resolve(text, '2026-03-02')).toBeNull();
  });
});
