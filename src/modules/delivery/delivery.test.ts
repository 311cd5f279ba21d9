import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts';
import { addTherapy, addVerifiedFill, type WaitingTherapy } from '../../../test/support/verified-fill.ts';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { Id } from '../../kernel/ids.ts';
import { addMinutes } from '../../kernel/instant.ts';
import { cents } from '../../kernel/money.ts';
import type { Result } from '../../kernel/result.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { findFill } from '../dispensing/index.ts';
import { endTherapy, placeHold, releaseHold } from '../therapies/index.ts';
import { cancelDelivery, rescheduleDelivery } from './actions/change-schedule.ts';
import { handOverDelivery, packDelivery, unpackFill } from './actions/pack-delivery.ts';
import { reportDelivery } from './actions/record-shipment.ts';
import { settleReturn } from './actions/settle-return.ts';
import { openDetails } from './delivery-store.ts';
import { describeDelivery } from './describe-delivery.ts';
import type { Delivery, DeliveryId } from './domain/delivery.ts';
import * as events from './events.ts';
import {
  type DeliveryAgreement,
  findDelivery,
  listDeliveries,
  recordCourierEvent,
  recordTrackingNumber,
  type ShipmentStatus,
  scheduleDelivery,
} from './index.ts';

let platform: TestPlatform;
const announced: { type: string; payload: Record<string, unknown> }[] = [];

beforeAll(async () => {
  platform = await openTestPlatform({
    subscriptions: Object.values(events).map((kind) => ({
      type: kind.type,
      subscriber: 'test.hears',
      hear: async (_tx, event) => {
        announced.push({ type: event.type, payload: event.payload as Record<string, unknown> });
      },
    })),
  });
});
afterAll(() => platform.close());

const address = { lines: ['5 Elm Street'], city: 'Springfield', state: 'NY', postalCode: '10002' };

function agreement(therapy: WaitingTherapy, change: Partial<DeliveryAgreement> = {}): DeliveryAgreement {
  return {
    therapyId: therapy.therapyId,
    clinicId: null,
    method: 'courier',
    storage: 'refrigerated',
    needBy: '2026-03-06' as CalendarDay,
    shipOn: null,
    details: { recipientName: 'Ada Testerson', phone: '2125550199', address, note: 'Ring twice' },
    signatureRequired: true,
    paymentMethod: 'card-on-file',
    copayCents: cents(2_500),
    copayConsent: true,
    ...change,
  };
}

function act<Value>(action: (tx: TenantTransaction) => Promise<Result<Value>>): Promise<Result<Value>> {
  return platform.transact(action);
}

async function must<Value>(acting: Promise<Result<Value>>): Promise<Value> {
  const acted = await acting;
  if (!acted.ok) throw new Error(acted.refusal.code);
  return acted.value;
}

async function codeOf(acting: Promise<Result<unknown>>): Promise<string | null> {
  const acted = await acting;
  return acted.ok ? null : acted.refusal.code;
}

async function schedule(therapy: WaitingTherapy, change: Partial<DeliveryAgreement> = {}): Promise<DeliveryId> {
  return must(act((tx) => scheduleDelivery(tx, agreement(therapy, change))));
}

async function get(deliveryId: DeliveryId): Promise<Delivery> {
  const delivery = await platform.transact((tx) => findDelivery(tx, deliveryId));
  if (delivery === null) throw new Error('the delivery is missing');
  return delivery;
}

let parcels = 0;

/** Carries a delivery to the courier's hands and returns its tracking number. */
async function ship(
  change: Partial<DeliveryAgreement> = {},
): Promise<{ deliveryId: DeliveryId; trackingNumber: string; therapy: WaitingTherapy }> {
  const therapy = await addTherapy(platform);
  const deliveryId = await schedule(therapy, change);
  await addVerifiedFill(platform, therapy);
  const packOut = (await get(deliveryId)).storage === 'room' ? 'carton' : 'cool-box-48';
  await must(act((tx) => packDelivery(tx, { deliveryId, packOut })));
  parcels += 1;
  const trackingNumber = `TRACK${parcels}`;
  await must(act((tx) => recordTrackingNumber(tx, { deliveryId, trackingNumber, carrier: 'courier' })));
  await must(act((tx) => handOverDelivery(tx, deliveryId)));
  return { deliveryId, trackingNumber, therapy };
}

function report(trackingNumber: string, status: ShipmentStatus, hour: number, code: string | null = null) {
  const at = addMinutes(platform.clock.now(), hour * 60);
  const eventId = `${trackingNumber}-${status}-${hour}`;
  return platform.transact((tx) => recordCourierEvent(tx, { trackingNumber, status, at, eventId, code }));
}

