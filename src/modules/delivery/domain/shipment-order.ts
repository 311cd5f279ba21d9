import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { Delivery, DeliveryDetails, DeliveryId } from './delivery.ts';

/** Everything that a courier is told, in neutral words. */
export interface ShipmentOrder extends Pick<DeliveryDetails, 'recipientName' | 'phone' | 'address'> {
  readonly deliveryId: DeliveryId;
  readonly storage: Delivery['storage'];
  readonly signatureRequired: boolean;
  readonly shipOn: CalendarDay;
  readonly arrivesOn: CalendarDay;
}
