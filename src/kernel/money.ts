import type { Brand } from './brand.ts';

/** A whole number of cents of US dollars, negative when owed the other way; always a safe integer. */
export type Cents = Brand<number, 'Cents'>;

/** A unit price in hundred-thousandths of a dollar (five decimals, as NADAC and NCPDP give them). */
export type UnitPrice = Brand<number, 'UnitPrice'>;

/** Makes cents of a whole number; throws on a fraction or an unsafe integer, which is a bug of the caller. */
export function cents(amount: number): Cents {
  if (!Number.isSafeInteger(amount)) throw new Error('cents must be a safe whole number');
  return amount as Cents;
}

/** Adds amounts exactly. */
export function sumCents(amounts: Iterable<Cents>): Cents {
  let total = 0n;
  for (const amount of amounts) total += BigInt(amount);
  return cents(Number(total));
}

/** Reads decimal text such as `12`, `-3.5` or `40.50` as cents; null when it is no amount or has a third decimal. */
export function parseCents(text: string): Cents | null {
  const scaled = parseScaled(text, 2);
  return scaled === null ? null : (scaled as Cents);
}

/** Reads decimal text with at most five decimals as a unit price; null when it is none. */
export function parseUnitPrice(text: string): UnitPrice | null {
  const scaled = parseScaled(text, 5);
  return scaled === null ? null : (scaled as UnitPrice);
}

/** Writes cents as plain decimal text: `-14.90`. */
export function formatCentsAsDecimal(amount: Cents): string {
  const sign = amount < 0 ? '-' : '';
  const digits = String(Math.abs(amount)).padStart(3, '0');
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/**
 * Computes unit price x quantity in cents, rounded half away from zero to the cent.
 * @param factors the price in hundred-thousandths of a dollar and the quantity in thousandths of a unit
 */
export function computeExtendedCents(factors: {
  readonly unitPrice: UnitPrice;
  readonly quantityThousandths: number;
}): Cents {
  const product = BigInt(factors.unitPrice) * BigInt(factors.quantityThousandths);
  return cents(Number(divideHalfAwayFromZero(product, 1_000_000n)));
}

/** Divides exactly and rounds half away from zero. */
export function divideHalfAwayFromZero(dividend: bigint, divisor: bigint): bigint {
  const negative = dividend < 0n !== divisor < 0n;
  const numerator = dividend < 0n ? -dividend : dividend;
  const denominator = divisor < 0n ? -divisor : divisor;
  const quotient = (2n * numerator + denominator) / (2n * denominator);
  return negative ? -quotient : quotient;
}

function parseScaled(text: string, decimals: number): number | null {
  const match = /^(-?)(\d{1,12})(?:\.(\d+))?$/.exec(text.trim());
  if (match === null) return null;
  const fraction = match[3] ?? '';
  if (fraction.length > decimals && /[1-9]/.test(fraction.slice(decimals))) return null;
  const magnitude = Number(`${match[2]}${fraction.slice(0, decimals).padEnd(decimals, '0')}`);
  if (!Number.isSafeInteger(magnitude)) return null;
  return match[1] === '-' && magnitude !== 0 ? -magnitude : magnitude;
}
