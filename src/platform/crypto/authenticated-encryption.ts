import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/** Thrown when sealed bytes were altered, moved to another place, or sealed with another key. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';

  constructor() {
    super('sealed bytes were altered or belong to another place');
  }
}

/**
 * Encrypts with AES-256-GCM under a random 96-bit nonce (NIST SP 800-38D, 8.2.2) and returns nonce, ciphertext and 128-bit tag.
 * @param boundTo what the bytes belong to; it is not stored, and only the same text opens them
 */
export function encrypt(key: KeyObject, plain: Uint8Array, boundTo: string): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(Buffer.from(boundTo));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Opens what {@link encrypt} returned; throws {@link SealBroken} when it does not fit. */
export function decrypt(key: KeyObject, sealed: Uint8Array, boundTo: string): Buffer {
  if (sealed.length < nonceBytes + tagBytes) throw new SealBroken();
  const decipher = createDecipheriv(algorithm, key, sealed.subarray(0, nonceBytes), { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(boundTo));
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
  const opened = decipher.update(sealed.subarray(nonceBytes, sealed.length - tagBytes));
  try {
    return Buffer.concat([opened, decipher.final()]);
  } catch {
    throw new SealBroken();
  }
}
