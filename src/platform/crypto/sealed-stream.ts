import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';
import { SealBroken } from './authenticated-encryption.ts';
import type { SealedPlace, SealingKey } from './sealed-value.ts';

/** How many bytes are sealed together; all chunks of a stream but the last have this length. */
export const chunkBytes = 65_536;

/** How much longer a sealed chunk is than a plain one: the tag of AES-GCM. */
export const chunkOverhead = 16;

// Layout: version (1 byte), key generation (4), salt (32); then the chunks, each ciphertext and tag (16).
const version = 2;
const saltBytes = 32;

/** How many bytes stand before the first chunk. */
export const streamHeaderBytes = 5 + saltBytes;

/** Where a chunk stands in its stream. The last one is marked, so that a stream that was cut short does not open. */
interface ChunkPlace {
  readonly number: number;
  readonly isLast: boolean;
}

/** Seals the chunks of one stream in their order. */
export interface ChunkSealer {
  readonly header: Uint8Array;
  seal(plain: Uint8Array, chunk: ChunkPlace): Buffer;
}

/** Opens the chunks of one stream, in any order; throws {@link SealBroken} for a chunk that was altered or stands elsewhere. */
export interface ChunkOpener {
  open(sealed: Uint8Array, chunk: ChunkPlace): Buffer;
}

/**
 * Begins a sealed stream. Each stream has a key of its own, derived from the tenant's key, a random salt and the place (RFC 5869); the
 * nonce of a chunk is its number and whether it is the last, so that chunks can be neither swapped nor left out (the STREAM
 * construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015).
 */
export function createChunkSealer(key: SealingKey, place: SealedPlace): ChunkSealer {
  const header = Buffer.alloc(streamHeaderBytes);
  header.writeUInt8(version);
  header.writeUInt32BE(key.generation, 1);
  randomBytes(saltBytes).copy(header, 5);
  const streamKey = deriveStreamKey(key, place, header);
  return {
    header,
    seal: (plain, chunk) => {
      const cipher = createCipheriv('aes-256-gcm', streamKey, nonceOf(chunk), { authTagLength: chunkOverhead });
      return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
  };
}

/** Prepares to open a stream by its header. */
export function createChunkOpener(key: SealingKey, place: SealedPlace, header: Uint8Array): ChunkOpener {
  const streamKey = deriveStreamKey(key, place, header);
  return {
    open: (sealed, chunk) => {
      if (sealed.length < chunkOverhead) throw new SealBroken();
      const end = sealed.length - chunkOverhead;
      const decipher = createDecipheriv('aes-256-gcm', streamKey, nonceOf(chunk), { authTagLength: chunkOverhead });
      decipher.setAuthTag(sealed.subarray(end));
      const opened = decipher.update(sealed.subarray(0, end));
      try {
        return Buffer.concat([opened, decipher.final()]);
      } catch {
        throw new SealBroken();
      }
    },
  };
}

/** Tells whether sealed bytes are a stream of chunks, and not one sealed value. */
export function isChunkStream(header: Uint8Array): boolean {
  return header.length >= streamHeaderBytes && header[0] === version;
}

/** Reads which generation of the tenant's key sealed a stream. */
export function readStreamGeneration(header: Uint8Array): number {
  if (!isChunkStream(header)) throw new SealBroken();
  return Buffer.from(header.buffer, header.byteOffset, streamHeaderBytes).readUInt32BE(1);
}

/** Seals pieces of any length as they come and gives what is to be written: the header, then chunk after chunk. */
export async function* sealPieces(
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  sealer: ChunkSealer,
): AsyncGenerator<Uint8Array> {
  yield sealer.header;
  const chunk = Buffer.alloc(chunkBytes);
  let filled = 0;
  let number = 0;
  for await (const piece of pieces) {
    for (let taken = 0; taken < piece.length; ) {
      // A full chunk waits until more comes, because only then it is known not to be the last one.
      if (filled === chunkBytes) {
        yield sealer.seal(chunk, { number, isLast: false });
        filled = 0;
        number += 1;
      }
      const part = piece.subarray(taken, taken + chunkBytes - filled);
      chunk.set(part, filled);
      filled += part.length;
      taken += part.length;
    }
  }
  yield sealer.seal(chunk.subarray(0, filled), { number, isLast: true });
}

function deriveStreamKey(key: SealingKey, place: SealedPlace, header: Uint8Array): KeyObject {
  const bound = JSON.stringify([version, key.generation, place.tenantId, place.table, place.rowId, chunkBytes]);
  const salt = header.subarray(5, streamHeaderBytes);
  return createSecretKey(Buffer.from(hkdfSync('sha256', key.key, salt, Buffer.from(bound), 32)));
}

function nonceOf(chunk: ChunkPlace): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(chunk.number, 7);
  nonce.writeUInt8(chunk.isLast ? 1 : 0, 11);
  return nonce;
}