async function heard(deliveryId: DeliveryId): Promise<readonly string[]> {
  await platform.runDue();
  return announced.flatMap(({ type, payload }) => (payload['deliveryId'] === deliveryId ? [type] : []));
}

describe('agreeing a delivery', () => {
  test('chooses the latest day that arrives in time and announces it, before any fill exists', async () => {
    const deliveryId = await schedule(await addTherapy(platform));
    expect(await get(deliveryId)).toMatchObject({
      ...{ state: 'scheduled', fillId: null, shipOn: '2026-03-05', arrivesOn: '2026-03-06' },
    });
    expect(await heard(deliveryId)).toEqual(['delivery.delivery-scheduled']);
  });

  test('keeps the address sealed', async () => {
    const deliveryId = await schedule(await addTherapy(platform));
    expect(await platform.transact((tx) => openDetails(tx, deliveryId))).toMatchObject({ address, note: 'Ring twice' });
    const { rows } = await platform.database.owner.query<{ whole: string }>(
      'select d::text as whole from delivery.delivery d where delivery_id = $1',
      [deliveryId],
    );
    expect(JSON.stringify(rows)).not.toContain('Elm Street');
  });

  test('is refused with a reason for each thing that is missing', async () => {
    const therapy = await addTherapy(platform);
    const refusalOf = (change: Partial<DeliveryAgreement>) =>
      codeOf(act((tx) => scheduleDelivery(tx, agreement(therapy, change))));
    const nowhere = { ...agreement(therapy).details, address: null };
    expect(await refusalOf({ copayConsent: false })).toBe('delivery.copay-consent-missing');
    expect(await refusalOf({ details: nowhere })).toBe('delivery.address-missing');
    expect(await refusalOf({ needBy: '2026-03-02' as CalendarDay })).toBe('delivery.need-by-too-soon');
    expect(await refusalOf({ shipOn: '2026-03-07' as CalendarDay })).toBe('delivery.ship-day-closed');
    expect(await refusalOf({ needBy: null, shipOn: '2026-03-06' as CalendarDay })).toBe('delivery.arrival-day-closed');
    expect(await refusalOf({ shipOn: '2026-03-09' as CalendarDay })).toBe('delivery.arrives-too-late');
    expect(await refusalOf({ therapyId: '00000000-0000-7000-8000-000000000000' as Id<'therapy'> })).toBe(
      'delivery.unknown-therapy',
    );
    expect(await refusalOf({})).toBeNull();
    expect(await refusalOf({})).toBe('delivery.delivery-under-way');
  });

  test('is refused for a therapy that ended', async () => {
    const therapy = await addTherapy(platform);
    await must(act((tx) => endTherapy(tx, { therapyId: therapy.therapyId, reasonCode: 'patient-choice' } as never)));
    expect(await codeOf(act((tx) => scheduleDelivery(tx, agreement(therapy))))).toBe('delivery.therapy-ended');
  });

  test('can be moved and given up before it leaves', async () => {
    const deliveryId = await schedule(await addTherapy(platform));
    const needBy = '2026-03-12' as CalendarDay;
    await must(act((tx) => rescheduleDelivery(tx, { deliveryId, needBy, shipOn: null, reasonCode: 'travel' })));
    expect(await get(deliveryId)).toMatchObject({ shipOn: '2026-03-11', needBy });
    await must(act((tx) => cancelDelivery(tx, { deliveryId, reasonCode: 'patient-choice' })));
    expect(await codeOf(act((tx) => cancelDelivery(tx, { deliveryId, reasonCode: 'again' })))).toBe(
      'delivery.step-not-allowed',
    );
    expect(await heard(deliveryId)).toEqual([
      'delivery.delivery-scheduled',
      'delivery.delivery-scheduled',
      'delivery.delivery-cancelled',
    ]);
  });
});

