import { type CalendarDay, parseCalendarDay } from '../../kernel/calendar-day.ts';
import { addMilliseconds, type Instant, instantAt, instantOf, type TimeZone } from '../../kernel/instant.ts';
import type { Hl7Message } from './hl7-message.ts';

/** How far a time stamp goes; a sender may know a birth date by its year alone. */
type TimePrecision = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'fraction';

/**
 * A time stamp as sent. `local` is ISO 8601 text without a zone, cut to its precision (`2026-04`, `2026-04-19T10:00`).
 * `day` is null below the precision of a day. `instant` is null below the precision of an hour and where neither the
 * time stamp, nor MSH-7, nor the caller gives a zone.
 */
export interface TimeStamp {
  readonly precision: TimePrecision;
  readonly local: string;
  readonly offset: string | null;
  readonly day: CalendarDay | null;
  readonly instant: Instant | null;
  readonly zone: 'sent' | 'header' | 'assumed' | null;
}

/** The zones that stand in where a time stamp has no offset: that of MSH-7 (HL7 2.9, 2.A.22), then the caller's. */
export interface ZoneDefaults {
  readonly headerOffset: string | null;
  readonly assumedTimeZone: TimeZone | null;
}

/**
 * A time stamp, or why there is none: `impossible` has the form of one (a 13th month), `unreadable` has not,
 * `ambiguous` may be two; `unusual` was read all the same.
 */
export type TimeStampReading =
  | { readonly stamp: TimeStamp; readonly fault: null | 'unusual' }
  | { readonly stamp: null; readonly fault: 'impossible' | 'unreadable' | 'ambiguous' };

interface Digits {
  readonly date: string;
  readonly time: string;
  readonly fraction: string;
  readonly offset: string;
}

const noDefaults: ZoneDefaults = { headerOffset: null, assumedTimeZone: null };
const standardForm = /^(\d{8}|\d{6}|\d{4})((?:\d\d){0,3})(\.\d+)?([+-]\d{4})?$/;
const separatedForm =
  /^(\d{4})([-/]?)(\d\d)\2(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d)([.,]\d+)?)?)?\s*(Z|[+-]\d\d:?\d\d)?$/;
const unpointedFraction = /^(\d{14})(\d{1,4})([+-]\d{4})?$/;
const slashedForm = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:[T ](\d\d):(\d\d)(?::(\d\d))?)?$/;
const impossible = { stamp: null, fault: 'impossible' } as const;
const unreadable = { stamp: null, fault: 'unreadable' } as const;

/**
 * Reads a TS or DTM value `YYYY[MM[DD[HH[MM[SS[.SSSS]]]]]][+/-ZZZZ]`, and a DT value as its first part.
 * ISO 8601, `YYYY/MM/DD` and fractions without a point are read and called unusual; `DD/MM/YYYY` and `MM/DD/YYYY` only
 * where one reading is possible.
 */
export function readTimeStamp(text: string, defaults: ZoneDefaults = noDefaults): TimeStampReading {
  const trimmed = text.trim();
  // Zeros stand for an unknown date.
  if (/^0+$/.test(trimmed)) return unreadable;
  const standard = standardForm.exec(trimmed);
  if (standard !== null && (standard[1]?.length === 8 || standard[2] === '')) {
    const [, date = '', time = '', fraction = '', offset = ''] = standard;
    return makeReading({ date, time, fraction, offset }, { defaults, unusual: false });
  }
  const slashed = slashedForm.exec(trimmed);
  if (slashed !== null) return readSlashed(slashed, defaults);
  const digits = readSeparated(trimmed);
  return digits === null ? unreadable : makeReading(digits, { defaults, unusual: true });
}

/** Returns the zone defaults of a message: the offset of its MSH-7 and the caller's own time zone. */
export function zoneDefaultsOf(message: Hl7Message, assumedTimeZone: TimeZone | null): ZoneDefaults {
  const offset = /[+-]\d{4}$/.exec(message.header.text(7))?.[0] ?? null;
  return { headerOffset: offset !== null && parseOffsetMinutes(offset) !== null ? offset : null, assumedTimeZone };
}

/** Writes a moment as HL7 time with seconds in UTC: `20260419142000+0000`. */
export function formatHl7Instant(instant: Instant): string {
  return `${instant.slice(0, 19).replace(/[-:T]/g, '')}+0000`;
}

