import type { Instant } from '../../../kernel/instant.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { findFill } from '../../dispensing/index.ts';
import { findReceipt } from '../clinic-receipt-store.ts';
import { lockDelivery, lockShipment, saveDeliveryStep } from '../delivery-store.ts';
import type { ClinicReceipt } from '../domain/clinic-receipt.ts';
import type { Delivery, DeliveryId } from '../domain/delivery.ts';
import { decideDeliveryStep, hasLeft, toDeliveryState } from '../domain/delivery-lifecycle.ts';
import {
  findDecidingEvent,
  findDeliveredAt,
  type ShipmentEvent,
  type ShipmentStatus,
} from '../domain/shipment-event.ts';
import { clinicReached, deliveryDelivered, deliveryException, deliveryReturned } from '../events.ts';
import { deliveryRefusals } from '../refusals.ts';
import { insertShipmentEvent, listShipmentEvents } from '../shipment-store.ts';

/** A report of a courier. */
export interface CourierEvent {
  readonly trackingNumber: string;
  readonly status: ShipmentStatus;
  readonly at: Instant;
  readonly eventId: string;
  readonly code?: string | null;
}

/**
 * Records a report of a courier. Repeated, late and disordered reports end in the same state; one that comes before its tracking
 * number is known here is kept and counts from then on. Returns the delivery that it belongs to, null when there is none yet.
 */
export async function recordCourierEvent(tx: TenantTransaction, reported: CourierEvent): Promise<DeliveryId | null> {
  const { trackingNumber, status, at, eventId, code = null } = reported;
  const delivery = await lockShipment(tx, trackingNumber);
  const isNew = await insertShipmentEvent(tx, { trackingNumber, event: { eventId, status, at, code } });
  if (delivery === null) return null;
  if (isNew && hasLeft(delivery.state)) await applyShipmentEvents(tx, delivery);
  return delivery.deliveryId;
}

/** Records what a person knows of a delivery that left: handed to the patient, something wrong, came back, lost. */
export async function reportDelivery(
  tx: TenantTransaction,
  report: { readonly deliveryId: DeliveryId; readonly status: ShipmentStatus; readonly code: string | null },
): Promise<Result<null>> {
  const delivery = await lockDelivery(tx, report.deliveryId);
  if (delivery === null) return refuse(deliveryRefusals.unknownDelivery);
  const next = decideDeliveryStep(delivery.state, 'report');
  if (!next.ok) return next;
  const { status, code } = report;
  if (status === 'delivered' && delivery.clinicId !== null) return refuse(deliveryRefusals.receiptMissing);
  if (status === 'exception' && code === null) return refuse(deliveryRefusals.exceptionCodeMissing);
  const event: ShipmentEvent = { eventId: tx.newId<'event'>(), status, at: tx.now, code };
  await insertShipmentEvent(tx, { trackingNumber: nameShipment(delivery), event });
  await applyShipmentEvents(tx, delivery);
  return ok(null);
}

/** The number under which the reports of a delivery stand: the courier's, or its own id when no courier carries it. */
export function nameShipment(delivery: Pick<Delivery, 'trackingNumber' | 'deliveryId'>): string {
  return delivery.trackingNumber ?? delivery.deliveryId;
}

/** Brings a delivery that left to where its reports say it is, and announces what is new in that. */
export async function applyShipmentEvents(tx: TenantTransaction, delivery: Delivery): Promise<void> {
  const events = await listShipmentEvents(tx, nameShipment(delivery));
  const deciding = findDecidingEvent(events);
  if (deciding === null) return;
  const receipt = delivery.clinicId === null ? null : await findReceipt(tx, delivery.deliveryId);
  const awaitsReceipt = delivery.clinicId !== null && receipt === null;
  const state = toDeliveryState(deciding.status, { awaitsReceipt });
  const deliveredAt = delivery.clinicId === null ? findDeliveredAt(events) : findAcceptedAt(receipt);
  const exceptionCode = state === 'exception' || state === 'lost' ? (deciding.code ?? state) : null;
  const isSame = state === delivery.state && exceptionCode === delivery.exceptionCode;
  if (isSame && deliveredAt === delivery.deliveredAt) return;
  const saved = await saveDeliveryStep(tx, delivery, {
    step: state === 'at-clinic' ? state : deciding.status,
    change: { state, deliveredAt, exceptionCode },
    reasonCode: deciding.code,
  });
  if (!isSame) await announceState(tx, saved, deciding.code);
}

/** A clinic has what it accepted, from the moment at which it did. */
function findAcceptedAt(receipt: ClinicReceipt | null): Instant | null {
  return receipt === null || receipt.reasonCode !== null ? null : receipt.receivedAt;
}

async function announceState(tx: TenantTransaction, delivery: Delivery, code: string | null): Promise<void> {
  const { deliveryId, therapyId, fillId } = delivery;
  const shipment = { deliveryId, therapyId, fillId };
  if (delivery.exceptionCode !== null)
    await tx.announce(deliveryException, { ...shipment, code: delivery.exceptionCode }, therapyId);
  if (delivery.state === 'at-clinic') await tx.announce(clinicReached, shipment, therapyId);
  if (delivery.state === 'delivered') {
    const fill = fillId === null ? null : await findFill(tx, fillId);
    const deliveredAt = delivery.deliveredAt ?? tx.now;
    await tx.announce(deliveryDelivered, { ...shipment, deliveredAt, daysSupply: fill?.daysSupply ?? null }, therapyId);
  }
  if (delivery.state === 'returned')
    await tx.announce(deliveryReturned, { ...shipment, reasonCode: code ?? 'returned' }, therapyId);
}
