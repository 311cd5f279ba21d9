import { Type } from 'typebox';
import { endpoint } from '../../kernel/endpoint.ts';
import { documentPermissions } from './permissions.ts';
import { documentRefusals } from './refusals.ts';

const Id = Type.String({ format: 'uuid' });
const Kind = Type.Union([
  Type.Literal('referral'),
  Type.Literal('label'),
  Type.Literal('leaflet'),
  Type.Literal('medication-guide'),
  Type.Literal('chart-note'),
  Type.Literal('lab'),
  Type.Literal('letter'),
  Type.Literal('card'),
  Type.Literal('proof-of-delivery'),
]);
const Media = Type.Union([
  Type.Literal('application/pdf'),
  Type.Literal('image/png'),
  Type.Literal('image/jpeg'),
  Type.Literal('image/tiff'),
  Type.Literal('text/plain'),
]);
const Summary = Type.Object({
  documentId: Type.String(),
  kind: Kind,
  title: Type.String(),
  mediaType: Media,
  byteCount: Type.Integer(),
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

/** Reads a document with its bytes. */
export const getDocument = endpoint({
  module: 'documents',
  name: 'get-document',
  kind: 'query',
  summary: 'Reads a document with its bytes in base64.',
  permission: documentPermissions.readDocuments,
  request: Type.Object({ documentId: Id }),
  response: Type.Object({ ...Summary.properties, contentBase64: Type.String() }),
  refusals: [documentRefusals.unknownDocument],
});

/** Files a document about a record. */
export const attach = endpoint({
  module: 'documents',
  name: 'attach',
  kind: 'command',
  summary: 'Files a document about a patient, a therapy or another record.',
  permission: documentPermissions.fileDocuments,
  request: Type.Object({
    kind: Kind,
    title: Type.String({ minLength: 1, maxLength: 200 }),
    mediaType: Media,
    contentBase64: Type.String({ maxLength: 950_000, pattern: '^[A-Za-z0-9+/]*={0,2}$' }),
    subjectKind: Type.String({ pattern: '^[a-z][a-z-]{1,40}$' }),
    subjectId: Id,
    patientId: Type.Optional(Id),
    therapyId: Type.Optional(Id),
    requirementCodes: Type.Array(Type.String({ pattern: '^[a-z0-9][a-z0-9-]{1,60}$' }), { maxItems: 20 }),
  }),
  response: Type.Object({ documentId: Type.String() }),
  refusals: [documentRefusals.documentEmpty, documentRefusals.documentTooLarge, documentRefusals.mediaTypeMismatch],
});
