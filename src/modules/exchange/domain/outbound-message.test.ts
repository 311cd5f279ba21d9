import { expect, it } from 'vitest';
import { findRetryMinutes } from './outbound-message.ts';

it('waits longer after each failed attempt and gives up after the fifth', () => {
  const waits = [1, 2, 3, 4, 5].map((attempt) => findRetryMinutes(attempt) ?? 0);
  expect(waits).toEqual([...waits].sort((left, right) => left - right));
  expect(waits.every((wait) => wait > 0)).toBe(true);
  expect(findRetryMinutes(6)).toBeNull();
});
