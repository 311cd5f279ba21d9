import type { Brand } from './brand.ts';

/** A UUID version 7 in lower-case text, made by the application; sorts by the moment it was made. */
export type Uuid = Brand<string, 'Uuid'>;

/** An id of one kind of record: `Id<'fill'>` is never taken for `Id<'patient'>`. */
export type Id<Kind extends string> = Brand<string, 'Uuid' | `Id<${Kind}>`>;

/** The number of a tenant (a health system); first in every key. */
export type TenantId = Brand<number, 'TenantId'>;

export type SiteId = Id<'site'>;
export type StaffId = Id<'staff'>;
export type PatientId = Id<'patient'>;
export type PrescriptionId = Id<'prescription'>;
export type TherapyId = Id<'therapy'>;
export type FillId = Id<'fill'>;
export type DocumentId = Id<'document'>;
export type RawMessageId = Id<'raw-message'>;

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Tells whether a text is a UUID in canonical lower-case form. */
export function isUuid(text: string): text is Uuid {
  return uuidPattern.test(text);
}

/**
 * Composes a UUID version 7 (RFC 9562, 5.7) from milliseconds since 1970 and ten random bytes.
 * @param parts milliseconds below 2^48 and exactly ten bytes
 */
export function composeUuidV7(parts: { readonly milliseconds: number; readonly random: Uint8Array }): Uuid {
  const bytes = new Uint8Array(16);
  let rest = parts.milliseconds;
  for (let index = 5; index >= 0; index -= 1) {
    bytes[index] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes.set(parts.random.subarray(0, 10), 6);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as Uuid;
}
