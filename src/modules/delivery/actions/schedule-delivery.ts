import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { TherapyId } from '../../../kernel/ids.ts';
import type { Cents } from '../../../kernel/money.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { lockTherapy } from '../../therapies/index.ts';
import { insertDelivery, listDeliveries } from '../delivery-store.ts';
import type {
  Delivery,
  DeliveryDetails,
  DeliveryId,
  DeliveryMethod,
  PaymentMethod,
  Storage,
} from '../domain/delivery.ts';
import { deliveryScheduled } from '../events.ts';
import { deliveryRefusals } from '../refusals.ts';
import { planDelivery } from './plan-delivery.ts';

/** What was agreed with the patient on the phone. */
export interface DeliveryAgreement {
  readonly therapyId: TherapyId;
  readonly method: DeliveryMethod;
  readonly storage: Storage;
  readonly needBy: CalendarDay | null;
  /** Null lets the rules choose the day. */
  readonly shipOn: CalendarDay | null;
  readonly details: DeliveryDetails;
  readonly signatureRequired: boolean;
  readonly paymentMethod: PaymentMethod;
  readonly copayCents: Cents;
  readonly copayConsent: boolean;
}

/**
 * Agrees a delivery of a therapy; its fill may come later. Refuses a second one that is still to leave, a copay without consent, a
 * courier without an address, and days on which nothing leaves or arrives.
 */
export async function scheduleDelivery(tx: TenantTransaction, agreed: DeliveryAgreement): Promise<Result<DeliveryId>> {
  const therapy = await lockTherapy(tx, agreed.therapyId);
  if (therapy === null) return refuse(deliveryRefusals.unknownTherapy);
  if (therapy.ended !== null) return refuse(deliveryRefusals.therapyEnded);
  const earlier = await listDeliveries(tx, agreed);
  if (earlier.some(({ state }) => state === 'scheduled' || state === 'packed'))
    return refuse(deliveryRefusals.deliveryUnderWay);
  if (agreed.copayCents > 0 && !agreed.copayConsent) return refuse(deliveryRefusals.copayConsentMissing);
  if (agreed.method === 'courier' && agreed.details.address === null) return refuse(deliveryRefusals.addressMissing);
  const { siteId, patientId } = therapy;
  const plan = await planDelivery(tx, { ...agreed, siteId, toState: agreed.details.address?.state ?? null });
  if (!plan.ok) return plan;
  const { details, ...agreement } = agreed;
  const delivery: Delivery = {
    ...agreement,
    ...plan.value,
    deliveryId: tx.newId<'delivery'>(),
    siteId,
    patientId,
    fillId: null,
    state: 'scheduled',
    packOut: null,
    carrier: null,
    trackingNumber: null,
    exceptionCode: null,
    returnOutcome: null,
    scheduledAt: tx.now,
    packedAt: null,
    handedOverAt: null,
    deliveredAt: null,
  };
  await insertDelivery(tx, delivery, details);
  await announceScheduled(tx, delivery);
  return ok(delivery.deliveryId);
}

/** Announces what was agreed. */
export async function announceScheduled(tx: TenantTransaction, delivery: Delivery): Promise<void> {
  const { deliveryId, therapyId, fillId, shipOn, needBy } = delivery;
  await tx.announce(deliveryScheduled, { deliveryId, therapyId, fillId, shipOn, needBy }, therapyId);
}
