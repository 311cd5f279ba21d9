import type { DocumentId, PatientId, TherapyId, Uuid } from '../../kernel/ids.ts';
import { ok, refuse } from '../../kernel/result.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { listStaffNames } from '../identity/index.ts';
import { attachDocument, readDocument } from './actions/store-document.ts';
import * as api from './api.ts';
import { type DocumentFilter, listDocuments } from './document-store.ts';
import type { FiledDocument } from './domain/document.ts';
import { documentRefusals } from './refusals.ts';

/** What answers the endpoints of documents. */
export const documentsRoutes: readonly Route[] = [
  route(api.listDocuments, async (tx, call) => {
    const documents = await listDocuments(tx, call.request as DocumentFilter);
    return ok({ body: { documents: await describeAll(tx, documents) }, patientIds: listPatientIds(documents) });
  }),
  route(api.getDocument, async (tx, call) => {
    const document = await readDocument(tx, call.request.documentId as DocumentId);
    if (document === null) return refuse(documentRefusals.unknownDocument);
    const [summary] = await describeAll(tx, [document]);
    if (summary === undefined) throw new Error('a document was not described');
    const contentBase64 = Buffer.from(document.bytes).toString('base64');
    return ok({ body: { ...summary, contentBase64 }, patientIds: listPatientIds([document]) });
  }),
  route(api.attach, async (tx, call) => {
    const { contentBase64, subjectId, patientId, therapyId, ...rest } = call.request;
    const attached = await attachDocument(tx, {
      ...rest,
      subjectId: subjectId as Uuid,
      bytes: Buffer.from(contentBase64, 'base64'),
      ...(patientId === undefined ? {} : { patientId: patientId as PatientId }),
      ...(therapyId === undefined ? {} : { therapyId: therapyId as TherapyId }),
    });
    if (!attached.ok) return attached;
    const patientIds = patientId === undefined ? [] : [patientId as PatientId];
    return ok({ body: { documentId: attached.value }, patientIds });
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
    filedAt: document.filedAt,
    filedByName: document.filedBy === null ? null : (names.get(document.filedBy) ?? null),
    requirementCodes: [...document.requirementCodes],
  }));
}

function listPatientIds(documents: readonly FiledDocument[]): readonly PatientId[] {
  return [...new Set(documents.flatMap((document) => (document.patientId === null ? [] : [document.patientId])))];
}
