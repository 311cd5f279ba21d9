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

/** The working time of a site in its time zone. A site that never closes keeps no holidays. */
export interface BusinessCalendar {
  readonly timeZone: TimeZone;
  readonly opening: '24/7' | OpeningPlan;
}

const endOfTime = '9999-12-30T00:00:00.000Z' as Instant;

/** Tells whether the site is open at a moment; it is open at the opening time and closed at the closing time. */
export function isOpenAt(calendar: BusinessCalendar, instant: Instant): boolean {
  if (calendar.opening === '24/7') return true;
  const hours = findOpening(calendar, calendar.opening, dayIn(instant, calendar.timeZone));
  return hours !== null && hours.from <= instant && instant < hours.to;
}

/** Tells whether a date is a business day: the site opens on it and it is no holiday. */
export function isBusinessDay(calendar: BusinessCalendar, day: CalendarDay): boolean {
  const { opening } = calendar;
  return opening === '24/7' || (opening.hoursByWeekday.has(weekdayOf(day)) && !opening.holidays.has(day));
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
  if (calendar.opening === '24/7') return Math.max(0, countDaysBetween({ from: first, to: last }));
  let count = 0;
  for (let day = addDays(first, 1); day <= last; day = addDays(day, 1)) {
    if (isBusinessDay(calendar, day)) count += 1;
  }
  return count;
}

function* listOpenings(calendar: BusinessCalendar, span: Interval): Generator<Interval> {
  if (calendar.opening === '24/7') {
    yield* clipIntervals([span], span);
    return;
  }
  if (calendar.opening.hoursByWeekday.size === 0) return;
  const last = dayIn(span.to, calendar.timeZone);
  for (let day = dayIn(span.from, calendar.timeZone); day <= last; day = addDays(day, 1)) {
    const opening = findOpening(calendar, calendar.opening, day);
    if (opening !== null) yield* clipIntervals([opening], span);
  }
}

// A calendar never changes, and turning local into universal time is dear: each of its days is computed once.
const knownOpenings = new WeakMap<BusinessCalendar, Map<CalendarDay, Interval | null>>();

function findOpening(calendar: BusinessCalendar, plan: OpeningPlan, day: CalendarDay): Interval | null {
  const known = knownOpenings.get(calendar) ?? new Map<CalendarDay, Interval | null>();
  knownOpenings.set(calendar, known);
  const found = known.get(day);
  if (found !== undefined) return found;
  const opening = computeOpening(calendar, plan, day);
  known.set(day, opening);
  return opening;
}

function computeOpening(calendar: BusinessCalendar, plan: OpeningPlan, day: CalendarDay): Interval | null {
  const hours = plan.hoursByWeekday.get(weekdayOf(day));
  if (hours === undefined || plan.holidays.has(day)) return null;
  const { timeZone } = calendar;
  return {
    from: instantAt({ day, time: hours.opens, timeZone }),
    to:
      hours.closes === '24:00'
        ? instantAt({ day: addDays(day, 1), time: '00:00', timeZone })
        : instantAt({ day, time: hours.closes, timeZone }),
  };
}
