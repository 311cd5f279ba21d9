import { Temporal } from '@js-temporal/polyfill';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type CalendarDay, countDaysBetween, weekdayOf } from './calendar-day.ts';
import { dayIn, formatLocalMinute, instantAt, instantOf, type TimeZone } from './instant.ts';

const zones = [
  'America/New_York',
  'America/Phoenix',
  'America/Los_Angeles',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'UTC',
];
const anyZone = fc.constantFrom(...zones) as fc.Arbitrary<TimeZone>;
const anyMoment = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2040, 0, 1) });
const anyTime = fc
  .integer({ min: 0, max: 1_439 })
  .map((minute) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`);

/** What Temporal says, which computes each question anew from the rules of the zone. */
function localOf(milliseconds: number, timeZone: TimeZone): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(milliseconds).toZonedDateTimeISO(timeZone);
}

describe('local time by remembered offsets', () => {
  test('is the day and the minute that Temporal computes', () => {
    fc.assert(
      fc.property(anyMoment, anyZone, (milliseconds, timeZone) => {
        const local = localOf(milliseconds, timeZone);
        expect(dayIn(instantOf(milliseconds), timeZone)).toBe(local.toPlainDate().toString());
        const minute = `${local.toPlainDate().toString()} ${local.toPlainTime().toString({ smallestUnit: 'minute' })}`;
        expect(formatLocalMinute(instantOf(milliseconds), timeZone)).toBe(minute);
      }),
      { numRuns: 400 },
    );
  });

  test('is the moment that Temporal computes, also where a change skips or repeats an hour', () => {
    const momentOf = (day: string, time: string, timeZone: TimeZone): string =>
      instantOf(
        Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(timeZone, { disambiguation: 'compatible' })
          .epochMilliseconds,
      );
    const changes = ['2026-03-08', '2026-11-01', '2026-04-05', '2026-10-04'].map((day) => Date.parse(`${day}T12:00Z`));
    const moments = fc.oneof(anyMoment, fc.constantFrom(...changes));
    fc.assert(
      fc.property(moments, anyTime, anyZone, (milliseconds, time, timeZone) => {
        const day = localOf(milliseconds, timeZone).toPlainDate().toString() as CalendarDay;
        expect(instantAt({ day, time, timeZone })).toBe(momentOf(day, time, timeZone));
      }),
      { numRuns: 600 },
    );
  });

  test('counts days and weekdays as Temporal does', () => {
    fc.assert(
      fc.property(anyMoment, fc.integer({ min: -20_000, max: 20_000 }), (milliseconds, days) => {
        const plain = localOf(milliseconds, 'UTC' as TimeZone).toPlainDate();
        const day = plain.toString() as CalendarDay;
        const later = plain.add({ days }).toString() as CalendarDay;
        expect(addDays(day, days)).toBe(later);
        expect(countDaysBetween({ from: day, to: later })).toBe(days);
        expect(weekdayOf(day)).toBe(plain.dayOfWeek);
      }),
      { numRuns: 400 },
    );
  });
});
