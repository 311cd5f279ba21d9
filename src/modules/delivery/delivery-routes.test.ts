import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signInRoutes } from '../../../test/support/sign-in-routes.ts';
import { openTestPlatform, type TestPlatform, testPassword } from '../../../test/support/test-platform.ts';
import { startTestServer, type TestBrowser, type TestServer } from '../../../test/support/test-server.ts';
import { addTherapy, addVerifiedFill, type WaitingTherapy } from '../../../test/support/verified-fill.ts';
import type { SiteId } from '../../kernel/ids.ts';
import type { Permission } from '../../kernel/permission.ts';
import type { Role } from '../../kernel/roles.ts';
import { createStaff } from '../identity/index.ts';
import * as api from './api.ts';
import { deliveryPermissions } from './permissions.ts';
import { deliveryRoutes } from './routes.ts';

let platform: TestPlatform;
let server: TestServer;
let coordinator: TestBrowser;
let clerk: TestBrowser;
let stranger: TestBrowser;
let buyer: TestBrowser;

beforeAll(async () => {
  platform = await openTestPlatform();
  server = await startTestServer(platform, {
    routes: [...signInRoutes, ...deliveryRoutes],
    permissions: Object.values<Permission>(deliveryPermissions),
  });
  coordinator = await signIn('cora', 'patientCoordinator', platform.siteId);
  clerk = await signIn('sam', 'shippingClerk', platform.siteId);
  stranger = await signIn('wes', 'patientCoordinator', platform.secondSiteId);
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
  const answer = await server.signIn(browser, { userName, secret: made.value.totpSecret });
  expect(answer.status).toBe(200);
  return browser;
}

const details = {
  recipientName: 'Ada Testerson',
  phone: null,
  address: { lines: ['5 Elm Street'], city: 'Springfield', state: 'NY', postalCode: '10002' },
  note: null,
};

async function schedule(therapy: WaitingTherapy): Promise<string> {
  const answer = await coordinator.call(api.scheduleDelivery, {
    therapyId: therapy.therapyId,
    ...{ clinicId: null, method: 'courier', storage: 'refrigerated', needBy: '2026-03-06', shipOn: null, details },
    ...{ signatureRequired: true, paymentMethod: 'card-on-file', copayCents: 2_500, copayConsent: true },
  });
  expect(answer.status).toBe(200);
  return String(answer.body['deliveryId']);
}

describe('over the web', () => {
  test('a delivery is proposed, agreed, packed and handed over', async () => {
    const therapy = await addTherapy(platform);
    const proposed = await coordinator.call(api.proposeDelivery, {
      therapyId: therapy.therapyId,
      ...{ clinicId: null, method: 'courier', storage: 'refrigerated', needBy: null, shipOn: null, toState: null },
    });
    expect(proposed.body).toMatchObject({ plan: { shipOn: '2026-03-02' }, address: { city: 'Springfield' } });
    const deliveryId = await schedule(therapy);
    await addVerifiedFill(platform, therapy);
    expect((await clerk.call(api.packDelivery, { deliveryId, packOut: 'cool-box-48' })).status).toBe(200);
    const tracked = { deliveryId, trackingNumber: 'TRACK-WEB-1', carrier: 'other' };
    expect((await clerk.call(api.recordTrackingNumber, tracked)).status).toBe(200);
    expect((await clerk.call(api.handOverDelivery, { deliveryId, takenBy: null })).status).toBe(200);
    expect((await clerk.call(api.reportDelivery, { deliveryId, status: 'delivered', code: null })).status).toBe(200);
    const known = await coordinator.call(api.getDelivery, { deliveryId });
    expect(known.body).toMatchObject({ delivery: { state: 'delivered', fillId: expect.any(String) } });
    const listed = await coordinator.call(api.listDeliveries, { therapyId: therapy.therapyId });
    expect(listed.body['deliveries']).toHaveLength(1);
  });

  test('a parcel is found by its tracking number, at its own site alone', async () => {
    const deliveryId = await schedule(await addTherapy(platform));
    const tracked = { deliveryId, trackingNumber: 'TRACK-WEB-2', carrier: 'other' };
    expect((await clerk.call(api.recordTrackingNumber, tracked)).status).toBe(200);
    const wanted = { trackingNumber: 'TRACK-WEB-2' };
    expect((await clerk.call(api.findByTrackingNumber, wanted)).body).toMatchObject({ deliveries: [{ deliveryId }] });
    expect((await stranger.call(api.findByTrackingNumber, wanted)).body).toEqual({ deliveries: [] });
    expect((await buyer.call(api.findByTrackingNumber, wanted)).status).toBe(403);
  });

  test('the shipping page lists what leaves up to a day', async () => {
    const deliveryId = await schedule(await addTherapy(platform));
    const idsUpTo = async (upTo: string) => {
      const answer = await clerk.call(api.listShipments, { upTo });
      return (answer.body['shipments'] as { deliveryId: string }[]).map((row) => row.deliveryId);
    };
    expect(await idsUpTo('2026-03-02')).not.toContain(deliveryId);
    expect(await idsUpTo('2026-03-05')).toContain(deliveryId);
  });

  test('a clerk agrees nothing, a coordinator ships nothing and settles no return, a buyer sees nothing', async () => {
    const deliveryId = await schedule(await addTherapy(platform));
    const statuses = [
      await clerk.call(api.cancelDelivery, { deliveryId, reasonCode: 'travel' }),
      await coordinator.call(api.handOverDelivery, { deliveryId, takenBy: null }),
      await coordinator.call(api.settleReturn, { deliveryId, outcome: 'wasted', reasonCode: 'refused' }),
      await buyer.call(api.getDelivery, { deliveryId }),
    ];
    expect(statuses.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
  });

  test('another site gets for a foreign delivery the very bytes that it gets for none', async () => {
    const deliveryId = await schedule(await addTherapy(platform));
    const foreign = await stranger.call(api.getDelivery, { deliveryId });
    const none = await stranger.call(api.getDelivery, { deliveryId: '00000000-0000-7000-8000-000000000000' });
    expect(foreign.status).toBe(404);
    expect(foreign.text).toBe(none.text);
    const shipments = await stranger.call(api.listShipments, { upTo: '2026-12-31' });
    expect(shipments.body['shipments']).toEqual([]);
  });
});
