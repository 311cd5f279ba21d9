import type { Opening, OpeningHours } from '../../../kernel/business-calendar.ts';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { identityRefusals } from '../refusals.ts';

/** What the ISO weekdays are called, Monday first. */
export const weekdayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** Opening hours and holidays as they are written: the hours of each weekday on which the site opens, and the days it stays closed. */
export type WrittenOpening =
  | '24/7'
  | {
      readonly hours: readonly (OpeningHours & { readonly weekday: number })[];
      readonly holidays: readonly string[];
    };

/**
 * Decides whether a site may open otherwise from a day on. That day is to come, so that nothing that is due already is counted
 * anew, and a day closes later than it opens.
 */
export function decideOpeningChange(change: {
  readonly validFrom: CalendarDay | string;
  readonly opening: WrittenOpening;
  readonly today: CalendarDay;
}): Result<null> {
  if (change.validFrom <= change.today) return refuse(identityRefusals.calendarTooSoon, { today: change.today });
  if (change.opening === '24/7') return ok(null);
  const { hours } = change.opening;
  const weekdays = new Set(hours.map(({ weekday }) => weekday));
  const isPossible =
    hours.length > 0 && weekdays.size === hours.length && hours.every(({ opens, closes }) => opens < closes);
  return isPossible ? ok(null) : refuse(identityRefusals.calendarInvalid);
}

/** Turns what was written into an opening. */
export function toOpening(written: WrittenOpening): Opening {
  if (written === '24/7') return written;
  return {
    hoursByWeekday: new Map(written.hours.map(({ weekday, opens, closes }) => [weekday, { opens, closes }])),
    holidays: new Set(written.holidays as readonly CalendarDay[]),
  };
}

/** Writes an opening, weekdays and holidays in order. */
export function toWrittenOpening(opening: Opening): WrittenOpening {
  if (opening === '24/7') return opening;
  return {
    hours: [...opening.hoursByWeekday]
      .map(([weekday, hours]) => ({ weekday, ...hours }))
      .sort((left, right) => left.weekday - right.weekday),
    holidays: [...opening.holidays].sort(),
  };
}

/** Something that differs between two openings, as a person reads it; null was not there before. */
export interface OpeningChange {
  readonly label: string;
  readonly before: string | null;
  readonly after: string;
}

/** Lists what is different from the opening before: hours by weekday, then holidays that are added and dropped from a day on. */
export function listOpeningChanges(
  before: WrittenOpening,
  after: WrittenOpening,
  from: CalendarDay | string,
): readonly OpeningChange[] {
  const hours = weekdayNames.flatMap((label, index) => {
    const [earlier, later] = [describeHours(before, index + 1), describeHours(after, index + 1)];
    return earlier === later ? [] : [{ label, before: earlier, after: later }];
  });
  const [earlier, later] = [holidaysOf(before), holidaysOf(after)];
  const added = later.filter((day) => !earlier.includes(day));
  const dropped = earlier.filter((day) => day >= from && !later.includes(day));
  return [
    ...hours,
    ...added.map((day) => ({ label: `Holiday ${day}`, before: null, after: 'Closed' })),
    ...dropped.map((day) => ({ label: `Holiday ${day}`, before: 'Closed', after: 'Opens as on other days' })),
  ];
}

function describeHours(opening: WrittenOpening, weekday: number): string {
  if (opening === '24/7') return 'Always open';
  const hours = opening.hours.find((one) => one.weekday === weekday);
  return hours === undefined ? 'Closed' : `${hours.opens} to ${hours.closes}`;
}

function holidaysOf(opening: WrittenOpening): readonly string[] {
  return opening === '24/7' ? [] : opening.holidays;
}
