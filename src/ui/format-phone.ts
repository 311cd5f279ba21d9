/** Writes a telephone number as people read it. */
export function formatPhone(number: string): string {
  return number.length === 10 ? `(${number.slice(0, 3)}) ${number.slice(3, 6)}-${number.slice(6)}` : number;
}
