/** The last character of a signed number carries the sign: `{ABCDEFGHI` are +0 to +9, `}JKLMNOPQR` are -0 to -9. */
const positive = '{ABCDEFGHI';
const negative = '}JKLMNOPQR';

export interface OverpunchReading {
  readonly value: number;
  /** False when the last character is a plain digit: the amount was read as positive. */
  readonly isSigned: boolean;
}

/** Reads a signed overpunched number such as `864B` (8642) or `5}` (-50) without its implied decimals; null when it is none. */
export function parseOverpunch(text: string): OverpunchReading | null {
  const match = /^(\d{0,11})([0-9{}A-R])$/.exec(text);
  if (match === null) return null;
  const [, head = '', last = ''] = match;
  const plus = positive.indexOf(last);
  const minus = negative.indexOf(last);
  if (plus >= 0) return { value: Number(`${head}${plus}`), isSigned: true };
  if (minus >= 0) return { value: 0 - Number(`${head}${minus}`), isSigned: true };
  return { value: Number(`${head}${last}`), isSigned: false };
}

/** Writes a whole number with an overpunched sign and without leading zeros; zero is `{`. */
export function formatOverpunch(value: number): string {
  const digits = String(Math.abs(value));
  const signs = value < 0 ? negative : positive;
  const last = signs[Number(digits.at(-1))] ?? '{';
  const head = digits.slice(0, -1);
  return `${head}${last}`;
}
