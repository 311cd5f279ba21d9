import { addDays } from '../../kernel/calendar-day.ts';
import type { FillId } from '../../kernel/ids.ts';
import { addMinutes } from '../../kernel/instant.ts';
import { cents, computeExtendedCents } from '../../kernel/money.ts';
import { claimPaid, claimRejected, claimReversed } from '../../modules/claims/events.ts';
import type { Adjudication, ClaimHistory } from '../../modules/claims/index.ts';
import {
  deliveryDelivered,
  deliveryException,
  deliveryReturned,
  deliveryScheduled,
  deliveryShipped,
} from '../../modules/delivery/events.ts';
import { type DeliveryHistory, listPackOuts, type ShipmentStatus } from '../../modules/delivery/index.ts';
import { fillFilled, fillOpened, fillReturnedToStock, fillVerified } from '../../modules/dispensing/events.ts';
import { computeAskedAmounts, type FillHistory } from '../../modules/dispensing/index.ts';
import type { Actor } from '../../platform/transaction/actor.ts';
import { findDemoFairPrice } from './demo-fair-prices.ts';
import { type PastTeller, program, type Telling } from './past-teller.ts';

type FillDraft = PastTeller['parts']['records']['fills'][number];
type DeliveryDraft = PastTeller['parts']['records']['deliveries'][number];

/** A cycle from the agreed delivery to the door, or to the hand-over where the clinic bills: scheduled, filled, billed, shipped, delivered; now and then it comes back and is sent again. */
export function* tellFill(teller: PastTeller): Telling {
  teller.recordByHand();
  if (teller.parts.records.history.state.pathway.id === 'buy-and-bill') {
    yield { hours: [24, 72] };
    teller.recordByHand();
    return;
  }
  const isReturned = teller.happens(0.02) && teller.parts.drug.storage === 'room';
  const delivery = schedule(teller);
  yield { hours: [1, 8] };
  const fill = open(teller);
  yield* tellClaim(teller, fill);
  yield* tellBench(teller, fill);
  yield { hours: [1, 5] };
  ship(teller, { fill, delivery });
  if (isReturned) {
    yield* tellReturn(teller, { fill, delivery });
    yield { hours: [4, 20] };
    yield* tellFill(teller);
    return;
  }
  yield { hours: [18, 30] };
  if (teller.happens(0.05)) {
    report(teller, delivery, 'exception', 'weather');
    teller.hear(deliveryException, { ...shipmentOf(delivery, fill), code: 'weather' });
    teller.plant('delivery exception: weather');
    yield { hours: [16, 30] };
  }
  report(teller, delivery, 'in-transit');
  teller.minutes(30);
  report(teller, delivery, 'delivered');
  const { daysSupply } = fill;
  teller.hear(deliveryDelivered, { ...shipmentOf(delivery, fill), deliveredAt: teller.now, daysSupply });
  teller.recordByHand();
}

function schedule(teller: PastTeller): DeliveryDraft {
  const { records, place, drug } = teller.parts;
  const { demographics } = records.patient;
  const [address] = demographics.addresses;
  const { therapyId, patientId, siteId } = records.access.subject;
  const delivery: DeliveryDraft = {
    ...{ deliveryId: teller.newId<'delivery'>(), therapyId, patientId, siteId, method: 'courier', needBy: null },
    ...{ storage: drug.storage, signatureRequired: true, paymentMethod: 'card-on-file', copayCents: cents(500) },
    ...{ copayConsent: true, packed: null, booked: null, handedOver: null, reports: [], settled: null },
    details: {
      recipientName: `${demographics.givenName} ${demographics.familyName}`,
      phone: demographics.phones[0]?.number ?? null,
      address:
        address === undefined
          ? null
          : { lines: address.lines, city: address.city, state: address.state, postalCode: address.postalCode },
      note: null,
    },
    scheduled: { at: teller.now, actor: place.crew.intake },
  };
  records.deliveries.push(delivery);
  const { deliveryId } = delivery;
  teller.hear(deliveryScheduled, { deliveryId, fillId: null, shipOn: addDays(teller.today, 1), needBy: null });
  return delivery;
}

