import type { Id } from '../../kernel/ids.ts';
import type { ByteRange, Pieces } from './sealed-file.ts';

/** A file as the database knows it. The hash is SHA-256 over the bytes as they were given. */
export interface StoredFile {
  readonly fileId: Id<'file'>;
  readonly sha256: Uint8Array;
  readonly byteCount: number;
  readonly mediaType: string;
}

/** A file that came whole and lies sealed on the disk, while no row names it yet. */
export interface ReceivedFile extends StoredFile {
  /** The first bytes, by which the kind of a file is known. */
  readonly head: Uint8Array;
}

/** A stored file, ready to be read piece by piece, also after its transaction. */
export interface OpenedFile extends StoredFile {
  /** Reads the file whole or in part. Throws `FileDamaged` at the first piece that is not what was saved. */
  read(range?: ByteRange): AsyncIterable<Buffer>;
}

export interface NewFile {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
}

/** Bytes that are stored while they are made. */
export interface StreamedFile {
  readonly pieces: Pieces;
  readonly mediaType: string;
  readonly largestBytes: number;
}

export interface StoredFileContent extends StoredFile {
  readonly bytes: Uint8Array;
}

/** The file store as a transaction of a tenant has it. */
export interface TenantFiles {
  adopt(received: ReceivedFile): Promise<StoredFile>;
  save(file: NewFile): Promise<StoredFile>;
  saveStream(file: StreamedFile): Promise<StoredFile | null>;
  spool(file: StreamedFile): Promise<OpenedFile | null>;
  open(fileId: Id<'file'>): Promise<OpenedFile | null>;
  read(fileId: Id<'file'>): Promise<StoredFileContent | null>;
}
