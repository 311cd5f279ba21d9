/** An amount of a drug: thousandths of a unit, with the UCUM unit it counts and the NCPDP billing unit when it is billed. */
export interface Quantity {
  readonly quantityThousandths: number;
  readonly ucumUnit: string;
}

/** The three billing units of NCPDP (field 600-28): each, milliliter, gram. */
export type BillingUnit = 'EA' | 'ML' | 'GM';

/** Reads decimal text with at most three decimals as thousandths; null when it is none, negative or too large. */
export function parseThousandths(text: string): number | null {
  const match = /^(?=\.?\d)(\d{0,11})(?:\.(\d{1,3})0*)?$/.exec(text.trim());
  if (match === null) return null;
  const [, whole = '', fraction = ''] = match;
  return Number(`${whole}${fraction.padEnd(3, '0')}`);
}

/** Writes thousandths as the shortest decimal text: `1500` is `1.5`. */
export function formatThousandths(quantityThousandths: number): string {
  const sign = quantityThousandths < 0 ? '-' : '';
  const digits = String(Math.abs(quantityThousandths)).padStart(4, '0');
  const fraction = digits.slice(-3).replace(/0+$/, '');
  return `${sign}${digits.slice(0, -3)}${fraction === '' ? '' : `.${fraction}`}`;
}
