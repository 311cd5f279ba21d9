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
  return toLocalText(instant, timeZone).slice(0, 10) as CalendarDay;
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
  const asUtc = Date.parse(`${local.day}T${local.time}Z`);
  // No zone is a day away from UTC, and none changes twice within two days.
  const before = findSpan(asUtc - dayMilliseconds, local.timeZone);
  const after = findSpan(asUtc + dayMilliseconds, local.timeZone);
  const [first] = [before, after]
    .filter(({ from, to, offset }) => from <= asUtc - offset && asUtc - offset < to)
    .map(({ offset }) => asUtc - offset)
    .sort((left, right) => left - right);
  return instantOf(first ?? asUtc - before.offset);
}

/** Writes a moment as local text `YYYY-MM-DD HH:MM` in a time zone. */
export function formatLocalMinute(instant: Instant, timeZone: TimeZone): string {
  return toLocalText(instant, timeZone).slice(0, 16).replace('T', ' ');
}

const dayMilliseconds = 86_400_000;

/** A span of time in which a zone keeps one offset, in milliseconds. */
interface OffsetSpan {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
}

// The rules of zones are read once for each span: a calendar asks for the same ones again and again.
const spansOfZone = new Map<TimeZone, OffsetSpan[]>();

function toLocalText(instant: Instant, timeZone: TimeZone): string {
  const milliseconds = millisecondsOf(instant);
  return new Date(milliseconds + findSpan(milliseconds, timeZone).offset).toISOString();
}

function findSpan(milliseconds: number, timeZone: TimeZone): OffsetSpan {
  const spans = spansOfZone.get(timeZone) ?? [];
  const known = spans.find(({ from, to }) => from <= milliseconds && milliseconds < to);
  if (known !== undefined) return known;
  const zoned = Temporal.Instant.fromEpochMilliseconds(milliseconds).toZonedDateTimeISO(timeZone);
  const span = {
    // A change at this very millisecond has happened: the one before it is asked for a millisecond later.
    from: zoned.add({ milliseconds: 1 }).getTimeZoneTransition('previous')?.epochMilliseconds ?? -Infinity,
    to: zoned.getTimeZoneTransition('next')?.epochMilliseconds ?? Infinity,
    offset: zoned.offsetNanoseconds / 1_000_000,
  };
  spansOfZone.set(timeZone, [...spans, span]);
  return span;
}
