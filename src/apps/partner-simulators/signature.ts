import { createHmac, timingSafeEqual } from 'node:crypto';

/** Signs a message of the courier's interface: HMAC-SHA-256 over its time stamp, a full stop and its body, in hexadecimal. */
export function signMessage(key: Uint8Array, message: { readonly timestamp: string; readonly body: string }): string {
  return createHmac('sha256', key).update(`${message.timestamp}.${message.body}`).digest('hex');
}

/** Tells whether a signature fits, in constant time. */
export function isSignedBy(
  key: Uint8Array,
  message: { readonly timestamp: string; readonly body: string; readonly signature: string },
): boolean {
  const expected = Buffer.from(signMessage(key, message), 'hex');
  const given = Buffer.from(message.signature, 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
