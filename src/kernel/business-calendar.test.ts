import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addBusinessMinutes,
  type BusinessCalendar,
  computeBusinessMinutes,
  countBusinessDays,
  findNextOpening,
  isBusinessDay,
  isHoliday,
  isOpenAt,
} from './business-calendar.ts';
import type { CalendarDay } from './calendar-day.ts';
import {
  addMilliseconds,
  formatLocalMinute,
  type Instant,
  instantAt,
  millisecondsOf,
  type TimeZone,
} from './instant.ts';

const newYork = 'America/New_York' as TimeZone;
const alwaysOpen: BusinessCalendar = { timeZone: newYork, opening: '24/7' };

const calendar = (
  hours: { readonly opens: string; readonly closes: string },
  days: readonly number[],
  holidays: readonly string[] = [],
): BusinessCalendar => ({
  timeZone: newYork,
  opening: {
    hoursByWeekday: new Map(days.map((day) => [day, hours])),
    holidays: new Set(holidays as CalendarDay[]),
  },
});
const office = calendar({ opens: '09:00', closes: '17:30' }, [1, 2, 3, 4, 5], ['2026-05-25']);

const at = (text: string): Instant =>
  instantAt({ day: text.slice(0, 10) as CalendarDay, time: text.slice(11), timeZone: newYork });
const local = (instant: Instant | null): string | null =>
  instant === null ? null : formatLocalMinute(instant, newYork);

describe('opening hours', () => {
  it('include the opening time and exclude the closing time', () => {
    expect(isOpenAt(office, at('2026-05-22 09:00'))).toBe(true);
    expect(isOpenAt(office, at('2026-05-22 08:59'))).toBe(false);
    expect(isOpenAt(office, at('2026-05-22 17:29'))).toBe(true);
    expect(isOpenAt(office, at('2026-05-22 17:30'))).toBe(false);
  });

  it('exclude weekends and holidays', () => {
    expect(isOpenAt(office, at('2026-05-23 12:00'))).toBe(false);
    expect(isOpenAt(office, at('2026-05-25 12:00'))).toBe(false);
    expect(isOpenAt(alwaysOpen, at('2026-05-25 03:00'))).toBe(true);
  });

  it('open next after the weekend and the holiday', () => {
    expect(local(findNextOpening(office, at('2026-05-22 17:30')))).toBe('2026-05-26 09:00');
    expect(local(findNextOpening(office, at('2026-05-22 16:45')))).toBe('2026-05-22 16:45');
  });

  it('never come where no weekday has any', () => {
    const closed = calendar({ opens: '09:00', closes: '17:30' }, []);
    expect(findNextOpening(closed, at('2026-05-22 12:00'))).toBeNull();
    expect(addBusinessMinutes(closed, { from: at('2026-05-22 12:00'), minutes: 1 })).toBeNull();
    expect(countBusinessDays(closed, { from: at('2026-05-22 12:00'), to: at('2026-06-22 12:00') })).toBe(0);
  });

  it('may end at midnight', () => {
    const late = calendar({ opens: '18:00', closes: '24:00' }, [1, 2, 3, 4, 5, 6, 7]);
    expect(computeBusinessMinutes(late, { from: at('2026-05-22 12:00'), to: at('2026-05-24 12:00') })).toBe(720);
  });
});

describe('business minutes', () => {
  it('are the overlap with the opening hours', () => {
    expect(computeBusinessMinutes(office, { from: at('2026-05-22 16:45'), to: at('2026-05-27 10:00') })).toBe(615);
  });

  it('on a day of daylight saving are the minutes that really pass', () => {
    const nights = calendar({ opens: '00:00', closes: '06:00' }, [7]);
    expect(computeBusinessMinutes(nights, { from: at('2026-03-08 00:00'), to: at('2026-03-08 12:00') })).toBe(300);
    expect(computeBusinessMinutes(nights, { from: at('2026-11-01 00:00'), to: at('2026-11-01 12:00') })).toBe(420);
  });

  it('are used up at the earliest instant, the closing time rather than the next opening', () => {
    const from = at('2026-05-22 16:30');
    expect(local(addBusinessMinutes(office, { from, minutes: 60 }))).toBe('2026-05-22 17:30');
    expect(local(addBusinessMinutes(office, { from, minutes: 61 }))).toBe('2026-05-26 09:01');
    expect(local(addBusinessMinutes(office, { from, minutes: 0 }))).toBe('2026-05-22 16:30');
  });

  it('do not pass during pauses', () => {
    const pauses = [
      { from: at('2026-05-22 17:00'), to: at('2026-05-26 12:00') },
      { from: at('2026-05-26 11:00'), to: at('2026-05-26 13:00') },
    ];
    expect(local(addBusinessMinutes(office, { from: at('2026-05-22 16:30'), minutes: 60, pauses }))).toBe(
      '2026-05-26 13:30',
    );
  });

  it('are not used up after the limit, but may be exactly at it', () => {
    const from = at('2026-05-22 12:00');
    const until = at('2026-05-22 13:00');
    expect(addBusinessMinutes(office, { from, minutes: 60, until })).toBe(until);
    expect(addBusinessMinutes(office, { from, minutes: 61, until })).toBeNull();
  });
});

describe('business days', () => {
  it('count open dates after the first business moment up to the last date', () => {
    expect(countBusinessDays(office, { from: at('2026-05-22 16:45'), to: at('2026-05-27 10:00') })).toBe(2);
    expect(countBusinessDays(office, { from: at('2026-05-22 18:00'), to: at('2026-05-26 10:00') })).toBe(0);
    expect(countBusinessDays(office, { from: at('2026-05-22 10:00'), to: at('2026-05-24 10:00') })).toBe(0);
    expect(countBusinessDays(alwaysOpen, { from: at('2026-05-22 23:59'), to: at('2026-05-25 00:01') })).toBe(3);
  });
});

