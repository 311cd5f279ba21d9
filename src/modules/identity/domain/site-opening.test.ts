import { describe, expect, test } from 'vitest';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import {
  decideOpeningChange,
  listOpeningChanges,
  toOpening,
  toWrittenOpening,
  type WrittenOpening,
} from './site-opening.ts';

const office: WrittenOpening = {
  hours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '09:00', closes: '17:30' })),
  holidays: ['2026-05-25', '2026-12-25'],
};
const today = '2026-06-01' as CalendarDay;
const decide = (change: { readonly validFrom?: string; readonly opening?: WrittenOpening }) =>
  decideOpeningChange({ validFrom: '2026-06-02', opening: office, today, ...change });

describe('other opening hours', () => {
  test('begin tomorrow at the earliest', () => {
    expect(decide({}).ok).toBe(true);
    expect(decide({ validFrom: today })).toMatchObject({ refusal: { code: 'identity.calendar-too-soon' } });
  });

  test('close later than they open, open each weekday once, and never leave a site closed for good', () => {
    const wrong: WrittenOpening[] = [
      { hours: [{ weekday: 1, opens: '10:00', closes: '09:00' }], holidays: [] },
      { hours: [], holidays: [] },
      { hours: [1, 1].map((weekday) => ({ weekday, opens: '09:00', closes: '10:00' })), holidays: [] },
    ];
    for (const opening of wrong)
      expect(decide({ opening })).toMatchObject({ refusal: { code: 'identity.calendar-invalid' } });
    expect(decide({ opening: '24/7' }).ok).toBe(true);
  });

  test('are read back as they were written', () => {
    expect(toWrittenOpening(toOpening(office))).toEqual(office);
    expect(toWrittenOpening(toOpening('24/7'))).toBe('24/7');
  });

  test('are told line by line, without holidays that lie before them', () => {
    const after: WrittenOpening = {
      hours: [...office.hours.slice(0, 4), { weekday: 6, opens: '08:00', closes: '12:00' }],
      holidays: ['2026-07-03'],
    };
    expect(listOpeningChanges(office, after, '2026-06-02')).toEqual([
      { label: 'Friday', before: '09:00 to 17:30', after: 'Closed' },
      { label: 'Saturday', before: 'Closed', after: '08:00 to 12:00' },
      { label: 'Holiday 2026-07-03', before: null, after: 'Closed' },
      { label: 'Holiday 2026-12-25', before: 'Closed', after: 'Opens as on other days' },
    ]);
    expect(listOpeningChanges(office, '24/7', '2026-12-26').map(({ after: text }) => text)).toContain('Always open');
  });
});
