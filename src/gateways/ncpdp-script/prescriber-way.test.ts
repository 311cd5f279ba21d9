import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type PrescriberNetwork, startPrescriberNetwork } from '../../../test/support/partner-simulators.ts';
import { openPrescriberScene, type PrescriberScene, passRetry } from '../../../test/support/prescriber-scene.ts';
import type { TherapyId } from '../../kernel/ids.ts';
import { getJourney } from '../../modules/therapies/index.ts';
import { listQueueItems } from '../../modules/work/index.ts';
import { silentLog } from '../../platform/log/log.ts';
import { createPrescriberGateway } from '../outbound/prescriber-gateway.ts';
import { scriptWay } from './prescriber-way.ts';

const fixture = join(import.meta.dirname, '../../standards/ncpdp-script/fixtures/valid-newrx-2017071.xml');
const gateway = createPrescriberGateway({ ways: [scriptWay], timeoutMilliseconds: 1_500 });
let scene: PrescriberScene;
let network: PrescriberNetwork;
let betweenSendAndRecord: () => Promise<void> = async () => undefined;

beforeAll(async () => {
  scene = await openPrescriberScene({
    ...{ gateway, format: 'ncpdp-script', channel: 'ncpdp-script' },
    writeOriginal: ({ orderNumber, familyName }) =>
      readFileSync(fixture, 'utf8')
        .replace(/ORDER-\d+/, orderNumber)
        .replace(/MSG-\d+/, `MSG-${orderNumber}`)
        .replaceAll('Mustermann', familyName),
  });
});
afterAll(() => scene.platform.close());

beforeEach(async () => {
  network = await startPrescriberNetwork({
    ...{ host: '127.0.0.1', port: 0, tls: null, pharmacyAt: () => null, thinkMilliseconds: null },
  });
  await scene.reach(`http://127.0.0.1:${network.port}`);
  betweenSendAndRecord = async () => undefined;
  start();
});
afterEach(async () => {
  await gateway.stop();
  await network.stop();
});

function start(): void {
  gateway.start({
    ...{ transactor: scene.platform.transactor, log: silentLog, tls: null },
    betweenSendAndRecord: () => betweenSendAndRecord(),
  });
}

function listNotices(prescriptionId: string) {
  return scene.platform.transact((tx) =>
    tx.database
      .selectFrom('outreach.prescriber_notice')
      .select(['status', 'state', 'answer_code', 'reason_code', 'message_id', 'outbound_id'])
      .where('prescription_id', '=', prescriptionId)
      .orderBy('occurred_at')
      .execute(),
  );
}

async function listTimeline(therapyId: TherapyId): Promise<readonly string[]> {
  const journey = await scene.platform.transact((tx) => getJourney(tx, therapyId));
  if (!journey.ok) throw new Error(journey.refusal.code);
  return journey.value.timeline.map(({ code }) => code).filter((code) => code.startsWith('outreach.'));
}

async function listDeadLetters(): Promise<readonly string[]> {
  const filter = { queue: 'dead-letters', owner: 'anyone', siteId: null } as const;
  const items = await scene.platform.transact((tx) => listQueueItems(tx, filter, { after: null, most: 50 }));
  return items.map(({ subjectId, reasonCode }) => `${subjectId} ${reasonCode}`);
}

