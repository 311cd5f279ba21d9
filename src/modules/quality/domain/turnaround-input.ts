import type { BusinessCalendar, OpeningHours } from '../../../kernel/business-calendar.ts';
import { parseCalendarDay } from '../../../kernel/calendar-day.ts';
import {
  isAbsent,
  type Members,
  type Report,
  readDay,
  readFacts,
  readList,
  readMembers,
  readText,
  readWhole,
} from '../../../kernel/fact-reading.ts';
import { formatLocalMinute, type Instant, instantAt, parseTimeZone, type TimeZone } from '../../../kernel/instant.ts';
import type { Json } from '../../../kernel/json.ts';
import type { Reading } from '../../../kernel/problem.ts';
import { evaluateTurnaround, type TurnaroundFacts, type Wait } from './turnaround.ts';

const keys = ['timeZone', 'calendar', 'received', 'ready', 'recordCreated', 'waits', 'interventions', 'slaMinutes'];
/** A year of minutes: a longer budget is a slip of the pen, and would be sought through the calendar day by day. */
const budgetLimits = { from: 1, to: 527_040 };
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const timeOfDay = /^([01]\d|2[0-3]):[0-5]\d$/;

/**
 * Evaluates `evaluate turnaround`: reads a JSON value of facts and returns the answer, or why it cannot be read.
 * Instants are answered as local time written like `received`: the same separator, with seconds when it has seconds or
 * when the instant does not fall on a whole minute.
 */
export function evaluateTurnaroundInput(input: unknown): Reading<Json> {
  const { message: facts, problems } = readTurnaroundFacts(input);
  if (facts === null) return { message: null, problems };
  const form = String((input as Members)['received']);
  const local = (instant: Instant | null): string | null =>
    instant === null ? null : formatLike(form, instant, facts.calendar.timeZone);
  const { slaStart, escalations, slaBreached, clean, ...measures } = evaluateTurnaround(facts);
  const levels = { 50: local(escalations[50]), 80: local(escalations[80]), 100: local(escalations[100]) };
  return {
    message: { ...measures, slaStart: local(slaStart), escalations: levels, slaBreached, clean },
    problems,
  };
}

/**
 * Reads the facts of a turnaround. Times are local to `timeZone`, `2026-03-06T16:45` or `2026-03-06 16:45`, also with
 * seconds; `ready` and the end of a wait may be null or absent while they lie ahead. A key that is not known is an error.
 */
function readTurnaroundFacts(input: unknown): Reading<TurnaroundFacts> {
  return readFacts((report) => composeFacts(input, report));
}

function composeFacts(input: unknown, report: Report): TurnaroundFacts | null {
  const members = readMembers(input, '$', keys, report);
  if (members === null) return null;
  const timeZone = readTimeZone(members['timeZone'], report);
  if (timeZone === null) return null;
  const readTime = (value: unknown, where: string): Instant | null => readLocalTime(value, where, timeZone, report);
  const calendar = readCalendar(members['calendar'], timeZone, report);
  const received = readTime(members['received'], '$.received');
  const ready = isAbsent(members['ready']) ? null : readTime(members['ready'], '$.ready');
  if (!isAbsent(members['recordCreated'])) readTime(members['recordCreated'], '$.recordCreated');
  if (received !== null && ready !== null && ready < received) {
    report('reversed', '$.ready', 'Ready lies before received.');
  }
  const waits = readList(members['waits'], '$.waits', report).map((item, index) =>
    readWait(item, `$.waits[${index}]`, readTime, report),
  );
  const interventions = readList(members['interventions'], '$.interventions', report).map(
    (item, index) => readText(item, `$.interventions[${index}]`, report) ?? '',
  );
  const slaMinutes = readWhole(members['slaMinutes'], '$.slaMinutes', budgetLimits, report);
  if (calendar === null || received === null || slaMinutes === null) return null;
  return {
    calendar,
    received,
    ready,
    waits: waits.filter((wait) => wait !== null),
    interventions,
    slaMinutes,
  };
}

