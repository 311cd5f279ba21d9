import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { FillId, Id, PatientId, SiteId, TherapyId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Cents } from '../../../kernel/money.ts';
import type { ClinicId } from '../../clinics/index.ts';
import type { DeliveryState } from './delivery-lifecycle.ts';

export type DeliveryId = Id<'delivery'>;

/** How a delivery reaches the patient. */
export type DeliveryMethod = 'courier' | 'pick-up' | 'clinic';

/** At which temperature goods are kept. */
export type Storage = 'room' | 'refrigerated' | 'frozen';

/** How the patient pays the copay. */
export type PaymentMethod = 'none-due' | 'card-on-file' | 'invoice' | 'at-pick-up';

/** What identifies the patient in a delivery; kept sealed. */
export interface DeliveryDetails {
  readonly recipientName: string;
  readonly phone: string | null;
  readonly address: {
    readonly lines: readonly string[];
    readonly city: string;
    readonly state: string;
    readonly postalCode: string;
  } | null;
  readonly note: string | null;
}

/** A delivery as it stands. */
export interface Delivery {
  readonly deliveryId: DeliveryId;
  readonly siteId: SiteId;
  readonly therapyId: TherapyId;
  readonly patientId: PatientId;
  readonly fillId: FillId | null;
  /** The clinic that receives it; null when it goes to the patient. */
  readonly clinicId: ClinicId | null;
  readonly method: DeliveryMethod;
  readonly storage: Storage;
  readonly state: DeliveryState;
  readonly needBy: CalendarDay | null;
  readonly shipOn: CalendarDay;
  readonly arrivesOn: CalendarDay;
  readonly signatureRequired: boolean;
  readonly paymentMethod: PaymentMethod;
  readonly copayCents: Cents;
  readonly copayConsent: boolean;
  readonly packOut: string | null;
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
  /** Who took it from the pharmacy to the clinic. */
  readonly takenBy: string | null;
  readonly exceptionCode: string | null;
  readonly returnOutcome: 'returned-to-stock' | 'wasted' | null;
  readonly scheduledAt: Instant;
  readonly packedAt: Instant | null;
  readonly handedOverAt: Instant | null;
  readonly deliveredAt: Instant | null;
}