describe('a fill that was handed over', () => {
  test('is told to the network as RxFill Dispensed, which names the order in the words that it came in', async () => {
    const order = await scene.addOrder();
    await scene.handOver(order);
    await scene.settle(gateway);
    expect(await listNotices(order.prescriptionId)).toMatchObject([
      { status: 'dispensed', state: 'taken', answer_code: '010' },
    ]);
    const [taken] = network.listTaken();
    expect(taken).toMatchObject({
      version: '2017071',
      header: { relatesToMessageId: `MSG-${order.orderNumber}`, prescriberOrderNumber: order.orderNumber },
      body: {
        kind: 'RxFill',
        fillStatus: 'Dispensed',
        medicationDispensed: { ndc: '00000000001', daysSupply: 28, quantity: { quantityThousandths: 2000 } },
      },
    });
    expect(await listTimeline(order.therapyId)).toEqual(['outreach.prescriber-informed']);
  });

  test('is told once, however often the worker hears of it', async () => {
    const order = await scene.addOrder();
    await scene.handOver(order);
    await scene.settle(gateway);
    await scene.settle(gateway);
    passRetry(scene.platform, 10);
    await scene.settle(gateway);
    expect(network.countArrivals()).toBe(1);
  });

  test('is sent again under the same number after a crash between sending and recording, and taken once', async () => {
    const order = await scene.addOrder();
    betweenSendAndRecord = async () => {
      throw new Error('the process ends here');
    };
    await scene.handOver(order);
    await scene.settle(gateway);
    expect(await listNotices(order.prescriptionId)).toMatchObject([{ state: 'waiting' }]);
    betweenSendAndRecord = async () => undefined;
    passRetry(scene.platform, 4);
    await scene.settle(gateway);
    expect(network.countArrivals()).toBe(2);
    expect(network.listTaken()).toHaveLength(1);
    expect(await listNotices(order.prescriptionId)).toMatchObject([{ state: 'taken' }]);
    expect(await listTimeline(order.therapyId)).toHaveLength(1);
  });

  test('is sent again later when the network is disturbed', async () => {
    const order = await scene.addOrder({ familyName: 'Disturbed' });
    await scene.handOver(order);
    await scene.settle(gateway);
    expect(await listNotices(order.prescriptionId)).toMatchObject([{ state: 'waiting' }]);
    passRetry(scene.platform, 2);
    await scene.settle(gateway);
    expect(await listNotices(order.prescriptionId)).toMatchObject([{ state: 'taken' }]);
  });

  test('becomes a dead letter when the network stays silent, and says so on the timeline', async () => {
    const order = await scene.addOrder({ familyName: 'Silentia' });
    await scene.handOver(order);
    for (const minutes of [0, 2, 6, 16, 31, 61]) {
      passRetry(scene.platform, minutes);
      await scene.settle(gateway);
    }
    const [notice] = await listNotices(order.prescriptionId);
    expect(notice?.state).toBe('unanswered');
    expect(await listDeadLetters()).toContain(`${notice?.outbound_id} partner-silent`);
    expect(await listTimeline(order.therapyId)).toEqual(['outreach.news-not-answered-by-partner']);
  }, 60_000);

  test('that is refused is recorded with the place in what was sent, and is for a person', async () => {
    const order = await scene.addOrder({ familyName: 'Refusa' });
    await scene.handOver(order);
    await scene.settle(gateway);
    const [notice] = await listNotices(order.prescriptionId);
    expect(notice).toMatchObject({ state: 'refused', answer_code: '900' });
    const outcome = await scene.platform.transact((tx) =>
      tx.database
        .selectFrom('exchange.message_outcome')
        .select(['problems', 'message_type', 'elapsed_milliseconds'])
        .where('raw_message_id', '=', notice?.message_id ?? '')
        .executeTakeFirstOrThrow(),
    );
    expect(outcome).toMatchObject({
      message_type: 'RxFill',
      problems: [{ where: 'Message/Body/RxFill/Patient/HumanPatient/Name' }],
    });
    expect(outcome.elapsed_milliseconds).toBeGreaterThanOrEqual(0);
    expect(await listDeadLetters()).toContain(`${notice?.outbound_id} partner-refused`);
  });
});

test('a partner is told nothing that it does not take, and that is recorded', async () => {
  await scene.reach(`http://127.0.0.1:${network.port}`, ['not-dispensed']);
  const order = await scene.addOrder();
  await scene.handOver(order);
  await scene.settle(gateway);
  expect(network.countArrivals()).toBe(0);
  expect(await listNotices(order.prescriptionId)).toMatchObject([{ status: 'dispensed', state: 'not-sent' }]);
});
