export { recordBookingRefused, recordTrackingNumber } from './actions/record-booking.ts';
export { type CourierEvent, recordCourierEvent } from './actions/record-shipment.ts';
export { type DeliveryAgreement, scheduleDelivery } from './actions/schedule-delivery.ts';
export { findDelivery, listDeliveries } from './delivery-store.ts';
export type { Delivery, DeliveryId, DeliveryMethod, PaymentMethod, Storage } from './domain/delivery.ts';
export type { DeliveryState } from './domain/delivery-lifecycle.ts';
export { type ShipmentStatus, shipmentStatuses } from './domain/shipment-event.ts';
export type { ShipmentOrder } from './domain/shipment-order.ts';
