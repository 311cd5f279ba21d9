import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PrescriberNetwork, startPrescriberNetwork } from '../../../test/support/partner-simulators.ts';
import {
  type AcceptedOrder,
  callEndpoint,
  openPrescriberScene,
  type PrescriberScene,
} from '../../../test/support/prescriber-scene.ts';
import { composePartnerKey } from '../../modules/exchange/index.ts';
import { findPrescription, listPrescriptions } from '../../modules/prescriptions/index.ts';
import { getJourney } from '../../modules/therapies/index.ts';
import { listQueueItems } from '../../modules/work/index.ts';
import { silentLog } from '../../platform/log/log.ts';
import { createPrescriberGateway } from '../outbound/prescriber-gateway.ts';
import { scriptWay } from './prescriber-way.ts';
import { serveScript } from './script-gateway.ts';

const fixture = join(import.meta.dirname, '../../standards/ncpdp-script/fixtures/valid-newrx-2017071.xml');
const gateway = createPrescriberGateway({ ways: [scriptWay], timeoutMilliseconds: 3_000 });
let scene: PrescriberScene;
let network: PrescriberNetwork;
let server: FastifyInstance;

beforeAll(async () => {
  scene = await openPrescriberScene({
    ...{ gateway, format: 'ncpdp-script', channel: 'ncpdp-script' },
    writeOriginal: ({ orderNumber, familyName }) =>
      readFileSync(fixture, 'utf8')
        .replace(/ORDER-\d+/, orderNumber)
        .replace(/MSG-\d+/, `MSG-${orderNumber}`)
        .replaceAll('Mustermann', familyName)
        .replaceAll('Synthatinib 100 MG Oral Tablet', 'Humira Pen 40 mg/0.4 mL')
        .replaceAll('99999000101', '00074055402')
        .replace(/<DrugDBCode>[\s\S]*?<\/DrugDBCode>/, '')
        .replace('2026-03-02</Date>\n        </WrittenDate>', '2026-03-01</Date>\n        </WrittenDate>'),
  });
  server = Fastify();
  await serveScript(server, { ...scene.platform, findTenant: async () => scene.platform.tenantId });
  await server.listen({ host: '127.0.0.1', port: 0 });
  const address = server.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  network = await startPrescriberNetwork({
    ...{ host: '127.0.0.1', port: 0, tls: null, thinkMilliseconds: null },
    pharmacyAt: () => ({
      url: `http://127.0.0.1:${port}/gateways/script`,
      bearerKey: composePartnerKey(scene.partnerId, 'a-secret-of-thirty-two-characters'),
      tls: null,
    }),
  });
  await scene.reach(`http://127.0.0.1:${network.port}`);
  gateway.start({ transactor: scene.platform.transactor, log: silentLog, tls: null });
});
afterAll(async () => {
  await gateway.stop();
  await network.stop();
  await server.close();
  await scene.platform.close();
});

function call(name: string, request: object): Promise<string | null> {
  return callEndpoint(scene.platform, `/api/outreach/${name}`, request);
}

function askRenewal(order: AcceptedOrder, note: string | null = null): Promise<string | null> {
  return call('ask-renewal', { prescriptionId: order.prescriptionId, fillsWanted: 6, note });
}

async function sendAndAnswer(): Promise<void> {
  await scene.settle(gateway);
  const acknowledged = await network.answerRequests();
  expect(acknowledged).toMatchObject([{ kind: 'Status', code: '010' }]);
  await scene.settle(gateway);
}

async function getRequest(order: AcceptedOrder) {
  return scene.platform.transact((tx) =>
    tx.database
      .selectFrom('outreach.prescriber_request')
      .select(['request_id', 'state', 'reason_codes', 'new_prescription_id', 'message_id', 'answer_message_id'])
      .where('prescription_id', '=', order.prescriptionId)
      .orderBy('asked_at', 'desc')
      .executeTakeFirstOrThrow(),
  );
}

async function listTimeline({ therapyId }: AcceptedOrder) {
  const journey = await scene.platform.transact((tx) => getJourney(tx, therapyId));
  if (!journey.ok) throw new Error(journey.refusal.code);
  return journey.value.timeline
    .filter(({ code }) => code.startsWith('outreach.'))
    .map(({ code, source }) => ({ code, source }));
}

async function listWork(queue: 'renewals' | 'clinical-review' | 'intake') {
  const filter = { queue, owner: 'anyone', siteId: null } as const;
  const items = await scene.platform.transact((tx) => listQueueItems(tx, filter, { after: null, most: 50 }));
  return items.map(({ subjectId, reasonCode }) => `${subjectId} ${reasonCode}`);
}

