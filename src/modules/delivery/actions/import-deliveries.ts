import type { FillId } from '../../../kernel/ids.ts';
import { dayIn, type Instant } from '../../../kernel/instant.ts';
import type { Actor } from '../../../platform/transaction/actor.ts';
import { type Bulk, inBulk, type RandomBytes } from '../../../platform/transaction/bulk.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { getSite, type Site } from '../../identity/index.ts';
import { appendStepAt, insertDeliveryRow } from '../delivery-store.ts';
import type { Delivery, DeliveryDetails } from '../domain/delivery.ts';
import { toDeliveryState } from '../domain/delivery-lifecycle.ts';
import { decideReturn, type ReturnOutcome } from '../domain/return-settlement.ts';
import { decideShipDay } from '../domain/ship-day.ts';
import { findDecidingEvent, findDeliveredAt, type ShipmentEvent } from '../domain/shipment-event.ts';
import { estimateTransitDays } from '../domain/transit-time.ts';
import { insertShipmentEvent } from '../shipment-store.ts';

type Moment = { readonly at: Instant; readonly actor: Actor };
type Agreed = Pick<
  Delivery,
  | ('deliveryId' | 'siteId' | 'therapyId' | 'patientId' | 'method' | 'storage' | 'needBy')
  | ('signatureRequired' | 'paymentMethod' | 'copayCents' | 'copayConsent')
>;

/** A delivery of the past: what was agreed, and how far it came. What is null did not happen. */
export interface DeliveryHistory extends Agreed {
  readonly details: DeliveryDetails;
  readonly scheduled: Moment;
  readonly packed: (Moment & { readonly fillId: FillId; readonly packOut: string }) | null;
  readonly booked: (Moment & { readonly trackingNumber: string; readonly carrier: string }) | null;
  readonly handedOver: Moment | null;
  readonly reports: readonly (ShipmentEvent & { readonly recordedAt: Instant })[];
  readonly settled: (Moment & { readonly outcome: ReturnOutcome; readonly reasonCode: string }) | null;
}

const courier: Actor = { kind: 'system', name: 'courier' };

/** Takes over many deliveries with the reports of their couriers; where each is follows from the reports as always. */
export async function importDeliveries(
  tx: TenantTransaction,
  histories: readonly DeliveryHistory[],
  random?: RandomBytes,
): Promise<void> {
  const sites = new Map<string, Site>();
  for (const { siteId } of histories) if (!sites.has(siteId)) sites.set(siteId, await getSite(tx, siteId));
  await inBulk(
    tx,
    async (bulk) => {
      for (const history of histories) {
        const site = sites.get(history.siteId);
        if (site !== undefined) await insertHistory(bulk, history, site);
      }
    },
    random,
  );
}

async function insertHistory(bulk: Bulk, history: DeliveryHistory, site: Site): Promise<void> {
  const { steps, delivery } = replay(history, site);
  const { at, actor } = history.scheduled;
  await insertDeliveryRow(bulk.at(at, actor), { delivery, details: history.details, version: steps.length });
  for (const [index, step] of steps.entries())
    await appendStepAt(bulk.at(step.at, step.actor), { ...step, deliveryId: delivery.deliveryId, sequence: index + 1 });
  const trackingNumber = delivery.trackingNumber ?? delivery.deliveryId;
  for (const { recordedAt, ...event } of history.reports)
    await insertShipmentEvent(bulk.at(recordedAt, courier), { trackingNumber, event });
}

interface Step extends Moment {
  readonly step: string;
  readonly from: Delivery['state'] | null;
  readonly to: Delivery['state'];
  readonly reasonCode: string | null;
}

function replay(
  history: DeliveryHistory,
  site: Site,
): { readonly delivery: Delivery; readonly steps: readonly Step[] } {
  const { details, scheduled, packed, booked, handedOver, reports, settled, ...agreed } = history;
  let delivery: Delivery = {
    ...agreed,
    ...planShipping(history, site),
    ...{ fillId: null, state: 'scheduled', packOut: null, carrier: null, trackingNumber: null, exceptionCode: null },
    ...{
      clinicId: null,
      takenBy: null,
      returnOutcome: null,
      scheduledAt: scheduled.at,
      packedAt: null,
      handedOverAt: null,
      deliveredAt: null,
    },
  };
  const steps: Step[] = [{ ...scheduled, step: 'schedule', from: null, to: 'scheduled', reasonCode: null }];
  const take = (moment: Moment, step: string, change: Partial<Delivery>, reasonCode: string | null = null): void => {
    const from = delivery.state;
    delivery = { ...delivery, ...change };
    steps.push({ at: moment.at, actor: moment.actor, step, from, to: delivery.state, reasonCode });
  };
  if (packed !== null)
    take(packed, 'pack', { state: 'packed', fillId: packed.fillId, packOut: packed.packOut, packedAt: packed.at });
  if (booked !== null) take(booked, 'book', { trackingNumber: booked.trackingNumber, carrier: booked.carrier });
  if (handedOver !== null) take(handedOver, 'hand-over', { state: 'handed-over', handedOverAt: handedOver.at });
  for (const [index, report] of reports.entries()) {
    const known = reports.slice(0, index + 1);
    const deciding = findDecidingEvent(known) ?? report;
    const state = toDeliveryState(deciding.status);
    const exceptionCode = state === 'exception' || state === 'lost' ? (deciding.code ?? state) : null;
    if (state === delivery.state && exceptionCode === delivery.exceptionCode) continue;
    const change = { state, exceptionCode, deliveredAt: findDeliveredAt(known) };
    take({ at: report.recordedAt, actor: courier }, deciding.status, change, deciding.code);
  }
  if (settled !== null) {
    const decided = decideReturn(delivery, settled.outcome);
    if (!decided.ok) throw new Error(`an imported return was refused: ${decided.refusal.code}`);
    take(settled, 'settle-return', { returnOutcome: settled.outcome }, settled.reasonCode);
  }
  return { delivery, steps };
}

function planShipping(history: DeliveryHistory, site: Site) {
  const { method, storage, needBy, scheduled, details } = history;
  const toState = details.address?.state ?? null;
  const transitDays = estimateTransitDays({ method, fromState: site.address.state, toState });
  const today = dayIn(scheduled.at, site.timeZone);
  const plan = decideShipDay({ method, storage, needBy, today, transitDays, calendar: site.calendar });
  if (!plan.ok) throw new Error(`an imported delivery was refused: ${plan.refusal.code}`);
  return plan.value;
}
