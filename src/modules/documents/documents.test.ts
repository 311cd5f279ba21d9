import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts';
import type { DocumentId, PatientId, TherapyId, Uuid } from '../../kernel/ids.ts';
import { FileDamaged } from '../../platform/files/file-damage.ts';
import { fileDocument } from './actions/store-document.ts';
import { listDocuments, type NewDocument, readDocument, storeDocument } from './index.ts';

const patientId = '01890000-0000-7000-8000-000000000001' as PatientId;
const therapyId = '01890000-0000-7000-8000-000000000002' as TherapyId;
const pdf = new TextEncoder().encode('%PDF-1.7 Creatinine of Zebulon Canary');

let platform: TestPlatform;
let folder: string;

beforeAll(async () => {
  platform = await openTestPlatform();
  folder = join(platform.folder, 'files');
});
afterAll(() => platform.close());

function newDocument(changes: Partial<NewDocument> = {}): NewDocument {
  return {
    kind: 'lab',
    subjectKind: 'therapy',
    subjectId: therapyId as Uuid,
    patientId,
    therapyId,
    mediaType: 'application/pdf',
    bytes: pdf,
    title: 'Labs of Zebulon Canary',
    ...changes,
  };
}

function listFiles(): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.endsWith('unconfirmed'))
    .map((entry) => join(entry.parentPath, entry.name));
}

describe('a filed document', () => {
  it('comes back byte for byte with its title', async () => {
    const documentId = await platform.transact((tx) => storeDocument(tx, newDocument()));
    const read = await platform.transact((tx) => readDocument(tx, documentId));
    expect(Buffer.from(read?.bytes ?? []).equals(Buffer.from(pdf))).toBe(true);
    expect(read).toMatchObject({ title: 'Labs of Zebulon Canary', mediaType: 'application/pdf', kind: 'lab' });
  });

  it('is listed by its record, its patient and its therapy', async () => {
    const byAll = await platform.transact(async (tx) => [
      await listDocuments(tx, { subjectId: therapyId as Uuid }),
      await listDocuments(tx, { patientId }),
      await listDocuments(tx, { therapyId }),
    ]);
    for (const documents of byAll) expect(documents.length).toBeGreaterThan(0);
  });

  it('is not seen by another health system', async () => {
    const documentId = await platform.transact((tx) => storeDocument(tx, newDocument()));
    const scope = { tenantId: platform.otherTenantId };
    expect(await platform.transact((tx) => readDocument(tx, documentId), scope)).toBeNull();
    expect(await platform.transact((tx) => listDocuments(tx, { patientId }), scope)).toEqual([]);
  });

  it('lies on the disk sealed and private', () => {
    for (const file of listFiles()) {
      expect(readFileSync(file).includes('Canary')).toBe(false);
      expect(statSync(file).mode & 0o077).toBe(0);
    }
  });

  it('is a fault when its bytes on the disk were changed or are gone', async () => {
    const before = new Set(listFiles());
    const documentId = await platform.transact((tx) => storeDocument(tx, newDocument()));
    const [file] = listFiles().filter((name) => !before.has(name));
    if (file === undefined) throw new Error('no file was written');
    const bytes = readFileSync(file);
    bytes.writeUInt8((bytes.at(-1) ?? 0) ^ 1, bytes.length - 1);
    writeFileSync(file, bytes);
    await expect(platform.transact((tx) => readDocument(tx, documentId))).rejects.toThrow('altered');
    rmSync(file);
    await expect(platform.transact((tx) => readDocument(tx, documentId))).rejects.toThrow(FileDamaged);
  });

  it('leaves nothing that is listed when its transaction fails', async () => {
    const subjectId = '01890000-0000-7000-8000-00000000000a' as Uuid;
    const failing = platform.transact(async (tx) => {
      await storeDocument(tx, newDocument({ subjectId }));
      throw new Error('a step after it failed');
    });
    await expect(failing).rejects.toThrow('a step after it failed');
    expect(await platform.transact((tx) => listDocuments(tx, { subjectId }))).toEqual([]);
  });
});

describe('a document that a person brings', () => {
  async function file(bytes: Uint8Array, mediaType = 'application/pdf') {
    const { tenantId, clock } = platform;
    const coming = { pieces: [bytes], mediaType, largestBytes: 100_000, at: clock.now() };
    const upload = await platform.files.receive(tenantId, coming);
    if (upload === null) throw new Error('the file is too large');
    const { kind, subjectKind, subjectId, title } = newDocument();
    return platform.transact((tx) =>
      fileDocument(tx, { kind, subjectKind, subjectId, title, upload, requirementCodes: ['hepatitis-b-screen'] }),
    );
  }

  it('meets the requirements that the person names', async () => {
    const filed = await file(pdf);
    if (!filed.ok) throw new Error(filed.refusal.code);
    const read = await platform.transact((tx) => readDocument(tx, filed.value));
    expect(read?.requirementCodes).toEqual(['hepatitis-b-screen']);
  });

  it('is refused when it is empty', async () => {
    expect(await file(new Uint8Array())).toMatchObject({ refusal: { code: 'documents.document-empty' } });
  });

  it('is refused when its bytes are of another kind', async () => {
    expect(await file(pdf, 'image/png')).toMatchObject({ refusal: { code: 'documents.media-type-mismatch' } });
    expect(await file(Buffer.from([0, 1, 2]), 'text/plain')).toMatchObject({ ok: false });
  });
});

it('knows no document of an unknown id', async () => {
  const documentId = '01890000-0000-7000-8000-0000000000ff' as DocumentId;
  expect(await platform.transact((tx) => readDocument(tx, documentId))).toBeNull();
});
