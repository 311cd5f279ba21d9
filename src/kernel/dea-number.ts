import type { Brand } from './brand.ts';

/** A DEA registration number: two characters and seven digits with a valid check digit. */
export type DeaNumber = Brand<string, 'DeaNumber'>;

/** Reads a DEA number; null unless its form and check digit hold. A hospital's internal suffix after a hyphen is kept. */
export function parseDeaNumber(text: string): DeaNumber | null {
  const match = /^([A-Z][A-Z9])(\d{7})(-[A-Z0-9]{1,10})?$/.exec(text.trim().toUpperCase());
  const digits = match?.[2];
  if (match === null || digits === undefined) return null;
  const digit = (index: number): number => Number(digits[index]);
  const sum = digit(0) + digit(2) + digit(4) + 2 * (digit(1) + digit(3) + digit(5));
  return sum % 10 === digit(6) ? (match[0] as DeaNumber) : null;
}
