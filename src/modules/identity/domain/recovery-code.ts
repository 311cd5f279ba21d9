const letters = 'abcdefghijkmnpqrstuvwxyz23456789';

/** How many recovery codes are made at a time. */
export const recoveryCodeCount = 10;

/** Writes ten random bytes as a recovery code of 50 bits: `abcde-23456`. Letters that look alike are not used. */
export function composeRecoveryCode(random: Uint8Array): string {
  const text = Array.from(random.subarray(0, 10), (byte) => letters[byte % letters.length]).join('');
  return `${text.slice(0, 5)}-${text.slice(5)}`;
}

/** Reads a recovery code as people type it; null when it is none. */
export function parseRecoveryCode(text: string): string | null {
  const plain = text.toLowerCase().replace(/[\s-]/g, '');
  return /^[a-km-np-z2-9]{10}$/.test(plain) ? `${plain.slice(0, 5)}-${plain.slice(5)}` : null;
}
