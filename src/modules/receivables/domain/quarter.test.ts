import { expect, test } from 'vitest';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { listQuarters } from './quarter.ts';

test.each([
  ['2026-03-31', ['2025-10-01', '2026-01-01']],
  ['2026-04-01', ['2026-01-01', '2026-04-01']],
  ['2026-12-31', ['2026-07-01', '2026-10-01']],
])('the quarters up to %s begin on their first days', (today, quarters) => {
  expect(listQuarters(today as CalendarDay, 2)).toEqual(quarters);
});
