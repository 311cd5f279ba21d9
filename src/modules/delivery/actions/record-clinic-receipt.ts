import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { findFill } from '../../dispensing/index.ts';
import { findReceipt, insertReceipt } from '../clinic-receipt-store.ts';
import { lockDelivery } from '../delivery-store.ts';
import { type ClinicReceipt, decideReceipt } from '../domain/clinic-receipt.ts';
import type { DeliveryId } from '../domain/delivery.ts';
import { decideDeliveryStep } from '../domain/delivery-lifecycle.ts';
import { clinicReceived } from '../events.ts';
import { deliveryRefusals } from '../refusals.ts';
import { insertShipmentEvent } from '../shipment-store.ts';
import { closeLateWork } from './follow-appointment.ts';
import { applyShipmentEvents, nameShipment } from './record-shipment.ts';

/**
 * Records the hand-over of a delivery to its clinic. Goods that the clinic accepts are delivered from then on; what it does not accept
 * goes the way of everything that comes back.
 */
export async function recordClinicReceipt(
  tx: TenantTransaction,
  recorded: { readonly deliveryId: DeliveryId; readonly receipt: ClinicReceipt },
): Promise<Result<null>> {
  const { deliveryId, receipt } = recorded;
  const delivery = await lockDelivery(tx, deliveryId);
  if (delivery === null) return refuse(deliveryRefusals.unknownDelivery);
  if ((await findReceipt(tx, deliveryId)) !== null) return refuse(deliveryRefusals.receiptRecorded);
  const next = decideDeliveryStep(delivery.state, 'receive');
  if (!next.ok) return next;
  const { therapyId, fillId } = delivery;
  const fill = fillId === null ? null : await findFill(tx, fillId);
  const decided = decideReceipt(receipt, { ...delivery, sentLotNumber: fill?.lotNumber ?? null, now: tx.now });
  if (!decided.ok) return decided;
  insertReceipt(tx, { deliveryId, clinicId: decided.value, receipt });
  const { reasonCode, receivedAt, receiverRole, lotNumber, packages } = receipt;
  const isAccepted = reasonCode === null;
  const told = { receiverRole, lotNumber, packages, isAccepted };
  await tx.announce(clinicReceived, { deliveryId, therapyId, fillId, receivedAt, ...told }, therapyId);
  const status = isAccepted ? 'delivered' : 'returned';
  const event = { eventId: tx.newId<'event'>(), status, at: receivedAt, code: reasonCode } as const;
  await insertShipmentEvent(tx, { trackingNumber: nameShipment(delivery), event });
  await applyShipmentEvents(tx, delivery);
  await closeLateWork(tx, delivery);
  return ok(null);
}
