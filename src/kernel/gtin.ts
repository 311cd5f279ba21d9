import type { Brand } from './brand.ts';
import { computeGs1CheckDigit } from './check-digit.ts';
import { listNdcCandidates, type Ndc11 } from './ndc.ts';

/** A GS1 Global Trade Item Number in its 14-digit form with a valid check digit. */
export type Gtin14 = Brand<string, 'Gtin14'>;

/** Reads a GTIN of 8, 12, 13 or 14 digits; null unless its check digit holds. */
export function parseGtin(text: string): Gtin14 | null {
  const digits = text.trim();
  if (!/^(\d{8}|\d{12,14})$/.test(digits)) return null;
  const padded = digits.padStart(14, '0');
  return computeGs1CheckDigit(padded.slice(0, 13)) === Number(padded[13]) ? (padded as Gtin14) : null;
}

/** Makes the GTIN of a ten-digit NDC at a packaging level (indicator digit 0 to 8), with the GS1 US health prefix 03. */
export function composeGtinOfNdc(parts: { readonly tenDigits: string; readonly indicator: number }): Gtin14 {
  const body = `${parts.indicator}03${parts.tenDigits}`;
  return `${body}${computeGs1CheckDigit(body)}` as Gtin14;
}

/** Lists the 11-digit NDCs that a GTIN may carry; empty when it holds no NDC (its prefix is not 03). */
export function listNdcsOfGtin(gtin: Gtin14): readonly Ndc11[] {
  return gtin.slice(1, 3) === '03' ? listNdcCandidates(gtin.slice(3, 13)) : [];
}
