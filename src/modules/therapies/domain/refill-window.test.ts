import { expect, it } from 'vitest';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { Instant, TimeZone } from '../../../kernel/instant.ts';
import { computeSupply } from './refill-window.ts';

const zone = 'America/Chicago' as TimeZone;
const refill = { windowDays: 10, assumedDaysSupply: 30 };
const deliveredAt = '2026-02-11T02:00:00.000Z' as Instant;

it('the supply runs out the days it lasts after the day of delivery at the site, and the window opens ten days before', () => {
  expect(computeSupply({ deliveredAt, daysSupply: 28, priorRunOutOn: null }, refill, zone)).toEqual({
    deliveredOn: '2026-02-10',
    daysSupply: 28,
    isAssumed: false,
    runOutOn: '2026-03-10',
    windowOpensAt: '2026-02-28T06:00:00.000Z',
  });
});

it('a refill that comes before the supply is used up adds to it', () => {
  const priorRunOutOn = '2026-02-14' as CalendarDay;
  expect(computeSupply({ deliveredAt, daysSupply: 28, priorRunOutOn }, refill, zone).runOutOn).toBe('2026-03-14');
});

it('a refill that comes after a gap counts from its own delivery', () => {
  const priorRunOutOn = '2026-02-01' as CalendarDay;
  expect(computeSupply({ deliveredAt, daysSupply: 28, priorRunOutOn }, refill, zone).runOutOn).toBe('2026-03-10');
});

it('says when the days are assumed', () => {
  expect(computeSupply({ deliveredAt, daysSupply: null, priorRunOutOn: null }, refill, zone)).toMatchObject({
    daysSupply: 30,
    isAssumed: true,
  });
});
