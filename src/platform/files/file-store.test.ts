import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts';
import type { Id } from '../../kernel/ids.ts';
import { addMilliseconds } from '../../kernel/instant.ts';
import { chunkBytes, streamHeaderBytes } from '../crypto/sealed-stream.ts';
import { FileDamaged, UploadBroken } from './file-damage.ts';
import { sweepFiles } from './file-upkeep.ts';

const sealedChunk = chunkBytes + 16;

let platform: TestPlatform;
let root: string;

beforeAll(async () => {
  platform = await openTestPlatform();
  root = join(platform.folder, 'files');
});
afterAll(() => platform.close());

/** Bytes of which no two chunks are alike. */
function makeBytes(count: number): Buffer {
  const bytes = Buffer.alloc(count);
  for (let at = 0; at + 4 <= count; at += 4) bytes.writeUInt32BE(at, at);
  return bytes;
}

async function receive(pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>, largestBytes = 10_000_000) {
  const { tenantId, clock } = platform;
  return platform.files.receive(tenantId, { pieces, mediaType: 'text/plain', largestBytes, at: clock.now() });
}

async function store(bytes: Uint8Array): Promise<Id<'file'>> {
  const { fileId } = await platform.transact((tx) => tx.files.save({ bytes, mediaType: 'text/plain' }));
  return fileId;
}

const read = (fileId: Id<'file'>) => platform.transact((tx) => tx.files.read(fileId));

async function readPart(fileId: Id<'file'>, range: { first: number; last: number }): Promise<Buffer> {
  const file = await platform.transact((tx) => tx.files.open(fileId));
  const pieces: Buffer[] = [];
  for await (const piece of file?.read(range) ?? []) pieces.push(piece);
  return Buffer.concat(pieces);
}

const pathOf = (fileId: string): string => join(root, '1', fileId.slice(-2), fileId);

function changeSealed(fileId: string, change: (sealed: Buffer) => Buffer): void {
  const path = pathOf(fileId);
  writeFileSync(path, change(readFileSync(path)));
}

/** Lists the names of everything in the store of the first tenant, notes apart. */
function listNames(): readonly string[] {
  return readdirSync(join(root, '1'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.endsWith('unconfirmed'))
    .map((entry) => entry.name);
}

describe('a stored file', () => {
  it.each([
    0,
    1,
    chunkBytes - 1,
    chunkBytes,
    chunkBytes + 1,
    3 * chunkBytes,
    3 * chunkBytes + 5,
  ])('of %i bytes comes back as it was, whole and in parts', async (count) => {
    const bytes = makeBytes(count);
    const fileId = await store(bytes);
    expect(Buffer.from((await read(fileId))?.bytes ?? []).equals(bytes)).toBe(true);
    for (const [first, last] of [
      [0, 0],
      [chunkBytes - 1, chunkBytes],
      [count - 1, count - 1],
      [5, count - 1],
    ] as const) {
      if (first < 0 || last >= count || first > last) continue;
      expect((await readPart(fileId, { first, last })).equals(bytes.subarray(first, last + 1))).toBe(true);
    }
  });

  it('comes back when it came in pieces of any length', async () => {
    const bytes = makeBytes(200_000);
    const pieces = [bytes.subarray(0, 7), bytes.subarray(7, 7), bytes.subarray(7, 150_000), bytes.subarray(150_000)];
    const received = await receive(pieces);
    if (received === null) throw new Error('it was too large');
    await platform.transact((tx) => tx.files.adopt(received));
    expect(Buffer.from((await read(received.fileId))?.bytes ?? []).equals(bytes)).toBe(true);
  });

  it('from before files were sealed in chunks is still read, whole and in parts', async () => {
    const bytes = makeBytes(100_000);
    const fileId = await store(bytes);
    const place = { table: 'platform.stored_file', rowId: fileId };
    const sealed = await platform.transact((tx) => tx.sealer.seal(place, bytes.toString('base64')));
    writeFileSync(pathOf(fileId), sealed);
    expect(Buffer.from((await read(fileId))?.bytes ?? []).equals(bytes)).toBe(true);
    expect((await readPart(fileId, { first: 99_990, last: 99_999 })).equals(bytes.subarray(99_990))).toBe(true);
  });

  it.each<[string, (sealed: Buffer) => Buffer]>([
    ['a bit of a chunk was changed', (sealed) => flip(sealed, streamHeaderBytes + sealedChunk + 9)],
    ['its salt was changed', (sealed) => flip(sealed, 9)],
    ['two chunks were swapped', swapFirstChunks],
    ['the last chunk was cut off', (sealed) => sealed.subarray(0, streamHeaderBytes + 3 * sealedChunk)],
    ['its end was cut off', (sealed) => sealed.subarray(0, -1)],
    [
      'a chunk was left out',
      (sealed) =>
        Buffer.concat([sealed.subarray(0, streamHeaderBytes), sealed.subarray(streamHeaderBytes + sealedChunk)]),
    ],
    ['a chunk was added', (sealed) => Buffer.concat([sealed, sealed.subarray(-100)])],
    ['nothing of it is left', () => Buffer.alloc(0)],
  ])('is a fault when %s', async (_what, change) => {
    const fileId = await store(makeBytes(3 * chunkBytes + 50));
    changeSealed(fileId, change);
    await expect(read(fileId)).rejects.toThrow('altered');
  });

  it('is a fault when the bytes of another file stand in its place', async () => {
    const [fileId, otherId] = [await store(makeBytes(500)), await store(makeBytes(500))];
    writeFileSync(pathOf(fileId), readFileSync(pathOf(otherId)));
    await expect(read(fileId)).rejects.toThrow(FileDamaged);
  });
});

describe('a file that does not come whole', () => {
  it('leaves nothing when its sender breaks off', async () => {
    const before = listNames();
    const pieces = (async function* () {
      yield makeBytes(300_000);
      throw new Error('the line is dead');
    })();
    await expect(receive(pieces)).rejects.toThrow(UploadBroken);
    expect(listNames()).toEqual(before);
  });

  it('leaves nothing when it is too large', async () => {
    const before = listNames();
    expect(await receive([makeBytes(100_000), makeBytes(1)], 100_000)).toBeNull();
    expect(listNames()).toEqual(before);
  });
});

describe('the upkeep', () => {
  it('removes after an hour what no row names, and nothing else', async () => {
    const kept = await store(makeBytes(10));
    const left = await receive([makeBytes(10)]);
    const { clock, files, transactor } = platform;
    expect(await sweepFiles({ root, clock, files, transactor })).toBe(0);
    clock.moveTo(addMilliseconds(clock.now(), 3_600_001));
    const young = await receive([makeBytes(10)]);
    expect(await sweepFiles({ root, clock, files, transactor })).toBe(1);
    expect(listNames()).not.toContain(left?.fileId);
    expect(listNames()).toContain(kept);
    expect(listNames()).toContain(young?.fileId);
    expect(readdirSync(join(root, '1/unconfirmed'))).toEqual([young?.fileId]);
  });
});

function flip(sealed: Buffer, at: number): Buffer {
  sealed.writeUInt8(sealed.readUInt8(at) ^ 1, at);
  return sealed;
}

function swapFirstChunks(sealed: Buffer): Buffer {
  const chunk = (number: number): Buffer =>
    sealed.subarray(streamHeaderBytes + number * sealedChunk, streamHeaderBytes + (number + 1) * sealedChunk);
  const rest = sealed.subarray(streamHeaderBytes + 2 * sealedChunk);
  return Buffer.concat([sealed.subarray(0, streamHeaderBytes), chunk(1), chunk(0), rest]);
}