function readSeparated(text: string): Digits | null {
  const unpointed = unpointedFraction.exec(text);
  if (unpointed !== null) {
    const [, digits = '', fraction = '', offset = ''] = unpointed;
    return { date: digits.slice(0, 8), time: digits.slice(8), fraction: `.${fraction}`, offset };
  }
  const match = separatedForm.exec(text);
  if (match === null) return null;
  const [, year = '', , month = '', day = '', hour = '', minute = '', second = '', fraction = '', zone = ''] = match;
  const offset = zone === 'Z' ? '+0000' : zone.replace(':', '');
  return { date: year + month + day, time: hour + minute + second, fraction: fraction.replace(',', '.'), offset };
}

function readSlashed(match: RegExpExecArray, defaults: ZoneDefaults): TimeStampReading {
  const [, first = '', second = '', year = '', ...time] = match;
  const firstIsDay = Number(first) > 12;
  if (!firstIsDay && Number(second) <= 12 && Number(first) !== Number(second))
    return { stamp: null, fault: 'ambiguous' };
  const [month, day] = firstIsDay ? [second, first] : [first, second];
  const date = `${year}${month.padStart(2, '0')}${day.padStart(2, '0')}`;
  return makeReading(
    { date, time: time.map((part) => part ?? '').join(''), fraction: '', offset: '' },
    { defaults, unusual: true },
  );
}

function makeReading(
  digits: Digits,
  options: { readonly defaults: ZoneDefaults; readonly unusual: boolean },
): TimeStampReading {
  const { date, time, offset } = digits;
  const failed = options.unusual ? unreadable : impossible;
  const [year, month, dayOfMonth] = [date.slice(0, 4), date.slice(4, 6), date.slice(6, 8)];
  const day = parseCalendarDay(`${year}-${month || '01'}-${dayOfMonth || '01'}`);
  const [hour, minute, second] = [time.slice(0, 2), time.slice(2, 4), time.slice(4, 6)];
  const isTime = Number(hour) <= 23 && Number(minute) <= 59 && Number(second) <= 59;
  if (day === null || !isTime || (offset !== '' && parseOffsetMinutes(offset) === null)) return failed;
  const fraction = second === '' ? '' : digits.fraction;
  if (digits.fraction !== '' && second === '') return failed;
  const days = [year, month, dayOfMonth].filter((part) => part !== '').join('-');
  const times = [hour, minute, second].filter((part) => part !== '').join(':');
  const zone = chooseZone(offset, options.defaults);
  const stamp: TimeStamp = {
    precision: precisionOf({ date, time, fraction }),
    local: `${days}${times === '' ? '' : `T${times}${fraction}`}`,
    offset: offset === '' ? null : `${offset.slice(0, 3)}:${offset.slice(3)}`,
    day: dayOfMonth === '' ? null : day,
    instant: time === '' ? null : computeInstant({ day, hour, minute, second, fraction, offset }, options.defaults),
    zone: time === '' ? null : zone,
  };
  return { stamp, fault: options.unusual ? 'unusual' : null };
}

function precisionOf(digits: { date: string; time: string; fraction: string }): TimePrecision {
  if (digits.fraction !== '') return 'fraction';
  const names = ['year', 'month', 'day', 'hour', 'minute', 'second'] as const;
  return names[(digits.date.length + digits.time.length - 4) / 2] ?? 'second';
}

function chooseZone(offset: string, defaults: ZoneDefaults): TimeStamp['zone'] {
  if (offset !== '') return 'sent';
  if (defaults.headerOffset !== null) return 'header';
  return defaults.assumedTimeZone === null ? null : 'assumed';
}

function computeInstant(
  local: { day: CalendarDay; hour: string; minute: string; second: string; fraction: string; offset: string },
  defaults: ZoneDefaults,
): Instant | null {
  const milliseconds = Math.floor(Number(`${local.second || '0'}${local.fraction}`) * 1000 + 1e-6);
  const time = `${local.hour}:${local.minute || '00'}`;
  const offsetMinutes = parseOffsetMinutes(local.offset || (defaults.headerOffset ?? ''));
  if (offsetMinutes !== null) {
    return instantOf(Date.parse(`${local.day}T${time}:00Z`) - offsetMinutes * 60_000 + milliseconds);
  }
  if (defaults.assumedTimeZone === null) return null;
  return addMilliseconds(instantAt({ day: local.day, time, timeZone: defaults.assumedTimeZone }), milliseconds);
}

/** Reads `+HHMM` or `-HHMM`; null when it is no offset that a place on Earth has. */
function parseOffsetMinutes(offset: string): number | null {
  const match = /^([+-])(\d\d)(\d\d)$/.exec(offset);
  const minutes = Number(match?.[2]) * 60 + Number(match?.[3]);
  if (match === null || Number(match[3]) > 59 || minutes > 14 * 60) return null;
  return match[1] === '-' ? -minutes : minutes;
}
