import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signInRoutes } from '../../../test/support/sign-in-routes.ts';
import { openTestPlatform, type TestPlatform, testPassword } from '../../../test/support/test-platform.ts';
import { startTestServer, type TestBrowser, type TestServer } from '../../../test/support/test-server.ts';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import { composeGtinOfNdc } from '../../kernel/gtin.ts';
import type { FillId, SiteId } from '../../kernel/ids.ts';
import type { Ndc11 } from '../../kernel/ndc.ts';
import type { Permission } from '../../kernel/permission.ts';
import type { Role } from '../../kernel/roles.ts';
import { createStaff } from '../identity/index.ts';
import { installDemoReference, listDrugsByNdc } from '../reference/index.ts';
import * as api from './api.ts';
import { claimSerial, dispenseStock, type LotId, pickLot, returnToStock, wasteReturnedStock } from './index.ts';
import { inventoryPermissions } from './permissions.ts';
import { createInventoryRoutes } from './routes.ts';

// NDC of Humira(CF) Pen: openFDA, 0074-0554-02.
const ndc11 = '00074055402' as Ndc11;
const gtin14 = composeGtinOfNdc({ tenDigits: '0074055402', indicator: 0 });

let platform: TestPlatform;
let server: TestServer;
let buyer: TestBrowser;
let stranger: TestBrowser;
let technician: TestBrowser;
let packageThousandths = 0;

beforeAll(async () => {
  platform = await openTestPlatform();
  packageThousandths = await platform.transact(async (tx) => {
    await installDemoReference(tx);
    return (await listDrugsByNdc(tx, [ndc11]))[0]?.packageSizeThousandths ?? 0;
  });
  const readScan = (typed: string) =>
    typed === 'no barcode'
      ? null
      : { gtin14: null, ndcCandidates: [typed as Ndc11], lotNumber: 'S1', expiresOn: '2027-05-31' as CalendarDay };
  server = await startTestServer(platform, {
    routes: [...signInRoutes, ...createInventoryRoutes({ readScan })],
    permissions: Object.values<Permission>(inventoryPermissions),
  });
  stranger = await signIn('wes', 'inventoryBuyer', platform.secondSiteId);
  technician = await signIn('theo', 'dispensingTechnician', platform.siteId);
  buyer = await signIn('bo', 'inventoryBuyer', platform.siteId);
});
afterAll(async () => {
  await server.close();
  await platform.close();
});

async function signIn(userName: string, role: Role, siteId: SiteId): Promise<TestBrowser> {
  const made = await platform.transact((tx) =>
    createStaff(tx, {
      userName,
      displayName: userName,
      password: testPassword,
      roles: [role],
      seesAllSites: false,
      siteIds: [siteId],
      licences: [],
    }),
  );
  if (!made.ok) throw new Error(made.refusal.code);
  const browser = server.openBrowser();
  expect((await server.signIn(browser, { userName, secret: made.value.totpSecret })).status).toBe(200);
  return browser;
}

function receive(browser: TestBrowser, change: object = {}) {
  return browser.call(api.receiveStock, {
    ...{ siteId: platform.siteId, ndc11, gtin14, lotNumber: 'L1', expiresOn: '2027-01-31', owner: 'wac', packages: 3 },
    ...change,
  });
}

async function receiveLot(lotNumber: string): Promise<LotId> {
  return String((await receive(buyer, { lotNumber })).body['lotId']) as LotId;
}

async function lotOf(browser: TestBrowser, lotId: string) {
  const answer = await browser.call(api.getLot, { lotId, before: null });
  return answer.body as { code?: string; lot: Record<string, number>; entries: Record<string, unknown>[] };
}

describe('taking stock in', () => {
  test('adds whole packages of a lot, at the price on file, and only for who may', async () => {
    const lotId = await receiveLot('l1');
    const { lot, entries } = await lotOf(technician, lotId);
    expect(lot).toMatchObject({ lotNumber: 'L1', onHandThousandths: 3 * packageThousandths, reservedThousandths: 0 });
    expect(entries).toMatchObject([{ sequence: 1, kind: 'received', actorName: 'bo', fillId: null }]);
    expect(Number(entries[0]?.['unitCostHundredThousandths'])).toBeGreaterThan(0);
    expect((await receive(technician)).status).toBe(200);
  });

  test('refuses an unknown product, a GTIN of another one, an expired package, and a lot with another expiry date', async () => {
    await receiveLot('L2');
    const codes = [];
    for (const change of [
      { ndc11: '99999999999', gtin14: null },
      { gtin14: composeGtinOfNdc({ tenDigits: '0074055471', indicator: 0 }) },
      { expiresOn: '2026-03-02' },
      { lotNumber: 'L2', expiresOn: '2027-02-28' },
    ])
      codes.push((await receive(buyer, change)).body['code']);
    expect(codes).toEqual([
      'inventory.unknown-product',
      'inventory.gtin-of-other-product',
      'inventory.expired-on-receipt',
      'inventory.lot-of-other-expiry',
    ]);
  });

  test('reads a barcode, and says when it is none or names no drug on file', async () => {
    const read = (scan: string) => buyer.call(api.readPackage, { siteId: platform.siteId, scan });
    expect((await read(ndc11)).body).toMatchObject({ ndc11, lotNumber: 'S1', expiresOn: '2027-05-31' });
    expect((await read('no barcode')).body['code']).toBe('inventory.unreadable-scan');
    expect((await read('99999999999')).body['code']).toBe('inventory.unknown-product');
  });
});

