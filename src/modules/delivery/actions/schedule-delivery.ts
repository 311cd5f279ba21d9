import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { TherapyId } from '../../../kernel/ids.ts';
import type { Cents } from '../../../kernel/money.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import type { ClinicId } from '../../clinics/index.ts';
import { lockTherapy } from '../../therapies/index.ts';
import { insertDelivery, listDeliveries } from '../delivery-store.ts';
import { boundNeedBy } from '../domain/clinic-need.ts';
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
import { findClinicNeed } from './get-clinic-need.ts';
import { findReceivingClinic, planDelivery } from './plan-delivery.ts';

/** What was agreed with the patient on the phone. */
export interface DeliveryAgreement {
  readonly therapyId: TherapyId;
  /** The clinic that receives it; null when it goes to the patient. */
  readonly clinicId: ClinicId | null;
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
 * courier without an address, days on which nothing leaves or arrives, and what a clinic would get after it needs it.
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
  const missing = await findPlaceRefusal(tx, agreed);
  if (missing !== null) return missing;
  const { siteId, patientId } = therapy;
  const needBy = boundNeedBy(agreed.needBy, await findClinicNeed(tx, agreed.therapyId));
  const plan = await planDelivery(tx, { ...agreed, needBy, siteId, toState: agreed.details.address?.state ?? null });
  if (!plan.ok) return plan;
  const { details, ...agreement } = agreed;
  const delivery: Delivery = {
    ...agreement,
    ...plan.value,
    needBy,
    deliveryId: tx.newId<'delivery'>(),
    siteId,
    patientId,
    fillId: null,
    state: 'scheduled',
    packOut: null,
    carrier: null,
    trackingNumber: null,
    takenBy: null,
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

/** What stands against the place to which it goes: the pharmacy's own messenger goes to clinics only, and a clinic has to be known. */
async function findPlaceRefusal(
  tx: TenantTransaction,
  { clinicId, method }: Pick<DeliveryAgreement, 'clinicId' | 'method'>,
): Promise<Result<never> | null> {
  const isPossible = clinicId === null ? method !== 'clinic' : method !== 'pick-up';
  const clinic = await findReceivingClinic(tx, clinicId);
  return isPossible && (clinicId === null || clinic !== null) ? null : refuse(deliveryRefusals.unknownClinic);
}

/** Announces what was agreed. */
export async function announceScheduled(tx: TenantTransaction, delivery: Delivery): Promise<void> {
  const { deliveryId, therapyId, fillId, shipOn, needBy } = delivery;
  await tx.announce(deliveryScheduled, { deliveryId, therapyId, fillId, shipOn, needBy }, therapyId);
}
