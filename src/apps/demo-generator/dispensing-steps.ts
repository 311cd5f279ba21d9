import type { FillId } from '../../kernel/ids.ts';
import { addMinutes, dayIn } from '../../kernel/instant.ts';
import { cents } from '../../kernel/money.ts';
import { findClaimOfFill, recordAdjudication } from '../../modules/claims/index.ts';
import { recordCare } from '../../modules/clinical/index.ts';
import {
  handOverDelivery,
  listDeliveries,
  listPackOuts,
  packDelivery,
  recordCourierEvent,
  recordTrackingNumber,
  type ShipmentStatus,
  scheduleDelivery,
} from '../../modules/delivery/index.ts';
import {
  askedFeeCents,
  completeFilling,
  findFill,
  listFills,
  openFill,
  pickForFill,
  printLabel,
  recordPaper,
  releaseFill,
  scanPackage,
  verifyFill,
} from '../../modules/dispensing/index.ts';
import { getPatient } from '../../modules/patients/index.ts';
import { getPrescription } from '../../modules/prescriptions/index.ts';
import { type DemoJourney, must } from './demo-journey.ts';

/** The call that agrees when and where the drug is delivered. */
export async function takeScheduling(journey: DemoJourney): Promise<void> {
  const { therapyId, drug } = journey;
  must(
    await journey.stage.act(journey.crew.intake, async (tx) => {
      const { patientId } = await getPrescription(tx, journey.prescriptionId);
      if (patientId === null) throw new Error('an accepted prescription without a patient');
      const { displayName, demographics } = await getPatient(tx, patientId);
      const [address] = demographics.addresses;
      return scheduleDelivery(tx, {
        therapyId,
        clinicId: null,
        method: 'courier',
        storage: drug.storage,
        needBy: null,
        shipOn: null,
        details: {
          recipientName: displayName,
          phone: demographics.phones[0]?.number ?? null,
          address:
            address === undefined
              ? null
              : { lines: address.lines, city: address.city, state: address.state, postalCode: address.postalCode },
          note: null,
        },
        signatureRequired: true,
        paymentMethod: 'card-on-file',
        copayCents: cents(500),
        copayConsent: true,
      });
    }),
  );
}

/** The fill is opened and its claim is answered: paid, or rejected now and then. */
export async function takeClaim(journey: DemoJourney): Promise<boolean> {
  const { stage, crew, prescriptionId, chance } = journey;
  const fillId = must(
    await stage.act(crew.technician, (tx) => openFill(tx, { prescriptionId, owner: 'wac', payment: 'claim' })),
  );
  const isRejected = chance.next() < 0.12;
  // What the contract of the demonstration says of what was asked for the product.
  const paidOf = ({ submittedCents }: { readonly submittedCents: number }) =>
    Math.round((submittedCents - askedFeeCents) * 0.82);
  const answer = isRejected
    ? ({ outcome: 'rejected', rejectCodes: [chance.pick(['75', '76', '79', '88', '13', '19'])] } as const)
    : ({ outcome: 'paid', rejectCodes: [] } as const);
  must(
    await stage.act('', async (tx) => {
      const claim = await findClaimOfFill(tx, fillId);
      if (claim === null) throw new Error('an opened fill without a claim');
      return recordAdjudication(tx, {
        claimId: claim.claimId,
        adjudication: {
          ...answer,
          authorizationNumber: isRejected ? null : `A${chance.between(10_000_000, 99_999_999)}`,
          patientPayCents: isRejected ? null : cents(500),
          ingredientPaidCents: isRejected ? null : cents(paidOf(claim)),
          feePaidCents: isRejected ? null : cents(150),
          totalPaidCents: isRejected ? null : cents(paidOf(claim) + 150 - 500),
        },
      });
    }),
  );
  return !isRejected;
}

