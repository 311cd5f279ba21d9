import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Id, TenantId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import { newId } from '../clock/new-id.ts';
import { makePrivateFolder } from '../crypto/private-file.ts';
import type { DataKeys } from '../crypto/tenant-keys.ts';
import type { TenantTransaction } from '../transaction/tenant-transaction.ts';
import { type Pieces, placeOfFile, readSealedFile, writeSealedFile } from './sealed-file.ts';
import type { NewFile, OpenedFile, ReceivedFile, StoredFile, StoredFileContent, StreamedFile } from './stored-file.ts';

/** Keeps files outside the database: sealed for their tenant, named by their id, never changed. */
export interface FileStore {
  /**
   * Seals bytes as they come, with flat memory, and returns when all of them are on the disk; null when they are more than the largest
   * count. Throws `UploadBroken` when they break off. Nothing names the file until it is adopted.
   */
  receive(
    tenantId: TenantId,
    file: {
      readonly pieces: Pieces;
      readonly mediaType: string;
      readonly largestBytes: number;
      readonly at: Instant;
    },
  ): Promise<ReceivedFile | null>;
  /** Names a received file by a row of the transaction. */
  adopt(tx: TenantTransaction, received: ReceivedFile): Promise<StoredFile>;
  /** Removes a file that no row names. */
  discard(tenantId: TenantId, fileId: Id<'file'>): Promise<void>;
  /** Seals bytes and returns when they are on the disk; their row is saved with the transaction. */
  save(tx: TenantTransaction, file: NewFile): Promise<StoredFile>;
  /** Seals bytes as they are made, with flat memory; their row is saved with the transaction. Null when they are more than the largest count. */
  saveStream(tx: TenantTransaction, file: StreamedFile): Promise<StoredFile | null>;
  /**
   * Seals bytes as they are made, to be read once: no row names the file, and it is gone when its reading ends. What is never read the
   * upkeep removes. Null when they are more than the largest count.
   */
  spool(tx: TenantTransaction, file: StreamedFile): Promise<OpenedFile | null>;
  /** Opens a file for reading; null when there is none. */
  open(tx: TenantTransaction, fileId: Id<'file'>): Promise<OpenedFile | null>;
  /** Reads a file whole; null when there is none. Throws `FileDamaged` when its bytes are gone or are not those that were saved. */
  read(tx: TenantTransaction, fileId: Id<'file'>): Promise<StoredFileContent | null>;
}

const table = 'platform.stored_file';

/**
 * Opens the file store below a folder. A file is written whole before its row is committed. Before its bytes there is a note of it,
 * by which the upkeep finds and removes what an abort or a crash left without a row.
 */
export function openFileStore(root: string, dataKeys: DataKeys): FileStore {
  const store: FileStore = {
    receive: async (tenantId, file) => {
      const fileId = newId<'file'>(file.at);
      const { folder, path } = await prepare(root, tenantId, fileId);
      const place = placeOfFile(tenantId, fileId);
      const written = await writeSealedFile(dataKeys, place, { ...file, folder, path }).catch(
        async (error: unknown) => {
          await store.discard(tenantId, fileId);
          throw error;
        },
      );
      if (written !== null) return { fileId, mediaType: file.mediaType, ...written };
      await store.discard(tenantId, fileId);
      return null;
    },
    adopt: async (tx, received) => {
      const { fileId, sha256, byteCount, mediaType } = received;
      const stored = { fileId, sha256, byteCount, mediaType };
      await insertFile(tx, stored);
      return stored;
    },
    discard: async (tenantId, fileId) => {
      await rm(pathOfFile(root, tenantId, fileId).path, { force: true });
      await rm(join(notesOf(root, tenantId), fileId), { force: true });
    },
    save: async (tx, file) => {
      const pieces = [file.bytes];
      const whole = { pieces, mediaType: file.mediaType, largestBytes: file.bytes.length, at: tx.now };
      const received = await store.receive(tx.tenantId, whole);
      if (received === null) throw new Error('a file grew while it was written');
      return store.adopt(tx, received);
    },
    saveStream: async (tx, file) => {
      const received = await store.receive(tx.tenantId, { ...file, at: tx.now });
      return received === null ? null : store.adopt(tx, received);
    },
    spool: async (tx, file) => {
      const received = await store.receive(tx.tenantId, { ...file, at: tx.now });
      if (received === null) return null;
      const { fileId, sha256, byteCount, mediaType } = received;
      const stored = { fileId, sha256, byteCount, mediaType };
      const opened = openStored({ root, dataKeys, tenantId: tx.tenantId }, stored);
      return {
        ...stored,
        read: async function* (range) {
          try {
            yield* opened.read(range);
          } finally {
            await store.discard(tx.tenantId, fileId);
          }
        },
      };
    },
    open: (tx, fileId) => openFile(root, dataKeys, { tx, fileId }),
    read: async (tx, fileId) => {
      const file = await openFile(root, dataKeys, { tx, fileId });
      if (file === null) return null;
      const pieces: Buffer[] = [];
      for await (const piece of file.read()) pieces.push(piece);
      return { ...file, bytes: Buffer.concat(pieces) };
    },
  };
  return store;
}

