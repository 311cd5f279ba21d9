import type { KeyObject } from 'node:crypto';
import type { TenantId } from '../../kernel/ids.ts';
import type { Json } from '../../kernel/json.ts';
import { decrypt, encrypt, SealBroken } from './authenticated-encryption.ts';

/** The row that a sealed value belongs to. A value moved to another tenant, table or row does not open. */
export interface SealedPlace {
  readonly tenantId: TenantId;
  /** Schema and table, such as `patients.patient`. */
  readonly table: string;
  readonly rowId: string;
}

/** A key and its generation, which is written in front of each value that it seals. */
export interface SealingKey {
  readonly generation: number;
  readonly key: KeyObject;
}

// Layout: version (1 byte), key generation (4 bytes), then nonce (12), ciphertext and tag (16).
const version = 1;
const headerBytes = 5;

/** Seals the identifying data of one row as one value: AES-256-GCM over JSON, bound to version, generation and place. */
export function sealValue(key: SealingKey, place: SealedPlace, value: Json): Buffer {
  const header = Buffer.alloc(headerBytes);
  header.writeUInt8(version);
  header.writeUInt32BE(key.generation, 1);
  return Buffer.concat([
    header,
    encrypt(key.key, Buffer.from(JSON.stringify(value)), bindingOf(key.generation, place)),
  ]);
}

/** Opens a sealed value in its place; throws {@link SealBroken} when it was altered or moved. */
export function openValue(key: SealingKey, place: SealedPlace, sealed: Uint8Array): Json {
  if (readGeneration(sealed) !== key.generation) throw new SealBroken();
  const plain = decrypt(key.key, sealed.subarray(headerBytes), bindingOf(key.generation, place));
  return JSON.parse(plain.toString()) as Json;
}

/** Reads which generation of the tenant's key sealed a value; throws {@link SealBroken} when the layout is unknown. */
export function readGeneration(sealed: Uint8Array): number {
  if (sealed.length < headerBytes || sealed[0] !== version) throw new SealBroken();
  return Buffer.from(sealed.buffer, sealed.byteOffset, headerBytes).readUInt32BE(1);
}

function bindingOf(generation: number, place: SealedPlace): string {
  return JSON.stringify([version, generation, place.tenantId, place.table, place.rowId]);
}
