import { createHash } from 'node:crypto';
import { Zip, ZipDeflate } from 'fflate';
import type { Instant } from '../../kernel/instant.ts';
import type { Pieces } from './sealed-file.ts';

/** A file that goes into an archive while its bytes are made. */
export interface ArchivedFile {
  readonly path: string;
  readonly pieces: Pieces;
}

/** What went into an archive: SHA-256 and count are over the bytes before they were compressed. */
export interface ArchivedEntry {
  readonly path: string;
  readonly byteCount: number;
  readonly sha256: string;
}

/**
 * Writes a ZIP archive piece by piece, one file after the other, with flat memory. `onEntry` hears of each file when it is whole, before
 * the next one is asked for, so that a last file can list those before it.
 */
export async function* writeZipArchive(
  files: AsyncIterable<ArchivedFile>,
  options: { readonly at: Instant; readonly onEntry: (entry: ArchivedEntry) => void },
): AsyncGenerator<Uint8Array> {
  const made: Uint8Array[] = [];
  const faults: Error[] = [];
  const zip = new Zip((fault, piece) => {
    if (fault === null) made.push(piece);
    else faults.push(fault);
  });
  const take = (): readonly Uint8Array[] => {
    const [fault] = faults;
    if (fault !== undefined) throw fault;
    return made.splice(0);
  };
  for await (const { path, pieces } of files) {
    const hash = createHash('sha256');
    let byteCount = 0;
    const file = new ZipDeflate(path, { level: 6 });
    file.mtime = options.at;
    zip.add(file);
    for await (const piece of pieces) {
      hash.update(piece);
      byteCount += piece.length;
      file.push(piece);
      yield* take();
    }
    file.push(new Uint8Array(), true);
    yield* take();
    options.onEntry({ path, byteCount, sha256: hash.digest('hex') });
  }
  zip.end();
  yield* take();
}
