import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Id, TenantId } from '../../kernel/ids.ts';
import { makePrivateFolder, readPrivateFile, replacePrivateFile } from '../crypto/private-file.ts';
import type { TenantTransaction } from '../transaction/tenant-transaction.ts';

/** A file as the database knows it. The hash is SHA-256 over the bytes as they were given. */
interface StoredFile {
  readonly fileId: Id<'file'>;
  readonly sha256: Uint8Array;
  readonly byteCount: number;
  readonly mediaType: string;
}

/** Keeps files outside the database: sealed for their tenant, named by their id, never changed. */
export interface FileStore {
  /** Seals bytes and returns when they are on the disk; their row is saved with the transaction. */
  save(tx: TenantTransaction, file: NewFile): Promise<StoredFile>;
  /** Reads a file; null when there is none. Throws {@link FileDamaged} when its bytes are gone or are not those that were saved. */
  read(tx: TenantTransaction, fileId: Id<'file'>): Promise<StoredFileContent | null>;
}

/** The file store as a transaction of a tenant has it. */
export interface TenantFiles {
  save(file: NewFile): Promise<StoredFile>;
  read(fileId: Id<'file'>): Promise<StoredFileContent | null>;
}

interface NewFile {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
}

interface StoredFileContent extends StoredFile {
  readonly bytes: Uint8Array;
}

/** Thrown when a file's bytes are missing or are not those that were saved. */
export class FileDamaged extends Error {
  override readonly name = 'FileDamaged';

  constructor() {
    super('the bytes of a stored file are missing or were changed');
  }
}

const table = 'platform.stored_file';

/**
 * Opens the file store below a folder. A file is written whole before its row is committed; a transaction that is rolled back leaves
 * sealed bytes that nothing names.
 */
export function openFileStore(root: string): FileStore {
  return {
    save: (tx, file) => saveFile(root, tx, file),
    read: (tx, fileId) => readFile(root, tx, fileId),
  };
}

async function saveFile(root: string, tx: TenantTransaction, file: NewFile): Promise<StoredFile> {
  const fileId = tx.newId<'file'>();
  const stored = { fileId, sha256: hashOf(file.bytes), byteCount: file.bytes.length, mediaType: file.mediaType };
  const sealed = await tx.sealer.seal({ table, rowId: fileId }, Buffer.from(file.bytes).toString('base64'));
  const path = pathOf(root, tx.tenantId, fileId);
  await makePrivateFolder(path.folder);
  await replacePrivateFile(path.file, sealed);
  await tx.database
    .insertInto(table)
    .values({
      tenant_id: tx.tenantId,
      file_id: fileId,
      sha256: stored.sha256,
      byte_count: stored.byteCount,
      media_type: stored.mediaType,
      stored_at: tx.now,
    })
    .execute();
  return stored;
}

async function readFile(root: string, tx: TenantTransaction, fileId: Id<'file'>): Promise<StoredFileContent | null> {
  const row = await tx.database
    .selectFrom(table)
    .select(['sha256', 'byte_count', 'media_type'])
    .where('tenant_id', '=', tx.tenantId)
    .where('file_id', '=', fileId)
    .executeTakeFirst();
  if (row === undefined) return null;
  const sealed = await readPrivateFile(pathOf(root, tx.tenantId, fileId).file);
  if (sealed === null) throw new FileDamaged();
  const bytes = Buffer.from(await tx.sealer.open<string>({ table, rowId: fileId }, sealed), 'base64');
  if (!hashOf(bytes).equals(row.sha256)) throw new FileDamaged();
  return { fileId, sha256: row.sha256, byteCount: row.byte_count, mediaType: row.media_type, bytes };
}

/** Spreads the files of a tenant over 256 folders by the last two digits of their ids, which are random. */
function pathOf(
  root: string,
  tenantId: TenantId,
  fileId: Id<'file'>,
): { readonly folder: string; readonly file: string } {
  const folder = join(root, String(tenantId), fileId.slice(-2));
  return { folder, file: join(folder, fileId) };
}

function hashOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
