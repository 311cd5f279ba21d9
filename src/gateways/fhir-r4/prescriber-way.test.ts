import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type HealthRecord, startHealthRecord } from '../../../test/support/partner-simulators.ts';
import { openPrescriberScene, type PrescriberScene, passRetry } from '../../../test/support/prescriber-scene.ts';
import { startWait } from '../../modules/therapies/index.ts';
import { silentLog } from '../../platform/log/log.ts';
import { readFhir } from '../../standards/fhir/fhir.ts';
import { createPrescriberGateway } from '../outbound/prescriber-gateway.ts';
import { fhirWay } from './prescriber-way.ts';
import { loadR4Validator } from './r4-validator.ts';

const gateway = createPrescriberGateway({ ways: [fhirWay], timeoutMilliseconds: 1_500 });
let scene: PrescriberScene;
let record: HealthRecord;

beforeAll(async () => {
  scene = await openPrescriberScene({
    ...{ gateway, format: 'fhir-r4', channel: 'fhir' },
    writeOriginal: ({ orderNumber }) =>
      JSON.stringify({
        resourceType: 'Bundle',
        type: 'message',
        entry: [{ resource: { resourceType: 'MessageHeader', id: orderNumber, source: { endpoint: 'urn:ehr' } } }],
      }),
  });
});
afterAll(() => scene.platform.close());
beforeEach(async () => {
  record = await startHealthRecord({ host: '127.0.0.1', port: 0, tls: null, speaks: 'fhir-r4' });
  await scene.reach(`http://127.0.0.1:${record.port}`);
  gateway.start({ transactor: scene.platform.transactor, log: silentLog, tls: null });
});
afterEach(async () => {
  await gateway.stop();
  await record.stop();
});

function listNotices(prescriptionId: string) {
  return scene.platform.transact((tx) =>
    tx.database
      .selectFrom('outreach.prescriber_notice')
      .select(['status', 'state', 'answer_code', 'message_id'])
      .where('prescription_id', '=', prescriptionId)
      .execute(),
  );
}

interface Entry {
  readonly resource: { readonly resourceType: string; readonly entry?: readonly Entry[] } & Readonly<
    Record<string, unknown>
  >;
}

function listResources(text: string): readonly Entry['resource'][] {
  const walk = (entries: readonly Entry[]): readonly Entry['resource'][] =>
    entries.flatMap(({ resource }) => [resource, ...walk(resource.entry ?? [])]);
  return walk((JSON.parse(text) as { readonly entry: readonly Entry[] }).entry);
}

describe('the record that an enrollment came from', () => {
  test('is told of the dispense by Task and MedicationDispense that are valid FHIR R4', async () => {
    const order = await scene.addOrder();
    await scene.handOver(order);
    await scene.settle(gateway);
    expect(await listNotices(order.prescriptionId)).toMatchObject([{ status: 'dispensed', state: 'taken' }]);
    const [text = ''] = record.listTaken();
    const bundle = readFhir(new TextEncoder().encode(text)).message;
    if (bundle === null) throw new Error('no bundle came');
    expect((await loadR4Validator()).validate(bundle).filter(({ severity }) => severity === 'error')).toEqual([]);
    const resources = listResources(text);
    expect(resources.find(({ resourceType }) => resourceType === 'MessageHeader')).toMatchObject({
      destination: [{ endpoint: 'urn:ehr' }],
      eventCoding: { code: 'query-response-unsolicited' },
    });
    expect(resources.find(({ resourceType }) => resourceType === 'Task')).toMatchObject({
      ...{ status: 'in-progress', intent: 'order' },
      reasonReference: { identifier: { value: order.orderNumber } },
    });
    expect(resources.find(({ resourceType }) => resourceType === 'MedicationDispense')).toMatchObject({
      ...{ status: 'in-progress', quantity: { value: 2 }, daysSupply: { value: 28 } },
    });
  });

  test('hears by a Task on hold that the therapy waits for the prescriber', async () => {
    const order = await scene.addOrder();
    const { therapyId } = order;
    await scene.platform.transact((tx) => startWait(tx, { therapyId, reason: 'awaiting_prescriber' }));
    await scene.settle(gateway);
    const resources = listResources(record.listTaken()[0] ?? '');
    expect(resources.find(({ resourceType }) => resourceType === 'Task')).toMatchObject({
      ...{ status: 'on-hold', statusReason: { text: 'Information from the prescriber is outstanding.' } },
    });
    expect(resources.some(({ resourceType }) => resourceType === 'MedicationDispense')).toBe(false);
  });

  test('refuses by an OperationOutcome whose expression is kept, and is asked again when it is disturbed', async () => {
    const [refused, disturbed] = [
      await scene.addOrder({ familyName: 'Refusa' }),
      await scene.addOrder({ familyName: 'Disturbed' }),
    ];
    for (const order of [refused, disturbed]) await scene.handOver(order);
    await scene.settle(gateway);
    const [notice] = await listNotices(refused.prescriptionId);
    expect(notice?.state).toBe('refused');
    const { problems } = await scene.platform.transact((tx) =>
      tx.database
        .selectFrom('exchange.message_outcome')
        .select('problems')
        .where('raw_message_id', '=', notice?.message_id ?? '')
        .executeTakeFirstOrThrow(),
    );
    expect(problems).toMatchObject([{ where: 'Bundle.entry[2].resource.identifier' }]);
    expect(await listNotices(disturbed.prescriptionId)).toMatchObject([{ state: 'waiting' }]);
    passRetry(scene.platform, 2);
    await scene.settle(gateway);
    expect(await listNotices(disturbed.prescriptionId)).toMatchObject([{ state: 'taken' }]);
  });
});
