import { createHash } from 'node:crypto';
import { routes, subscriptions, timerActions } from '../../src/apps/composition.ts';
import type { PrescriberGateway } from '../../src/gateways/outbound/prescriber-gateway.ts';
import type { CalendarDay } from '../../src/kernel/calendar-day.ts';
import type { FillId, Id, PrescriptionId, RawMessageId, TherapyId } from '../../src/kernel/ids.ts';
import { addMinutes } from '../../src/kernel/instant.ts';
import { cents } from '../../src/kernel/money.ts';
import {
  handOverDelivery,
  packDelivery,
  recordTrackingNumber,
  scheduleDelivery,
} from '../../src/modules/delivery/index.ts';
import {
  insertPartner,
  type MessageFormat,
  type PartnerId,
  type StatusFormat,
  savePartnerStatuses,
  storeInbound,
} from '../../src/modules/exchange/index.ts';
import { createStaff } from '../../src/modules/identity/index.ts';
import { type IncomingPrescription, receivePrescription } from '../../src/modules/prescriptions/index.ts';
import { installDemoReference } from '../../src/modules/reference/index.ts';
import { openTestPlatform, type TestPlatform, testPassword } from './test-platform.ts';
import { addVerifiedFill } from './verified-fill.ts';

/** A prescription that was accepted, with its therapy. */
export interface AcceptedOrder {
  readonly prescriptionId: PrescriptionId;
  readonly therapyId: TherapyId;
  readonly orderNumber: string;
}

/** A pharmacy that takes orders of one partner and tells its prescribers what becomes of them. */
export interface PrescriberScene {
  readonly platform: TestPlatform;
  readonly partnerId: PartnerId;
  /** Where the partner is reached, and what it takes. */
  reach(address: string, kinds?: readonly string[], format?: StatusFormat | null): Promise<void>;
  /** Receives an order for a new patient in an original message. The family name chooses how the partner behaves. */
  addOrder(change?: {
    readonly familyName?: string;
    readonly incoming?: Partial<IncomingPrescription>;
  }): Promise<AcceptedOrder>;
  /** Receives an order that stops at the door, and returns it. */
  addWaiting(incoming: Partial<IncomingPrescription>): Promise<PrescriptionId>;
  /** Has a fill of the order packed and handed over. */
  handOver(order: AcceptedOrder): Promise<FillId>;
  /** Lets news arrive and be sent, until nothing is under way. */
  settle(gateway: PrescriberGateway): Promise<void>;
}

const allKinds = ['dispensed', 'partially-dispensed', 'delivered', 'not-dispensed', 'waiting-on-prescriber'];

/** Opens a pharmacy with a partner of a format, and a pharmacist who may serve New York. */
export async function openPrescriberScene(parts: {
  readonly gateway: PrescriberGateway;
  readonly format: MessageFormat & StatusFormat;
  readonly channel: IncomingPrescription['channel'];
  /** Writes the message in which an order came. */
  writeOriginal(order: { readonly orderNumber: string; readonly familyName: string }): string;
}): Promise<PrescriberScene> {
  const { gateway, format, channel } = parts;
  const platform = await openTestPlatform({
    subscriptions: [...subscriptions, ...gateway.subscriptions],
    timerActions: [...timerActions, ...gateway.timerActions],
  });
  const partnerId = await platform.transact(async (tx) => {
    await installDemoReference(tx);
    await createStaff(tx, {
      ...{ userName: 'pharmacist', displayName: 'Pat', password: testPassword, roles: ['clinicalPharmacist'] },
      ...{ seesAllSites: true, siteIds: [] },
      licences: [{ kind: 'pharmacist', state: 'NY', number: 'RPH-1', validFrom: '2020-01-01' as CalendarDay }],
    });
    return insertPartner(tx, {
      ...{ name: 'Prescribers', kind: 'prescriber', formats: [format], siteId: null, address: null },
      ...{ allowedSenders: [], certificateSha256: null, keySecret: 'a-secret-of-thirty-two-characters' },
    });
  });
  let people = 0;
  const receive = async (change: Parameters<PrescriberScene['addOrder']>[0] = {}) => {
    people += 1;
    const letters = [...String(people)].map((digit) => 'abcdefghij'.charAt(Number(digit))).join('');
    const familyName = change.familyName ?? `Quill${letters}`;
    const orderNumber = `ORDER-${people}`;
    const body = new TextEncoder().encode(parts.writeOriginal({ orderNumber, familyName }));
    const controlId = createHash('sha256').update(body).digest('hex').slice(0, 20);
    const receivedAt = platform.clock.now();
    return platform.transact(async (tx) => {
      const { rawMessageId } = await storeInbound(tx, { partnerId, format, controlId, body, receivedAt });
      const incoming = composeIncoming({ people, familyName, orderNumber, channel, partnerId, rawMessageId });
      const received = await receivePrescription(tx, {
        ...incoming,
        ...{ siteId: platform.siteId, receivedAt },
        ...change.incoming,
      });
      if (!received.ok) throw new Error(received.refusal.code);
      return { ...received.value, orderNumber };
    });
  };
  const addOrder: PrescriberScene['addOrder'] = async (change) => {
    const { prescriptionId, therapyId, reasons, orderNumber } = await receive(change);
    if (therapyId === null) throw new Error(`the order was not accepted: ${reasons.join(' ')}`);
    return { prescriptionId, therapyId, orderNumber };
  };
  return {
    platform,
    partnerId,
    reach: async (address, statusKinds = allKinds, statusFormat = format) => {
      await platform.transact((tx) => savePartnerStatuses(tx, { partnerId, statusFormat, statusKinds, address }));
    },
    addOrder,
    addWaiting: async (incoming) => (await receive({ incoming })).prescriptionId,
    handOver: (order) => handOver(platform, order),
    settle: async (sending) => {
      for (let round = 0; round < 4; round += 1) {
        await platform.runDue();
        await sending.idle();
      }
    },
  };
}

