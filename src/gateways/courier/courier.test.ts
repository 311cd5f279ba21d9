import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CourierSimulator, startCourier } from '../../../test/support/partner-simulators.ts';
import { openTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts';
import { addTherapy } from '../../../test/support/verified-fill.ts';
import { addMinutes, type Instant } from '../../kernel/instant.ts';
import type { Json } from '../../kernel/json.ts';
import { cents } from '../../kernel/money.ts';
import { type DeliveryId, findDelivery, scheduleDelivery } from '../../modules/delivery/index.ts';
import { enqueueOutbound, insertPartner, type PartnerId, savePartnerAddress } from '../../modules/exchange/index.ts';
import { listOpenWork } from '../../modules/work/index.ts';
import { type CourierGateway, type CourierParts, createCourierGateway, serveCourierEvents } from './courier-gateway.ts';
import { composeAccount, deriveCourierKey, isSignedBy, readAccount, signMessage } from './courier-key.ts';

let platform: TestPlatform;
let gateway: CourierGateway;
let courier: CourierSimulator;
let server: FastifyInstance;
let partnerId: PartnerId;
let parts: CourierParts;
let url: string;
let events = 0;

beforeAll(async () => {
  gateway = createCourierGateway({ timeoutMilliseconds: 1_000 });
  platform = await openTestPlatform({ subscriptions: gateway.subscriptions, timerActions: gateway.timerActions });
  parts = { ...platform, keyOf: (place) => deriveCourierKey(platform.secrets.derived, place) };
  gateway.start(parts);
  partnerId = await platform.transact((tx) =>
    insertPartner(tx, {
      name: 'Courier',
      kind: 'courier',
      formats: ['courier-webhook'],
      siteId: null,
      address: null,
      allowedSenders: [],
      certificateSha256: null,
      keySecret: null,
    }),
  );
  server = Fastify();
  await serveCourierEvents(server, parts);
  url = `${await server.listen({ host: '127.0.0.1', port: 0 })}/gateways/courier/events`;
  const place = { tenantId: platform.tenantId, partnerId };
  courier = await startCourier({
    host: '127.0.0.1',
    port: 0,
    speedFactor: 3_600_000,
    accounts: [
      { account: composeAccount(place), keyHex: Buffer.from(parts.keyOf(place)).toString('hex'), eventsAddress: url },
    ],
  });
  await platform.transact((tx) => savePartnerAddress(tx, { partnerId, address: `http://127.0.0.1:${courier.port}` }));
});
afterAll(async () => {
  await gateway.stop();
  await courier.stop();
  await server.close();
  await platform.close();
});

const address = { lines: ['5 Elm Street'], city: 'Springfield', state: 'NY', postalCode: '10002' };

async function agree(): Promise<DeliveryId> {
  const therapy = await addTherapy(platform);
  const scheduled = await platform.transact((tx) =>
    scheduleDelivery(tx, {
      therapyId: therapy.therapyId,
      ...{ clinicId: null, method: 'courier', storage: 'room', needBy: null, shipOn: null },
      details: { recipientName: 'Ada Testerson', phone: null, address, note: null },
      ...{ signatureRequired: false, paymentMethod: 'none-due', copayCents: cents(0), copayConsent: false },
    }),
  );
  if (!scheduled.ok) throw new Error(scheduled.refusal.code);
  return scheduled.value;
}

async function order(deliveryId: DeliveryId, payload: Json): Promise<void> {
  await platform.transact((tx) =>
    enqueueOutbound(tx, { partnerKind: 'courier', kind: 'ship-order', subjectId: deliveryId, payload }),
  );
  await platform.runDue();
  await gateway.idle();
}

function orderOf(deliveryId: DeliveryId): Json {
  const days = { shipOn: '2026-03-03', arrivesOn: '2026-03-04' };
  return { deliveryId, recipientName: 'Ada', phone: null, address, storage: 'room', signatureRequired: false, ...days };
}

interface CallChange {
  readonly account?: string;
  readonly timestamp?: Instant;
  readonly body?: string;
  readonly sentBody?: string;
}

/** Calls as the courier does and returns the status. */
async function call(change: CallChange = {}): Promise<number> {
  events += 1;
  const place = { tenantId: platform.tenantId, partnerId };
  const body = change.body ?? JSON.stringify(reportOf(`E${events}`));
  const timestamp = change.timestamp ?? platform.clock.now();
  const signature = signMessage(parts.keyOf(place), { timestamp, body: Buffer.from(body) });
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-courier-account': change.account ?? composeAccount(place),
      'x-courier-timestamp': timestamp,
      'x-courier-signature': signature,
    },
    body: change.sentBody ?? body,
  });
  return answer.status;
}

