import type { Brand } from './brand.ts';
import { hasLuhnCheckDigit } from './check-digit.ts';

/** A National Provider Identifier: ten digits with a valid check digit. */
export type Npi = Brand<string, 'Npi'>;

/** Reads an NPI; null unless it is ten digits, begins with 1 or 2 and its check digit holds (45 CFR 162.406; prefix 80840). */
export function parseNpi(text: string): Npi | null {
  const digits = text.trim();
  return /^[12]\d{9}$/.test(digits) && hasLuhnCheckDigit(`80840${digits}`) ? (digits as Npi) : null;
}