describe('a renewal that a prescriber is asked for', () => {
  test('goes out as RxRenewalRequest, and its approval becomes a prescription of the same therapy', async () => {
    const order = await scene.addOrder();
    expect(await askRenewal(order)).toBeNull();
    expect(await askRenewal(order)).toBe('outreach.asked-already');
    await scene.settle(gateway);
    expect(await getRequest(order)).toMatchObject({ state: 'sent' });
    expect(network.listTaken().at(-1)).toMatchObject({
      header: { relatesToMessageId: `MSG-${order.orderNumber}` },
      body: { kind: 'RxRenewalRequest', medicationDispensed: { pharmacyRequestedRefills: 6 } },
    });
    await sendAndAnswer();
    const request = await getRequest(order);
    expect(request.state).toBe('approved');
    const renewed = await scene.platform.transact((tx) =>
      findPrescription(tx, request.new_prescription_id as AcceptedOrder['prescriptionId']),
    );
    expect(renewed).toMatchObject({
      ...{ status: 'accepted', therapyId: order.therapyId, refillsAuthorized: 5, channel: 'ncpdp-script' },
      rawMessageId: request.answer_message_id,
    });
    expect(await listTimeline(order)).toEqual([
      { code: 'outreach.renewal-asked-of-prescriber', source: { kind: 'raw-message', id: request.message_id } },
      { code: 'outreach.renewal-approved', source: { kind: 'raw-message', id: request.answer_message_id } },
    ]);
  });

  test('that is denied closes with its code and becomes work, which somebody settles', async () => {
    const order = await scene.addOrder();
    await askRenewal(order, 'please deny');
    await sendAndAnswer();
    const request = await getRequest(order);
    expect(request).toMatchObject({ state: 'denied', reason_codes: ['AA'], new_prescription_id: null });
    expect(await listWork('renewals')).toContain(`${order.prescriptionId} renewal-denied`);
    const settled = { requestId: request.request_id, outcomeCode: 'settled-by-phone' };
    expect(await call('settle-answer', settled)).toBeNull();
    expect(await call('settle-answer', settled)).toBe('outreach.nothing-to-settle');
    expect(await listWork('renewals')).not.toContain(`${order.prescriptionId} renewal-denied`);
  });

  test('that is approved with changes carries what the answer says', async () => {
    const order = await scene.addOrder();
    await askRenewal(order, 'fewer');
    await sendAndAnswer();
    const request = await getRequest(order);
    expect(request.state).toBe('approved-with-changes');
    const both = await scene.platform.transact((tx) => listPrescriptions(tx, { therapyId: order.therapyId }));
    expect(both.map(({ refillsAuthorized }) => refillsAuthorized).toSorted()).toEqual([1, 3]);
  });

  test('whose prescriber sends a new one stays denied without work', async () => {
    const order = await scene.addOrder();
    await askRenewal(order, 'wait');
    await sendAndAnswer();
    expect((await getRequest(order)).state).toBe('new-to-follow');
    expect(await listWork('renewals')).not.toContain(`${order.prescriptionId} renewal-new-to-follow`);
  });
});

test('a change that is approved replaces the prescription', async () => {
  const order = await scene.addOrder();
  const asked = { prescriptionId: order.prescriptionId, changeCode: 'T', note: 'a weaker one', drugIds: [] };
  expect(await call('ask-change', asked)).toBeNull();
  await sendAndAnswer();
  const request = await getRequest(order);
  expect(request.state).toBe('approved');
  expect(await askRenewal(order)).toBe('outreach.prescription-not-askable');
  expect(await call('ask-change', asked)).toBe('outreach.prescription-not-askable');
  const old = await scene.platform.transact((tx) => findPrescription(tx, order.prescriptionId));
  expect(old).toMatchObject({ status: 'cancelled', statusReasons: ['replaced'] });
});

test('what cannot be asked is refused with the reason', async () => {
  const unknown = '01890000-0000-7000-8000-00000000dead';
  expect(await call('ask-renewal', { prescriptionId: unknown, fillsWanted: 1, note: null })).toBe(
    'outreach.unknown-prescription',
  );
  const byPhone = await scene.addOrder({ incoming: { channel: 'phone', partnerId: null, rawMessageId: null } });
  expect(await askRenewal(byPhone)).toBe('outreach.no-way-to-ask');
  const changeOf = (prescriptionId: string) => ({ prescriptionId, changeCode: 'S', note: 'x', drugIds: [] });
  expect(await call('ask-change', changeOf(unknown))).toBe('outreach.unknown-prescription');
  expect(await call('ask-change', changeOf(byPhone.prescriptionId))).toBe('outreach.no-way-to-ask');
  const order = await scene.addOrder();
  const change = { prescriptionId: order.prescriptionId, changeCode: 'T', note: 'x', drugIds: [unknown] };
  expect(await call('ask-change', change)).toBe('outreach.unknown-drug');
  expect(await call('ask-change', changeOf(order.prescriptionId))).toBeNull();
  expect(await call('ask-change', changeOf(order.prescriptionId))).toBe('outreach.asked-already');
  expect(await call('settle-answer', { requestId: unknown, outcomeCode: 'patient-told' })).toBe(
    'outreach.unknown-request',
  );
});
