import type { ResponseOf } from '../../../kernel/endpoint.ts';
import type { Tone } from '../../../ui/tone.tsx';
import type * as api from '../api.ts';
import type { DeliveryMethod, PaymentMethod, Storage } from '../domain/delivery.ts';
import type { DeliveryState } from '../domain/delivery-lifecycle.ts';

/** A delivery with everything that is known of it. */
export type KnownDelivery = ResponseOf<typeof api.getDelivery>;

/** A delivery as lists carry it. */
export type ListedDelivery = ResponseOf<typeof api.listDeliveries>['deliveries'][number];

/** What each state of a delivery is called on screen, and how it looks. */
export const deliveryStates: Readonly<Record<DeliveryState, { readonly label: string; readonly tone: Tone }>> = {
  scheduled: { label: 'Scheduled', tone: 'current' },
  packed: { label: 'Packed', tone: 'current' },
  'handed-over': { label: 'Handed over', tone: 'waiting' },
  'in-transit': { label: 'In transit', tone: 'waiting' },
  'out-for-delivery': { label: 'Out for delivery', tone: 'waiting' },
  'at-clinic': { label: 'At the clinic, hand-over not recorded', tone: 'due' },
  delivered: { label: 'Delivered', tone: 'done' },
  exception: { label: 'Exception', tone: 'blocked' },
  returned: { label: 'Returned', tone: 'due' },
  lost: { label: 'Lost', tone: 'blocked' },
  cancelled: { label: 'Cancelled', tone: 'neutral' },
};

/** What each way of delivery is called on screen. */
export const methods: Readonly<Record<DeliveryMethod, string>> = {
  courier: 'Courier',
  'pick-up': 'Pick-up at the pharmacy',
  clinic: 'Messenger to the clinic',
};

/** What each storage is called on screen. */
export const storages: Readonly<Record<Storage, string>> = {
  room: 'Room temperature',
  refrigerated: 'Refrigerated, 2 to 8 °C',
  frozen: 'Frozen',
};

/** What each way to pay is called on screen. */
export const payments: Readonly<Record<PaymentMethod, string>> = {
  'none-due': 'Nothing to pay',
  'card-on-file': 'Card on file',
  invoice: 'Invoice',
  'at-pick-up': 'At pick-up',
};

/** What each step and each report of a delivery is called on screen. */
export const deliverySteps: Readonly<Record<string, string>> = {
  schedule: 'Agreed with the patient',
  reschedule: 'Moved to another day',
  pack: 'Packed',
  unpack: 'Unpacked',
  book: 'Tracking number received',
  'hand-over': 'Handed over',
  cancel: 'Cancelled',
  'label-made': 'Label made',
  'picked-up': 'Picked up by the courier',
  'in-transit': 'In transit',
  'out-for-delivery': 'Out for delivery',
  'at-clinic': 'Left at the clinic',
  delivered: 'Delivered',
  exception: 'Exception',
  returned: 'Returned',
  lost: 'Lost',
  'settle-return': 'Return settled',
};

/** Coded reasons for moving or cancelling a delivery. */
export const changeReasons = {
  'patient-asked': 'Patient asked for it',
  travel: 'Patient travels',
  'supply-at-home': 'Patient still has supply',
  'order-changed': 'Order changed',
  weather: 'Weather',
} as const;

/** Coded reasons for what went wrong on the way, and why something came back. */
export const exceptionReasons = {
  'wrong-address': 'Wrong address',
  'carrier-delay': 'Delay of the courier',
  weather: 'Weather',
  refused: 'Refused by the patient',
  'left-unattended': 'Left unattended',
  excursion: 'Temperature excursion',
  damaged: 'Damaged',
  'wrong-product': 'Not the drug that was ordered',
  'appointment-cancelled': 'Appointment cancelled',
} as const;

/** Names a code of one of the tables above, or shows it as it is. */
export function nameReason(code: string): string {
  const known: Readonly<Record<string, string>> = { ...changeReasons, ...exceptionReasons };
  return known[code] ?? code;
}

/** Turns a table of words into the options of a choice. */
export function toOptions<Code extends string>(words: Readonly<Record<Code, string>>) {
  return (Object.entries(words) as [Code, string][]).map(([value, label]) => ({ value, label }));
}
