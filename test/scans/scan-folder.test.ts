import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WatchedFolder } from '../../src/gateways/inbound/watched-folder.ts';
import { createScanFolder } from '../../src/gateways/scan-folder/scan-folder.ts';
import { readArrivedScans } from '../../src/gateways/scan-reader/scan-reader.ts';
import { addMilliseconds } from '../../src/kernel/instant.ts';
import { extractFields } from '../../src/modules/documents/domain/scan-fields.ts';
import type { Scan } from '../../src/modules/documents/index.ts';
import { findScan, listScanPages, listScans } from '../../src/modules/documents/scan-store.ts';
import { listQueueItems } from '../../src/modules/work/index.ts';
import { findPageTools, runTool } from '../../src/platform/recognition/page-tools.ts';
import { composePdf, faxedPrescription } from '../support/compose-pdf.ts';
import { openTestPlatform, type TestPlatform } from '../support/test-platform.ts';

const tools = findPageTools(process.env['PATH'] ?? '');
const withTools = describe.skipIf(tools === null);

let platform: TestPlatform;
let root: string;
let place: string;
let folder: WatchedFolder;

beforeAll(async () => {
  platform = await openTestPlatform();
  root = mkdtempSync(join(tmpdir(), 'theriac-scans-'));
  place = join(root, '1', '3412345');
  mkdirSync(place, { recursive: true });
  folder = createScanFolder({ ...platform, folder: root, largestBytes: 1_000_000 });
});
afterAll(async () => {
  await platform.close();
  rmSync(root, { recursive: true, force: true });
});

function put(name: string, bytes: Uint8Array): void {
  writeFileSync(join(place, name), bytes);
  // Ids sort by the moment at which they were made.
  platform.clock.moveTo(addMilliseconds(platform.clock.now(), 1_000));
}

/** Looks twice, because a file is taken only once it has stopped growing. */
async function take(): Promise<number> {
  return (await folder.look()) + (await folder.look());
}

async function newest(): Promise<Scan> {
  const open = await platform.transact((tx) => listScans(tx, { isOpen: true, before: null }));
  const done = await platform.transact((tx) => listScans(tx, { isOpen: false, before: null }));
  const [scan] = [...open, ...done].sort((left, right) => (left.scanId < right.scanId ? 1 : -1));
  if (scan === undefined) throw new Error('there is no scan');
  return scan;
}

const read = (used = tools) => readArrivedScans({ ...platform, tools: used });
const again = (scan: Scan) => platform.transact((tx) => findScan(tx, scan.scanId));

async function listReasons(queue: 'scans' | 'dead-letters'): Promise<readonly string[]> {
  const items = await platform.transact((tx) =>
    listQueueItems(tx, { queue, owner: 'anyone', siteId: null }, { after: null, most: 50 }),
  );
  return items.map((item) => item.reasonCode);
}

describe('a file in the scan folder', () => {
  it('is taken once, when it has stopped growing, and leaves the folder', async () => {
    put('fax-1.pdf', await composePdf([['One']]));
    expect(await folder.look()).toBe(0);
    put('fax-1.pdf', await composePdf([['One, and it grew']]));
    expect(await folder.look()).toBe(0);
    expect(await folder.look()).toBe(1);
    expect(await folder.look()).toBe(0);
    expect(readdirSync(place)).toEqual([]);
    expect(await newest()).toMatchObject({ state: 'arrived', fileName: 'fax-1.pdf', siteId: platform.siteId });
  });

  it('that came before, byte for byte, is noticed and asks nobody', async () => {
    const bytes = await composePdf([['The same fax twice']]);
    put('first.pdf', bytes);
    await take();
    const first = await newest();
    put('second.pdf', bytes);
    await take();
    expect(await newest()).toMatchObject({ state: 'settled', outcome: 'duplicate', duplicateOf: first.scanId });
  });

  it('that is not what its name says becomes a dead letter with its place', async () => {
    put('letter.pdf', Buffer.from('This is no PDF.'));
    await take();
    expect(await newest()).toMatchObject({ state: 'unreadable', problem: 'not-what-it-says', problemPlace: 'file' });
    expect(await listReasons('dead-letters')).toContain('not-what-it-says');
  });

  it('that is too large is put aside, and one of another kind or in a folder of no site is left alone', async () => {
    put('large.pdf', Buffer.alloc(1_000_001, '%PDF-'));
    put('notes.docx', Buffer.from('x'));
    mkdirSync(join(root, '1', 'elsewhere'), { recursive: true });
    writeFileSync(join(root, '1', 'elsewhere', 'lost.pdf'), '%PDF-1.7');
    expect(await take()).toBe(0);
    expect(existsSync(join(place, 'too-large', 'large.pdf'))).toBe(true);
    expect(readdirSync(place).sort()).toEqual(['notes.docx', 'too-large']);
    expect(existsSync(join(root, '1', 'elsewhere', 'lost.pdf'))).toBe(true);
  });

  it('waits for a person with its original, and says why, where text recognition is not installed', async () => {
    put('plain.pdf', await composePdf([['Nobody can read this here']]));
    await take();
    const scan = await newest();
    while ((await read(null)) > 0);
    expect(await again(scan)).toMatchObject({
      state: 'waiting',
      problem: 'recognition-not-installed',
      pageCount: null,
    });
    expect(await listReasons('scans')).toContain('other');
  });
});