function composeIncoming(parts: {
  readonly people: number;
  readonly familyName: string;
  readonly orderNumber: string;
  readonly channel: IncomingPrescription['channel'];
  readonly partnerId: PartnerId;
  readonly rawMessageId: RawMessageId;
}): Omit<IncomingPrescription, 'siteId' | 'receivedAt'> {
  const { people, familyName, channel, partnerId, rawMessageId, orderNumber } = parts;
  return {
    ...{ channel, rawMessageId, partnerId, orderNumber },
    patient: {
      ...{ familyName, givenName: 'Ada', middleName: null, suffix: null, sex: 'female', language: null, emails: [] },
      birthDate: `19${60 + (people % 30)}-0${1 + (people % 9)}-2${people % 9}` as CalendarDay,
      addresses: [{ lines: ['5 Elm Street'], city: 'Springfield', state: 'NY', postalCode: '10002', use: 'home' }],
      phones: [{ number: `518556${1000 + people}`, use: 'home' }],
      identifiers: [{ kind: 'MR', assigner: 'CLINIC', value: `MRN-${people}` }],
      deceasedOn: null,
    },
    prescriber: {
      ...{ npi: '1999990017', deaNumber: null, familyName: 'Okafor', givenName: 'Amara', state: 'NY', phone: null },
    },
    drug: {
      ...{ ndc: '00074055402', rxcui: null, description: 'Humira Pen 40 mg/0.4 mL', strength: null, deaSchedule: null },
    },
    ...{ writtenOn: '2026-03-01' as CalendarDay, quantity: { quantityThousandths: 2_000, unit: '{each}' } },
    ...{ daysSupply: 28, refills: 3, substitutionAllowed: false, directions: 'Inject 40 mg every other week' },
    ...{ note: null, isUrgent: false, coverages: [], allergies: [], noKnownAllergies: true, conditions: [] },
    diagnoses: [{ system: 'ICD-10-CM', code: 'L40.0', text: 'Psoriasis', isPrimary: true, onsetOn: null }],
    ...{ observations: [], medications: [] },
  };
}

/** The fill is put where a pharmacist left it; what follows is done by the module's own actions. */
async function handOver(platform: TestPlatform, order: AcceptedOrder): Promise<FillId> {
  const { therapyId, prescriptionId } = order;
  const { patientId, siteId, drugId } = await platform.transact((tx) =>
    tx.database
      .selectFrom('prescriptions.prescription')
      .select(['patient_id as patientId', 'site_id as siteId', 'drug_id as drugId'])
      .where('prescription_id', '=', prescriptionId)
      .executeTakeFirstOrThrow(),
  );
  const therapy = { therapyId, patientId, siteId } as Parameters<typeof addVerifiedFill>[1];
  const scheduled = await platform.transact((tx) =>
    scheduleDelivery(tx, {
      ...{
        therapyId,
        clinicId: null,
        method: 'courier',
        storage: 'refrigerated',
        needBy: '2026-03-06' as CalendarDay,
        shipOn: null,
      },
      details: {
        ...{ recipientName: 'Ada', phone: '2125550199', note: null },
        address: { lines: ['5 Elm Street'], city: 'Springfield', state: 'NY', postalCode: '10002' },
      },
      ...{ signatureRequired: true, paymentMethod: 'card-on-file', copayCents: cents(0), copayConsent: true },
    }),
  );
  if (!scheduled.ok) throw new Error(scheduled.refusal.code);
  const fillId = await addVerifiedFill(platform, therapy, (drugId ?? undefined) as Id<'drug'> | undefined);
  await platform.transact(async (tx) => {
    await tx.database
      .updateTable('dispensing.fill')
      .set({ prescription_id: prescriptionId })
      .where('fill_id', '=', fillId)
      .execute();
  });
  for (const step of [
    (tx: Parameters<typeof packDelivery>[0]) =>
      packDelivery(tx, { deliveryId: scheduled.value, packOut: 'cool-box-48' }),
    (tx: Parameters<typeof packDelivery>[0]) =>
      recordTrackingNumber(tx, {
        deliveryId: scheduled.value,
        trackingNumber: `T-${fillId.slice(-12)}`,
        carrier: 'Swift',
      }),
    (tx: Parameters<typeof packDelivery>[0]) => handOverDelivery(tx, scheduled.value),
  ]) {
    const done = await platform.transact<{ readonly ok: boolean; readonly refusal?: { readonly code: string } }>(step);
    if (!done.ok) throw new Error(done.refusal?.code);
  }
  return fillId;
}

type Refusable = { readonly ok: true } | { readonly ok: false; readonly refusal: { readonly code: string } };

/** Calls an endpoint as the program itself and returns the code of its refusal; permissions are tried by the matrix of all endpoints. */
export async function callEndpoint(platform: TestPlatform, path: string, request: object): Promise<string | null> {
  const found = routes.find(({ endpoint }) => endpoint.path === path);
  if (found === undefined) throw new Error('there is no such endpoint');
  const answered = (await platform.transact((tx) => found.answer(tx, { request } as never))) as Refusable;
  return answered.ok ? null : answered.refusal.code;
}

/** Moves the clock past the next attempt of what nobody answered. */
export function passRetry(platform: TestPlatform, minutes: number): void {
  platform.clock.advance(Date.parse(addMinutes(platform.clock.now(), minutes)) - Date.parse(platform.clock.now()));
}
