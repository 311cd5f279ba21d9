import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CalendarDay } from './calendar-day.ts';
import {
  addMinutes,
  dayIn,
  formatLocalMinute,
  type Instant,
  instantAt,
  instantOf,
  millisecondsOf,
  parseInstant,
  parseTimeZone,
  type TimeZone,
} from './instant.ts';

const newYork = 'America/New_York' as TimeZone;
const at = (day: string, time: string): Instant => instantAt({ day: day as CalendarDay, time, timeZone: newYork });

describe('an instant', () => {
  it('is read from any zone offset and written in UTC', () => {
    expect(parseInstant('2026-03-06T16:45:00-05:00')).toBe('2026-03-06T21:45:00.000Z');
    expect(parseInstant('2026-03-06T16:45Z')).toBe('2026-03-06T16:45:00.000Z');
    expect(parseInstant('2026-03-06T16:45:00.1234567+0530')).toBe('2026-03-06T11:15:00.123Z');
  });

  it.each([
    '2026-03-06T16:45',
    '2026-03-06',
    '2026-13-06T16:45Z',
    '2026-02-30T25:00Z',
    'now',
    '',
  ])('%s is none', (text) => {
    expect(parseInstant(text)).toBeNull();
  });

  it('keeps elapsed minutes over a change of daylight saving', () => {
    expect(formatLocalMinute(addMinutes(at('2026-03-07', '12:00'), 24 * 60), newYork)).toBe('2026-03-08 13:00');
    expect(formatLocalMinute(addMinutes(at('2026-10-31', '12:00'), 24 * 60), newYork)).toBe('2026-11-01 11:00');
  });

  it('takes a skipped local time from the later offset and a repeated one at its first', () => {
    expect(at('2026-03-08', '02:30')).toBe('2026-03-08T07:30:00.000Z');
    expect(formatLocalMinute(at('2026-03-08', '02:30'), newYork)).toBe('2026-03-08 03:30');
    expect(at('2026-11-01', '01:30')).toBe('2026-11-01T05:30:00.000Z');
  });

  it('belongs to the calendar day of the zone', () => {
    expect(dayIn('2026-03-07T04:59:59.999Z' as Instant, newYork)).toBe('2026-03-06');
    expect(dayIn('2026-03-07T05:00:00.000Z' as Instant, newYork)).toBe('2026-03-07');
  });

  it('sorts as text in order of time', () => {
    const moments = fc.integer({ min: 0, max: 4_000_000_000_000 });
    fc.assert(
      fc.property(moments, moments, (left, right) => {
        expect(instantOf(left) < instantOf(right)).toBe(left < right);
        expect(millisecondsOf(instantOf(left))).toBe(left);
      }),
    );
  });

  it('knows the time zones of the IANA database', () => {
    expect(parseTimeZone('America/Phoenix')).toBe('America/Phoenix');
    expect(parseTimeZone('America/Atlantis')).toBeNull();
    expect(parseTimeZone('')).toBeNull();
  });
});
