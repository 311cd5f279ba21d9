import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { ReceivedFile } from '../../../platform/files/stored-file.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import type { RemittanceFile, RemittanceFileId } from '../domain/remittance-file.ts';
import { remittanceFileArrived } from '../events.ts';
import { findFileByHash, insertFile } from '../file-store.ts';
import { remittanceRefusals } from '../refusals.ts';

/** A file that came: its bytes lie sealed in the file store already. */
export interface ArrivingFile {
  readonly upload: ReceivedFile;
  readonly source: RemittanceFile['source'];
  readonly fileName: string;
}

/** Keeps a file as it came, before anything reads it. The same bytes are one file: a repeat answers with the first. Refuses an empty one. */
export async function receiveRemittanceFile(
  tx: TenantTransaction,
  { upload, source, fileName }: ArrivingFile,
): Promise<Result<{ readonly remittanceFileId: RemittanceFileId; readonly isRepeat: boolean }>> {
  if (upload.byteCount === 0) return refuse(remittanceRefusals.fileEmpty);
  const earlier = await findFileByHash(tx, upload.sha256);
  if (earlier !== null) return ok({ remittanceFileId: earlier, isRepeat: true });
  const { fileId } = await tx.files.adopt(upload);
  const remittanceFileId = tx.newId<'remittance-file'>();
  const { sha256, byteCount } = upload;
  await insertFile(tx, { remittanceFileId, fileId, fileName, source, sha256, byteCount });
  await tx.announce(remittanceFileArrived, { remittanceFileId }, remittanceFileId);
  tx.touch('remittances');
  return ok({ remittanceFileId, isRepeat: false });
}