/** The bench: picked, scanned, papers, counted. */
export async function takeFilling(journey: DemoJourney): Promise<void> {
  const { stage, crew, chance } = journey;
  const fillId = await currentFill(journey);
  await stage.act(crew.technician, (tx) => releaseFill(tx, fillId));
  must(await stage.act(crew.technician, (tx) => pickForFill(tx, fillId)));
  must(
    await stage.act(crew.technician, async (tx) => {
      const fill = await findFill(tx, fillId);
      if (fill === null) throw new Error('a fill is missing');
      return scanPackage(tx, {
        fillId,
        gtin14: null,
        ndcCandidates: [fill.ndc11],
        lotNumber: fill.lotNumber,
        expiresOn: fill.lotExpiresOn,
        serial: `S${chance.between(1_000_000, 9_999_999)}`,
        quantityThousandths: fill.quantityThousandths,
        method: 'scanner',
      });
    }),
  );
  must(await stage.act(crew.technician, (tx) => printLabel(tx, fillId)));
  const papers = journey.drug.medicationGuide ? (['leaflet', 'medication-guide'] as const) : (['leaflet'] as const);
  for (const kind of papers)
    must(await stage.act(crew.technician, (tx) => recordPaper(tx, { fillId, kind, outcome: 'enclosed' })));
  must(
    await stage.act(crew.technician, (tx) =>
      recordPaper(tx, { fillId, kind: 'counselling-offer', outcome: 'offered' }),
    ),
  );
  must(await stage.act(crew.technician, (tx) => completeFilling(tx, fillId)));
}

/** The second pharmacist's check, of the product. */
export async function takeProductCheck(journey: DemoJourney): Promise<void> {
  const fillId = await currentFill(journey);
  must(await journey.stage.act(journey.crew.verifier, (tx) => verifyFill(tx, fillId)));
}

/** The parcel: packed, booked and handed to the courier. */
export async function takeShipping(journey: DemoJourney): Promise<void> {
  const { stage, crew, chance } = journey;
  const delivery = await currentDelivery(journey);
  const { deliveryId } = delivery;
  const [packOut] = listPackOuts(delivery).filter((one) => one.hours === null || one.hours >= 72);
  must(await stage.act(crew.shipping, (tx) => packDelivery(tx, { deliveryId, packOut: packOut?.code ?? 'carton' })));
  must(
    await stage.act('', (tx) =>
      recordTrackingNumber(tx, {
        deliveryId,
        trackingNumber: `SC${chance.between(100_000_000, 999_999_999)}`,
        carrier: 'Swift Courier',
      }),
    ),
  );
  must(await stage.act(crew.shipping, (tx) => handOverDelivery(tx, deliveryId)));
  await report(journey, 'picked-up');
}

/** The courier's report that the parcel arrived. */
export async function takeArrival(journey: DemoJourney): Promise<void> {
  await report(journey, 'in-transit');
  journey.stage.clock.moveTo(addMinutes(journey.stage.clock.now(), 30));
  await report(journey, 'delivered');
}

/** The call in which the patient says that the therapy has begun. */
export async function takeStartConfirmation(journey: DemoJourney): Promise<void> {
  const { stage, site, therapyId } = journey;
  const startedOn = dayIn(stage.clock.now(), site.timeZone);
  must(
    await stage.act(journey.crew.pharmacist, (tx) =>
      recordCare(tx, {
        therapyId,
        record: { kind: 'start-confirmation', startedOn, dosesTaken: 1, problem: 'none' },
        note: '',
      }),
    ),
  );
}

/** The seven-day call. */
export async function takeMonitoring(journey: DemoJourney): Promise<void> {
  const { stage, therapyId, chance } = journey;
  must(
    await stage.act(journey.crew.pharmacist, (tx) =>
      recordCare(tx, {
        therapyId,
        record: {
          kind: 'monitoring',
          type: 'seven-day-call',
          dosesMissed: chance.pick([0, 0, 0, 1]),
          problem: chance.pick(['none', 'none', 'side-effect']),
        },
        note: '',
      }),
    ),
  );
}

async function report(journey: DemoJourney, status: ShipmentStatus): Promise<void> {
  const { trackingNumber } = await currentDelivery(journey);
  if (trackingNumber === null) throw new Error('a parcel without a tracking number');
  const { stage } = journey;
  const eventId = `${trackingNumber}-${status}`;
  await stage.act('', (tx) => recordCourierEvent(tx, { trackingNumber, status, at: stage.clock.now(), eventId }));
}

async function currentFill(journey: DemoJourney): Promise<FillId> {
  const [fill] = await journey.stage.act('', (tx) => listFills(tx, journey));
  if (fill === undefined) throw new Error('the journey has no fill');
  return fill.fillId;
}

async function currentDelivery(journey: DemoJourney) {
  const [delivery] = await journey.stage.act('', (tx) => listDeliveries(tx, journey));
  if (delivery === undefined) throw new Error('the journey has no delivery');
  return delivery;
}