function reportOf(eventId: string, status = 'in-transit') {
  return { eventId, trackingNumber: 'TRACK1', status, code: null, occurredAt: platform.clock.now() };
}

async function countReports(): Promise<number> {
  const { rows } = await platform.database.owner.query<{ count: string }>(
    'select count(*) from delivery.shipment_event where tracking_number = $1',
    ['TRACK1'],
  );
  return Number(rows[0]?.count);
}

describe('booking a parcel', () => {
  test('gives the delivery its tracking number, once for each delivery', async () => {
    const deliveryId = await agree();
    const before = courier.listBookings().length;
    await order(deliveryId, orderOf(deliveryId));
    await order(deliveryId, orderOf(deliveryId));
    const delivery = await platform.transact((tx) => findDelivery(tx, deliveryId));
    expect(courier.listBookings().slice(before)).toEqual([delivery?.trackingNumber]);
    expect(delivery?.carrier).toBe('Courier');
  });

  test('that the courier refuses becomes work for a person', async () => {
    const deliveryId = await agree();
    await order(deliveryId, { ...(orderOf(deliveryId) as object), address: 'none' });
    const delivery = await platform.transact((tx) => findDelivery(tx, deliveryId));
    const therapyId = delivery?.therapyId;
    if (therapyId === undefined) throw new Error('the delivery is missing');
    const work = await platform.transact((tx) => listOpenWork(tx, { therapyId }));
    expect(work.map(({ queue, reasonCode }) => `${queue} ${reasonCode}`)).toContain('shipping booking-refused');
  });
});

describe('a report of the courier', () => {
  test('that is signed and fresh is taken, once', async () => {
    const body = JSON.stringify(reportOf('ONCE'));
    const before = await countReports();
    expect(await call({ body })).toBe(200);
    expect(await call({ body })).toBe(401);
    expect(await countReports()).toBe(before + 1);
  });

  test('is refused when it is stale, altered or of nobody, and changes nothing', async () => {
    const before = await countReports();
    expect(await call({ timestamp: addMinutes(platform.clock.now(), -6) })).toBe(401);
    expect(await call({ timestamp: addMinutes(platform.clock.now(), 6) })).toBe(401);
    expect(await call({ sentBody: JSON.stringify(reportOf('ALTERED', 'delivered')) })).toBe(401);
    expect(await call({ account: 'nobody' })).toBe(401);
    const foreign = composeAccount({ tenantId: platform.otherTenantId, partnerId });
    expect(await call({ account: foreign })).toBe(401);
    expect(await countReports()).toBe(before);
  });

  test('under the number of an earlier one with other words is set aside', async () => {
    expect(await call({ body: JSON.stringify(reportOf('TWICE')) })).toBe(200);
    expect(await call({ body: JSON.stringify(reportOf('TWICE', 'delivered')) })).toBe(401);
  });

  test('that cannot be read is stored and refused', async () => {
    expect(await call({ body: '{"eventId":"BAD"}' })).toBe(400);
    expect(await call({ body: '\u0000 not json' })).toBe(400);
  });
});

describe('the simulated courier', () => {
  test('reports a booked parcel until it is delivered', async () => {
    const deliveryId = await agree();
    // The simulator signs by the real clock.
    platform.clock.moveTo(new Date().toISOString() as Instant);
    await order(deliveryId, orderOf(deliveryId));
    const delivery = await platform.transact((tx) => findDelivery(tx, deliveryId));
    await expect
      .poll(
        async () => {
          const { rows } = await platform.database.owner.query<{ status: string }>(
            'select status from delivery.shipment_event where tracking_number = $1',
            [delivery?.trackingNumber],
          );
          return rows.map(({ status }) => status).sort();
        },
        { timeout: 3_000 },
      )
      .toEqual(['delivered', 'in-transit', 'label-made', 'out-for-delivery', 'picked-up']);
  });
});

test('an account is read back as it was written, and nothing else is', () => {
  const place = { tenantId: platform.tenantId, partnerId };
  expect(readAccount(composeAccount(place))).toEqual(place);
  expect(readAccount('1.x')).toBeNull();
});

test('a signature of another length never fits', () => {
  const message = { timestamp: 'now', body: Buffer.from('{}') };
  expect(isSignedBy(Buffer.alloc(32), message, 'ab')).toBe(false);
  expect(isSignedBy(Buffer.alloc(32), message, signMessage(Buffer.alloc(32), message))).toBe(true);
});