function readWait(
  item: unknown,
  where: string,
  readTime: (value: unknown, where: string) => Instant | null,
  report: Report,
): Wait | null {
  const members = readMembers(item, where, ['reason', 'from', 'to'], report);
  if (members === null) return null;
  const reason = readText(members['reason'], `${where}.reason`, report);
  const from = readTime(members['from'], `${where}.from`);
  const to = isAbsent(members['to']) ? null : readTime(members['to'], `${where}.to`);
  if (from !== null && to !== null && to < from) report('reversed', `${where}.to`, 'The wait ends before it begins.');
  return reason === null || from === null ? null : { reason, from, to };
}

function readCalendar(value: unknown, timeZone: TimeZone, report: Report): BusinessCalendar | null {
  if (value === '24/7') return { timeZone, opening: '24/7' };
  const members = readMembers(value, '$.calendar', ['open', 'close', 'days', 'holidays'], report);
  if (members === null) return null;
  const hours = readHours(members, report);
  const days = readWeekdays(members['days'], report);
  const holidays = readList(members['holidays'], '$.calendar.holidays', report).map((item, index) =>
    readDay(item, `$.calendar.holidays[${index}]`, report),
  );
  if (hours === null || days === null) return null;
  return {
    timeZone,
    opening: {
      hoursByWeekday: new Map(days.map((day) => [day, hours])),
      holidays: new Set(holidays.filter((day) => day !== null)),
    },
  };
}

function readHours(members: Members, report: Report): OpeningHours | null {
  const opens = readText(members['open'], '$.calendar.open', report);
  const closes = readText(members['close'], '$.calendar.close', report);
  if (opens === null || closes === null) return null;
  if (!timeOfDay.test(opens)) return report('not-a-time', '$.calendar.open', 'Opening is written HH:MM.');
  if (!timeOfDay.test(closes) && closes !== '24:00') {
    return report('not-a-time', '$.calendar.close', 'Closing is written HH:MM, at most 24:00.');
  }
  if (closes <= opens) return report('reversed', '$.calendar.close', 'Closing is not later than opening.');
  return { opens, closes };
}

/** Reads weekdays as names and ranges separated by commas: `Mon-Fri`, `Mon,Wed,Fri`, `Sat-Sun`. */
function readWeekdays(value: unknown, report: Report): readonly number[] | null {
  const text = readText(value, '$.calendar.days', report);
  if (text === null) return null;
  const days = new Set<number>();
  for (const part of text.split(',')) {
    const [first = '', last = first, ...rest] = part.trim().split('-');
    const [from, to] = [weekdays.indexOf(first.trim()), weekdays.indexOf(last.trim())];
    if (from < 0 || to < 0 || rest.length > 0) {
      return report('not-a-weekday', '$.calendar.days', 'Days are written like Mon-Fri or Mon,Wed,Fri.');
    }
    for (let step = 0; step <= (to - from + 7) % 7; step += 1) days.add(((from + step) % 7) + 1);
  }
  return [...days];
}

function readTimeZone(value: unknown, report: Report): TimeZone | null {
  const text = readText(value, '$.timeZone', report);
  if (text === null) return null;
  return parseTimeZone(text) ?? report('unknown-time-zone', '$.timeZone', 'The time zone is one of the IANA database.');
}

function readLocalTime(value: unknown, where: string, timeZone: TimeZone, report: Report): Instant | null {
  const text = readText(value, where, report);
  if (text === null) return null;
  const match = /^((?:19|20|21)\d\d-\d\d-\d\d)[T ]((?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)$/.exec(text);
  const day = parseCalendarDay(match?.[1] ?? '');
  if (match === null || day === null) {
    return report('not-a-time', where, 'A time is local, written YYYY-MM-DDTHH:MM, and exists between 1900 and 2199.');
  }
  return instantAt({ day, time: match[2] ?? '', timeZone });
}

function formatLike(form: string, instant: Instant, timeZone: TimeZone): string {
  // Offsets are whole minutes in every zone since 1972, so that seconds read the same in UTC.
  const seconds = instant.slice(16, 19);
  const local = formatLocalMinute(instant, timeZone).replace(' ', form.charAt(10));
  return seconds === ':00' && form.length === 16 ? local : `${local}${seconds}`;
}