function open(teller: PastTeller): FillDraft {
  const { records, place, drug, regimen, plan, lots } = teller.parts;
  const { therapyId, patientId, siteId } = records.access.subject;
  const prescription = records.prescriptions.at(-1);
  if (prescription === undefined) throw new Error('there is nothing to fill');
  const lot = lots.findLot(siteId, drug, teller.now);
  const fillNumber = teller.fillNumber;
  teller.fillNumber += 1;
  const { prescriptionId } = prescription;
  const fill: FillDraft = {
    ...{ fillId: teller.newId<'fill'>(), siteId, therapyId, patientId, prescriptionId, fillNumber },
    ...{ drugId: drug.drugId, ndc11: drug.ndc11, quantityThousandths: regimen.quantityThousandths },
    ...{ daysSupply: regimen.daysSupply, owner: 'wac', payment: plan.kind === 'cash' ? 'cash' : 'claim' },
    ...{ lotId: lot.lotId, lotNumber: lot.lotNumber, lotExpiresOn: lot.expiresOn },
    opened: { at: teller.now, actor: place.crew.technician },
    ...{ steps: [], scans: [], papers: [] },
  };
  records.fills.push(fill);
  teller.hear(fillOpened, { fillId: fill.fillId, prescriptionId, fillNumber });
  return fill;
}

/** The claim: paid at once, or rejected and billed again. */
function* tellClaim(teller: PastTeller, fill: FillDraft): Telling {
  if (fill.payment !== 'claim') return;
  teller.minutes(1);
  if (teller.happens(0.06)) {
    const rejectCode = teller.parts.chance.pick(['88', '79', '75', '13', '76', '70']);
    answer(teller, bill(teller, fill), { rejectCode });
    teller.plant(`claim rejected: ${rejectCode}`);
    yield { hours: [2, 30] };
  }
  answer(teller, bill(teller, fill), { rejectCode: null });
  fill.steps.push({ step: 'claim-paid', at: teller.now, actor: program });
}

function bill(teller: PastTeller, fill: FillDraft): PastTeller['parts']['records']['claims'][number] {
  const { records, cast, place, plan } = teller.parts;
  const { demographics, coverages } = records.patient;
  const prescription = records.prescriptions.at(-1);
  const [coverage] = coverages;
  if (prescription === undefined || coverage === undefined) throw new Error('there is nothing to bill');
  const { incoming, prescriberId } = prescription;
  const prescriber = [...cast.prescribers.values()].find((one) => one.prescriber.prescriberId === prescriberId);
  const { siteId, therapyId, patientId, prescriptionId, fillId } = fill;
  const claim: PastTeller['parts']['records']['claims'][number] = {
    ...{ claimId: teller.newId<'claim'>() as ClaimHistory['claimId'], siteId, therapyId, patientId },
    ...{ prescriptionId, fillId, coverageId: coverage.coverageId, planId: plan.planId },
    submission: {
      ...{ transaction: 'billing', bin: plan.bin, pcn: plan.pcn, group: coverage.groupNumber ?? plan.groupNumber },
      cardholderId: coverage.memberId,
      patient: {
        familyName: demographics.familyName,
        givenName: demographics.givenName,
        birthDate: demographics.birthDate,
        sex: demographics.sex,
      },
      ...{ pharmacyNpi: place.site.npi, prescriberNpi: prescriber?.demo.npi ?? '', rxNumber: '' },
      ...{ fillNumber: fill.fillNumber, ndc11: fill.ndc11, quantityThousandths: fill.quantityThousandths },
      ...{ daysSupply: fill.daysSupply, dateOfService: teller.today },
      writtenDate: incoming.writtenOn ?? teller.today,
      refillsAuthorized: incoming.refills ?? 0,
      ...computeAskedAmounts(cast.pricesByNdc.get(fill.ndc11) ?? [], fill.quantityThousandths),
      priorAuthorizationNumber: null,
    },
    ...{ submittedAt: teller.now, submittedBy: place.crew.technician, answers: [] },
  };
  records.claims.push(claim);
  return claim;
}

