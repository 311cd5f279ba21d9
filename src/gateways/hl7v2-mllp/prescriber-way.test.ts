import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type HealthRecord, startHealthRecord } from '../../../test/support/partner-simulators.ts';
import {
  callEndpoint,
  openPrescriberScene,
  type PrescriberScene,
  passRetry,
} from '../../../test/support/prescriber-scene.ts';
import { recordCourierEvent } from '../../modules/delivery/index.ts';
import { findPrescription } from '../../modules/prescriptions/index.ts';
import { endTherapy, startWait } from '../../modules/therapies/index.ts';
import { silentLog } from '../../platform/log/log.ts';
import { readContent, readMessage } from '../../standards/hl7v2/hl7v2.ts';
import { createPrescriberGateway } from '../outbound/prescriber-gateway.ts';
import { readInterfacePlace } from './ask-interface.ts';
import { hl7Way } from './prescriber-way.ts';

const gateway = createPrescriberGateway({ ways: [hl7Way], timeoutMilliseconds: 1_500 });
let scene: PrescriberScene;
let record: HealthRecord;

beforeAll(async () => {
  scene = await openPrescriberScene({
    ...{ gateway, format: 'hl7v2', channel: 'hl7v2' },
    writeOriginal: ({ orderNumber, familyName }) =>
      [
        `MSH|^~\\&|EPIC|CLINIC|THERIAC|3412345|20260302100000||RDE^O11^RDE_O11|C-${orderNumber}|P|2.5.1`,
        `PID|1||MRN-1^^^CLINIC^MR||${familyName}^Ada`,
        `ORC|NW|${orderNumber}^EPIC`,
      ].join('\r'),
  });
});
afterAll(() => scene.platform.close());
beforeEach(async () => {
  record = await startHealthRecord({ host: '127.0.0.1', port: 0, tls: null, speaks: 'hl7v2' });
  await scene.reach(`mllp://127.0.0.1:${record.port}`);
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
      .select(['status', 'state', 'answer_code', 'reason_code', 'message_id'])
      .where('prescription_id', '=', prescriptionId)
      .orderBy('occurred_at')
      .execute(),
  );
}

