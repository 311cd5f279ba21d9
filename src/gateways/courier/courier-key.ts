import { createHmac, timingSafeEqual } from 'node:crypto';
import { isUuid, type TenantId } from '../../kernel/ids.ts';
import type { PartnerId } from '../../modules/exchange/index.ts';
import type { DerivedSecrets } from '../../platform/crypto/derived-secrets.ts';

/** A courier of a health system. */
export interface CourierPlace {
  readonly tenantId: TenantId;
  readonly partnerId: PartnerId;
}

/** What is signed: a moment in ISO 8601 and the bytes of the body. */
export interface SignedMessage {
  readonly timestamp: string;
  readonly body: Uint8Array;
}

/** Derives the key that we and a courier sign with; it is computed, never stored. */
export function deriveCourierKey(secrets: DerivedSecrets, { tenantId, partnerId }: CourierPlace): Buffer {
  return secrets.derive(`courier/${tenantId}/${partnerId}`);
}

/** Writes the name of the account that a courier knows us by: the tenant and the partner. */
export function composeAccount({ tenantId, partnerId }: CourierPlace): string {
  return `${tenantId}.${partnerId}`;
}

/** Reads the name of an account; null when it is none. */
export function readAccount(text: string): CourierPlace | null {
  const [tenant = '', partner = ''] = text.split('.');
  if (!/^\d{1,9}$/.test(tenant) || !isUuid(partner)) return null;
  return { tenantId: Number(tenant) as TenantId, partnerId: partner as string as PartnerId };
}

/** Signs a message: HMAC-SHA-256 over its time stamp, a full stop and its body, in hexadecimal. */
export function signMessage(key: Uint8Array, message: SignedMessage): string {
  return createHmac('sha256', key).update(`${message.timestamp}.`).update(message.body).digest('hex');
}

/** Tells whether a signature fits, in constant time. */
export function isSignedBy(key: Uint8Array, message: SignedMessage, signature: string): boolean {
  const expected = Buffer.from(signMessage(key, message), 'hex');
  const given = Buffer.from(signature, 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
