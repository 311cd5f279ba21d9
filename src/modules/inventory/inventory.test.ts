import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { FillId } from '../../kernel/ids.ts';
import type { Ndc11 } from '../../kernel/ndc.ts';
import {
  type ArrivedStock,
  adjustStock,
  claimSerial,
  dispenseStock,
  type LotId,
  listLots,
  pickLot,
  receiveStock,
  returnToStock,
} from './index.ts';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await openTestPlatform();
});
afterAll(() => platform.close());

let count = 0;

/** Gives each test a package of its own. */
function newPackage(): Ndc11 {
  count += 1;
  return String(10_000_000_000 + count) as Ndc11;
}

function fill(): FillId {
  count += 1;
  return `00000000-0000-7000-8000-${String(count).padStart(12, '0')}` as FillId;
}

async function receive(ndc11: Ndc11, lot: Partial<ArrivedStock> = {}): Promise<LotId> {
  const received = await platform.transact((tx) =>
    receiveStock(tx, {
      siteId: platform.siteId,
      ndc11,
      gtin14: null,
      lotNumber: 'A1',
      expiresOn: '2027-01-31' as CalendarDay,
      owner: 'wac',
      quantityThousandths: 30_000,
      unitCostHundredThousandths: 1_234_500,
      ...lot,
    }),
  );
  if (!received.ok) throw new Error(received.refusal.code);
  return received.value;
}

function pick(ndc11: Ndc11, request: Partial<Parameters<typeof pickLot>[1]> = {}) {
  const fillId = request.fillId ?? fill();
  return platform.transact((tx) =>
    pickLot(tx, {
      fillId,
      siteId: platform.siteId,
      ndc11,
      owner: 'wac',
      quantityThousandths: 10_000,
      minimumDays: 28,
      ...request,
    }),
  );
}

async function balances(ndc11: Ndc11) {
  const lots = await platform.transact((tx) => listLots(tx, { ndc11 }));
  return lots.map((lot) => [lot.lotNumber, lot.balance.onHandThousandths, lot.balance.reservedThousandths]);
}

describe('picking', () => {
  test('takes the lot that expires first among those that last as long as the supply', async () => {
    const ndc11 = newPackage();
    await receive(ndc11, { lotNumber: 'SHORT', expiresOn: '2026-03-20' as CalendarDay });
    await receive(ndc11, { lotNumber: 'LATE', expiresOn: '2028-01-31' as CalendarDay });
    await receive(ndc11, { lotNumber: 'NEXT', expiresOn: '2026-04-30' as CalendarDay });
    expect(await pick(ndc11)).toMatchObject({ ok: true, value: { lotNumber: 'NEXT' } });
  });

  test('never takes stock of another owner, and says what stood in the way', async () => {
    const ndc11 = newPackage();
    await receive(ndc11, { owner: '340b' });
    await receive(ndc11, { owner: 'wac', lotNumber: 'FEW', quantityThousandths: 5_000 });
    const refused = await pick(ndc11);
    expect(refused).toMatchObject({
      ok: false,
      refusal: { code: 'inventory.no-usable-lot', facts: { lots: 2, faults: ['not-enough: 1', 'other-owner: 1'] } },
    });
  });

  test('two fills at once never take the same unit', async () => {
    const ndc11 = newPackage();
    await receive(ndc11, { quantityThousandths: 10_000 });
    const outcomes = await Promise.all([pick(ndc11), pick(ndc11), pick(ndc11)]);
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    expect(await balances(ndc11)).toEqual([['A1', 10_000, 10_000]]);
  });

  test('does not see the stock of another site or health system', async () => {
    const ndc11 = newPackage();
    await receive(ndc11);
    expect((await pick(ndc11, { siteId: platform.secondSiteId })).ok).toBe(false);
    expect(await platform.transact((tx) => listLots(tx, { ndc11 }), { tenantId: platform.otherTenantId })).toEqual([]);
    expect(await platform.transact((tx) => listLots(tx, { ndc11 }), { siteIds: [platform.secondSiteId] })).toEqual([]);
  });
});

