import { addMinutes } from '../../../kernel/instant.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { closeWorkItem, openWorkItem } from '../../work/index.ts';
import { findDelivery, lockDelivery, lockShipment, saveDeliveryStep } from '../delivery-store.ts';
import type { DeliveryId } from '../domain/delivery.ts';
import { hasLeft } from '../domain/delivery-lifecycle.ts';
import { deliveryRefusals } from '../refusals.ts';

// A package without a courier waits on the bench; somebody looks within the hour.
const bookingMinutes = 60;

/** Records the tracking number that a courier gave. The same number again changes nothing; it stays once the package left. */
export async function recordTrackingNumber(
  tx: TenantTransaction,
  booked: { readonly deliveryId: DeliveryId; readonly trackingNumber: string; readonly carrier: string },
): Promise<Result<null>> {
  const delivery = await lockDelivery(tx, booked.deliveryId);
  if (delivery === null) return refuse(deliveryRefusals.unknownDelivery);
  const { trackingNumber, carrier } = booked;
  if (delivery.trackingNumber === trackingNumber) return ok(null);
  const holder = await lockShipment(tx, trackingNumber);
  if (holder !== null) return refuse(deliveryRefusals.trackingNumberTaken);
  if (hasLeft(delivery.state) || delivery.state === 'cancelled')
    return refuse(deliveryRefusals.stepNotAllowed, { state: delivery.state, step: 'record-tracking-number' });
  await saveDeliveryStep(tx, delivery, { step: 'book', change: { trackingNumber, carrier } });
  await closeWorkItem(tx, { queue: 'shipping', subjectId: delivery.deliveryId, outcome: 'booked' });
  return ok(null);
}

/** Asks a person to book a package that the courier did not take. */
export async function recordBookingRefused(
  tx: TenantTransaction,
  refused: { readonly deliveryId: DeliveryId; readonly reasonCode: string },
): Promise<void> {
  const delivery = await findDelivery(tx, refused.deliveryId);
  if (delivery === null || delivery.trackingNumber !== null) return;
  const { deliveryId, siteId, patientId, therapyId } = delivery;
  await openWorkItem(tx, {
    ...{ queue: 'shipping', subjectKind: 'delivery', subjectId: deliveryId },
    ...{ siteId, patientId, therapyId, reasonCode: refused.reasonCode },
    dueAt: addMinutes(tx.now, bookingMinutes),
  });
}