async function prepare(root: string, tenantId: TenantId, fileId: Id<'file'>): Promise<FilePath> {
  const place = pathOfFile(root, tenantId, fileId);
  const notes = notesOf(root, tenantId);
  await makePrivateFolder(place.folder);
  await makePrivateFolder(notes);
  // The note is not synced: losing it with a crash costs space on the disk and nothing else.
  await (await open(join(notes, fileId), 'wx', 0o600)).close();
  return place;
}

async function insertFile(tx: TenantTransaction, stored: StoredFile): Promise<void> {
  await tx.database
    .insertInto(table)
    .values({
      tenant_id: tx.tenantId,
      file_id: stored.fileId,
      sha256: Buffer.from(stored.sha256),
      byte_count: stored.byteCount,
      media_type: stored.mediaType,
      stored_at: tx.now,
    })
    .execute();
}

async function openFile(
  root: string,
  dataKeys: DataKeys,
  wanted: { readonly tx: TenantTransaction; readonly fileId: Id<'file'> },
): Promise<OpenedFile | null> {
  const { tx, fileId } = wanted;
  const row = await tx.database
    .selectFrom(table)
    .select(['sha256', 'byte_count', 'media_type'])
    .where('tenant_id', '=', tx.tenantId)
    .where('file_id', '=', fileId)
    .executeTakeFirst();
  if (row === undefined) return null;
  const stored = { fileId, sha256: row.sha256, byteCount: row.byte_count, mediaType: row.media_type };
  return openStored({ root, dataKeys, tenantId: tx.tenantId }, stored);
}

function openStored(
  at: { readonly root: string; readonly dataKeys: DataKeys; readonly tenantId: TenantId },
  stored: StoredFile,
): OpenedFile {
  const { root, dataKeys, tenantId } = at;
  const { path } = pathOfFile(root, tenantId, stored.fileId);
  const place = placeOfFile(tenantId, stored.fileId);
  return {
    ...stored,
    read: (range) => readSealedFile(dataKeys, place, { ...stored, path, ...(range === undefined ? {} : { range }) }),
  };
}

interface FilePath {
  readonly folder: string;
  readonly path: string;
}

/** Spreads the files of a tenant over 256 folders by the last two digits of their ids, which are random. */
function pathOfFile(root: string, tenantId: TenantId, fileId: Id<'file'>): FilePath {
  const folder = join(root, String(tenantId), fileId.slice(-2));
  return { folder, path: join(folder, fileId) };
}

/** The folder of the notes of files that may have no row: each is an empty file that bears the id. */
export function notesOf(root: string, tenantId: TenantId): string {
  return join(root, String(tenantId), 'unconfirmed');
}