function answer(
  teller: PastTeller,
  claim: PastTeller['parts']['records']['claims'][number],
  { rejectCode }: { readonly rejectCode: string | null },
): void {
  const { chance } = teller.parts;
  teller.minutes(1);
  const { ingredientCostCents: asked, ndc11, dateOfService, quantityThousandths } = claim.submission;
  // A plan of Part D pays no more than the maximum fair price, where the drug has one.
  const fair = teller.parts.plan.kind === 'medicare-part-d' ? findDemoFairPrice(ndc11, dateOfService) : null;
  const ingredient =
    fair === null
      ? cents(Math.round(asked * 0.82))
      : computeExtendedCents({ unitPrice: fair.mfp, quantityThousandths });
  const adjudication: Adjudication =
    rejectCode === null
      ? {
          ...{ outcome: 'paid', rejectCodes: [], patientPayCents: cents(500), feePaidCents: cents(150) },
          authorizationNumber: `A${chance.between(10_000_000, 99_999_999)}`,
          ingredientPaidCents: ingredient,
          totalPaidCents: cents(ingredient + 150 - 500),
        }
      : {
          ...{ outcome: 'rejected', rejectCodes: [rejectCode], patientPayCents: null, feePaidCents: null },
          ...{ authorizationNumber: null, ingredientPaidCents: null, totalPaidCents: null },
        };
  claim.answers.push({ at: teller.now, actor: program, adjudication });
  const { claimId, fillId } = claim;
  if (rejectCode === null) teller.hear(claimPaid, { claimId, fillId, patientPayCents: 500 });
  else teller.hear(claimRejected, { claimId, fillId, rejectCodes: [rejectCode] });
}

/** The bench: released, picked, scanned, papers, counted, and checked by a second pharmacist. */
function* tellBench(teller: PastTeller, fill: FillDraft): Telling {
  const { records, place, drug, lots, chance } = teller.parts;
  const { technician, verifier } = place.crew;
  yield { hours: [1, 4] };
  const { fillId } = fill;
  const step = (name: FillHistory['steps'][number]['step'], actor: Actor): void => {
    teller.minutes(2);
    fill.steps.push({ step: name, at: teller.now, actor });
  };
  records.history.give({ kind: 'release-to-fill', source: null }, { at: teller.now, actor: technician });
  step('release', technician);
  step('pick', technician);
  const lot = lots.findLot(fill.siteId, drug, fill.opened.at);
  const { quantityThousandths } = fill;
  lots.move(lot, { kind: 'reserved', quantityThousandths, fillId }, { at: teller.now, actor: technician });
  const by = { at: teller.now, actor: technician };
  fill.scans.push({
    ...{ gtin14: null, ndc11: drug.ndc11, lotNumber: fill.lotNumber, expiresOn: fill.lotExpiresOn },
    ...{ serial: `S${chance.between(1_000_000, 9_999_999)}`, method: 'scanner', quantityThousandths, ...by },
  });
  const papers = [
    'label',
    'leaflet',
    ...(drug.medicationGuide ? ['medication-guide'] : []),
    'counselling-offer',
  ] as const;
  for (const kind of papers as readonly FillHistory['papers'][number]['kind'][]) {
    const outcome = kind === 'label' ? 'printed' : kind === 'counselling-offer' ? 'offered' : 'enclosed';
    fill.papers.push({ ...by, kind, outcome, documentId: null });
  }
  step('complete-filling', technician);
  teller.hear(fillFilled, { fillId });
  yield { hours: [0.2, 2] };
  step('verify', verifier);
  teller.hear(fillVerified, { fillId, daysSupply: fill.daysSupply });
}

