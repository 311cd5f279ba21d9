import type { DocumentId, Id, PatientId, SiteId, TherapyId, Uuid } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { OpenedFile, ReceivedFile } from '../../../platform/files/stored-file.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { findDocument, insertDocument, insertSatisfiedRequirement } from '../document-store.ts';
import {
  type DocumentKind,
  type FiledDocument,
  isMediaType,
  isOfMediaType,
  type MediaType,
} from '../domain/document.ts';
import { documentFiled } from '../events.ts';
import { documentRefusals } from '../refusals.ts';

/** What is said of a document that is to be filed. */
interface DocumentDescription {
  readonly kind: DocumentKind;
  readonly subjectKind: string;
  readonly subjectId: Uuid;
  readonly patientId?: PatientId;
  readonly therapyId?: TherapyId;
  readonly siteId?: SiteId;
  readonly pageCount?: number;
  readonly title: string;
}

/** A document that the program itself made or received, with the requirements it meets. */
export interface NewDocument extends DocumentDescription {
  readonly mediaType: MediaType;
  readonly bytes: Uint8Array;
  readonly requirementCodes?: readonly string[];
}

/** Files a document that the program itself made or received. */
export async function storeDocument(tx: TenantTransaction, document: NewDocument): Promise<DocumentId> {
  const { bytes, mediaType, requirementCodes = [], ...description } = document;
  const { fileId } = await tx.files.save({ bytes, mediaType });
  return fileStoredFile(tx, { ...description, fileId, requirementCodes });
}

/** Files a document that a person brings, with the requirements it meets. Refuses what is empty or not of its media type. */
export async function fileDocument(
  tx: TenantTransaction,
  filed: DocumentDescription & { readonly upload: ReceivedFile; readonly requirementCodes: readonly string[] },
): Promise<Result<DocumentId>> {
  const { upload, requirementCodes, ...description } = filed;
  if (upload.byteCount === 0) return refuse(documentRefusals.documentEmpty);
  if (!isMediaType(upload.mediaType) || !isOfMediaType(upload.head, upload.mediaType))
    return refuse(documentRefusals.mediaTypeMismatch, { mediaType: upload.mediaType });
  const { fileId } = await tx.files.adopt(upload);
  const pages = upload.mediaType === 'image/png' || upload.mediaType === 'image/jpeg' ? { pageCount: 1 } : {};
  return ok(await fileStoredFile(tx, { ...description, ...pages, fileId, requirementCodes }));
}

/** Files what lies in the file store already, with the requirements it meets. */
export async function fileStoredFile(
  tx: TenantTransaction,
  filed: DocumentDescription & { readonly fileId: Id<'file'>; readonly requirementCodes: readonly string[] },
): Promise<DocumentId> {
  const { requirementCodes, ...description } = filed;
  const documentId = await insertDescribed(tx, description);
  for (const requirementCode of requirementCodes) await satisfyRequirement(tx, { documentId, requirementCode });
  return documentId;
}

async function insertDescribed(
  tx: TenantTransaction,
  document: DocumentDescription & { readonly fileId: Id<'file'> },
): Promise<DocumentId> {
  const documentId = tx.newId<'document'>();
  const { kind, subjectKind, subjectId, title, fileId, patientId = null, therapyId = null, siteId = null } = document;
  const { pageCount = null } = document;
  const filedBy = tx.actor.kind === 'staff' ? tx.actor.staffId : null;
  await insertDocument(tx, {
    ...{ documentId, kind, subjectKind, subjectId, patientId, therapyId, siteId, title, fileId, filedBy, pageCount },
  });
  await tx.announce(documentFiled, { documentId, kind, subjectKind, subjectId }, subjectId);
  tx.touch(`documents:${subjectId}`);
  if (therapyId !== null) tx.touch(`therapy:${therapyId}`);
  if (patientId !== null) tx.touch(`patient:${patientId}`);
  return documentId;
}

async function satisfyRequirement(
  tx: TenantTransaction,
  met: { readonly documentId: DocumentId; readonly requirementCode: string },
): Promise<void> {
  await insertSatisfiedRequirement(tx, { ...met, by: tx.actor.kind === 'staff' ? tx.actor.staffId : null });
}

/** Opens the file of a document for reading. */
export async function openDocumentFile(tx: TenantTransaction, document: FiledDocument): Promise<OpenedFile> {
  const file = await tx.files.open(document.fileId);
  if (file === null) throw new Error('the file of a document is missing');
  return file;
}

/** Reads a document whole, with its bytes; null when it is unknown here. Meant for what the program puts together, not for browsers. */
export async function readDocument(
  tx: TenantTransaction,
  documentId: DocumentId,
): Promise<(FiledDocument & { readonly bytes: Uint8Array }) | null> {
  const document = await findDocument(tx, documentId);
  const file = document === null ? null : await tx.files.read(document.fileId);
  return document === null || file === null ? null : { ...document, bytes: file.bytes };
}
