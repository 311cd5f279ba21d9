import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { lockDelivery, openDetails, saveDeliveryStep } from '../delivery-store.ts';
import { boundNeedBy } from '../domain/clinic-need.ts';
import type { Delivery, DeliveryId } from '../domain/delivery.ts';
import { decideDeliveryStep } from '../domain/delivery-lifecycle.ts';
import { deliveryCancelled } from '../events.ts';
import { deliveryRefusals } from '../refusals.ts';
import { closeLateWork, watchLateness } from './follow-appointment.ts';
import { findClinicNeed } from './get-clinic-need.ts';
import { planDelivery } from './plan-delivery.ts';
import { announceScheduled } from './schedule-delivery.ts';

/** What a delivery loses when it is taken out of its box again. */
export const unpacked: Partial<Delivery> = { fillId: null, packOut: null, packedAt: null };

/** Moves a delivery to another day. What was packed is unpacked, because a pack-out lasts for so many hours only. */
export async function rescheduleDelivery(
  tx: TenantTransaction,
  moved: {
    readonly deliveryId: DeliveryId;
    readonly needBy: CalendarDay | null;
    readonly shipOn: CalendarDay | null;
    readonly reasonCode: string;
  },
): Promise<Result<null>> {
  const delivery = await lockDelivery(tx, moved.deliveryId);
  if (delivery === null) return refuse(deliveryRefusals.unknownDelivery);
  const next = decideDeliveryStep(delivery.state, 'reschedule');
  if (!next.ok) return next;
  const { address } = await openDetails(tx, delivery.deliveryId);
  const { shipOn } = moved;
  const need = await findClinicNeed(tx, delivery.therapyId);
  const needBy = boundNeedBy(moved.needBy, need);
  const plan = await planDelivery(tx, { ...delivery, needBy, shipOn, toState: address?.state ?? null });
  if (!plan.ok) return plan;
  const saved = await saveDeliveryStep(tx, delivery, {
    step: 'reschedule',
    change: { ...unpacked, ...plan.value, needBy, state: next.value },
    reasonCode: moved.reasonCode,
  });
  await announceScheduled(tx, saved);
  await watchLateness(tx, saved.therapyId, need);
  return ok(null);
}

/** Gives a delivery up before it left. */
export async function cancelDelivery(
  tx: TenantTransaction,
  given: { readonly deliveryId: DeliveryId; readonly reasonCode: string },
): Promise<Result<null>> {
  const delivery = await lockDelivery(tx, given.deliveryId);
  if (delivery === null) return refuse(deliveryRefusals.unknownDelivery);
  const next = decideDeliveryStep(delivery.state, 'cancel');
  if (!next.ok) return next;
  const { reasonCode } = given;
  await saveDeliveryStep(tx, delivery, { step: 'cancel', change: { state: next.value }, reasonCode });
  await closeLateWork(tx, delivery);
  const { deliveryId, therapyId, fillId } = delivery;
  await tx.announce(deliveryCancelled, { deliveryId, therapyId, fillId, reasonCode }, therapyId);
  return ok(null);
}
