import { Temporal } from '@js-temporal/polyfill';
import type { Brand } from './brand.ts';

/** A day of the calendar without a time zone, as `YYYY-MM-DD`. Texts compare in calendar order. */
export type CalendarDay = Brand<string, 'CalendarDay'>;

/** Reads `YYYY-MM-DD`; null when it is no day of the calendar. */
export function parseCalendarDay(text: string): CalendarDay | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  date.setUTCFullYear(year);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year > 0 ? (text as CalendarDay) : null;
}

/** Reads the basic form `YYYYMMDD` that HL7, X12 and NCPDP Telecommunication use; null when it is no day. */
export function parseBasicDay(text: string): CalendarDay | null {
  if (!/^\d{8}$/.test(text)) return null;
  return parseCalendarDay(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`);
}

/** Writes the basic form `YYYYMMDD`. */
export function formatBasicDay(day: CalendarDay): string {
  return day.replaceAll('-', '');
}

/** Returns the number of a day, counted from 1 January 1970 as 0, for arithmetic over many days. */
export function toDayNumber(day: CalendarDay): number {
  return Date.parse(`${day}T00:00:00.000Z`) / 86_400_000;
}

/** Adds days, which may be negative. */
export function addDays(day: CalendarDay, days: number): CalendarDay {
  return new Date((toDayNumber(day) + days) * 86_400_000).toISOString().replace(/T.*/, '') as CalendarDay;
}

/** Counts the days from one day to another; negative when `to` is earlier. */
export function countDaysBetween(range: { readonly from: CalendarDay; readonly to: CalendarDay }): number {
  return toDayNumber(range.to) - toDayNumber(range.from);
}

/** Computes the completed years of life on a day. */
export function computeAgeYears(life: { readonly birthDate: CalendarDay; readonly on: CalendarDay }): number {
  return Temporal.PlainDate.from(life.birthDate).until(life.on, { largestUnit: 'year' }).years;
}

/** Returns the ISO weekday, Monday 1 to Sunday 7. */
export function weekdayOf(day: CalendarDay): number {
  return ((((toDayNumber(day) + 3) % 7) + 7) % 7) + 1;
}
