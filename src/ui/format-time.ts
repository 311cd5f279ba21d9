import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { Instant, TimeZone } from '../kernel/instant.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** Writes the time of day in a zone on the 24-hour clock: `14:05`. */
export function formatTime(at: Instant, timeZone: TimeZone): string {
  return formatWith(at, timeZone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

/** Writes the day in a zone: `Mar 4, 2026`. */
export function formatDay(at: Instant, timeZone: TimeZone): string {
  return formatWith(at, timeZone, { year: 'numeric', month: 'short', day: 'numeric' });
}

/** Writes the day with its weekday, as the heading of a day's entries: `Wed, Mar 4, 2026`. */
export function formatDayHeading(at: Instant, timeZone: TimeZone): string {
  return formatWith(at, timeZone, { weekday: 'short', year: 'numeric', month: 'short', day: 'numeric' });
}

/** Writes day and time; the year only when it is not the year of `now`: `Mar 4, 14:05` or `Mar 4, 2025, 14:05`. */
export function formatDayTime(at: Instant, place: { readonly timeZone: TimeZone; readonly now: Instant }): string {
  const sameYear = yearIn(at, place.timeZone) === yearIn(place.now, place.timeZone);
  const day = sameYear
    ? formatWith(at, place.timeZone, { month: 'short', day: 'numeric' })
    : formatDay(at, place.timeZone);
  return `${day}, ${formatTime(at, place.timeZone)}`;
}

/** Writes the moment in full with seconds and the zone's abbreviation: `Wed, Mar 4, 2026, 14:05:09 EST`. */
export function formatMomentInFull(at: Instant, timeZone: TimeZone): string {
  const time = formatWith(at, timeZone, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  });
  return `${formatDayHeading(at, timeZone)}, ${time}`;
}

/** Writes a calendar day, which has no zone: `Mar 4, 2026`. */
export function formatCalendarDay(day: CalendarDay): string {
  return formatWith(`${day}T00:00:00.000Z` as Instant, 'UTC' as TimeZone, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
  });
}

/** Returns the calendar day of a moment in a zone as `YYYY-MM-DD`, the key by which entries are grouped. */
export function dayKeyIn(at: Instant, timeZone: TimeZone): string {
  const parts = formatterOf(timeZone, { year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(
    Date.parse(at),
  );
  const part = (type: string): string => parts.find((candidate) => candidate.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

function yearIn(at: Instant, timeZone: TimeZone): string {
  return formatWith(at, timeZone, { year: 'numeric' });
}

function formatWith(at: Instant, timeZone: TimeZone, options: Intl.DateTimeFormatOptions): string {
  return formatterOf(timeZone, options).format(Date.parse(at));
}

/** Keeps each formatter: making one costs a thousand times what using it does. */
function formatterOf(timeZone: TimeZone, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${timeZone} ${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', { ...options, timeZone });
  formats.set(key, made);
  return made;
}