interface Parcel {
  readonly fill: FillDraft;
  readonly delivery: DeliveryDraft;
}

function ship(teller: PastTeller, { fill, delivery }: Parcel): void {
  const { place, drug, lots } = teller.parts;
  const actor = place.crew.shipping;
  const { fillId, quantityThousandths } = fill;
  const [packOut] = listPackOuts(delivery).filter((one) => one.hours === null || one.hours >= 72);
  delivery.packed = { at: teller.now, actor, fillId, packOut: packOut?.code ?? 'carton' };
  // A courier gives no number twice; the end of an id is as good as chance.
  const trackingNumber = `SC${Number.parseInt(delivery.deliveryId.slice(-10), 16)}`;
  delivery.booked = { at: teller.now, actor: program, trackingNumber, carrier: 'Swift Courier' };
  teller.minutes(10);
  delivery.handedOver = { at: teller.now, actor };
  fill.steps.push({ step: 'hand-over', at: teller.now, actor });
  const lot = lots.findLot(fill.siteId, drug, fill.opened.at);
  lots.move(lot, { kind: 'dispensed', quantityThousandths, fillId }, { at: teller.now, actor });
  teller.hear(deliveryShipped, { ...shipmentOf(delivery, fill), shippedAt: teller.now });
  report(teller, delivery, 'picked-up');
}

/** A parcel that comes back unopened: put back to stock, its claim taken back. */
function* tellReturn(teller: PastTeller, { fill, delivery }: Parcel): Telling {
  const { place, drug, lots, records } = teller.parts;
  const actor = place.crew.shipping;
  yield { hours: [60, 100] };
  report(teller, delivery, 'returned', 'refused');
  teller.hear(deliveryReturned, { ...shipmentOf(delivery, fill), reasonCode: 'refused' });
  teller.plant('delivery returned');
  yield { hours: [2, 8] };
  const { fillId, quantityThousandths } = fill;
  delivery.settled = { at: teller.now, actor, outcome: 'returned-to-stock', reasonCode: 'refused' };
  fill.steps.push({ step: 'return-to-stock', at: teller.now, actor, reasonCode: 'refused' });
  const lot = lots.findLot(fill.siteId, drug, fill.opened.at);
  lots.move(lot, { kind: 'returned', quantityThousandths, fillId }, { at: teller.now, actor });
  teller.fillNumber -= 1;
  const claim = records.claims.findLast((one) => one.fillId === fillId);
  if (claim !== undefined) {
    claim.answers.push({ at: teller.now, actor, reverse: 'refused' });
    claim.answers.push({ at: addMinutes(teller.now, 1), actor: program, adjudication: reversed });
  }
  teller.hear(fillReturnedToStock, { fillId, reasonCode: 'refused' });
  teller.minutes(1);
  if (claim !== undefined) teller.hear(claimReversed, { claimId: claim.claimId, fillId, reasonCode: 'reversed' });
}

const reversed: Adjudication = {
  ...{ outcome: 'reversed', rejectCodes: [], patientPayCents: null, feePaidCents: null },
  ...{ authorizationNumber: null, ingredientPaidCents: null, totalPaidCents: null },
};

function report(teller: PastTeller, delivery: DeliveryDraft, status: ShipmentStatus, code: string | null = null): void {
  const trackingNumber = delivery.booked?.trackingNumber ?? delivery.deliveryId;
  const at = teller.now;
  const reports = delivery.reports as DeliveryHistory['reports'][number][];
  reports.push({ eventId: `${trackingNumber}-${status}`, status, at, code, recordedAt: at });
}

function shipmentOf(
  delivery: DeliveryDraft,
  fill: FillDraft,
): { readonly deliveryId: string; readonly fillId: FillId } {
  return { deliveryId: delivery.deliveryId, fillId: fill.fillId };
}
