/** An exact ratio of whole numbers; the denominator is above zero. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Makes a fraction of whole numbers; null when the denominator is not above zero, so that nothing is divided by it. */
export function fractionOf(numerator: number | bigint, denominator: number | bigint): Fraction | null {
  const below = BigInt(denominator);
  return below > 0n ? { numerator: BigInt(numerator), denominator: below } : null;
}

/** Compares two fractions by their exact values: negative when the first is smaller, zero when they are equal. */
export function compareFractions(left: Fraction, right: Fraction): number {
  const difference = left.numerator * right.denominator - right.numerator * left.denominator;
  return difference < 0n ? -1 : Number(difference > 0n);
}

/** Multiplies fractions exactly. */
export function multiplyFractions(left: Fraction, right: Fraction): Fraction {
  return { numerator: left.numerator * right.numerator, denominator: left.denominator * right.denominator };
}

/** Rounds a fraction to the nearest whole number, halves away from zero. */
export function roundFraction({ numerator, denominator }: Fraction): bigint {
  const size = numerator < 0n ? -numerator : numerator;
  const rounded = (size * 2n + denominator) / (denominator * 2n);
  return numerator < 0n ? -rounded : rounded;
}

/** Writes a fraction as decimal text with a fixed number of digits, halves rounded away from zero. */
export function formatFraction(fraction: Fraction, digits: number): string {
  const scaled = roundFraction({ ...fraction, numerator: fraction.numerator * 10n ** BigInt(digits) });
  const text = (scaled < 0n ? -scaled : scaled).toString().padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  return `${scaled < 0n ? '-' : ''}${whole}${digits === 0 ? '' : `.${text.slice(-digits)}`}`;
}

/** Reads a decimal number or text such as `1.5` exactly; null when it is none or has more than the given digits after the point. */
export function parseDecimal(value: unknown, digits: number): Fraction | null {
  const match = /^(-?)(\d{1,15})(?:\.(\d+))?$/.exec(typeof value === 'number' ? String(value) : String(value ?? ''));
  const decimals = match?.[3] ?? '';
  if (match === null || decimals.length > digits || (typeof value !== 'number' && typeof value !== 'string'))
    return null;
  const numerator = BigInt(`${match[2]}${decimals}`);
  return { numerator: match[1] === '-' ? -numerator : numerator, denominator: 10n ** BigInt(decimals.length) };
}