withTools('a scan that is read by the installed programs', { timeout: 60_000 }, () => {
  it('gives the values of a faxed prescription with their boxes, and waits as one', async () => {
    put('rx.pdf', await composePdf([faxedPrescription, ['Second page']]));
    await take();
    const scan = await newest();
    while ((await read()) > 0);
    expect(await again(scan)).toMatchObject({ state: 'waiting', kind: 'prescription', pageCount: 2, problem: null });
    const pages = await platform.transact((tx) => listScanPages(tx, scan.scanId));
    const fields = new Map(extractFields(pages).map((field) => [field.name, field]));
    expect(fields.get('birthDate')?.value).toBe('1957-02-13');
    expect(fields.get('npi')?.value).toBe('1234567893');
    expect(fields.get('memberId')?.value).toBe('W90QZK4417');
    expect(fields.get('birthDate')?.box.top).toBeGreaterThan(50);
    expect(fields.get('birthDate')?.confidence).toBeGreaterThan(50);
    expect(await listReasons('scans')).toContain('prescription');
  });

  it('is read as a picture too', async () => {
    if (tools === null) return;
    writeFileSync(join(root, 'card.pdf'), await composePdf([['RxBIN: 610014', 'RxPCN: MERID', 'RxGrp: GRP117']]));
    const drawn = { arguments: ['-png', '-r', '150', '-singlefile', join(root, 'card.pdf')], folder: root };
    put('card.png', await runTool(tools, tools.pdfToPpm, drawn));
    await take();
    const scan = await newest();
    while ((await read()) > 0);
    expect(await again(scan)).toMatchObject({ state: 'waiting', kind: 'card', pageCount: 1 });
  });

  it('is read as a TIFF too', async () => {
    if (tools === null) return;
    writeFileSync(join(root, 'note.pdf'), await composePdf([['PROGRESS NOTE', 'History of present illness']]));
    const drawn = {
      arguments: ['-tiff', '-r', '150', '-singlefile', join(root, 'note.pdf'), join(root, 'note')],
      folder: root,
    };
    await runTool(tools, tools.pdfToPpm, drawn);
    put('note.tiff', readFileSync(join(root, 'note.tif')));
    const tall = createScanFolder({ ...platform, folder: root, largestBytes: 20_000_000 });
    await tall.look();
    expect(await tall.look()).toBe(1);
    const scan = await newest();
    while ((await read()) > 0);
    expect(await again(scan)).toMatchObject({ state: 'waiting', kind: 'chart-note', pageCount: 1 });
  });

  it('that is damaged becomes a dead letter with its place, and leaves no temporary file', async () => {
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith('theriac-pages-'));
    put('broken.pdf', Buffer.from('%PDF-1.7\nthe rest is lost'));
    await take();
    const scan = await newest();
    while ((await read()) > 0);
    expect(await again(scan)).toMatchObject({ state: 'unreadable', problem: 'page-unreadable', problemPlace: 'file' });
    expect(await listReasons('dead-letters')).toContain('page-unreadable');
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('theriac-pages-'))).toEqual(before);
  });
});
