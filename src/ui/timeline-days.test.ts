import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf, type TimeZone } from '../kernel/instant.ts';
import { groupByDay } from './timeline-days.ts';

const newYork = 'America/New_York' as TimeZone;
const entries = fc.array(
  fc.integer({ min: 1_700_000_000_000, max: 1_800_000_000_000 }).map((ms) => ({ at: instantOf(ms) })),
);

describe('the days of a timeline', () => {
  it('lose no entry and double none', () => {
    fc.assert(
      fc.property(entries, (list) => {
        expect(groupByDay(list, newYork).flatMap((day) => day.entries)).toHaveLength(list.length);
      }),
    );
  });

  it('run from the newest to the oldest', () => {
    fc.assert(
      fc.property(entries, (list) => {
        const keys = groupByDay(list, newYork).map((day) => day.dayKey);
        expect(keys).toEqual([...new Set(keys)].toSorted().reverse());
      }),
    );
  });

  it('break at midnight of the site', () => {
    const before = { at: instantOf(Date.parse('2026-03-05T04:59:00Z')) };
    const after = { at: instantOf(Date.parse('2026-03-05T05:00:00Z')) };
    expect(groupByDay([before, after], newYork).map((day) => day.dayKey)).toEqual(['2026-03-05', '2026-03-04']);
  });
});
