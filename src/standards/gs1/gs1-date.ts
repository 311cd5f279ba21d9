import { addDays, type CalendarDay, parseCalendarDay } from '../../kernel/calendar-day.ts';

/**
 * Resolves YYMMDD to a day. Day 00 is the last day of the month. The century is the one that brings the year closest to
 * the current one: at most 49 years ahead and 50 behind (GS1 General Specifications, 7.12). Null when there is no such day.
 */
export function resolveShortDate(text: string, today: CalendarDay): CalendarDay | null {
  if (!/^\d{6}$/.test(text)) return null;
  const year = resolveYear(Number(text.slice(0, 2)), Number(today.slice(0, 4)));
  const month = `${year}-${text.slice(2, 4)}`;
  return text.endsWith('00') ? findLastDay(month) : parseCalendarDay(`${month}-${text.slice(4)}`);
}

function resolveYear(short: number, currentYear: number): number {
  const century = currentYear - (currentYear % 100);
  const distance = short - (currentYear % 100);
  if (distance >= 51) return century - 100 + short;
  return distance <= -50 ? century + 100 + short : century + short;
}

function findLastDay(month: string): CalendarDay | null {
  const late = parseCalendarDay(`${month}-28`);
  if (late === null) return null;
  return [3, 2, 1].map((days) => addDays(late, days)).find((day) => day.startsWith(month)) ?? late;
}
