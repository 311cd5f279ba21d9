import { describe, expect, it } from 'vitest';
import { formatTherapyNumber, parseTherapyNumber } from './therapy-number.ts';

describe('the number of a therapy', () => {
  it('is written with six digits and read as people type it', () => {
    expect(formatTherapyNumber(123)).toBe('T-000123');
    expect(['T-000123', 't123', ' 123 ', 'T - 123'].map(parseTherapyNumber)).toEqual([123, 123, 123, 123]);
    expect(['', 'T-', '0', 'X-1', '1234567890'].map(parseTherapyNumber)).toEqual([null, null, null, null, null]);
  });
});
