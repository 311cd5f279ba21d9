import type { DocumentId, PatientId, SiteId, TherapyId, Uuid } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { findDocument, insertDocument, insertSatisfiedRequirement } from '../document-store.ts';
import {
  type DocumentKind,
  type FiledDocument,
  isOfMediaType,
  largestDocument,
  type MediaType,
} from '../domain/document.ts';
import { documentFiled } from '../events.ts';
import { documentRefusals } from '../refusals.ts';

/** A document to be filed. */
export interface NewDocument {
  readonly kind: DocumentKind;
  readonly subjectKind: string;
  readonly subjectId: Uuid;
  readonly patientId?: PatientId;
  readonly therapyId?: TherapyId;
  readonly siteId?: SiteId;
  readonly mediaType: MediaType;
  readonly bytes: Uint8Array;
  readonly title: string;
}

/** Files a document that the program itself made or received. */
export async function storeDocument(tx: TenantTransaction, document: NewDocument): Promise<DocumentId> {
  const documentId = tx.newId<'document'>();
  const file = await tx.files.save({ bytes: document.bytes, mediaType: document.mediaType });
  const filedBy = tx.actor.kind === 'staff' ? tx.actor.staffId : null;
  await insertDocument(tx, {
    documentId,
    kind: document.kind,
    subjectKind: document.subjectKind,
    subjectId: document.subjectId,
    patientId: document.patientId ?? null,
    therapyId: document.therapyId ?? null,
    siteId: document.siteId ?? null,
    title: document.title,
    fileId: file.fileId,
    filedBy,
  });
  const { kind, subjectKind, subjectId } = document;
  await tx.announce(documentFiled, { documentId, kind, subjectKind, subjectId }, subjectId);
  tx.touch(`documents:${subjectId}`);
  if (document.therapyId !== undefined) tx.touch(`therapy:${document.therapyId}`);
  if (document.patientId !== undefined) tx.touch(`patient:${document.patientId}`);
  return documentId;
}

/** Files a document that a person brings, with the requirements it meets. Refuses what is empty, too large, or not of its media type. */
export async function attachDocument(
  tx: TenantTransaction,
  attached: NewDocument & { readonly requirementCodes: readonly string[] },
): Promise<Result<DocumentId>> {
  const { bytes, mediaType, requirementCodes } = attached;
  if (bytes.length === 0) return refuse(documentRefusals.documentEmpty);
  if (bytes.length > largestDocument)
    return refuse(documentRefusals.documentTooLarge, { byteCount: bytes.length, largest: largestDocument });
  if (!isOfMediaType(bytes, mediaType)) return refuse(documentRefusals.mediaTypeMismatch, { mediaType });
  const documentId = await storeDocument(tx, attached);
  for (const requirementCode of requirementCodes) await satisfyRequirement(tx, { documentId, requirementCode });
  return ok(documentId);
}

/** Records that a document meets a requirement. */
async function satisfyRequirement(
  tx: TenantTransaction,
  met: { readonly documentId: DocumentId; readonly requirementCode: string },
): Promise<void> {
  await insertSatisfiedRequirement(tx, { ...met, by: tx.actor.kind === 'staff' ? tx.actor.staffId : null });
}

/** Reads a document with its bytes; null when there is none. */
export async function readDocument(
  tx: TenantTransaction,
  documentId: DocumentId,
): Promise<(FiledDocument & { readonly bytes: Uint8Array }) | null> {
  const document = await findDocument(tx, documentId);
  if (document === null) return null;
  const file = await tx.files.read(document.fileId);
  if (file === null) throw new Error('the file of a document is missing');
  return { ...document, bytes: file.bytes };
}
