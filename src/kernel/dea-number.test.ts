import { describe, expect, test } from 'vitest';
import { parseDeaNumber } from './dea-number.ts';

describe('parseDeaNumber', () => {
  test.each([
    ['AB1234563', 'AB1234563'],
    ['ab1234563', 'AB1234563'],
    ['F91234563', 'F91234563'],
    ['AB1234563-012', 'AB1234563-012'],
  ])('reads %j as %j', (text, number) => {
    expect(parseDeaNumber(text)).toBe(number);
  });

  test.each([
    'AB1234567',
    'A11234563',
    '991234563',
    'AB123456',
    'AB12345633',
    'AB1234563-',
    '',
  ])('refuses %j', (text) => {
    expect(parseDeaNumber(text)).toBeNull();
  });
});
