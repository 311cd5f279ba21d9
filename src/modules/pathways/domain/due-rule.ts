import {
  addBusinessMinutes,
  type BusinessCalendar,
  findNextOpening,
  isBusinessDay,
  openingOn,
} from '../../../kernel/business-calendar.ts';
import { addDays, type CalendarDay, weekdayOf } from '../../../kernel/calendar-day.ts';
import { dayIn, type Instant, instantAt } from '../../../kernel/instant.ts';
import type { DueRule, MilestoneCode } from './pathway.ts';

/** What the due rules count from. */
export interface DueAnchors {
  readonly openedAt: Instant;
  readonly metAt: (milestone: MilestoneCode) => Instant | null;
  readonly runOutOn: CalendarDay | null;
}

const longestSearchDays = 366;

/** Computes when work is due by the first of its rules whose start is known; null when the site never opens. */
export function computeDueAt(
  rules: readonly DueRule[],
  anchors: DueAnchors,
  calendar: BusinessCalendar,
): Instant | null {
  for (const rule of rules) {
    if (rule.after === 'run-out') {
      if (anchors.runOutOn === null) continue;
      return endOfBusinessOn(calendar, addDays(anchors.runOutOn, rule.days ?? 0));
    }
    const from = rule.after === 'opened' ? anchors.openedAt : anchors.metAt(rule.after);
    if (from !== null) return computeFrom(rule, from, calendar);
  }
  return null;
}

function computeFrom(rule: DueRule, from: Instant, calendar: BusinessCalendar): Instant | null {
  if (rule.businessHours !== undefined) {
    return addBusinessMinutes(calendar, { from, minutes: rule.businessHours * 60 });
  }
  if (rule.days !== undefined) return endOfBusinessOn(calendar, addDays(dayIn(from, calendar.timeZone), rule.days));
  const start = findNextOpening(calendar, from);
  if (start === null) return null;
  let day = dayIn(start, calendar.timeZone);
  let left = rule.businessDays ?? 0;
  for (let searched = 0; left > 0 && searched < longestSearchDays; searched += 1) {
    day = addDays(day, 1);
    if (isBusinessDay(calendar, day)) left -= 1;
  }
  return closingOf(calendar, day);
}

/** Returns the end of business on a day or, where the site is closed then, of the last business day before it. */
function endOfBusinessOn(calendar: BusinessCalendar, day: CalendarDay): Instant | null {
  let open = day;
  for (let searched = 0; searched < longestSearchDays; searched += 1) {
    if (isBusinessDay(calendar, open)) return closingOf(calendar, open);
    open = addDays(open, -1);
  }
  return null;
}

function closingOf(calendar: BusinessCalendar, day: CalendarDay): Instant {
  const { timeZone } = calendar;
  const opening = openingOn(calendar, day);
  const closes = opening === '24/7' ? '24:00' : (opening.hoursByWeekday.get(weekdayOf(day))?.closes ?? '24:00');
  return closes === '24:00'
    ? instantAt({ day: addDays(day, 1), time: '00:00', timeZone })
    : instantAt({ day, time: closes, timeZone });
}
