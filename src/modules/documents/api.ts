import { Type } from 'typebox';
import { endpoint } from '../../kernel/endpoint.ts';
import { type DocumentKind, documentKinds, mediaTypes } from './domain/document.ts';
import { documentPermissions } from './permissions.ts';
import { documentRefusals } from './refusals.ts';

const kindCodes = Object.keys(documentKinds);
const Id = Type.String({ format: 'uuid' });
const Kind = Type.Unsafe<DocumentKind>(Type.Union(kindCodes.map((kind) => Type.Literal(kind))));
const Summary = Type.Object({
  documentId: Type.String(),
  kind: Kind,
  title: Type.String(),
  mediaType: Type.String(),
  byteCount: Type.Integer(),
  pageCount: Type.Union([Type.Integer(), Type.Null()]),
  filedAt: Type.String(),
  filedByName: Type.Union([Type.String(), Type.Null()]),
  requirementCodes: Type.Array(Type.String()),
});

/** Lists the documents of a patient, a therapy or another record. */
export const listDocuments = endpoint({
  module: 'documents',
  name: 'list-documents',
  kind: 'query',
  summary: 'Lists the documents of a patient, a therapy or another record, the newest first.',
  permission: documentPermissions.readDocuments,
  request: Type.Union([Type.Object({ patientId: Id }), Type.Object({ therapyId: Id }), Type.Object({ subjectId: Id })]),
  response: Type.Object({ documents: Type.Array(Summary) }),
});

/** Reads the bytes of a document. */
export const downloadDocument = endpoint({
  module: 'documents',
  name: 'download-document',
  kind: 'query',
  summary: 'Reads the bytes of a document, whole or in part.',
  permission: documentPermissions.readDocuments,
  request: Type.Object({ documentId: Id }),
  response: Type.Null(),
  download: true,
  refusals: [documentRefusals.unknownDocument],
});

/** Files a document about a record; its bytes are the body of the request. */
export const fileDocument = endpoint({
  module: 'documents',
  name: 'file-document',
  kind: 'command',
  summary: 'Files a document about a patient, a therapy or another record.',
  permission: documentPermissions.fileDocuments,
  upload: { mediaTypes: Object.keys(mediaTypes) },
  request: Type.Object({
    kind: Kind,
    title: Type.String({ minLength: 1, maxLength: 200 }),
    subjectKind: Type.String({ pattern: '^[a-z][a-z-]{1,40}$' }),
    subjectId: Id,
    patientId: Type.Optional(Id),
    therapyId: Type.Optional(Id),
    requirementCodes: Type.Array(Type.String({ pattern: '^[a-z0-9][a-z0-9-]{1,60}$' }), { maxItems: 20 }),
  }),
  response: Type.Object({ documentId: Type.String() }),
  refusals: [documentRefusals.documentEmpty, documentRefusals.mediaTypeMismatch],
});

/** Records that a document is printed, before it is. */
export const recordPrint = endpoint({
  module: 'documents',
  name: 'record-print',
  kind: 'command',
  summary: 'Records that a document is printed.',
  permission: documentPermissions.readDocuments,
  request: Type.Object({ documentId: Id }),
  response: Type.Null(),
  refusals: [documentRefusals.unknownDocument],
});