/** Moments around both changes of daylight saving, month ends and a leap day. */
const nearTurns = fc
  .tuple(
    fc.constantFrom('2026-03-07 22:00', '2026-10-31 22:00', '2024-02-28 12:00', '2026-04-30 09:00', '2026-12-31 09:00'),
    fc.integer({ min: -1500, max: 3000 }),
  )
  .map(([start, minutes]) => addMilliseconds(at(start), minutes * 60_000));

const anyCalendar = fc
  .record({
    opens: fc.constantFrom('00:00', '01:15', '02:30', '09:00'),
    closes: fc.constantFrom('02:45', '03:15', '17:30', '24:00'),
    days: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
    holidays: fc.subarray(['2026-03-09', '2026-05-01', '2027-01-01', '2024-02-29']),
  })
  .filter(({ opens, closes }) => opens < closes)
  .map(({ opens, closes, days, holidays }) => calendar({ opens, closes }, days, holidays));

describe('business time over daylight saving and month ends', () => {
  it('is the number of minutes at which the site is open', () => {
    fc.assert(
      fc.property(anyCalendar, nearTurns, fc.nat(900), (any, from, length) => {
        let open = 0;
        for (let minute = 0; minute < length; minute += 1) {
          if (isOpenAt(any, addMilliseconds(from, minute * 60_000))) open += 1;
        }
        expect(computeBusinessMinutes(any, { from, to: addMilliseconds(from, length * 60_000) })).toBe(open);
      }),
      { numRuns: 30 },
    );
  });

  it('adds up over neighbouring spans', () => {
    fc.assert(
      fc.property(anyCalendar, nearTurns, fc.nat(9000), fc.nat(9000), (any, from, first, second) => {
        const middle = addMilliseconds(from, first * 60_000);
        const to = addMilliseconds(middle, second * 60_000);
        const parts =
          computeBusinessMinutes(any, { from, to: middle }) + computeBusinessMinutes(any, { from: middle, to });
        expect(parts).toBe(computeBusinessMinutes(any, { from, to }));
      }),
    );
  });

  it('is used up where it was added, and not a moment before', () => {
    fc.assert(
      fc.property(anyCalendar, nearTurns, fc.integer({ min: 1, max: 3000 }), (any, from, minutes) => {
        const to = addBusinessMinutes(any, { from, minutes });
        expect(to).not.toBeNull();
        if (to === null) return;
        expect(computeBusinessMinutes(any, { from, to })).toBe(minutes);
        expect(computeBusinessMinutes(any, { from, to: addMilliseconds(to, -1) })).toBeLessThan(minutes);
      }),
    );
  });

  it('is elapsed time where the site never closes', () => {
    fc.assert(
      fc.property(nearTurns, nearTurns, (left, right) => {
        const [from, to] = left < right ? [left, right] : [right, left];
        expect(computeBusinessMinutes(alwaysOpen, { from, to })).toBe(
          (millisecondsOf(to) - millisecondsOf(from)) / 60_000,
        );
      }),
    );
  });

  it('opens next at an open moment with no open one between', () => {
    fc.assert(
      fc.property(anyCalendar, nearTurns, (any, from) => {
        const opening = findNextOpening(any, from);
        expect(opening).not.toBeNull();
        if (opening === null) return;
        expect(isOpenAt(any, opening)).toBe(true);
        expect(computeBusinessMinutes(any, { from, to: opening })).toBe(0);
      }),
    );
  });
});

describe('a calendar that changes from a day on', () => {
  const changed: BusinessCalendar = {
    ...office,
    laterOpenings: [
      {
        from: '2026-06-08' as CalendarDay,
        opening: {
          hoursByWeekday: new Map([1, 2, 3, 4, 5, 6].map((day) => [day, { opens: '08:00', closes: '20:00' }])),
          holidays: new Set(['2026-06-19'] as CalendarDay[]),
        },
      },
      { from: '2026-07-01' as CalendarDay, opening: '24/7' },
    ],
  };

  it('keeps the earlier hours before that day and the later ones from it', () => {
    expect(isOpenAt(changed, at('2026-06-05T18:00'))).toBe(false);
    expect(isOpenAt(changed, at('2026-06-08T18:00'))).toBe(true);
    expect(isBusinessDay(changed, '2026-06-06' as CalendarDay)).toBe(false);
    expect(isBusinessDay(changed, '2026-06-13' as CalendarDay)).toBe(true);
    expect(isHoliday(changed, '2026-05-25' as CalendarDay)).toBe(true);
    expect(isHoliday(changed, '2026-06-19' as CalendarDay)).toBe(true);
    expect(isHoliday(changed, '2026-07-19' as CalendarDay)).toBe(false);
    expect(isOpenAt(changed, at('2026-07-04T03:00'))).toBe(true);
  });

  it('counts what lies before that day as before the change', () => {
    const before = { from: at('2026-06-01T09:00'), to: at('2026-06-08T00:00') };
    expect(computeBusinessMinutes(changed, before)).toBe(computeBusinessMinutes(office, before));
    const over = { from: at('2026-06-05T17:00'), to: at('2026-06-08T09:00') };
    expect(computeBusinessMinutes(changed, over)).toBe(30 + 60);
    expect(local(addBusinessMinutes(changed, { from: at('2026-06-05T17:00'), minutes: 60 }))).toBe('2026-06-08 08:30');
    expect(countBusinessDays(changed, { from: at('2026-06-05T10:00'), to: at('2026-06-13T10:00') })).toBe(6);
  });
});
