import { expect, test } from 'vitest';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { computeLotStanding } from './lot-standing.ts';

const at = { today: '2026-03-02' as CalendarDay, shortDays: 90 };

test('a lot is expired from its expiry date on, and short-dated in the days before', () => {
  const standings = ['2026-03-02', '2026-03-03', '2026-05-31', '2026-06-01'].map((expiresOn) =>
    computeLotStanding({ expiresOn }, at),
  );
  expect(standings).toEqual(['expired', 'short-dated', 'short-dated', 'good']);
});
