import { addDays, type CalendarDay, countDaysBetween, weekdayOf } from './calendar-day.ts';
import { addMilliseconds, dayIn, type Instant, instantAt, millisecondsOf, type TimeZone } from './instant.ts';
import { clipIntervals, computeTotalMilliseconds, type Interval, subtractIntervals } from './intervals.ts';

/** Local opening and closing time of a day, `HH:MM`, closing later than opening and at most `24:00`. */
export interface OpeningHours {
  readonly opens: string;
  readonly closes: string;
}

/** When a site works: the opening hours of each ISO weekday (Monday 1 to Sunday 7) and the dates on which it stays closed. */
interface OpeningPlan {
  readonly hoursByWeekday: ReadonlyMap<number, OpeningHours>;
  readonly holidays: ReadonlySet<CalendarDay>;
}

/** When a site works; one that never closes keeps no holidays. */
export type Opening = '24/7' | OpeningPlan;

/** The working time of a site in its time zone. */
export interface BusinessCalendar {
  readonly timeZone: TimeZone;
  readonly opening: Opening;
  /** What takes the place of the opening before from a day on, the earliest first. */
  readonly laterOpenings?: readonly { readonly from: CalendarDay; readonly opening: Opening }[];
}

const wholeDay: OpeningHours = { opens: '00:00', closes: '24:00' };
const endOfTime = '9999-12-30T00:00:00.000Z' as Instant;

/** Returns the opening that counts on a date. */
export function openingOn(calendar: BusinessCalendar, day: CalendarDay): Opening {
  return calendar.laterOpenings?.findLast(({ from }) => from <= day)?.opening ?? calendar.opening;
}

/** Tells whether the site is open at a moment; it is open at the opening time and closed at the closing time. */
export function isOpenAt(calendar: BusinessCalendar, instant: Instant): boolean {
  const hours = findHours(calendar, dayIn(instant, calendar.timeZone));
  return hours !== null && hours.from <= instant && instant < hours.to;
}

/** Tells whether a date is a business day: the site opens on it and it is no holiday. */
export function isBusinessDay(calendar: BusinessCalendar, day: CalendarDay): boolean {
  const opening = openingOn(calendar, day);
  return opening === '24/7' || (opening.hoursByWeekday.has(weekdayOf(day)) && !opening.holidays.has(day));
}

/** Tells whether the site stays closed on a date because it is one of its holidays. */
export function isHoliday(calendar: BusinessCalendar, day: CalendarDay): boolean {
  const opening = openingOn(calendar, day);
  return opening !== '24/7' && opening.holidays.has(day);
}

/** Returns the first open moment at or after an instant; null when the site never opens again. */
export function findNextOpening(calendar: BusinessCalendar, instant: Instant): Instant | null {
  const [first] = listOpenings(calendar, { from: instant, to: endOfTime });
  return first?.from ?? null;
}

/** Computes the minutes of a span that lie inside opening hours; a fraction of a minute counts as such. */
export function computeBusinessMinutes(calendar: BusinessCalendar, span: Interval): number {
  return computeTotalMilliseconds([...listOpenings(calendar, span)]) / 60_000;
}

/**
 * Returns the earliest instant at which business minutes have passed since a start, not counting the pauses.
 * Null when that does not happen by `until`, or never.
 */
export function addBusinessMinutes(
  calendar: BusinessCalendar,
  budget: {
    readonly from: Instant;
    readonly minutes: number;
    readonly pauses?: readonly Interval[];
    readonly until?: Instant;
  },
): Instant | null {
  let left = Math.round(budget.minutes * 60_000);
  if (left <= 0) return budget.from;
  for (const opening of listOpenings(calendar, { from: budget.from, to: budget.until ?? endOfTime })) {
    for (const worked of subtractIntervals(opening, budget.pauses ?? [])) {
      const length = millisecondsOf(worked.to) - millisecondsOf(worked.from);
      if (length >= left) return addMilliseconds(worked.from, left);
      left -= length;
    }
  }
  return null;
}

/**
 * Counts the business days after the date on which business first runs at or after `from`, up to and including the
 * date of `to`. Work that arrives after closing counts from the next opening; what is done the same day counts 0.
 */
export function countBusinessDays(calendar: BusinessCalendar, span: Interval): number {
  const start = findNextOpening(calendar, span.from);
  if (start === null) return 0;
  const first = dayIn(start, calendar.timeZone);
  const last = dayIn(span.to, calendar.timeZone);
  if (isAlwaysOpen(calendar)) return Math.max(0, countDaysBetween({ from: first, to: last }));
  let count = 0;
  for (let day = addDays(first, 1); day <= last; day = addDays(day, 1)) {
    if (isBusinessDay(calendar, day)) count += 1;
  }
  return count;
}

function* listOpenings(calendar: BusinessCalendar, span: Interval): Generator<Interval> {
  if (isAlwaysOpen(calendar)) {
    yield* clipIntervals([span], span);
    return;
  }
  const lastChange = calendar.laterOpenings?.at(-1)?.from;
  const last = dayIn(span.to, calendar.timeZone);
  for (let day = dayIn(span.from, calendar.timeZone); day <= last; day = addDays(day, 1)) {
    if ((lastChange === undefined || lastChange <= day) && neverOpens(openingOn(calendar, day))) return;
    const hours = findHours(calendar, day);
    if (hours !== null) yield* clipIntervals([hours], span);
  }
}

function isAlwaysOpen(calendar: BusinessCalendar): boolean {
  return calendar.opening === '24/7' && (calendar.laterOpenings ?? []).every(({ opening }) => opening === '24/7');
}

function neverOpens(opening: Opening): boolean {
  return opening !== '24/7' && opening.hoursByWeekday.size === 0;
}

// A calendar never changes, and turning local into universal time is dear: each of its days is computed once.
const knownOpenings = new WeakMap<BusinessCalendar, Map<CalendarDay, Interval | null>>();

function findHours(calendar: BusinessCalendar, day: CalendarDay): Interval | null {
  const known = knownOpenings.get(calendar) ?? new Map<CalendarDay, Interval | null>();
  knownOpenings.set(calendar, known);
  const found = known.get(day);
  if (found !== undefined) return found;
  const opening = computeHours(calendar, day);
  known.set(day, opening);
  return opening;
}

function computeHours(calendar: BusinessCalendar, day: CalendarDay): Interval | null {
  const opening = openingOn(calendar, day);
  const hours = opening === '24/7' ? wholeDay : opening.hoursByWeekday.get(weekdayOf(day));
  if (hours === undefined || (opening !== '24/7' && opening.holidays.has(day))) return null;
  const { timeZone } = calendar;
  return {
    from: instantAt({ day, time: hours.opens, timeZone }),
    to:
      hours.closes === '24:00'
        ? instantAt({ day: addDays(day, 1), time: '00:00', timeZone })
        : instantAt({ day, time: hours.closes, timeZone }),
  };
}
