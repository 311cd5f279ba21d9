import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts';
import { makeId } from '../../../test/support/therapy-world.ts';
import { addTherapy, addVerifiedFill, type WaitingTherapy } from '../../../test/support/verified-fill.ts';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import { addMinutes, type Instant, instantAt, type TimeZone } from '../../kernel/instant.ts';
import { cents } from '../../kernel/money.ts';
import type { Result } from '../../kernel/result.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { type BaggingModel, recordBenefits } from '../access/index.ts';
import { addClinic, type ClinicId, recordAppointment } from '../clinics/index.ts';
import { flowSubscriptions } from '../flow/jobs.ts';
import { installDemoReference, resolveDrug } from '../reference/index.ts';
import { getJourney } from '../therapies/index.ts';
import { therapiesSubscriptions } from '../therapies/jobs.ts';
import { listOpenWork } from '../work/index.ts';
import { rescheduleDelivery } from './actions/change-schedule.ts';
import { handOverDelivery, packDelivery } from './actions/pack-delivery.ts';
import { reportDelivery } from './actions/record-shipment.ts';
import { findReceipt } from './clinic-receipt-store.ts';
import type { ClinicReceipt } from './domain/clinic-receipt.ts';
import type { DeliveryId } from './domain/delivery.ts';
import {
  type DeliveryAgreement,
  findClinicNeed,
  findDelivery,
  recordClinicReceipt,
  recordCourierEvent,
  recordTrackingNumber,
  scheduleDelivery,
} from './index.ts';
import { deliverySubscriptions } from './jobs.ts';

const timeZone = 'America/New_York' as TimeZone;
let platform: TestPlatform;
let drug: { readonly drugId: WaitingDrug; readonly rxcui: string };
let clinicId: ClinicId;
type WaitingDrug = Parameters<typeof addVerifiedFill>[2] & string;

beforeAll(async () => {
  platform = await openTestPlatform({
    subscriptions: [...deliverySubscriptions, ...therapiesSubscriptions, ...flowSubscriptions],
  });
  await platform.transact(installDemoReference);
  const found = await platform.transact((tx) => resolveDrug(tx, { ndc: '00074055402' }));
  if (found.drug === null) throw new Error('the demonstration has this drug');
  drug = { drugId: found.drug.drugId, rxcui: found.drug.ingredientRxcui ?? '' };
  const { programme } = found.drug;
  const added = await must(
    act((tx) =>
      addClinic(tx, {
        ...{ name: 'Infusion Center', siteId: platform.siteId, diseaseStates: [programme], locationCodes: ['INF'] },
        ...{ prescriberIds: [], validFrom: '2026-01-01' as CalendarDay, validTo: null },
        address: { lines: ['9 Elm Street'], city: 'Springfield', state: 'NY', postalCode: '10002' },
        receiving: { weekdays: [1, 2, 3, 4], from: '07:00', until: '15:00' },
      }),
    ),
  );
  clinicId = added.clinicId;
});
afterAll(() => platform.close());

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

async function recordModel({ therapyId }: WaitingTherapy, baggingModel: BaggingModel): Promise<void> {
  platform.clock.moveTo(addMinutes(platform.clock.now(), 1));
  await must(
    act((tx) =>
      recordBenefits(tx, {
        ...{ therapyId, coverageId: null, planKind: 'commercial', benefit: 'medical', coverageState: 'active' },
        ...{ authorizationNeed: 'not-needed', patientPayCents: cents(0), mandatedPharmacy: 'none' },
        ...{ baggingModel, callReference: '', note: '' },
      }),
    ),
  );
  await platform.runDue();
}

/** Tells an appointment of a patient as a scheduling message would; the number of the patient is that of the appointment. */
async function tell(
  therapy: WaitingTherapy,
  on: string | null,
  state: 'booked' | 'cancelled' = 'booked',
): Promise<void> {
  const of = { partnerId: partners.get(therapy.therapyId) ?? makeId<'partner'>(), number: therapy.patientId };
  partners.set(therapy.therapyId, of.partnerId);
  const startsAt = on === null ? null : instantAt({ day: on as CalendarDay, time: '10:00', timeZone });
  await platform.transact((tx) =>
    recordAppointment(tx, of, {
      ...{ state, startsAt, saidAt: tx.now, clinicId, siteId: platform.siteId, rawMessageId: null },
      patientId: therapy.patientId,
    }),
  );
  await platform.runDue();
}
const partners = new Map<string, ReturnType<typeof makeId<'partner'>>>();

async function openAt(baggingModel: BaggingModel, on: string | null): Promise<WaitingTherapy> {
  const therapy = await addTherapy(platform, platform.siteId, {}, drug);
  await recordModel(therapy, baggingModel);
  if (on !== null) await tell(therapy, on);
  return therapy;
}