describe('a package', () => {
  test('is packed only with a verified fill, in a box that keeps it cold', async () => {
    const therapy = await addTherapy(platform);
    const deliveryId = await schedule(therapy);
    const pack = (packOut: string) => codeOf(act((tx) => packDelivery(tx, { deliveryId, packOut })));
    expect(await pack('carton')).toBe('delivery.pack-out-mismatch');
    expect(await pack('cool-box-48')).toBe('delivery.fill-not-verified');
    const fillId = await addVerifiedFill(platform, therapy);
    expect(await pack('cool-box-48')).toBeNull();
    expect(await get(deliveryId)).toMatchObject({ state: 'packed', fillId });
  });

  test('leaves with a tracking number, its fill leaves with it, and the facts are announced', async () => {
    const { deliveryId, trackingNumber } = await ship();
    const { fillId } = await get(deliveryId);
    const fill = fillId === null ? null : await platform.transact((tx) => findFill(tx, fillId));
    expect(fill?.state).toBe('handed-over');
    await report(trackingNumber, 'delivered', 20);
    expect(await get(deliveryId)).toMatchObject({ state: 'delivered' });
    expect(await heard(deliveryId)).toEqual([
      'delivery.delivery-scheduled',
      'delivery.delivery-shipped',
      'delivery.delivery-delivered',
    ]);
  });

  test('does not leave without a tracking number, nor under that of another', async () => {
    const { trackingNumber } = await ship();
    const therapy = await addTherapy(platform);
    const deliveryId = await schedule(therapy);
    await addVerifiedFill(platform, therapy);
    await must(act((tx) => packDelivery(tx, { deliveryId, packOut: 'cool-box-48' })));
    expect(await codeOf(act((tx) => handOverDelivery(tx, deliveryId)))).toBe('delivery.tracking-number-missing');
    const taken = act((tx) => recordTrackingNumber(tx, { deliveryId, trackingNumber, carrier: 'courier' }));
    expect(await codeOf(taken)).toBe('delivery.tracking-number-taken');
  });

  test('does not leave while a hold stands that came after its fill was verified', async () => {
    const therapy = await addTherapy(platform);
    const { therapyId } = therapy;
    const deliveryId = await schedule(therapy, { method: 'pick-up' });
    const fillId = await addVerifiedFill(platform, therapy);
    await must(act((tx) => packDelivery(tx, { deliveryId, packOut: 'pick-up-bag' })));
    await must(act((tx) => placeHold(tx, { therapyId, hold: 'Recall', reasonCode: 'lot-recalled' })));
    expect(await codeOf(act((tx) => handOverDelivery(tx, deliveryId)))).toBe('therapies.held-in-house');
    expect(await platform.transact((tx) => findFill(tx, fillId))).toMatchObject({ state: 'verified' });
    await must(act((tx) => releaseHold(tx, { therapyId, hold: 'Recall', reasonCode: 'other-lot' })));
    await must(act((tx) => handOverDelivery(tx, deliveryId)));
  });

  test('does not leave for a therapy that has ended', async () => {
    const therapy = await addTherapy(platform);
    const { therapyId } = therapy;
    const deliveryId = await schedule(therapy, { method: 'pick-up' });
    await addVerifiedFill(platform, therapy);
    await must(act((tx) => packDelivery(tx, { deliveryId, packOut: 'pick-up-bag' })));
    await must(act((tx) => endTherapy(tx, { therapyId, reasonCode: 'patient-decision' })));
    expect(await codeOf(act((tx) => handOverDelivery(tx, deliveryId)))).toBe('therapies.therapy-ended');
  });

  test('is unpacked when its fill may not leave any more', async () => {
    const therapy = await addTherapy(platform);
    const deliveryId = await schedule(therapy, { method: 'pick-up' });
    const fillId = await addVerifiedFill(platform, therapy);
    await must(act((tx) => packDelivery(tx, { deliveryId, packOut: 'pick-up-bag' })));
    await platform.transact((tx) => unpackFill(tx, { fillId, reasonCode: 'label-wrong' }));
    expect(await get(deliveryId)).toMatchObject({ state: 'scheduled', fillId: null, packOut: null });
    expect(await codeOf(act((tx) => handOverDelivery(tx, deliveryId)))).toBe('delivery.step-not-allowed');
  });

  test('that is picked up is delivered when a person says so', async () => {
    const therapy = await addTherapy(platform);
    const deliveryId = await schedule(therapy, { method: 'pick-up' });
    await addVerifiedFill(platform, therapy);
    await must(act((tx) => packDelivery(tx, { deliveryId, packOut: 'pick-up-bag' })));
    await must(act((tx) => handOverDelivery(tx, deliveryId)));
    await must(act((tx) => reportDelivery(tx, { deliveryId, status: 'delivered', code: null })));
    const described = await platform.transact(async (tx) => describeDelivery(tx, await get(deliveryId)));
    expect(described).toMatchObject({ delivery: { state: 'delivered' }, reports: [{ status: 'delivered' }] });
  });
});

