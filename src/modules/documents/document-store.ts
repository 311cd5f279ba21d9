import type { DocumentId, Id, PatientId, SiteId, StaffId, TherapyId, Uuid } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { DocumentKind, DocumentSubject, FiledDocument, MediaType } from './domain/document.ts';

const table = 'documents.document';
const requirementTable = 'documents.satisfied_requirement';

/** Saves what is known of a document; its bytes lie in the file store already. */
export async function insertDocument(
  tx: TenantTransaction,
  document: DocumentSubject & {
    readonly documentId: DocumentId;
    readonly kind: DocumentKind;
    readonly siteId: SiteId | null;
    readonly title: string;
    readonly fileId: Id<'file'>;
    readonly pageCount: number | null;
    readonly filedBy: StaffId | null;
  },
): Promise<void> {
  const { documentId } = document;
  await tx.database
    .insertInto(table)
    .values({
      tenant_id: tx.tenantId,
      document_id: documentId,
      kind: document.kind,
      subject_kind: document.subjectKind,
      subject_id: document.subjectId,
      patient_id: document.patientId,
      therapy_id: document.therapyId,
      site_id: document.siteId,
      file_id: document.fileId,
      page_count: document.pageCount,
      sealed_details: Buffer.from(await tx.sealer.seal({ table, rowId: documentId }, { title: document.title })),
      filed_at: tx.now,
      filed_by: document.filedBy,
    })
    .execute();
}

/** Records that a document meets a requirement; said twice, it stands once. */
export async function insertSatisfiedRequirement(
  tx: TenantTransaction,
  met: { readonly documentId: DocumentId; readonly requirementCode: string; readonly by: StaffId | null },
): Promise<void> {
  await tx.database
    .insertInto(requirementTable)
    .values({
      tenant_id: tx.tenantId,
      document_id: met.documentId,
      requirement_code: met.requirementCode,
      satisfied_at: tx.now,
      satisfied_by: met.by,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Finds a document; null when there is none. */
export async function findDocument(tx: TenantTransaction, documentId: DocumentId): Promise<FiledDocument | null> {
  const [document] = await listDocumentsWhere(tx, { column: 'document_id', value: documentId, most: 1 });
  return document ?? null;
}

/** Which documents to list: those of a record, of a patient or of a therapy. */
export type DocumentFilter =
  | { readonly subjectId: Uuid }
  | { readonly patientId: PatientId }
  | { readonly therapyId: TherapyId };

/** Lists documents, the newest first. */
export function listDocuments(
  tx: TenantTransaction,
  filter: DocumentFilter,
  most = 200,
): Promise<readonly FiledDocument[]> {
  if ('subjectId' in filter) return listDocumentsWhere(tx, { column: 'subject_id', value: filter.subjectId, most });
  if ('patientId' in filter) return listDocumentsWhere(tx, { column: 'patient_id', value: filter.patientId, most });
  return listDocumentsWhere(tx, { column: 'therapy_id', value: filter.therapyId, most });
}

async function listDocumentsWhere(
  tx: TenantTransaction,
  wanted: {
    readonly column: 'document_id' | 'subject_id' | 'patient_id' | 'therapy_id';
    readonly value: string;
    readonly most: number;
  },
): Promise<readonly FiledDocument[]> {
  const rows = await tx.database
    .selectFrom(`${table} as document`)
    .innerJoin('platform.stored_file as file', (join) =>
      join.onRef('file.tenant_id', '=', 'document.tenant_id').onRef('file.file_id', '=', 'document.file_id'),
    )
    .select([
      'document.document_id',
      'document.kind',
      'document.subject_kind',
      'document.subject_id',
      'document.patient_id',
      'document.therapy_id',
      'document.file_id',
      'document.page_count',
      'document.sealed_details',
      'document.filed_at',
      'document.filed_by',
      'file.media_type',
      'file.byte_count',
    ])
    .where('document.tenant_id', '=', tx.tenantId)
    .where(`document.${wanted.column}`, '=', wanted.value)
    .orderBy('document.filed_at', 'desc')
    .orderBy('document.document_id', 'desc')
    .limit(wanted.most)
    .execute();
  const requirements = await listRequirements(
    tx,
    rows.map((row) => row.document_id),
  );
  return Promise.all(rows.map((row) => toDocument(tx, row, requirements.get(row.document_id) ?? [])));
}

async function listRequirements(
  tx: TenantTransaction,
  documentIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const met = new Map<string, string[]>();
  if (documentIds.length === 0) return met;
  const rows = await tx.database
    .selectFrom(requirementTable)
    .select(['document_id', 'requirement_code'])
    .where('tenant_id', '=', tx.tenantId)
    .where('document_id', 'in', documentIds)
    .orderBy('requirement_code')
    .execute();
  for (const row of rows) met.set(row.document_id, [...(met.get(row.document_id) ?? []), row.requirement_code]);
  return met;
}

interface DocumentRow {
  readonly document_id: string;
  readonly kind: string;
  readonly subject_kind: string;
  readonly subject_id: string;
  readonly patient_id: string | null;
  readonly therapy_id: string | null;
  readonly file_id: string;
  readonly page_count: number | null;
  readonly sealed_details: Buffer;
  readonly filed_at: Instant;
  readonly filed_by: string | null;
  readonly media_type: string;
  readonly byte_count: number;
}

async function toDocument(
  tx: TenantTransaction,
  row: DocumentRow,
  requirementCodes: readonly string[],
): Promise<FiledDocument> {
  const place = { table, rowId: row.document_id };
  const { title } = await tx.sealer.open<{ readonly title: string }>(place, row.sealed_details);
  return {
    documentId: row.document_id as DocumentId,
    kind: row.kind as DocumentKind,
    title,
    mediaType: row.media_type as MediaType,
    byteCount: row.byte_count,
    pageCount: row.page_count,
    fileId: row.file_id as Id<'file'>,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id as Uuid,
    patientId: row.patient_id as PatientId | null,
    therapyId: row.therapy_id as TherapyId | null,
    filedAt: row.filed_at,
    filedBy: row.filed_by as StaffId | null,
    requirementCodes,
  };
}
