import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type ClientRequest, request as openRequest } from 'node:http';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestPlatform, type TestPlatform, testPassword } from '../../../test/support/test-platform.ts';
import {
  startTestServer,
  type TestBrowser,
  type TestFile,
  type TestServer,
} from '../../../test/support/test-server.ts';
import type { RequestOf } from '../../kernel/endpoint.ts';
import type { Role } from '../../kernel/roles.ts';
import { createStaff } from '../identity/index.ts';
import { identityPermissions } from '../identity/permissions.ts';
import { identityRoutes } from '../identity/routes.ts';
import * as api from './api.ts';
import { documentPermissions } from './permissions.ts';
import { documentsRoutes } from './routes.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const subjectId = '01890000-0000-7000-8000-000000000001';
const largest = 20_000_000;
const piece = Buffer.alloc(64_000, 'Zebulon Canary ');

let platform: TestPlatform;
let server: TestServer;
let ines: TestBrowser;

beforeAll(async () => {
  platform = await openTestPlatform();
  const permissions = [documentPermissions, identityPermissions].flatMap((declared) => Object.values(declared));
  const routes = [...documentsRoutes, ...identityRoutes];
  server = await startTestServer(platform, { routes, permissions, largestUploadBytes: largest });
  ines = await signIn('ines', ['intakeTechnician']);
});
afterAll(async () => {
  await server.close();
  await platform.close();
});

async function signIn(userName: string, roles: readonly Role[]): Promise<TestBrowser> {
  const licences: readonly never[] = [];
  const person = { userName, displayName: userName, password: testPassword, roles, licences, totpSecret: secret };
  await platform.transact((tx) => createStaff(tx, { ...person, seesAllSites: false, siteIds: [platform.siteId] }));
  const browser = server.openBrowser();
  expect((await server.signIn(browser, { userName, secret })).status).toBe(200);
  return browser;
}

type Filed = RequestOf<typeof api.fileDocument>;

const described: Filed = {
  kind: 'chart-note',
  title: 'Visit of Zebulon Canary',
  subjectKind: 'patient',
  subjectId,
  patientId: subjectId,
  requirementCodes: [],
};

const filing = (file: TestFile, key: string = randomUUID()) => ines.call(api.fileDocument, described, { file, key });

/** Pieces of a text of so many bytes, made as they are sent. */
async function* makePieces(byteCount: number, onMegabyte: () => void = () => undefined): AsyncGenerator<Uint8Array> {
  for (let left = byteCount; left > 0; left -= piece.length) {
    if (left % 1_024_000 < piece.length) onMegabyte();
    yield piece.subarray(0, Math.min(left, piece.length));
  }
}

const pdf = (text: string): TestFile => ({ mediaType: 'application/pdf', bytes: Buffer.from(`%PDF-1.7 ${text}`) });

