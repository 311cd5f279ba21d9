import { Type } from 'typebox';
import { endpoint } from '../../kernel/endpoint.ts';
import { type DocumentKind, documentKinds, mediaTypes } from './domain/document.ts';
import {
  type DiscardReason,
  discardReasons,
  type ScanOutcome,
  type ScanProblem,
  type ScanState,
  scanOutcomes,
  scanProblems,
  scanStates,
} from './domain/scan.ts';
import { type ScanFieldName, scanFields } from './domain/scan-fields.ts';
import { documentPermissions } from './permissions.ts';
import { documentRefusals } from './refusals.ts';

const codesOf = <Code extends string>(table: Readonly<Record<Code, unknown>>) =>
  Type.Unsafe<Code>(Type.Union(Object.keys(table).map((code) => Type.Literal(code))));
const orNull = <Shape extends ReturnType<typeof codesOf> | ReturnType<typeof Type.String>>(shape: Shape) =>
  Type.Union([shape, Type.Null()]);

const Id = Type.String({ format: 'uuid' });
const Kind = codesOf<DocumentKind>(documentKinds);
const Problem = codesOf<ScanProblem>(scanProblems);
const Outcome = codesOf<ScanOutcome>(scanOutcomes);
const Summary = Type.Object({
  scanId: Type.String(),
  state: codesOf<ScanState>(scanStates),
  kind: Type.Union([Kind, Type.Null()]),
  outcome: Type.Union([Outcome, Type.Null()]),
  problem: Type.Union([Problem, Type.Null()]),
  problemPlace: orNull(Type.String()),
  fileName: Type.String(),
  siteName: Type.String(),
  source: Type.Unsafe<'folder' | 'browser'>(Type.Union([Type.Literal('folder'), Type.Literal('browser')])),
  mediaType: Type.String(),
  byteCount: Type.Integer(),
  pageCount: Type.Union([Type.Integer(), Type.Null()]),
  receivedAt: Type.String(),
  duplicateOf: orNull(Type.String()),
});
const Box = Type.Object({
  left: Type.Number(),
  top: Type.Number(),
  width: Type.Number(),
  height: Type.Number(),
});
const readable = { module: 'documents', permission: documentPermissions.readScans } as const;
const settling = { module: 'documents', permission: documentPermissions.settleScans } as const;
const stillOpen = [documentRefusals.unknownScan, documentRefusals.scanNotOpen];

/** Lists scans, those that wait or those that are done, the newest first. */
export const listScans = endpoint({
  ...readable,
  name: 'list-scans',
  kind: 'query',
  summary: 'Lists scans, those that wait or those that are done, the newest first, fifty at a time.',
  request: Type.Object({ isOpen: Type.Boolean(), before: Type.Optional(Id) }),
  response: Type.Object({ scans: Type.Array(Summary) }),
});

/** Reads a scan with what was found on it. */
export const getScan = endpoint({
  ...readable,
  name: 'get-scan',
  kind: 'query',
  summary: 'Reads a scan with its kind and the values that were found on it, each with its place.',
  request: Type.Object({ scanId: Id }),
  response: Type.Object({
    ...Summary.properties,
    phrases: Type.Array(Type.String()),
    readPages: Type.Array(Type.Integer()),
    fields: Type.Array(
      Type.Object({
        name: codesOf<ScanFieldName>(scanFields),
        value: Type.String(),
        page: Type.Integer(),
        box: Box,
        confidence: Type.Integer(),
      }),
    ),
  }),
  refusals: [documentRefusals.unknownScan],
});

/** Reads the picture of a page. */
export const downloadScanPage = endpoint({
  ...readable,
  name: 'download-scan-page',
  kind: 'query',
  summary: 'Reads the picture of a page of a scan.',
  request: Type.Object({ scanId: Id, page: Type.Integer({ minimum: 1 }) }),
  response: Type.Null(),
  download: true,
  refusals: [documentRefusals.unknownScan],
});

/** Reads the file of a scan as it came. */
export const downloadScan = endpoint({
  ...readable,
  name: 'download-scan',
  kind: 'query',
  summary: 'Reads the file of a scan as it came.',
  request: Type.Object({ scanId: Id }),
  response: Type.Null(),
  download: true,
  refusals: [documentRefusals.unknownScan],
});

/** Takes a scan in; its bytes are the body of the request. */
export const uploadScan = endpoint({
  ...settling,
  name: 'upload-scan',
  kind: 'command',
  summary: 'Takes in a scan that a person brings.',
  upload: { mediaTypes: Object.keys(mediaTypes).filter((type) => type !== 'text/plain') },
  request: Type.Object({ fileName: Type.String({ maxLength: 255 }) }),
  response: Type.Object({ scanId: Type.String() }),
  refusals: [documentRefusals.siteNeeded, documentRefusals.documentEmpty, documentRefusals.mediaTypeMismatch],
});

/** Files a scan as a document. */
export const fileScan = endpoint({
  ...settling,
  name: 'file-scan',
  kind: 'command',
  summary: 'Files a scan as a document about a patient.',
  request: Type.Object({
    scanId: Id,
    kind: Kind,
    title: Type.String({ minLength: 1, maxLength: 200 }),
    patientId: Id,
    requirementCodes: Type.Array(Type.String({ pattern: '^[a-z0-9][a-z0-9-]{1,60}$' }), { maxItems: 20 }),
  }),
  response: Type.Object({ documentId: Type.String() }),
  refusals: stillOpen,
});

/** Sets a scan aside. */
export const discardScan = endpoint({
  ...settling,
  name: 'discard-scan',
  kind: 'command',
  summary: 'Sets a scan aside for a coded reason.',
  request: Type.Object({ scanId: Id, reasonCode: codesOf<DiscardReason>(discardReasons) }),
  response: Type.Null(),
  refusals: stillOpen,
});
