import { expect, test } from 'vitest';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { findRenewalReason } from './renewal-need.ts';

const day = (text: string): CalendarDay => text as CalendarDay;
const prescription = { fillsMade: 1, refillsAuthorized: 1, expiresOn: null };

test('a prescription with a refill left that lasts beyond the need is not renewed', () => {
  expect(findRenewalReason(prescription, day('2026-03-30'))).toBeNull();
  expect(findRenewalReason({ ...prescription, expiresOn: day('2026-03-30') }, day('2026-03-30'))).toBeNull();
});

test('a prescription is renewed when nothing is left on it, or when it expires before the need', () => {
  expect(findRenewalReason({ ...prescription, fillsMade: 2 }, day('2026-03-30'))).toBe('no-refills-left');
  expect(findRenewalReason({ ...prescription, refillsAuthorized: null }, day('2026-03-30'))).toBe('no-refills-left');
  expect(findRenewalReason({ ...prescription, expiresOn: day('2026-03-29') }, day('2026-03-30'))).toBe(
    'expires-before-need',
  );
});