describe('stock of a site', () => {
  test('is seen and changed at that site alone', async () => {
    const lotId = await receiveLot('L3');
    expect((await lotOf(stranger, lotId)).code).toBe('inventory.unknown-lot');
    const { siteId } = platform;
    expect((await stranger.call(api.listStock, { siteId })).body['code']).toBe('inventory.unknown-site');
    expect((await receive(stranger)).body['code']).toBe('inventory.unknown-site');
    expect((await stranger.call(api.readPackage, { siteId, scan: ndc11 })).body['code']).toBe('inventory.unknown-site');
    const waste = { lotId, quantityThousandths: 1_000, reasonCode: 'damaged' } as const;
    expect((await stranger.call(api.wasteStock, waste)).body['code']).toBe('inventory.unknown-lot');
    const adjust = { lotId, quantityThousandths: 1_000, reasonCode: 'count' } as const;
    expect((await stranger.call(api.adjustStock, adjust)).body['code']).toBe('inventory.unknown-lot');
    const own = (await buyer.call(api.listStock, { siteId })).body as { lots: { lotId: string }[] };
    expect(own.lots.map((lot) => lot.lotId)).toContain(lotId);
    expect((await technician.call(api.wasteStock, waste)).status).toBe(403);
  });

  test('is wasted and corrected by new entries with a reason, never below what is there', async () => {
    const lotId = await receiveLot('L4');
    const waste = (quantityThousandths: number) =>
      buyer.call(api.wasteStock, { lotId, quantityThousandths, reasonCode: 'temperature-excursion' });
    expect((await waste(100 * packageThousandths)).body['code']).toBe('inventory.would-be-negative');
    expect((await waste(packageThousandths)).status).toBe(200);
    const corrected = await buyer.call(api.adjustStock, { lotId, quantityThousandths: -1_000, reasonCode: 'count' });
    expect(corrected.status).toBe(200);
    const { lot, entries } = await lotOf(buyer, lotId);
    expect(lot['onHandThousandths']).toBe(2 * packageThousandths - 1_000);
    expect(entries.map(({ kind, reasonCode }) => [kind, reasonCode])).toEqual([
      ['adjusted', 'count'],
      ['wasted', 'temperature-excursion'],
      ['received', null],
    ]);
    expect(entries[0]?.['onHandAfterThousandths']).toBe(lot['onHandThousandths']);
  });
});

describe('goods that came back and were wasted', () => {
  test('enter their lot and leave it again, once, and never go back to stock', async () => {
    const lotId = await receiveLot('L5');
    const fillId = '00000000-0000-7000-8000-00000000beef' as FillId;
    const of = { fillId, siteId: platform.siteId, ndc11, owner: 'wac', minimumDays: 28 } as const;
    const picked = await platform.transact((tx) => pickLot(tx, { ...of, quantityThousandths: 1_000 }));
    const from = picked.ok ? picked.value.lotId : lotId;
    const before = (await lotOf(buyer, from)).lot['onHandThousandths'] ?? 0;
    const serial = { gtin14, serial: 'WASTED1', lotId: from, fillId };
    await platform.transact((tx) => claimSerial(tx, serial));
    await platform.transact((tx) => dispenseStock(tx, fillId));
    for (let time = 0; time < 2; time += 1)
      await platform.transact((tx) => wasteReturnedStock(tx, { fillId, reasonCode: 'refused' }));
    await platform.transact((tx) => returnToStock(tx, { fillId, reasonCode: 'refused' }));
    const { lot, entries } = await lotOf(buyer, from);
    expect(lot['onHandThousandths']).toBe(before - 1_000);
    expect(entries.filter((entry) => entry['fillId'] === fillId).map(({ kind }) => kind)).toEqual([
      'wasted',
      'returned',
      'dispensed',
      'reserved',
    ]);
    const other = '00000000-0000-7000-8000-00000000beee' as FillId;
    const again = await platform.transact((tx) => claimSerial(tx, { ...serial, fillId: other }));
    expect(again).toMatchObject({ refusal: { code: 'inventory.serial-wasted' } });
  });

  test('leave stock in equal to stock out plus on hand, for every lot and owner', async () => {
    const { rows } = await platform.database.owner.query<{ owner: string; into: string; out: string; hand: string }>(`
      select l.owner, l.lot_id,
        sum(on_hand_thousandths) filter (where kind in ('received', 'returned', 'adjusted')) as into,
        coalesce(-sum(on_hand_thousandths) filter (where kind in ('dispensed', 'wasted')), 0) as out, sum(on_hand_thousandths) as hand
      from inventory.stock_movement m join inventory.lot l using (tenant_id, lot_id) group by l.owner, l.lot_id`);
    expect(rows.length).toBeGreaterThan(4);
    for (const { into, out, hand } of rows) {
      expect(Number(into)).toBe(Number(out) + Number(hand));
      expect(Number(hand)).toBeGreaterThanOrEqual(0);
    }
  });
});