describe('a fill', () => {
  test('takes what it reserved, and a return gives it back to the same lot once', async () => {
    const ndc11 = newPackage();
    await receive(ndc11);
    const fillId = fill();
    await pick(ndc11, { fillId });
    expect((await platform.transact((tx) => dispenseStock(tx, fillId))).ok).toBe(true);
    expect(await balances(ndc11)).toEqual([['A1', 20_000, 0]]);
    expect(await platform.transact((tx) => dispenseStock(tx, fillId))).toMatchObject({
      refusal: { code: 'inventory.nothing-reserved' },
    });
    await platform.transact((tx) => returnToStock(tx, { fillId, reasonCode: 'not-picked-up' }));
    await platform.transact((tx) => returnToStock(tx, { fillId, reasonCode: 'not-picked-up' }));
    expect(await balances(ndc11)).toEqual([['A1', 30_000, 0]]);
  });

  test('a package with a serial number leaves once, and may leave again after its return', async () => {
    const ndc11 = newPackage();
    const lotId = await receive(ndc11);
    const [first, second] = [fill(), fill()];
    const scan = { gtin14: '00300000000001', serial: 'S1', lotId };
    const claim = (fillId: FillId) => platform.transact((tx) => claimSerial(tx, { ...scan, fillId }));
    expect((await claim(first)).ok).toBe(true);
    expect(await claim(second)).toMatchObject({ refusal: { code: 'inventory.serial-already-dispensed' } });
    await platform.transact((tx) => returnToStock(tx, { fillId: first, reasonCode: 'cancelled' }));
    expect((await claim(second)).ok).toBe(true);
  });
});

describe('the ledger', () => {
  test('takes in no expired package and nothing that is not above zero', async () => {
    const ndc11 = newPackage();
    const arrived = {
      siteId: platform.siteId,
      ndc11,
      gtin14: null,
      lotNumber: 'OLD',
      owner: 'wac',
      unitCostHundredThousandths: 0,
    } as const;
    const expired = await platform.transact((tx) =>
      receiveStock(tx, { ...arrived, expiresOn: '2026-03-02' as CalendarDay, quantityThousandths: 1 }),
    );
    const nothing = await platform.transact((tx) =>
      receiveStock(tx, { ...arrived, expiresOn: '2027-03-02' as CalendarDay, quantityThousandths: 0 }),
    );
    expect([expired, nothing].map((outcome) => (outcome.ok ? '' : outcome.refusal.code))).toEqual([
      'inventory.expired-on-receipt',
      'inventory.quantity-not-positive',
    ]);
  });

  test('is corrected by a new movement, never below what is reserved', async () => {
    const ndc11 = newPackage();
    const lotId = await receive(ndc11, { quantityThousandths: 12_000 });
    await pick(ndc11);
    const correct = (quantityThousandths: number) =>
      platform.transact((tx) => adjustStock(tx, { lotId, quantityThousandths, reasonCode: 'count' }));
    expect(await correct(-3_000)).toMatchObject({ refusal: { code: 'inventory.would-be-negative' } });
    expect((await correct(-2_000)).ok).toBe(true);
    expect(await balances(ndc11)).toEqual([['A1', 10_000, 10_000]]);
    expect(
      await platform.transact((tx) =>
        adjustStock(tx, { lotId: fill() as never, quantityThousandths: 1, reasonCode: 'count' }),
      ),
    ).toMatchObject({ refusal: { code: 'inventory.unknown-lot' } });
  });

  test('refuses every change and deletion of a movement, even by the owner of the schema', async () => {
    await receive(newPackage());
    await expect(
      platform.database.owner.query('update inventory.stock_movement set on_hand_thousandths = 0'),
    ).rejects.toThrow('append-only');
    await expect(platform.database.owner.query('delete from inventory.stock_movement')).rejects.toThrow('append-only');
    await expect(platform.database.owner.query('truncate inventory.stock_movement')).rejects.toThrow('append-only');
  });
});