const needOf = ({ therapyId }: WaitingTherapy) => platform.transact((tx) => findClinicNeed(tx, therapyId));
const factsOf = async ({ therapyId }: WaitingTherapy) => {
  const journey = await must(act((tx) => getJourney(tx, therapyId)));
  return journey.timeline.map(({ sentence, detail }) => [sentence, detail].filter((text) => text !== null).join(': '));
};
const lateWork = async ({ therapyId }: WaitingTherapy) =>
  (await platform.transact((tx) => listOpenWork(tx, { therapyId }))).filter(
    ({ reasonCode }) => reasonCode === 'arrives-after-needed',
  );

function schedule(therapy: WaitingTherapy, change: Partial<DeliveryAgreement> = {}) {
  return act((tx) =>
    scheduleDelivery(tx, {
      ...{ therapyId: therapy.therapyId, clinicId, method: 'courier', storage: 'refrigerated' },
      ...{ needBy: null, shipOn: null, signatureRequired: true, paymentMethod: 'none-due' },
      ...{ copayCents: cents(0), copayConsent: false },
      details: {
        ...{ recipientName: 'Infusion Center', phone: null, note: null },
        address: { lines: ['9 Elm Street'], city: 'Springfield', state: 'NY', postalCode: '10002' },
      },
      ...change,
    }),
  );
}

const get = async (deliveryId: DeliveryId) => platform.transact((tx) => findDelivery(tx, deliveryId));

describe('an appointment at a clinic', () => {
  test('sets by when a drug is needed that the clinic administers, by the days on which it takes goods in', async () => {
    const therapy = await addTherapy(platform, platform.siteId, {}, drug);
    expect(await needOf(therapy)).toBeNull();
    await recordModel(therapy, 'white-bag');
    expect(await needOf(therapy)).toMatchObject({ model: 'white-bag', appointment: null, needBy: null });
    await tell(therapy, '2026-03-16');
    // The clinic takes nothing in on a Friday: what it needs on Monday has to be there on Thursday.
    expect(await needOf(therapy)).toMatchObject({ needBy: '2026-03-12', isReceivingAssumed: false });
    await recordModel(therapy, 'not-at-clinic');
    expect(await needOf(therapy)).toBeNull();
  });

  test('booked, moved and cancelled it stands in the timeline, and orders the work', async () => {
    const therapy = await openAt('clear-bag', '2026-03-13');
    const workFacts = async () => {
      const [first] = await platform.transact((tx) => listOpenWork(tx, therapy));
      return first?.facts;
    };
    expect(await workFacts()).toMatchObject({ needByOn: '2026-03-12', needByFrom: 'clinic-appointment' });
    await tell(therapy, '2026-03-12');
    expect(await workFacts()).toMatchObject({ needByOn: '2026-03-11', needByFrom: 'clinic-appointment' });
    await tell(therapy, null, 'cancelled');
    expect(await workFacts()).toMatchObject({ needByFrom: 'expected-start' });
    const told = (await factsOf(therapy)).filter((sentence) => sentence.startsWith('Appointment'));
    expect(told.sort()).toEqual([
      'Appointment booked: appointment 2026-03-13 10:00, needed by 2026-03-12',
      'Appointment cancelled: appointment 2026-03-12 10:00',
      'Appointment moved: appointment 2026-03-12 10:00, needed by 2026-03-11',
    ]);
  });

  test('keeps a delivery from being agreed that arrives after it is needed', async () => {
    const therapy = await openAt('white-bag', '2026-03-13');
    expect(await codeOf(schedule(therapy, { shipOn: '2026-03-12' as CalendarDay }))).toBe(
      // A Friday, on which this clinic takes nothing in.
      'delivery.arrival-day-closed',
    );
    const late = { clinicId: null, shipOn: '2026-03-12' as CalendarDay };
    expect(await codeOf(schedule(therapy, late))).toBe('delivery.arrives-too-late');
    const deliveryId = await must(schedule(therapy, { needBy: '2026-03-20' as CalendarDay }));
    expect(await get(deliveryId)).toMatchObject({ needBy: '2026-03-12', arrivesOn: '2026-03-12', clinicId });
  });

  test('that moves ahead of an agreed delivery becomes work until the delivery is moved too', async () => {
    const therapy = await openAt('white-bag', '2026-03-13');
    const deliveryId = await must(schedule(therapy));
    expect(await lateWork(therapy)).toEqual([]);
    await tell(therapy, '2026-03-12');
    expect(await lateWork(therapy)).toMatchObject([{ queue: 'delivery-exceptions', subjectId: deliveryId }]);
    await must(
      act((tx) => rescheduleDelivery(tx, { deliveryId, needBy: null, shipOn: null, reasonCode: 'order-changed' })),
    );
    expect(await get(deliveryId)).toMatchObject({ needBy: '2026-03-11', arrivesOn: '2026-03-11' });
    expect(await lateWork(therapy)).toEqual([]);
  });

  test('that moves back again takes the work with it, and so does a bagging model without a clinic', async () => {
    const therapy = await openAt('white-bag', '2026-03-13');
    await must(schedule(therapy));
    await tell(therapy, '2026-03-12');
    expect(await lateWork(therapy)).toHaveLength(1);
    await tell(therapy, '2026-03-13');
    expect(await lateWork(therapy)).toEqual([]);
    await tell(therapy, '2026-03-11');
    expect(await lateWork(therapy)).toHaveLength(1);
    await recordModel(therapy, 'not-at-clinic');
    expect(await lateWork(therapy)).toEqual([]);
  });
});