function listFiles(): readonly string[] {
  return readdirSync(join(platform.folder, 'files'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

async function countRows(): Promise<number> {
  const { rows } = await platform.database.owner.query<{ count: number }>(
    'select count(*)::int from platform.stored_file',
  );
  return rows[0]?.count ?? 0;
}

async function listAudited(action: string): Promise<readonly { outcome: string; reason: string | null }[]> {
  const { rows } = await platform.database.owner.query<{ outcome: string; reason: string | null }>(
    'select outcome, reason from audit.entry where action = $1 order by entry_id',
    [action],
  );
  return rows;
}

/** Begins an upload over a socket of its own, and breaks it off once its first bytes are on the disk. */
async function breakOff(byteCount: number): Promise<void> {
  const before = listFiles().length;
  const outgoing = beginUpload(byteCount * 2);
  outgoing.write(Buffer.alloc(byteCount, 'a'));
  await expect.poll(() => listFiles().length, { timeout: 20_000 }).toBeGreaterThan(before);
  outgoing.destroy();
}

function beginUpload(declaredBytes: number): ClientRequest {
  const cookie = [...ines.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const outgoing = openRequest(`${server.url}${api.fileDocument.path}`, {
    method: 'POST',
    headers: {
      host: 'localhost',
      cookie,
      'x-theriac-csrf': '1',
      'content-type': 'text/plain',
      'content-length': declaredBytes,
      'idempotency-key': randomUUID(),
      'x-theriac-request': Buffer.from(JSON.stringify(described)).toString('base64url'),
    },
  });
  outgoing.on('error', () => undefined);
  return outgoing;
}

describe('a document over the network', () => {
  it('of 20 MB is filed and read with flat memory, and comes back byte for byte', { timeout: 120_000 }, async () => {
    const memory = watchMemory();
    const filed = await filing({ mediaType: 'text/plain', bytes: makePieces(largest, memory.look) });
    expect(filed.status, filed.text).toBe(200);
    expect(memory.peak()).toBeLessThan(8_000_000);
    const { documentId } = filed.body as { documentId: string };
    const read = await ines.call(api.downloadDocument, { documentId });
    expect(read.headers.get('content-type')).toBe('text/plain');
    expect(read.bytes.length).toBe(largest);
    const whole = Buffer.concat(Array.from({ length: Math.ceil(largest / piece.length) }, () => piece));
    expect(Buffer.from(read.bytes).equals(whole.subarray(0, largest))).toBe(true);
  });

  it('is read in part where a range is asked for', async () => {
    const { documentId } = (await filing(pdf('0123456789'))).body as { documentId: string };
    const ask = (range: string) => ines.call(api.downloadDocument, { documentId }, { headers: { range } });
    const part = await ask('bytes=9-12');
    expect([part.status, part.text, part.headers.get('content-range')]).toEqual([206, '0123', 'bytes 9-12/19']);
    expect((await ask('bytes=-3')).text).toBe('789');
    expect((await ask('bytes=19-')).status).toBe(416);
    expect((await ask('lines=1-2')).status).toBe(200);
  });

  it('leaves an audit entry for its filing and for each reading, and no name in any of them', async () => {
    const before = [await listAudited('documents.file-document'), await listAudited('documents.download-document')];
    const { documentId } = (await filing(pdf('audited'))).body as { documentId: string };
    await ines.call(api.downloadDocument, { documentId });
    expect(await listAudited('documents.file-document')).toHaveLength((before[0]?.length ?? 0) + 1);
    expect(await listAudited('documents.download-document')).toHaveLength((before[1]?.length ?? 0) + 1);
  });

  it('is filed once when it is sent twice under one key, and the second copy is not kept', async () => {
    const key = randomUUID();
    const first = await filing(pdf('once'), key);
    const [rows, files] = [await countRows(), listFiles().length];
    const second = await filing(pdf('once'), key);
    expect([second.status, second.text]).toEqual([200, first.text]);
    expect([await countRows(), listFiles().length]).toEqual([rows, files]);
    const other = await filing(pdf('another file under the same key'), key);
    expect(other.body['code']).toBe('http.idempotency-key-reused');
    expect(listFiles()).toHaveLength(files);
  });

  it('is a fault when its bytes were changed on the disk, or breaks off where they were', async () => {
    const damage = async (file: TestFile): Promise<string> => {
      const before = new Set(listFiles());
      const { documentId } = (await filing(file)).body as { documentId: string };
      const [path = ''] = listFiles().filter((name) => !before.has(name) && !name.includes('unconfirmed'));
      const sealed = readFileSync(path);
      writeFileSync(path, sealed.fill(1, sealed.length - 4));
      return documentId;
    };
    const small = await damage(pdf('to be changed'));
    expect((await ines.call(api.downloadDocument, { documentId: small })).body['code']).toBe('http.fault');
    const large = await damage({ mediaType: 'text/plain', bytes: makePieces(1_000_000) });
    await expect(ines.call(api.downloadDocument, { documentId: large })).rejects.toThrow();
  });
});

describe('a document that is not taken', () => {
  it.each<[string, TestFile, number, string]>([
    [
      'says that it is too large',
      { mediaType: 'text/plain', bytes: Buffer.alloc(largest + 1, 'a') },
      413,
      'http.file-too-large',
    ],
    [
      'turns out to be too large',
      { mediaType: 'text/plain', bytes: makePieces(largest + 1) },
      413,
      'http.file-too-large',
    ],
    [
      'is of a kind that is not taken',
      { mediaType: 'text/html', bytes: Buffer.from('<p>') },
      415,
      'http.media-type-not-taken',
    ],
    [
      'is not what it says',
      { mediaType: 'image/png', bytes: Buffer.from('%PDF-1.7') },
      422,
      'documents.media-type-mismatch',
    ],
    ['is empty', { mediaType: 'text/plain', bytes: Buffer.alloc(0) }, 422, 'documents.document-empty'],
  ])(
    'because it %s leaves a sentence, an entry in the audit and nothing else',
    { timeout: 60_000 },
    async (_what, file, status, code) => {
      const [rows, files, audited] = [await countRows(), listFiles(), await listAudited('documents.file-document')];
      const answer = await filing(file);
      expect([answer.status, answer.body['code']]).toEqual([status, code]);
      expect(answer.body['sentence']).toMatch(/^[A-Z].*\.$/);
      expect([await countRows(), listFiles()]).toEqual([rows, files]);
      const now = await listAudited('documents.file-document');
      expect(now).toHaveLength(audited.length + 1);
      expect(now.filter((entry) => entry.reason === code)).not.toEqual([]);
    },
  );

  it('because it broke off half way leaves no row, no byte and no fault', { timeout: 60_000 }, async () => {
    const [rows, files] = [await countRows(), listFiles()];
    await breakOff(3_000_000);
    await expect.poll(listFiles, { timeout: 20_000 }).toEqual(files);
    expect(await countRows()).toBe(rows);
  });

  it('because its sender may not file, shows no own header or has no key is never read', async () => {
    const files = listFiles();
    const auditor = await signIn('auditor', ['auditor']);
    const file = pdf('refused');
    const ask = async (browser: TestBrowser, headers: Record<string, string>) =>
      (await browser.call(api.fileDocument, described, { file, headers })).body['code'];
    expect(await ask(auditor, {})).toBe('identity.permission-needed');
    expect(await ask(server.openBrowser(), {})).toBe('identity.session-needed');
    expect(await ask(ines, { 'x-theriac-csrf': '0' })).toBe('http.foreign-origin');
    expect(await ask(ines, { 'idempotency-key': 'none' })).toBe('http.idempotency-key-needed');
    expect(await ask(ines, { 'x-theriac-request': 'not JSON' })).toBe('http.bad-request');
    expect(listFiles()).toEqual(files);
  });
});

/** Watches how much memory live buffers take each time it looks; the peak counts from the beginning. */
function watchMemory(): { look(): void; peak(): number } {
  const live = (): number => {
    collectGarbage();
    return process.memoryUsage().arrayBuffers;
  };
  const start = live();
  let peak = start;
  return {
    look: () => {
      peak = Math.max(peak, live());
    },
    peak: () => peak - start,
  };
}