describe('the reports of a courier', () => {
  test('end in the same state whatever their order, and repeats change nothing', async () => {
    const told: readonly [ShipmentStatus, number][] = [
      ['delivered', 20],
      ['picked-up', 2],
      ['delivered', 20],
      ['exception', 10],
      ['in-transit', 5],
    ];
    for (const order of [told, told.toReversed()]) {
      const { deliveryId, trackingNumber } = await ship();
      for (const [status, hour] of order) await report(trackingNumber, status, hour);
      expect(await get(deliveryId)).toMatchObject({ state: 'delivered', exceptionCode: null });
      expect((await heard(deliveryId)).filter((type) => type === 'delivery.delivery-delivered')).toHaveLength(1);
    }
  });

  test('that come before the package is handed over count from then on', async () => {
    const therapy = await addTherapy(platform);
    const deliveryId = await schedule(therapy);
    await addVerifiedFill(platform, therapy);
    await report('EARLY1', 'label-made', 0);
    await report('EARLY1', 'in-transit', 1);
    await must(act((tx) => packDelivery(tx, { deliveryId, packOut: 'cool-box-48' })));
    await must(act((tx) => recordTrackingNumber(tx, { deliveryId, trackingNumber: 'EARLY1', carrier: 'courier' })));
    expect((await get(deliveryId)).state).toBe('packed');
    await must(act((tx) => handOverDelivery(tx, deliveryId)));
    expect((await get(deliveryId)).state).toBe('in-transit');
  });

  test('of something wrong are announced with their code', async () => {
    const { deliveryId, trackingNumber } = await ship();
    await report(trackingNumber, 'exception', 8, 'wrong-address');
    expect(await get(deliveryId)).toMatchObject({ state: 'exception', exceptionCode: 'wrong-address' });
    expect(await heard(deliveryId)).toContain('delivery.delivery-exception');
    const bare = act((tx) => reportDelivery(tx, { deliveryId, status: 'exception', code: null }));
    expect(await codeOf(bare)).toBe('delivery.exception-code-missing');
  });
});

describe('goods that came back', () => {
  test('that were cold are wasted, never put back', async () => {
    const { deliveryId, trackingNumber } = await ship();
    await report(trackingNumber, 'returned', 30, 'refused');
    const back = { deliveryId, reasonCode: 'refused' };
    expect(await codeOf(act((tx) => settleReturn(tx, { ...back, outcome: 'returned-to-stock' })))).toBe(
      'delivery.not-returnable',
    );
    await must(act((tx) => settleReturn(tx, { ...back, outcome: 'wasted' })));
    expect(await get(deliveryId)).toMatchObject({ state: 'returned', returnOutcome: 'wasted' });
    const { fillId } = await get(deliveryId);
    const { rows: movements } = await platform.database.owner.query<{ kind: string; reason_code: string | null }>(
      'select kind, reason_code from inventory.stock_movement where fill_id = $1 order by sequence',
      [fillId],
    );
    expect(movements.slice(-3)).toEqual([
      { kind: 'dispensed', reason_code: null },
      { kind: 'returned', reason_code: 'refused' },
      { kind: 'wasted', reason_code: 'refused' },
    ]);
    expect(await heard(deliveryId)).toContain('delivery.delivery-returned');
  });

  test('of room temperature that never reached the patient go back to their lot', async () => {
    const { deliveryId, trackingNumber } = await ship({ storage: 'room' });
    await report(trackingNumber, 'returned', 30, 'refused');
    await must(act((tx) => settleReturn(tx, { deliveryId, reasonCode: 'refused', outcome: 'returned-to-stock' })));
    const { fillId } = await get(deliveryId);
    const fill = fillId === null ? null : await platform.transact((tx) => findFill(tx, fillId));
    expect(fill?.state).toBe('returned');
  });
});

describe('who sees a delivery', () => {
  test('is nobody of another health system or another site, in the same words as for none at all', async () => {
    const therapy = await addTherapy(platform);
    const deliveryId = await schedule(therapy);
    const scopes = [{ tenantId: platform.otherTenantId }, { siteIds: [platform.secondSiteId] }];
    for (const scope of scopes) {
      expect(await platform.transact((tx) => findDelivery(tx, deliveryId), scope)).toBeNull();
      expect(await platform.transact((tx) => listDeliveries(tx, therapy), scope)).toEqual([]);
      const foreign = await platform.transact((tx) => cancelDelivery(tx, { deliveryId, reasonCode: 'x' }), scope);
      expect(foreign).toMatchObject({ refusal: { code: 'delivery.unknown-delivery', status: 404, facts: {} } });
    }
  });
});
