import { describe, expect, it } from 'vitest';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { type CountedFill, computeEarliestClaim } from './refill-too-soon.ts';

const day = (text: string): CalendarDay => text as CalendarDay;
const fill = (filledOn: string, changes: Partial<CountedFill> = {}): CountedFill => ({
  ...{ filledOn: day(filledOn), daysSupply: 30, state: 'handed-over' },
  ...changes,
});
const from = (fills: readonly CountedFill[], kind: 'commercial' | 'medicaid-ffs' = 'commercial') =>
  computeEarliestClaim(fills, { kind, on: day('2026-05-01') })?.from ?? null;

describe('the first day on which a payer pays for the next fill', () => {
  it('is when the share of the last fill is used, rounded up to a whole day', () => {
    expect(from([fill('2026-03-01')])).toBe('2026-03-24');
    expect(from([fill('2026-03-01', { daysSupply: 28 })])).toBe('2026-03-22');
    expect(from([fill('2026-03-01')], 'medicaid-ffs')).toBe('2026-03-27');
  });

  it('counts from the last fill that was kept, in whatever order fills are told', () => {
    const fills = [fill('2026-04-02'), fill('2026-03-01'), fill('2026-04-20', { state: 'cancelled' })];
    expect(from(fills)).toBe('2026-04-25');
    expect(from(fills.toReversed())).toBe('2026-04-25');
  });

  it('follows the rule book of the payer before what is customary', () => {
    const agreed = { percentUsed: 80, source: 'Sheet' };
    const earliest = computeEarliestClaim([fill('2026-03-01')], { kind: 'commercial', on: day('2026-05-01'), agreed });
    expect(earliest).toMatchObject({ from: '2026-03-25', ...agreed });
  });

  it('is any day when nothing was filled before', () => {
    expect(from([])).toBeNull();
    expect(from([fill('2026-03-01', { state: 'returned' })])).toBeNull();
  });
});
