import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Pieces } from '../files/sealed-file.ts';

/** A file of an exported folder with its count and SHA-256, both over its bytes. */
export interface FolderFile {
  readonly path: string;
  readonly byteCount: number;
  readonly sha256: string;
}

/** Writes a file below a folder piece by piece; only this account may read it. */
export async function writeFolderFile(
  folder: string,
  file: { readonly path: string; readonly pieces: Pieces },
): Promise<FolderFile> {
  const target = join(folder, file.path);
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  const stream = createWriteStream(target, { flags: 'wx', mode: 0o600, flush: true });
  const closed = once(stream, 'close');
  const hash = createHash('sha256');
  let byteCount = 0;
  try {
    for await (const piece of file.pieces) {
      hash.update(piece);
      byteCount += piece.length;
      if (!stream.write(piece)) await Promise.race([once(stream, 'drain'), closed]);
    }
  } finally {
    stream.end();
  }
  await closed;
  return { path: file.path, byteCount, sha256: hash.digest('hex') };
}

const encoder = new TextEncoder();

/** Turns texts into bytes as they come. */
export async function* toBytes(texts: AsyncIterable<string> | Iterable<string>): AsyncGenerator<Uint8Array> {
  for await (const text of texts) yield encoder.encode(text);
}

/** Reads a file of one JSON object a line, line by line. */
export async function* readLines<Line>(folder: string, path: string): AsyncGenerator<Line> {
  for await (const line of createInterface({ input: createReadStream(join(folder, path)), crlfDelay: Infinity }))
    if (line !== '') yield JSON.parse(line) as Line;
}

/** Computes count and SHA-256 of a file of a folder. */
export async function measureFolderFile(folder: string, path: string): Promise<FolderFile> {
  const hash = createHash('sha256');
  let byteCount = 0;
  for await (const piece of createReadStream(join(folder, path)) as AsyncIterable<Buffer>) {
    hash.update(piece);
    byteCount += piece.length;
  }
  return { path, byteCount, sha256: hash.digest('hex') };
}