describe('the record that an order came from', () => {
  test('is told of the dispense by RDS^O13 with the number that it gave the order', async () => {
    const order = await scene.addOrder();
    await scene.handOver(order);
    await scene.settle(gateway);
    expect(await listNotices(order.prescriptionId)).toMatchObject([
      { status: 'dispensed', state: 'taken', answer_code: 'AA' },
    ]);
    const [text = ''] = record.listTaken();
    const { message } = readMessage(text);
    if (message === null) throw new Error('no message came');
    expect([3, 4, 5, 6].map((field) => message.header.text(field))).toEqual(['THERIAC', '3412345', 'EPIC', 'CLINIC']);
    expect(message.segment('ORC')?.text(2, 2)).toBe('EPIC');
    const { message: content, problems } = readContent(message);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(content).toMatchObject({
      kind: 'dispenses',
      dispenses: [
        {
          placerNumber: { id: order.orderNumber },
          subId: '1',
          drug: { codes: [{ ndc: '00000000001' }] },
          amount: { quantityThousandths: 2000 },
          lots: [{ number: 'LOT1', expirationDay: '2028-01-31' }],
        },
      ],
    });
  });

  test('hears that a therapy waits for the prescriber, and that it ended', async () => {
    const order = await scene.addOrder();
    const { therapyId } = order;
    await scene.platform.transact((tx) => startWait(tx, { therapyId, reason: 'awaiting_prescriber' }));
    await scene.settle(gateway);
    await scene.platform.transact((tx) => endTherapy(tx, { therapyId, reasonCode: 'patient-decision' }));
    await scene.settle(gateway);
    const commons = record.listTaken().map((text) => readMessage(text).message?.segment('ORC'));
    expect(commons.map((common) => `${common?.text(1)} ${common?.text(5)} ${common?.text(16, 1)}`)).toEqual([
      'OH HD awaiting_prescriber',
      'OC CA patient-decision',
    ]);
    expect(await listNotices(order.prescriptionId)).toMatchObject([
      { status: 'waiting-on-prescriber', state: 'taken' },
      { status: 'not-dispensed', reason_code: 'patient-decision', state: 'taken' },
    ]);
  });

  test('hears that less was dispensed than one fill is', async () => {
    const quantity = { quantityThousandths: 6_000, unit: '{each}' };
    const order = await scene.addOrder({ incoming: { quantity } });
    await scene.handOver(order);
    await scene.settle(gateway);
    expect(await listNotices(order.prescriptionId)).toMatchObject([{ status: 'partially-dispensed', state: 'taken' }]);
  });

  test('hears that a parcel came back, and why', async () => {
    const order = await scene.addOrder();
    const fillId = await scene.handOver(order);
    const trackingNumber = `T-${fillId.slice(-12)}`;
    await scene.platform.transact((tx) =>
      recordCourierEvent(tx, {
        trackingNumber,
        status: 'returned',
        at: tx.now,
        eventId: `R-${fillId}`,
        code: 'refused',
      }),
    );
    await scene.settle(gateway);
    expect(await listNotices(order.prescriptionId)).toMatchObject([
      { status: 'dispensed', state: 'taken' },
      { status: 'not-dispensed', reason_code: 'refused', state: 'taken' },
    ]);
    const common = readMessage(record.listTaken().at(-1) ?? '').message?.segment('ORC');
    expect(`${common?.text(1)} ${common?.text(5)}`).toBe('SC IP');
  });

  test('hears that an order was refused, which then is canceled', async () => {
    const prescriptionId = await scene.addWaiting({ quantity: null });
    const prescription = await scene.platform.transact((tx) => findPrescription(tx, prescriptionId));
    const refusal = await callEndpoint(scene.platform, '/api/prescriptions/refuse-prescription', {
      ...{ prescriptionId, expectedVersion: prescription?.version, reasonCode: 'incomplete-unresolved' },
    });
    expect(refusal).toBeNull();
    await scene.settle(gateway);
    expect(await listNotices(prescriptionId)).toMatchObject([
      { status: 'not-dispensed', reason_code: 'incomplete-unresolved', state: 'taken' },
    ]);
    const common = readMessage(record.listTaken().at(-1) ?? '').message?.segment('ORC');
    expect(`${common?.text(1)} ${common?.text(5)}`).toBe('OC CA');
  });

  test('says where it finds fault, and that place is kept with the message', async () => {
    const order = await scene.addOrder({ familyName: 'Refusa' });
    await scene.handOver(order);
    await scene.settle(gateway);
    const [notice] = await listNotices(order.prescriptionId);
    expect(notice).toMatchObject({ state: 'refused', answer_code: 'AE' });
    const { problems } = await scene.platform.transact((tx) =>
      tx.database
        .selectFrom('exchange.message_outcome')
        .select('problems')
        .where('raw_message_id', '=', notice?.message_id ?? '')
        .executeTakeFirstOrThrow(),
    );
    expect(problems).toMatchObject([{ where: 'PID-3.1', severity: 'error' }]);
  });

  test('gets the same bytes again after silence', async () => {
    const order = await scene.addOrder();
    await record.stop();
    await scene.handOver(order);
    await scene.settle(gateway);
    expect(await listNotices(order.prescriptionId)).toMatchObject([{ state: 'waiting' }]);
    record = await startHealthRecord({ host: '127.0.0.1', port: record.port, tls: null, speaks: 'hl7v2' });
    passRetry(scene.platform, 2);
    await scene.settle(gateway);
    expect(await listNotices(order.prescriptionId)).toMatchObject([{ state: 'taken' }]);
    expect(record.countArrivals()).toBe(1);
  });
});

test('patient data leave in plain text to this machine alone', () => {
  expect(readInterfacePlace('mllp://127.0.0.1:2575')).toEqual({ host: '127.0.0.1', port: 2575, isTls: false });
  expect(readInterfacePlace('mllps://ehr.example:2575')).toMatchObject({ isTls: true });
  expect(readInterfacePlace('mllp://ehr.example:2575')).toBeNull();
  expect(readInterfacePlace('http://127.0.0.1:80')).toBeNull();
});
