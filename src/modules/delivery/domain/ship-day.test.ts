import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BusinessCalendar } from '../../../kernel/business-calendar.ts';
import { addDays, type CalendarDay, weekdayOf } from '../../../kernel/calendar-day.ts';
import type { TimeZone } from '../../../kernel/instant.ts';
import { listPackOuts } from './pack-out.ts';
import { decideChosenDay, decideShipDay, type ShipRequest } from './ship-day.ts';

const calendar: BusinessCalendar = {
  timeZone: 'America/New_York' as TimeZone,
  opening: {
    hoursByWeekday: new Map([1, 2, 3, 4, 5].map((weekday) => [weekday, { opens: '09:00', closes: '17:30' }])),
    holidays: new Set(['2026-03-10' as CalendarDay]),
  },
};
// Monday, 2 March 2026.
const today = '2026-03-02' as CalendarDay;
const request: ShipRequest = {
  needBy: null,
  today,
  method: 'courier',
  storage: 'refrigerated',
  transitDays: 1,
  calendar,
};
const day = (text: string): CalendarDay => text as CalendarDay;

describe('the day of shipping', () => {
  test('is the latest that arrives by the day of need', () => {
    expect(decideShipDay({ ...request, needBy: day('2026-03-06') })).toEqual({
      ok: true,
      value: { shipOn: '2026-03-05', arrivesOn: '2026-03-06' },
    });
  });
  test('is the first possible one when nobody named a day', () => {
    expect(decideShipDay(request)).toMatchObject({ value: { shipOn: today, arrivesOn: '2026-03-03' } });
  });
  test('lets nothing cold arrive on a weekend, and room goods on a Saturday', () => {
    const needBy = day('2026-03-08');
    expect(decideShipDay({ ...request, needBy })).toMatchObject({ value: { arrivesOn: '2026-03-06' } });
    expect(decideShipDay({ ...request, needBy, storage: 'room' })).toMatchObject({
      value: { arrivesOn: '2026-03-07' },
    });
  });
  test('lets nothing cold arrive on a holiday', () => {
    expect(decideShipDay({ ...request, needBy: day('2026-03-10') })).toMatchObject({
      value: { arrivesOn: '2026-03-06' },
    });
  });
  test('is refused when nothing arrives in time, with the first possible arrival', () => {
    expect(decideShipDay({ ...request, needBy: today })).toMatchObject({
      refusal: { code: 'delivery.need-by-too-soon', facts: { firstArrival: '2026-03-03' } },
    });
  });
  test('is refused where the site never opens', () => {
    const never = { ...calendar, opening: { hoursByWeekday: new Map(), holidays: new Set<CalendarDay>() } };
    expect(decideShipDay({ ...request, calendar: never })).toMatchObject({
      refusal: { code: 'delivery.ship-day-closed' },
    });
  });
  test('of any need is open, not past, and in time', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom('room', 'refrigerated', 'frozen' as const),
        fc.integer({ min: 0, max: 3 }),
        (days, storage, transitDays) => {
          const needBy = addDays(today, days);
          const decided = decideShipDay({ ...request, needBy, storage, transitDays });
          if (!decided.ok) return;
          const { shipOn, arrivesOn } = decided.value;
          expect(shipOn >= today && arrivesOn <= needBy && weekdayOf(shipOn) <= 5).toBe(true);
          if (storage !== 'room') expect(weekdayOf(arrivesOn)).toBeLessThanOrEqual(5);
          expect(decideChosenDay({ ...request, needBy, storage, transitDays }, shipOn).ok).toBe(true);
        },
      ),
    );
  });
});

describe('a day that a person chose', () => {
  test.each([
    ['delivery.ship-day-closed', '2026-03-07', null],
    ['delivery.ship-day-closed', '2026-02-27', null],
    ['delivery.arrival-day-closed', '2026-03-06', null],
    ['delivery.arrives-too-late', '2026-03-05', '2026-03-05'],
  ])('is refused with %s on %s', (code, shipOn, needBy) => {
    const wanted = { ...request, needBy: needBy as CalendarDay | null };
    expect(decideChosenDay(wanted, day(shipOn))).toMatchObject({ refusal: { code } });
  });
});

test('there is a pack-out for every storage and method', () => {
  for (const storage of ['room', 'refrigerated', 'frozen'] as const)
    for (const method of ['courier', 'pick-up', 'clinic'] as const)
      expect(listPackOuts({ storage, method }).length).toBeGreaterThan(0);
});
