/** Writes the number of a therapy as people say it: 123 is `T-000123`. */
export function formatTherapyNumber(number: number): string {
  return `T-${String(number).padStart(6, '0')}`;
}

/** Reads a therapy number as people type it: `T-000123`, `t123` or `123`; null when it is none. */
export function parseTherapyNumber(text: string): number | null {
  const match = /^\s*(?:t\s*-?\s*)?0*([1-9]\d{0,8})\s*$/i.exec(text);
  return match === null ? null : Number(match[1]);
}
