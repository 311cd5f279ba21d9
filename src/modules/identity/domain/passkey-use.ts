/** What is known of a passkey, or what one says of itself when it is used. */
export interface PasskeyMarks {
  readonly signCount: number;
  readonly isDeviceBound: boolean;
}

/**
 * Tells whether a passkey that is used now may be a copy: its count did not grow (W3C Web Authentication, 6.1.1; passkeys without
 * a count always say 0), or it has become one that may leave its device.
 */
export function isLikelyCopied(known: PasskeyMarks, used: PasskeyMarks): boolean {
  const counts = known.signCount > 0 || used.signCount > 0;
  return (counts && used.signCount <= known.signCount) || known.isDeviceBound !== used.isDeviceBound;
}
