import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addLicensedPharmacist } from '../../../test/support/licensed-pharmacist.ts';
import { openTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { Id, PatientId, PrescriptionId, RawMessageId } from '../../kernel/ids.ts';
import type { Result } from '../../kernel/result.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { insertPartner, openIntakeOfMessage, storeInbound } from '../exchange/index.ts';
import { listAllergies, registerPatient } from '../patients/index.ts';
import { installDemoReference } from '../reference/index.ts';
import { listQueueItems } from '../work/index.ts';
import { clarifyPrescription, refusePrescription } from './actions/accept-prescription.ts';
import { settleDuplicate } from './actions/settle-duplicate.ts';
import * as api from './api.ts';
import { exampleIncoming } from './domain/example-incoming.ts';
import type { IncomingPatient, IncomingPrescription } from './domain/incoming-prescription.ts';
import type { Prescription } from './domain/prescription.ts';
import {
  cancelOrder,
  cancelPrescription,
  correctPatient,
  enterPrescription,
  findPrescription,
  receivePrescription,
  replaceOrder,
} from './index.ts';
import { prescriptionsRoutes } from './routes.ts';

let platform: TestPlatform;
let partnerId: Id<'partner'>;
let people = 0;

beforeAll(async () => {
  platform = await openTestPlatform();
  partnerId = await platform.transact(async (tx) => {
    await installDemoReference(tx);
    await addLicensedPharmacist(tx);
    return insertPartner(tx, {
      name: 'Mercy EHR',
      kind: 'ehr',
      formats: ['hl7v2'],
      siteId: platform.siteId,
      address: null,
      allowedSenders: [],
      certificateSha256: null,
      keySecret: null,
    });
  });
});
afterAll(() => platform.close());

/** Somebody new for each test. */
function somebody(): IncomingPatient {
  people += 1;
  return {
    ...exampleIncoming.patient,
    familyName:
      ['Aldana', 'Brockway', 'Czerny', 'Dumont', 'Eriksen', 'Fujita', 'Galvez', 'Hamdi'][people % 8] ?? 'Iyer',
    birthDate: `19${String(50 + people)}-0${1 + (people % 9)}-1${people % 9}` as CalendarDay,
    phones: [{ number: `518555${String(2000 + people)}`, use: 'mobile' }],
    identifiers: [{ kind: 'MR', assigner: 'MERCY', value: `C${10_000 + people}` }],
  };
}

function incoming(changes: Partial<IncomingPrescription> = {}): IncomingPrescription {
  return { ...exampleIncoming, siteId: platform.siteId, patient: somebody(), ...changes };
}

async function act<Value>(work: (tx: TenantTransaction) => Promise<Result<Value>>): Promise<Value> {
  const result = await platform.transact(work);
  if (!result.ok) throw new Error(`${result.refusal.code} ${JSON.stringify(result.refusal.facts)}`);
  return result.value;
}

async function refusalOf(work: (tx: TenantTransaction) => Promise<Result<unknown>>): Promise<string | null> {
  const result = await platform.transact(work);
  return result.ok ? null : result.refusal.code;
}

function receive(changes: Partial<IncomingPrescription> = {}) {
  return act((tx) => receivePrescription(tx, incoming(changes)));
}

function seen(prescription: Prescription) {
  return { prescriptionId: prescription.prescriptionId, expectedVersion: prescription.version };
}

async function listIntake() {
  const filter = { queue: 'intake', owner: 'anyone', siteId: null } as const;
  const items = await platform.transact((tx) => listQueueItems(tx, filter, { after: null, most: 200 }));
  return items.map(({ subjectId }) => subjectId as string);
}

const get = (prescriptionId: PrescriptionId) => platform.transact((tx) => findPrescription(tx, prescriptionId));

describe('two people at once', () => {
  it('cannot decide the same prescription: who comes second is asked to look again', async () => {
    const { prescription } = await receive({ directions: null });
    const stale = seen(prescription);
    await act((tx) => clarifyPrescription(tx, { ...stale, clarification: { daysSupply: 14 } }));
    expect(await refusalOf((tx) => refusePrescription(tx, { ...stale, reasonCode: 'duplicate' }))).toBe(
      'prescriptions.prescription-moved',
    );
  });

  it('cannot decide what is decided', async () => {
    const { prescription } = await receive();
    expect(await refusalOf((tx) => refusePrescription(tx, { ...seen(prescription), reasonCode: 'duplicate' }))).toBe(
      'prescriptions.prescription-settled',
    );
    const unknown = { prescriptionId: '01890000-0000-7000-8000-0000000000ff' as PrescriptionId, expectedVersion: 1 };
    expect(await refusalOf((tx) => refusePrescription(tx, { ...unknown, reasonCode: 'duplicate' }))).toBe(
      'prescriptions.unknown-prescription',
    );
  });
});

describe('a cancellation', () => {
  it('takes an accepted prescription back, once', async () => {
    const { prescriptionId } = await receive();
    const cancel = { prescriptionId, reasonCode: 'prescriber-withdrew' as const };
    expect((await act((tx) => cancelPrescription(tx, cancel))).status).toBe('cancelled');
    expect(await refusalOf((tx) => cancelPrescription(tx, cancel))).toBe('prescriptions.not-cancellable');
  });

  it('by its sender finds the prescription by the order number', async () => {
    const order = { partnerId, orderNumber: 'ORD-1' };
    const { prescriptionId } = await receive(order);
    const cancel = { ...order, rawMessageId: null, reasonCode: 'sender-cancelled' as const };
    expect((await platform.transact((tx) => cancelOrder(tx, cancel))).outcome).toBe('cancelled');
    expect((await get(prescriptionId))?.status).toBe('cancelled');
    expect((await platform.transact((tx) => cancelOrder(tx, cancel))).outcome).toBe('already');
  });

  it('that comes before its order cancels the order on arrival', async () => {
    const order = { partnerId, orderNumber: 'ORD-LATE' };
    const cancel = { ...order, rawMessageId: null, reasonCode: 'sender-cancelled' as const };
    expect((await platform.transact((tx) => cancelOrder(tx, cancel))).outcome).toBe('early');
    const { disposition, therapyId, prescriptionId } = await receive(order);
    expect(disposition).toBe('cancelled');
    expect(therapyId).toBeNull();
    expect(await listIntake()).not.toContain(prescriptionId);
  });

  it('by a replacement leaves no memory that would cancel the new order', async () => {
    const order = { partnerId, orderNumber: 'ORD-2' };
    const patient = somebody();
    const { prescriptionId } = await receive({ ...order, patient });
    await platform.transact((tx) => replaceOrder(tx, order));
    expect((await get(prescriptionId))?.statusReasons).toEqual(['replaced']);
    expect((await receive({ ...order, patient })).disposition).toBe('accepted');
  });
});

describe('a wrong patient', () => {
  const move = async (prescription: Prescription, patientId: PatientId) =>
    act((tx) => correctPatient(tx, { ...seen(prescription), patientId, reasonCode: 'matched-to-namesake' }));
  const register = () =>
    platform.transact((tx) => registerPatient(tx, { ...somebody(), birthDate: '1990-10-10' as CalendarDay }));

  it('is corrected with the therapy and the health facts that came along', async () => {
    const allergies = [{ rxcui: null, snomedCode: null, text: 'Latex', reaction: null, severity: null }];
    const { prescription } = await receive({ allergies });
    const wrongPatientId = prescription.patientId as PatientId;
    const patientId = await register();
    const corrected = await move(prescription, patientId);
    expect(corrected).toMatchObject({ patientId, therapyId: prescription.therapyId, status: 'accepted' });
    const lists = await platform.transact(async (tx) => [
      await listAllergies(tx, wrongPatientId),
      await listAllergies(tx, patientId),
    ]);
    expect(lists.map((list) => list.length)).toEqual([0, 1]);
  });

  it('leaves a therapy behind that other prescriptions of the wrong patient share', async () => {
    const patient = somebody();
    const first = await receive({ patient });
    const second = await receive({ patient });
    const both = { duplicateOf: first.prescriptionId, resolution: 'second', reasonCode: 'two-strengths' } as const;
    const shared = await act((tx) => settleDuplicate(tx, { ...seen(second.prescription), ...both }));
    const patientId = await register();
    const corrected = await move(shared, patientId);
    expect(corrected.therapyId).not.toBe(first.therapyId);
    expect(corrected.patientId).toBe(patientId);
    expect((await get(first.prescriptionId))?.therapyId).toBe(first.therapyId);
  });

  it('is refused when it is the right one already, or unknown', async () => {
    const { prescription } = await receive();
    const correction = { ...seen(prescription), reasonCode: 'sender-error' };
    const same = prescription.patientId as PatientId;
    expect(await refusalOf((tx) => correctPatient(tx, { ...correction, patientId: same }))).toBe(
      'prescriptions.same-patient',
    );
    const unknown = '01890000-0000-7000-8000-0000000000ff' as PatientId;
    expect(await refusalOf((tx) => correctPatient(tx, { ...correction, patientId: unknown }))).toBe(
      'prescriptions.unknown-patient',
    );
  });
});

describe('a prescription entered by hand', () => {
  it('takes the same way as any other', async () => {
    const { partnerId: _, orderNumber: __, medications: ___, ...entered } = incoming({ channel: 'phone' });
    const received = await act((tx) => enterPrescription(tx, { ...entered, receivedAt: null }));
    expect(received.disposition).toBe('accepted');
    expect(received.prescription).toMatchObject({ channel: 'phone', receivedAt: platform.clock.now() });
  });

  it('from a message that could not be used counts as received with it, and closes its task', async () => {
    const receivedAt = platform.clock.now();
    const body = new TextEncoder().encode('MSH|unreadable');
    const rawMessageId = await platform.transact(async (tx): Promise<RawMessageId> => {
      const stored = await storeInbound(tx, { partnerId, format: 'hl7v2', controlId: 'U1', body, receivedAt });
      await openIntakeOfMessage(tx, { rawMessageId: stored.rawMessageId, siteId: null, reasonCode: 'message-errors' });
      return stored.rawMessageId;
    });
    expect(await listIntake()).toContain(rawMessageId);
    platform.clock.advance(30 * 60_000);
    const { partnerId: _, orderNumber: __, medications: ___, ...entered } = incoming({ channel: 'fax', rawMessageId });
    const received = await act((tx) => enterPrescription(tx, { ...entered, receivedAt: null }));
    expect(received.prescription).toMatchObject({ receivedAt, rawMessageId, partnerId });
    expect(await listIntake()).not.toContain(rawMessageId);
    expect(await refusalOf((tx) => enterPrescription(tx, { ...entered, receivedAt: null }))).toBe(
      'prescriptions.message-settled',
    );
    const unknown = '01890000-0000-7000-8000-0000000000ff' as RawMessageId;
    const lost = { ...entered, rawMessageId: unknown, receivedAt: null };
    expect(await refusalOf((tx) => enterPrescription(tx, lost))).toBe('prescriptions.unknown-message');
  });

  it('from a scan that is not open is refused before anything of it is kept', async () => {
    const route = prescriptionsRoutes.find(({ endpoint }) => endpoint === api.enterPrescription);
    const request = { scanId: '01890000-0000-7000-8000-0000000000ff' };
    expect(await refusalOf(async (tx) => (await route?.answer(tx, { request } as never)) as never)).toBe(
      'prescriptions.scan-not-open',
    );
  });
});