let parcels = 0;

/** Carries a delivery to the door of the clinic: packed, taken by a courier, and left there. */
async function leaveAtClinic(): Promise<{ therapy: WaitingTherapy; deliveryId: DeliveryId }> {
  const therapy = await openAt('white-bag', '2026-03-13');
  const deliveryId = await must(schedule(therapy));
  await addVerifiedFill(platform, therapy);
  await must(act((tx) => packDelivery(tx, { deliveryId, packOut: 'cool-box-48' })));
  parcels += 1;
  const trackingNumber = `CLINIC${parcels}`;
  await must(act((tx) => recordTrackingNumber(tx, { deliveryId, trackingNumber, carrier: 'courier' })));
  expect(await codeOf(act((tx) => handOverDelivery(tx, deliveryId)))).toBe('delivery.taker-missing');
  await must(act((tx) => handOverDelivery(tx, deliveryId, 'Ray Driver')));
  await platform.transact((tx) =>
    recordCourierEvent(tx, { trackingNumber, status: 'delivered', at: tx.now, eventId: trackingNumber }),
  );
  await platform.runDue();
  return { therapy, deliveryId };
}

const receiptAt = (at: Instant, change: Partial<ClinicReceipt> = {}): ClinicReceipt => ({
  ...{ receiverName: 'Nia Okoye', receiverRole: 'nurse', receivedAt: at, lotNumber: 'LOT1', packages: 2 },
  ...{ temperatureInRange: true, temperatureTenths: 45, condition: 'intact', reasonCode: null },
  ...change,
});

describe('a delivery to a clinic', () => {
  test('is delivered only once the hand-over to the clinic is recorded, with who had it when', async () => {
    const { therapy, deliveryId } = await leaveAtClinic();
    expect(await get(deliveryId)).toMatchObject({ state: 'at-clinic', deliveredAt: null, takenBy: 'Ray Driver' });
    expect(await codeOf(act((tx) => reportDelivery(tx, { deliveryId, status: 'delivered', code: null })))).toBe(
      'delivery.receipt-missing',
    );
    const receipt = receiptAt(platform.clock.now());
    await must(act((tx) => recordClinicReceipt(tx, { deliveryId, receipt })));
    await platform.runDue();
    expect(await get(deliveryId)).toMatchObject({ state: 'delivered', deliveredAt: receipt.receivedAt });
    expect(await platform.transact((tx) => findReceipt(tx, deliveryId))).toMatchObject(receipt);
    expect(await codeOf(act((tx) => recordClinicReceipt(tx, { deliveryId, receipt })))).toBe(
      'delivery.receipt-recorded',
    );
    const told = await factsOf(therapy);
    expect(told).toContain('Left at the clinic');
    expect(told).toContain('Handed over to the clinic: received by a nurse, lot LOT1, packages 2');
    expect(await needOf(therapy)).toMatchObject({ needBy: null });
  });

  test('that the clinic does not accept goes the way of what comes back', async () => {
    const { therapy, deliveryId } = await leaveAtClinic();
    const warm = { temperatureInRange: false, temperatureTenths: 121 };
    const at = platform.clock.now();
    expect(await codeOf(act((tx) => recordClinicReceipt(tx, { deliveryId, receipt: receiptAt(at, warm) })))).toBe(
      'delivery.not-acceptable',
    );
    const receipt = receiptAt(at, { ...warm, reasonCode: 'excursion' });
    await must(act((tx) => recordClinicReceipt(tx, { deliveryId, receipt })));
    await platform.runDue();
    expect(await get(deliveryId)).toMatchObject({ state: 'returned', deliveredAt: null });
    expect(await factsOf(therapy)).toContain('Not accepted by the clinic: received by a nurse, lot LOT1, packages 2');
  });

  test('needs a clinic that is known, and a messenger goes to clinics only', async () => {
    const therapy = await openAt('white-bag', '2026-03-13');
    const nobody = '01890000-0000-7000-8000-0000000000ff' as ClinicId;
    expect(await codeOf(schedule(therapy, { clinicId: nobody }))).toBe('delivery.unknown-clinic');
    expect(await codeOf(schedule(therapy, { clinicId: null, method: 'clinic' }))).toBe('delivery.unknown-clinic');
    expect(await codeOf(schedule(therapy, { method: 'pick-up' }))).toBe('delivery.unknown-clinic');
    const deliveryId = await must(schedule(therapy, { method: 'clinic' }));
    expect(await codeOf(act((tx) => recordClinicReceipt(tx, { deliveryId, receipt: receiptAt(tx.now) })))).toBe(
      'delivery.step-not-allowed',
    );
  });
});
