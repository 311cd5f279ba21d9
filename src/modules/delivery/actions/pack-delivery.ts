import { countDaysBetween } from '../../../kernel/calendar-day.ts';
import type { FillId } from '../../../kernel/ids.ts';
import type { Json } from '../../../kernel/json.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { handOverFill, listFills } from '../../dispensing/index.ts';
import { enqueueOutbound } from '../../exchange/index.ts';
import { lockDelivery, lockPackedDelivery, openDetails, saveDeliveryStep } from '../delivery-store.ts';
import type { Delivery, DeliveryId } from '../domain/delivery.ts';
import { decideDeliveryStep } from '../domain/delivery-lifecycle.ts';
import { decidePackOut } from '../domain/pack-out.ts';
import type { ShipmentOrder } from '../domain/shipment-order.ts';
import { deliveryShipped } from '../events.ts';
import { deliveryRefusals } from '../refusals.ts';
import { unpacked } from './change-schedule.ts';
import { applyShipmentEvents } from './record-shipment.ts';

/** Packs the verified fill of a therapy and books its courier. Refuses without a verified fill, and a box that does not keep it cold. */
export async function packDelivery(
  tx: TenantTransaction,
  packing: { readonly deliveryId: DeliveryId; readonly packOut: string },
): Promise<Result<null>> {
  const delivery = await lockDelivery(tx, packing.deliveryId);
  if (delivery === null) return refuse(deliveryRefusals.unknownDelivery);
  const next = decideDeliveryStep(delivery.state, 'pack');
  if (!next.ok) return next;
  const transitDays = countDaysBetween({ from: delivery.shipOn, to: delivery.arrivesOn });
  const packOut = decidePackOut(packing.packOut, { ...delivery, transitDays });
  if (!packOut.ok) return packOut;
  const fill = (await listFills(tx, delivery)).find(({ state }) => state === 'verified');
  if (fill === undefined) return refuse(deliveryRefusals.fillNotVerified);
  const change = { state: next.value, fillId: fill.fillId, packOut: packing.packOut, packedAt: tx.now };
  const saved = await saveDeliveryStep(tx, delivery, { step: 'pack', change });
  if (saved.method === 'courier' && saved.trackingNumber === null) await orderCourier(tx, saved);
  return ok(null);
}

/** Takes a fill that may not leave any more out of its box. */
export async function unpackFill(
  tx: TenantTransaction,
  taken: { readonly fillId: FillId; readonly reasonCode: string },
): Promise<void> {
  const delivery = await lockPackedDelivery(tx, taken.fillId);
  if (delivery === null) return;
  const change = { ...unpacked, state: 'scheduled' } as const;
  await saveDeliveryStep(tx, delivery, { step: 'unpack', change, reasonCode: taken.reasonCode });
}

/**
 * Hands a packed delivery over. Only a verified fill leaves; a courier takes nothing without a tracking number, and what goes to a clinic
 * leaves with somebody's name.
 */
export async function handOverDelivery(
  tx: TenantTransaction,
  deliveryId: DeliveryId,
  takenBy: string | null = null,
): Promise<Result<null>> {
  const delivery = await lockDelivery(tx, deliveryId);
  if (delivery === null) return refuse(deliveryRefusals.unknownDelivery);
  const next = decideDeliveryStep(delivery.state, 'hand-over');
  if (!next.ok) return next;
  if (delivery.fillId === null) return refuse(deliveryRefusals.fillNotVerified);
  if (delivery.method === 'courier' && delivery.trackingNumber === null)
    return refuse(deliveryRefusals.trackingNumberMissing);
  if (delivery.clinicId !== null && takenBy === null) return refuse(deliveryRefusals.takerMissing);
  const left = await handOverFill(tx, delivery.fillId);
  if (!left.ok) return left;
  const change = { state: next.value, handedOverAt: tx.now, takenBy };
  const saved = await saveDeliveryStep(tx, delivery, { step: 'hand-over', change });
  const { therapyId, fillId } = saved;
  await tx.announce(deliveryShipped, { deliveryId, therapyId, fillId, shippedAt: tx.now }, therapyId);
  await applyShipmentEvents(tx, saved);
  return ok(null);
}

async function orderCourier(tx: TenantTransaction, delivery: Delivery): Promise<void> {
  const details = await openDetails(tx, delivery.deliveryId);
  const { deliveryId, storage, signatureRequired, shipOn, arrivesOn } = delivery;
  const { recipientName, phone, address } = details;
  const order: ShipmentOrder = {
    ...{ deliveryId, storage, signatureRequired, shipOn, arrivesOn },
    ...{ recipientName, phone, address },
  };
  const payload = order as unknown as Json;
  await enqueueOutbound(tx, { partnerKind: 'courier', kind: 'ship-order', subjectId: deliveryId, payload });
}
