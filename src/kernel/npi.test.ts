import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseNpi } from './npi.ts';

describe('parseNpi', () => {
  test.each(['1234567893', ' 1234567893 '])('reads %j', (text) => {
    expect(parseNpi(text)).toBe('1234567893');
  });

  test.each(['1234567890', '3234567893', '123456789', '12345678933', '123456789a', ''])('refuses %j', (text) => {
    expect(parseNpi(text)).toBeNull();
  });

  test('refuses any single wrong digit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), (at, by) => {
        const valid = '1234567893';
        const changed = `${valid.slice(0, at)}${(Number(valid[at]) + by) % 10}${valid.slice(at + 1)}`;
        expect(parseNpi(changed)).toBeNull();
      }),
    );
  });
});
