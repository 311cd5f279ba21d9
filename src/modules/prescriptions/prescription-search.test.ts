import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts';
import { installDemoReference } from '../reference/index.ts';
import { exampleIncoming } from './domain/example-incoming.ts';
import { giveRxNumber, receivePrescription } from './index.ts';
import { listByNumber } from './prescription-store.ts';

let platform: TestPlatform;

beforeAll(async () => {
  platform = await openTestPlatform();
  await platform.transact(installDemoReference);
});
afterAll(() => platform.close());

test('a prescription is found by its Rx number or the order number of its prescriber, at its own site alone', async () => {
  const incoming = { ...exampleIncoming, siteId: platform.siteId, orderNumber: 'ORDER-4711' };
  const received = await platform.transact((tx) => receivePrescription(tx, incoming));
  if (!received.ok) throw new Error(received.refusal.code);
  const { prescriptionId } = received.value.prescription;
  const rxNumber = await platform.transact((tx) => giveRxNumber(tx, prescriptionId));
  const find = (number: string, scope = {}) => platform.transact((tx) => listByNumber(tx, number), scope);
  for (const number of ['ORDER-4711', rxNumber])
    expect((await find(number)).map((each) => each.prescriptionId)).toEqual([prescriptionId]);
  expect(await find(rxNumber, { siteIds: [platform.secondSiteId] })).toEqual([]);
  expect(await find('4711')).toEqual([]);
});
