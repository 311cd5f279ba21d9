import { Type } from 'typebox';
import { declareEvent } from '../../kernel/domain-event.ts';

const delivery = { deliveryId: Type.String(), therapyId: Type.String() };
const nullableText = Type.Union([Type.String(), Type.Null()]);
const shipment = { ...delivery, fillId: nullableText };

/** Announced when a delivery was agreed with the patient, or moved to another day. */
export const deliveryScheduled = declareEvent({
  type: 'delivery.delivery-scheduled',
  version: 1,
  sentence: 'A delivery was agreed with the patient.',
  payload: Type.Object({ ...shipment, shipOn: Type.String(), needBy: nullableText }),
});

/** Announced when a package left the pharmacy. */
export const deliveryShipped = declareEvent({
  type: 'delivery.delivery-shipped',
  version: 1,
  sentence: 'A package left the pharmacy.',
  payload: Type.Object({ ...shipment, shippedAt: Type.String() }),
});

/** Announced when the patient has the package. */
export const deliveryDelivered = declareEvent({
  type: 'delivery.delivery-delivered',
  version: 1,
  sentence: 'A package reached the patient.',
  payload: Type.Object({
    ...shipment,
    deliveredAt: Type.String(),
    daysSupply: Type.Union([Type.Integer(), Type.Null()]),
  }),
});

/** Announced when something went wrong on the way; the code says what. */
export const deliveryException = declareEvent({
  type: 'delivery.delivery-exception',
  version: 1,
  sentence: 'Something went wrong with a package on its way.',
  payload: Type.Object({ ...shipment, code: Type.String() }),
});

/** Announced when a package came back. */
export const deliveryReturned = declareEvent({
  type: 'delivery.delivery-returned',
  version: 1,
  sentence: 'A package came back to the pharmacy.',
  payload: Type.Object({ ...shipment, reasonCode: Type.String() }),
});

/** Announced when an agreed delivery was given up before it left. */
export const deliveryCancelled = declareEvent({
  type: 'delivery.delivery-cancelled',
  version: 1,
  sentence: 'An agreed delivery was given up before it left.',
  payload: Type.Object({ ...shipment, reasonCode: Type.String() }),
});

/** Announced when a courier left a package at a clinic that nobody has received yet. */
export const clinicReached = declareEvent({
  type: 'delivery.clinic-reached',
  version: 1,
  sentence: 'A courier left a package at a clinic; its hand-over is not recorded yet.',
  payload: Type.Object(shipment),
});

/** Announced when somebody of a clinic received a package, accepted or not. */
export const clinicReceived = declareEvent({
  type: 'delivery.clinic-received',
  version: 1,
  sentence: 'The hand-over of a package to a clinic was recorded.',
  payload: Type.Object({
    ...shipment,
    receivedAt: Type.String(),
    receiverRole: Type.String(),
    lotNumber: Type.String(),
    packages: Type.Integer(),
    isAccepted: Type.Boolean(),
  }),
});

/** Announced when an appointment for which a clinic needs the drug of a therapy was booked, moved, cancelled or missed. */
export const clinicAppointmentChanged = declareEvent({
  type: 'delivery.clinic-appointment-changed',
  version: 1,
  sentence: 'An appointment for which a clinic needs the drug of a therapy was booked, moved, cancelled or missed.',
  payload: Type.Object({
    therapyId: Type.String(),
    appointmentId: Type.String(),
    rawMessageId: nullableText,
    change: Type.String(),
    appointmentOn: Type.String(),
    appointmentTime: Type.String(),
    needBy: nullableText,
  }),
});
