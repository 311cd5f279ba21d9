import { createHash } from 'node:crypto';
import { type FileHandle, open, rm } from 'node:fs/promises';
import type { TenantId } from '../../kernel/ids.ts';
import { SealBroken } from '../crypto/authenticated-encryption.ts';
import { syncFolder } from '../crypto/private-file.ts';
import {
  chunkBytes,
  chunkOverhead,
  createChunkOpener,
  createChunkSealer,
  isChunkStream,
  readStreamGeneration,
  sealPieces,
  streamHeaderBytes,
} from '../crypto/sealed-stream.ts';
import type { SealedPlace } from '../crypto/sealed-value.ts';
import type { DataKeys } from '../crypto/tenant-keys.ts';
import { createTenantSealer } from '../crypto/tenant-sealer.ts';
import { FileDamaged, UploadBroken } from './file-damage.ts';

/** Bytes that come in pieces of any length. */
export type Pieces = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** What is known of bytes that were sealed on their way to the disk. */
export interface Measured {
  readonly sha256: Uint8Array;
  readonly byteCount: number;
  /** The first bytes, by which the kind of a file is known. */
  readonly head: Uint8Array;
}

/** A part of a file: from the first byte to the last, both counted from zero and included. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

const headBytes = 4096;

/**
 * Seals pieces chunk by chunk into a new private file and returns when all of it is on the disk; null, with nothing left, when they are
 * more than the largest count. No more than two chunks are in memory at a time.
 */
export async function writeSealedFile(
  dataKeys: DataKeys,
  place: SealedPlace,
  file: { readonly folder: string; readonly path: string; readonly pieces: Pieces; readonly largestBytes: number },
): Promise<Measured | null> {
  const sealer = createChunkSealer(await dataKeys.takeForSealing(place.tenantId), place);
  const meter = createMeter(file.largestBytes);
  const handle = await open(file.path, 'wx', 0o600);
  try {
    for await (const sealed of sealPieces(meter.measure(file.pieces), sealer)) await writeAll(handle, sealed);
    await handle.sync();
  } catch (error) {
    await rm(file.path, { force: true });
    if (error instanceof TooLarge) return null;
    throw error;
  } finally {
    await handle.close();
  }
  await syncFolder(file.folder);
  return meter.result();
}

/** Reads a sealed file piece by piece, whole or in part. Throws {@link FileDamaged} at the first piece that is not what was saved. */
export async function* readSealedFile(
  dataKeys: DataKeys,
  place: SealedPlace,
  file: { readonly path: string; readonly byteCount: number; readonly sha256: Uint8Array; readonly range?: ByteRange },
): AsyncGenerator<Buffer> {
  const range = file.range ?? { first: 0, last: file.byteCount - 1 };
  const handle = await openExisting(file.path);
  const hash = file.range === undefined ? createHash('sha256') : null;
  try {
    const header = await readAt(handle, { from: 0, count: streamHeaderBytes });
    const pieces = isChunkStream(header)
      ? readChunks(dataKeys, place, { handle, header, range })
      : readWhole(dataKeys, place, { handle, range });
    for await (const piece of pieces) {
      hash?.update(piece);
      yield piece;
    }
  } catch (error) {
    throw error instanceof SealBroken ? new FileDamaged() : error;
  } finally {
    await handle.close();
  }
  if (hash !== null && !hash.digest().equals(file.sha256)) throw new FileDamaged();
}

async function* readChunks(
  dataKeys: DataKeys,
  place: SealedPlace,
  file: { readonly handle: FileHandle; readonly header: Uint8Array; readonly range: ByteRange },
): AsyncGenerator<Buffer> {
  const { handle, header, range } = file;
  const key = await dataKeys.get(place.tenantId, { purpose: 'seal', generation: readStreamGeneration(header) });
  const opener = createChunkOpener(key, place, header);
  const { size } = await handle.stat();
  const sealedChunk = chunkBytes + chunkOverhead;
  const lastChunk = Math.ceil((size - streamHeaderBytes) / sealedChunk) - 1;
  const until = Math.max(Math.floor(range.last / chunkBytes), 0);
  if (until > lastChunk) throw new FileDamaged();
  for (let number = Math.floor(range.first / chunkBytes); number <= until; number += 1) {
    const sealed = await readAt(handle, { from: streamHeaderBytes + number * sealedChunk, count: sealedChunk });
    const plain = opener.open(sealed, { number, isLast: number === lastChunk });
    const offset = number * chunkBytes;
    yield plain.subarray(Math.max(range.first - offset, 0), range.last - offset + 1);
  }
}

/** Files from before files were sealed in chunks are one sealed value that holds base64. */
async function* readWhole(
  dataKeys: DataKeys,
  place: SealedPlace,
  file: { readonly handle: FileHandle; readonly range: ByteRange },
): AsyncGenerator<Buffer> {
  const { size } = await file.handle.stat();
  const sealed = await readAt(file.handle, { from: 0, count: size });
  const text = await createTenantSealer(dataKeys, place.tenantId).open<string>(place, sealed);
  yield Buffer.from(text, 'base64').subarray(file.range.first, file.range.last + 1);
}

async function openExisting(path: string): Promise<FileHandle> {
  const handle = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? new FileDamaged() : error;
  });
  const { mode } = await handle.stat();
  if ((mode & 0o077) === 0) return handle;
  await handle.close();
  throw new Error('a stored file may be read by others: its mode must be 0600');
}

async function readAt(
  handle: FileHandle,
  part: { readonly from: number; readonly count: number },
): Promise<Uint8Array> {
  const bytes = Buffer.alloc(part.count);
  let filled = 0;
  while (filled < part.count) {
    const { bytesRead } = await handle.read(bytes, filled, part.count - filled, part.from + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}

async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length; )
    written += (await handle.write(bytes, written, bytes.length - written)).bytesWritten;
}

class TooLarge extends Error {}

/** Counts and hashes bytes as they pass by, keeps the first of them, and stops what is too large. */
function createMeter(largestBytes: number): {
  measure(pieces: Pieces): AsyncGenerator<Uint8Array>;
  result(): Measured;
} {
  const hash = createHash('sha256');
  let byteCount = 0;
  let head = Buffer.alloc(0);
  return {
    async *measure(pieces) {
      for await (const piece of withoutBreak(pieces)) {
        byteCount += piece.length;
        if (byteCount > largestBytes) throw new TooLarge();
        hash.update(piece);
        if (head.length < headBytes) head = Buffer.concat([head, piece.subarray(0, headBytes - head.length)]);
        yield piece;
      }
    },
    result: () => ({ sha256: hash.digest(), byteCount, head }),
  };
}

/** Tells a source that breaks off from a disk that does. */
async function* withoutBreak(pieces: Pieces): AsyncGenerator<Uint8Array> {
  const source = Symbol.asyncIterator in pieces ? pieces[Symbol.asyncIterator]() : pieces[Symbol.iterator]();
  for (;;) {
    let next: IteratorResult<Uint8Array>;
    try {
      next = await source.next();
    } catch {
      throw new UploadBroken();
    }
    if (next.done === true) return;
    yield next.value;
  }
}

/** Where a file of a tenant belongs, for the binding of its seal. */
export function placeOfFile(tenantId: TenantId, fileId: string): SealedPlace {
  return { tenantId, table: 'platform.stored_file', rowId: fileId };
}
