import type { ArchivedEntry, ArchivedFile } from '../../platform/files/zip-archive.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { readRawMessage } from '../exchange/index.ts';
import type { ExportedRecord, WrittenBundle } from './domain/exported-record.ts';
import { writeRecordSummary } from './domain/record-summary.ts';

/** Who exports, and why. */
export interface ExportStatement {
  readonly exportId: string;
  readonly exporterName: string;
  readonly purpose: string;
  readonly note: string;
}

/** The files of an archive, in their order; the manifest comes last, because it lists those before it. */
export async function* listArchiveFiles(
  tx: TenantTransaction,
  record: ExportedRecord,
  parts: {
    readonly bundle: WrittenBundle;
    readonly statement: ExportStatement;
    readonly entries: readonly ArchivedEntry[];
  },
): AsyncGenerator<ArchivedFile> {
  const counts = countRecords(record, parts.bundle);
  yield { path: 'README.txt', pieces: toBytes([readme]) };
  yield { path: 'summary.html', pieces: toBytes(writeRecordSummary(record, parts.statement)) };
  yield { path: 'fhir/bundle.json', pieces: toBytes(parts.bundle.pieces) };
  yield { path: 'timeline/timeline.jsonl', pieces: toBytes(writeTimelines(record)) };
  yield { path: 'timeline/timeline.schema.json', pieces: toBytes([JSON.stringify(timelineSchema, null, 2)]) };
  yield { path: 'messages/index.jsonl', pieces: toBytes(writeMessageIndex(record)) };
  for (const { rawMessageId, format } of record.messages)
    yield { path: pathOfMessage({ rawMessageId, format }), pieces: readMessage(tx, rawMessageId) };
  yield { path: 'documents/index.jsonl', pieces: toBytes(writeDocumentIndex(record)) };
  for (const document of record.documents)
    yield { path: pathOfDocument(document), pieces: readDocumentFile(tx, document.fileId) };
  yield { path: 'manifest.json', pieces: toBytes([composeManifest(record, parts, counts)]) };
}

/** Counts what an archive holds, by kind. */
export function countRecords(record: ExportedRecord, bundle: WrittenBundle): Readonly<Record<string, number>> {
  return {
    ...bundle.counts,
    timelineEntries: record.therapies.reduce((sum, { timeline }) => sum + timeline.length, 0),
    messages: record.messages.length,
    documents: record.documents.length,
  };
}

function composeManifest(
  record: ExportedRecord,
  parts: { readonly statement: ExportStatement; readonly entries: readonly ArchivedEntry[] },
  counts: Readonly<Record<string, number>>,
): string {
  const { patient, recordIds, exportedAt } = record;
  const manifest = {
    format: 'theriac-patient-export',
    formatVersion: 1,
    ...parts.statement,
    exportedAt,
    patientId: patient.patientId,
    recordIds,
    patientCount: 1,
    counts,
    files: parts.entries,
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

function* writeTimelines(record: ExportedRecord): Generator<string> {
  for (const { summary, timeline } of record.therapies)
    for (const { tone: _tone, ...entry } of timeline)
      yield `${JSON.stringify({ therapyId: summary.therapyId, therapyNumber: summary.number, ...entry })}\n`;
}

function* writeMessageIndex(record: ExportedRecord): Generator<string> {
  for (const { sha256, ...message } of record.messages)
    yield `${JSON.stringify({ ...message, sha256: Buffer.from(sha256).toString('hex'), path: pathOfMessage(message) })}\n`;
}

function* writeDocumentIndex(record: ExportedRecord): Generator<string> {
  for (const document of record.documents) yield `${JSON.stringify({ ...document, path: pathOfDocument(document) })}\n`;
}

const messageEndings: Readonly<Record<string, string>> = { hl7v2: 'hl7', 'ncpdp-script': 'xml', fhir: 'json' };

function pathOfMessage(message: { readonly rawMessageId: string; readonly format: string }): string {
  return `messages/${message.rawMessageId}.${messageEndings[message.format] ?? 'txt'}`;
}

const documentEndings: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/tiff': 'tif',
  'text/plain': 'txt',
};

function pathOfDocument(document: ExportedRecord['documents'][number]): string {
  return `documents/${document.documentId}.${documentEndings[document.mediaType] ?? 'bin'}`;
}

async function* readMessage(
  tx: TenantTransaction,
  rawMessageId: ExportedRecord['messages'][number]['rawMessageId'],
): AsyncGenerator<Uint8Array> {
  const message = await readRawMessage(tx, rawMessageId);
  if (message === null) throw new Error('a message that was listed is gone');
  yield message.bytes;
}

async function* readDocumentFile(
  tx: TenantTransaction,
  fileId: ExportedRecord['documents'][number]['fileId'],
): AsyncGenerator<Uint8Array> {
  const file = await tx.files.open(fileId);
  if (file === null) throw new Error('the file of a document is missing');
  yield* file.read();
}

const encoder = new TextEncoder();

function* toBytes(pieces: Iterable<string>): Generator<Uint8Array> {
  for (const piece of pieces) yield encoder.encode(piece);
}

const text = { type: 'string' } as const;
const textOrNull = { type: ['string', 'null'] } as const;

/** The lines of the timeline as a JSON Schema, so that another program can read them. */
const timelineSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'One fact of the timeline of a therapy',
  type: 'object',
  properties: {
    therapyId: { ...text, format: 'uuid' },
    therapyNumber: { ...text, description: 'The number by which people name the therapy' },
    sequence: { type: 'integer', description: 'Place in the therapy, from 1; no number is left out' },
    code: { ...text, description: 'Kind of the fact' },
    kind: { ...text, description: 'Thread: clinical, access, money, logistics or conversation' },
    sentence: { ...text, description: 'The fact in words' },
    detail: { ...textOrNull, description: 'What else was said, such as a note' },
    occurredAt: { ...text, format: 'date-time', description: 'When it happened' },
    recordedAt: { ...text, format: 'date-time', description: 'When it was recorded' },
    corrects: { type: ['integer', 'null'], description: 'The sequence of the note that this one corrects' },
    source: { type: ['object', 'null'], description: 'Kind and id of the record that it comes from' },
    fillId: { ...textOrNull, description: 'The fill of which it speaks' },
  },
  required: ['therapyId', 'therapyNumber', 'sequence', 'code', 'kind', 'occurredAt', 'recordedAt'],
} as const;

const readme = `This archive holds the record of one patient, as far as the sites of who exported it see it.

summary.html               to read: opens in any browser
fhir/bundle.json           the record as a FHIR R4 Bundle (collection)
timeline/timeline.jsonl    every fact of every therapy, one JSON object a line; timeline.schema.json says what it means
messages/                  the original messages with which the record came, byte by byte; index.jsonl names them with SHA-256
                           (messages that were sent are not among them)
documents/                 filed documents; index.jsonl names them
manifest.json              who exported, when and why, with counts, and SHA-256 of every other file

It holds health information that names a person. Keep it sealed, and delete it when it has served its purpose.
`;
