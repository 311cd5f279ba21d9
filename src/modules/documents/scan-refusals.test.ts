import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts';
import type { Result } from '../../kernel/result.ts';
import type { ReceivedFile } from '../../platform/files/stored-file.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { giveUpScan, receiveScan } from './actions/receive-scan.ts';
import { discardScan, settleScanAsPrescription } from './actions/settle-scan.ts';
import type { ScanId } from './domain/scan.ts';
import { scanRoutes } from './scan-routes.ts';
import * as api from './scans-api.ts';

const nobody = '01890000-0000-7000-8000-0000000000ff';
const pdf = new TextEncoder().encode('%PDF-1.7 a scan of nobody');

let platform: TestPlatform;
let upload: ReceivedFile | null;
let scanId: ScanId;

beforeAll(async () => {
  platform = await openTestPlatform();
  upload = await platform.files.receive(platform.tenantId, {
    ...{
      pieces: (async function* () {
        yield pdf;
      })(),
      mediaType: 'application/pdf',
      largestBytes: 1_000,
    },
    at: platform.clock.now(),
  });
  if (upload === null) throw new Error('the scan was too large');
  const scan = { upload, siteId: platform.siteId, source: 'browser', fileName: 'scan.pdf' } as const;
  scanId = await platform.transact((tx) => receiveScan(tx, scan));
});
afterAll(() => platform.close());

async function refusalOf(work: (tx: TenantTransaction) => Promise<Result<unknown>>): Promise<object | null> {
  const result = await platform.transact(work);
  return result.ok ? null : result.refusal;
}

async function answer(endpoint: unknown, request: object): Promise<Result<unknown>> {
  const route = scanRoutes.find((each) => each.endpoint === endpoint);
  if (route === undefined) throw new Error('nothing answers this endpoint');
  return platform.transact((tx) => route.answer(tx, { request, upload } as never));
}

describe('a scan', () => {
  it('that nobody knows is neither shown nor settled', async () => {
    const unknown = { ok: false, refusal: { code: 'documents.unknown-scan' } };
    for (const endpoint of [api.getScan, api.downloadScan])
      expect(await answer(endpoint, { scanId: nobody })).toMatchObject(unknown);
    expect(await answer(api.downloadScanPage, { scanId: nobody, page: 1 })).toMatchObject(unknown);
    expect(await answer(api.discardScan, { scanId: nobody, reasonCode: 'junk-fax' })).toMatchObject(unknown);
  });

  it('that comes without a pharmacy is not taken in', async () => {
    expect(await answer(api.uploadScan, { fileName: 'scan.pdf' })).toMatchObject({
      ok: false,
      refusal: { code: 'documents.site-needed' },
    });
  });

  it('is settled once, after it was read: what comes before or after is refused, with how it stands', async () => {
    const early = { code: 'documents.scan-not-open', facts: { state: 'arrived' } };
    expect(await refusalOf((tx) => discardScan(tx, { scanId, reasonCode: 'junk-fax' }))).toMatchObject(early);
    await platform.transact((tx) => giveUpScan(tx, { scanId, problem: 'page-unreadable', place: 'file' }));
    expect(await refusalOf((tx) => discardScan(tx, { scanId, reasonCode: 'junk-fax' }))).toBeNull();
    const settled = { code: 'documents.scan-not-open', facts: { state: 'settled' } };
    expect(await refusalOf((tx) => discardScan(tx, { scanId, reasonCode: 'junk-fax' }))).toMatchObject(settled);
    const entered = { scanId, prescriptionId: nobody as never };
    expect(await refusalOf((tx) => settleScanAsPrescription(tx, entered))).toMatchObject(settled);
  });
});
