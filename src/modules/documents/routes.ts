import type { DocumentId, PatientId, TherapyId, Uuid } from '../../kernel/ids.ts';
import { ok, refuse } from '../../kernel/result.ts';
import { type Route, route, uploadRoute } from '../../platform/http/route.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { listStaffNames } from '../identity/index.ts';
import { fileDocument, openDocumentFile } from './actions/store-document.ts';
import * as api from './api.ts';
import { type DocumentFilter, findDocument, listDocuments } from './document-store.ts';
import type { FiledDocument } from './domain/document.ts';
import { documentRefusals } from './refusals.ts';
import { scanRoutes } from './scan-routes.ts';

/** What answers the endpoints of documents. */
export const documentsRoutes: readonly Route[] = [
  ...scanRoutes,
  route(api.listDocuments, async (tx, call) => {
    const documents = await listDocuments(tx, call.request as DocumentFilter);
    return ok({ body: { documents: await describeAll(tx, documents) }, patientIds: listPatientIds(documents) });
  }),
  route(api.downloadDocument, async (tx, call) => {
    const document = await findDocument(tx, call.request.documentId as DocumentId);
    if (document === null) return refuse(documentRefusals.unknownDocument);
    return ok({ body: null, patientIds: listPatientIds([document]), file: await openDocumentFile(tx, document) });
  }),
  uploadRoute(api.fileDocument, async (tx, call) => {
    const { subjectId, patientId, therapyId, ...rest } = call.request;
    const filed = await fileDocument(tx, {
      ...rest,
      subjectId: subjectId as Uuid,
      upload: call.upload,
      ...(patientId === undefined ? {} : { patientId: patientId as PatientId }),
      ...(therapyId === undefined ? {} : { therapyId: therapyId as TherapyId }),
    });
    if (!filed.ok) return filed;
    const patientIds = patientId === undefined ? [] : [patientId as PatientId];
    return ok({ body: { documentId: filed.value }, patientIds });
  }),
  route(api.recordPrint, async (tx, call) => {
    const document = await findDocument(tx, call.request.documentId as DocumentId);
    if (document === null) return refuse(documentRefusals.unknownDocument);
    const about = { kind: 'print', object: { kind: 'document', id: document.documentId } } as const;
    return ok({ body: null, patientIds: listPatientIds([document]), about });
  }),
];

async function describeAll(tx: TenantTransaction, documents: readonly FiledDocument[]) {
  const filers = documents.flatMap((document) => (document.filedBy === null ? [] : [document.filedBy]));
  const names = await listStaffNames(tx, [...new Set(filers)]);
  return documents.map((document) => ({
    documentId: document.documentId,
    kind: document.kind,
    title: document.title,
    mediaType: document.mediaType,
    byteCount: document.byteCount,
    pageCount: document.pageCount,
    filedAt: document.filedAt,
    filedByName: document.filedBy === null ? null : (names.get(document.filedBy) ?? null),
    requirementCodes: [...document.requirementCodes],
  }));
}

function listPatientIds(documents: readonly FiledDocument[]): readonly PatientId[] {
  return [...new Set(documents.flatMap((document) => (document.patientId === null ? [] : [document.patientId])))];
}
