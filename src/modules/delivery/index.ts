export { findClinicNeed, listClinicNeeds } from './actions/get-clinic-need.ts';
export { type DeliveryHistory, importDeliveries } from './actions/import-deliveries.ts';
export { handOverDelivery, packDelivery } from './actions/pack-delivery.ts';
export { recordBookingRefused, recordTrackingNumber } from './actions/record-booking.ts';
export { recordClinicReceipt } from './actions/record-clinic-receipt.ts';
export { type CourierEvent, recordCourierEvent } from './actions/record-shipment.ts';
export { type DeliveryAgreement, scheduleDelivery } from './actions/schedule-delivery.ts';
export { findDelivery, listDeliveries, listLastDeliveries } from './delivery-store.ts';
export type { ClinicNeed } from './domain/clinic-need.ts';
export type { Delivery, DeliveryId } from './domain/delivery.ts';

export { isStillToArrive } from './domain/delivery-lifecycle.ts';
export { listPackOuts } from './domain/pack-out.ts';
export { type ShipmentStatus, shipmentStatuses } from './domain/shipment-event.ts';
export type { ShipmentOrder } from './domain/shipment-order.ts';
export { listShippedFills, type ShippedFill } from './shipped-queries.ts';
