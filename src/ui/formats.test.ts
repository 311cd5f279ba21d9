import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { Instant, TimeZone } from '../kernel/instant.ts';
import { cents, parseCents, type UnitPrice } from '../kernel/money.ts';
import { formatDuration, formatDurationInWords } from './format-duration.ts';
import { formatMoney, formatUnitPrice } from './format-money.ts';
import { formatNdcText } from './format-ndc.ts';
import { formatQuantity, formatUnit } from './format-quantity.ts';
import {
  dayKeyIn,
  formatCalendarDay,
  formatDay,
  formatDayHeading,
  formatDayTime,
  formatMomentInFull,
  formatTime,
} from './format-time.ts';

const newYork = 'America/New_York' as TimeZone;
const honolulu = 'Pacific/Honolulu' as TimeZone;
const evening = '2026-03-05T02:05:09.000Z' as Instant;

describe('times', () => {
  it('stand in the zone of the site, not of the reader', () => {
    expect(formatTime(evening, newYork)).toBe('21:05');
    expect(formatTime(evening, honolulu)).toBe('16:05');
    expect(formatDay(evening, newYork)).toBe('Mar 4, 2026');
  });

  it('name the zone in full only where asked', () => {
    expect(formatMomentInFull(evening, newYork)).toBe('Wed, Mar 4, 2026, 21:05:09 EST');
    expect(formatMomentInFull('2026-07-01T12:00:00.000Z' as Instant, newYork)).toMatch(/08:00:00 EDT$/);
  });

  it('leave out the year of today', () => {
    const now = '2026-06-01T00:00:00.000Z' as Instant;
    expect(formatDayTime(evening, { timeZone: newYork, now })).toBe('Mar 4, 21:05');
    expect(formatDayTime('2025-03-05T02:05:00.000Z' as Instant, { timeZone: newYork, now })).toBe('Mar 4, 2025, 21:05');
  });

  it('write midnight as 00:00', () => {
    expect(formatTime('2026-03-04T05:00:00.000Z' as Instant, newYork)).toBe('00:00');
  });

  it('group by the local day', () => {
    expect(dayKeyIn(evening, newYork)).toBe('2026-03-04');
    expect(dayKeyIn(evening, 'UTC' as TimeZone)).toBe('2026-03-05');
    expect(formatDayHeading(evening, newYork)).toBe('Wed, Mar 4, 2026');
  });

  it('keep a calendar day as it is, whatever the zone', () => {
    expect(formatCalendarDay('1961-12-31' as CalendarDay)).toBe('Dec 31, 1961');
  });
});

describe('durations', () => {
  it('show the two largest units', () => {
    const minutes = (amount: number): string => formatDuration(amount * 60_000);
    expect([0, 12, 60, 185, 1440, 3060].map(minutes)).toEqual([
      '< 1 min',
      '12 min',
      '1 h',
      '3 h 05 min',
      '1 d',
      '2 d 3 h',
    ]);
  });

  it('drop the sign', () => {
    expect(formatDuration(-3_060 * 60_000)).toBe('2 d 3 h');
  });

  it('are spoken in whole words', () => {
    expect(formatDurationInWords(3_060 * 60_000)).toBe('2 days 3 hours');
    expect(formatDurationInWords(61 * 60_000)).toBe('1 hour 1 minute');
    expect(formatDurationInWords(5_000)).toBe('less than a minute');
  });
});

describe('money', () => {
  it('groups thousands and keeps two decimals', () => {
    expect(formatMoney(cents(123_456_789))).toBe('$1,234,567.89');
    expect(formatMoney(cents(5))).toBe('$0.05');
    expect(formatMoney(cents(-1_490))).toBe('−$14.90');
  });

  it('reads back as the same cents for any amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: -10_000_000_000, max: 10_000_000_000 }), (amount) => {
        const text = formatMoney(cents(amount)).replace('−', '-').replace(/[$,]/g, '');
        expect(parseCents(text)).toBe(amount === 0 ? 0 : amount);
      }),
    );
  });

  it('shows a unit price with five decimals', () => {
    expect(formatUnitPrice(1_234 as UnitPrice)).toBe('$0.01234');
    expect(formatUnitPrice(123_456_789 as UnitPrice)).toBe('$1,234.56789');
  });
});

describe('quantities', () => {
  it('have no trailing zero and keep the leading one', () => {
    expect(formatQuantity({ quantityThousandths: 500, ucumUnit: 'mL' })).toBe('0.5 mL');
    expect(formatQuantity({ quantityThousandths: 2_000, ucumUnit: 'mL' })).toBe('2 mL');
  });

  it('never show the abbreviations that are read wrongly', () => {
    expect(formatQuantity({ quantityThousandths: 1_500_000, ucumUnit: '[iU]' })).toBe('1,500 international units');
    expect(formatUnit('U')).toBe('units');
    expect(formatUnit('ug')).toBe('mcg');
  });

  it('count annotated units in the plural', () => {
    expect(formatQuantity({ quantityThousandths: 30_000, ucumUnit: '{tablet}' })).toBe('30 tablets');
    expect(formatQuantity({ quantityThousandths: 1_000, ucumUnit: '{pen}' })).toBe('1 pen');
    expect(formatQuantity({ quantityThousandths: 28_000, ucumUnit: '1' })).toBe('28');
  });
});

describe('drug codes', () => {
  it('are shown as 5-4-2', () => {
    expect(formatNdcText('00074055402')).toBe('00074-0554-02');
    expect(formatNdcText('0074-0554-02')).toBe('00074-0554-02');
  });

  it('are shown as they came when they are ambiguous', () => {
    expect(formatNdcText('0074055402')).toBe('0074055402');
  });
});
