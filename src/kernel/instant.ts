import { Temporal } from '@js-temporal/polyfill';
import type { Brand } from './brand.ts';
import type { CalendarDay } from './calendar-day.ts';

/** A moment in UTC with milliseconds, as `YYYY-MM-DDTHH:MM:SS.sssZ`. Texts compare in order of time. */
export type Instant = Brand<string, 'Instant'>;

/** The name of a time zone of the IANA database, such as `America/New_York`. */
export type TimeZone = Brand<string, 'TimeZone'>;

/** Reads any ISO 8601 moment that carries a zone offset; null when it is none. */
export function parseInstant(text: string): Instant | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/.test(text)) return null;
  const milliseconds = Date.parse(text);
  return Number.isNaN(milliseconds) ? null : instantOf(milliseconds);
}

/** Makes an instant of milliseconds since 1970. */
export function instantOf(milliseconds: number): Instant {
  return new Date(milliseconds).toISOString() as Instant;
}

/** Returns milliseconds since 1970. */
export function millisecondsOf(instant: Instant): number {
  return Date.parse(instant);
}

/** Adds elapsed time; a span across a change of daylight saving keeps its length. */
export function addMilliseconds(instant: Instant, milliseconds: number): Instant {
  return instantOf(millisecondsOf(instant) + milliseconds);
}

/** Adds elapsed minutes. */
export function addMinutes(instant: Instant, minutes: number): Instant {
  return addMilliseconds(instant, minutes * 60_000);
}

/** Tells whether the time zone is one that this program knows. */
export function parseTimeZone(text: string): TimeZone | null {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: text }).resolvedOptions().timeZone.length > 0
      ? (text as TimeZone)
      : null;
  } catch {
    return null;
  }
}

/** Returns the calendar day of a moment in a time zone. */
export function dayIn(instant: Instant, timeZone: TimeZone): CalendarDay {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate().toString() as CalendarDay;
}

/**
 * Returns the moment of a local time on a day in a time zone.
 * A local time that a change of daylight saving skips counts from the later offset; one that occurs twice is the first.
 * @param local a day and `HH:MM`
 */
export function instantAt(local: {
  readonly day: CalendarDay;
  readonly time: string;
  readonly timeZone: TimeZone;
}): Instant {
  const zoned = Temporal.PlainDateTime.from(`${local.day}T${local.time}`).toZonedDateTime(local.timeZone, {
    disambiguation: 'compatible',
  });
  return instantOf(zoned.epochMilliseconds);
}

/** Writes a moment as local text `YYYY-MM-DD HH:MM` in a time zone. */
export function formatLocalMinute(instant: Instant, timeZone: TimeZone): string {
  const zoned = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone);
  return `${zoned.toPlainDate().toString()} ${zoned.toPlainTime().toString({ smallestUnit: 'minute' })}`;
}
