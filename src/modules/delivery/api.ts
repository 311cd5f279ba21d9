import { type TSchema, Type } from 'typebox';
import { endpoint } from '../../kernel/endpoint.ts';
import { ClinicNeedView } from './clinic-api.ts';
import { deliveryPermissions } from './permissions.ts';
import { deliveryRefusals } from './refusals.ts';

const uuid = Type.String({ format: 'uuid' });
const day = Type.String({ format: 'date' });
const code = Type.String({ minLength: 1, maxLength: 64, pattern: '^[a-z0-9-]+$' });
const nullable = <Shape extends TSchema>(shape: Shape) => Type.Union([shape, Type.Null()]);
const DeliveryRequest = Type.Object({ deliveryId: uuid });
const Done = Type.Object({});

const Method = Type.Union([Type.Literal('courier'), Type.Literal('pick-up'), Type.Literal('clinic')]);
const Storage = Type.Union([Type.Literal('room'), Type.Literal('refrigerated'), Type.Literal('frozen')]);
const Payment = Type.Union([
  Type.Literal('none-due'),
  Type.Literal('card-on-file'),
  Type.Literal('invoice'),
  Type.Literal('at-pick-up'),
]);
const Address = Type.Object({
  lines: Type.Array(Type.String({ minLength: 1, maxLength: 120 }), { minItems: 1, maxItems: 3 }),
  city: Type.String({ minLength: 1, maxLength: 80 }),
  state: Type.String({ pattern: '^[A-Z]{2}$' }),
  postalCode: Type.String({ minLength: 3, maxLength: 12 }),
});
const Plan = Type.Object({ shipOn: Type.String(), arrivesOn: Type.String() });

const DeliveryView = Type.Object({
  deliveryId: Type.String(),
  therapyId: Type.String(),
  patientId: Type.String(),
  siteId: Type.String(),
  fillId: nullable(Type.String()),
  clinicId: nullable(Type.String()),
  /** The clinic that receives it; null when it goes to the patient. */
  clinicName: nullable(Type.String()),
  patientName: Type.String(),
  therapyNumber: Type.String(),
  method: Type.String(),
  storage: Type.String(),
  state: Type.String(),
  needBy: nullable(Type.String()),
  shipOn: Type.String(),
  arrivesOn: Type.String(),
  signatureRequired: Type.Boolean(),
  paymentMethod: Type.String(),
  copayCents: Type.Integer(),
  copayConsent: Type.Boolean(),
  packOut: nullable(Type.String()),
  carrier: nullable(Type.String()),
  trackingNumber: nullable(Type.String()),
  takenBy: nullable(Type.String()),
  exceptionCode: nullable(Type.String()),
  returnOutcome: nullable(Type.String()),
  scheduledAt: Type.String(),
  packedAt: nullable(Type.String()),
  handedOverAt: nullable(Type.String()),
  deliveredAt: nullable(Type.String()),
  hasVerifiedFill: Type.Boolean(),
});

const ReceiptView = Type.Object({
  receiverName: Type.String(),
  receiverRole: Type.String(),
  receivedAt: Type.String(),
  lotNumber: Type.String(),
  packages: Type.Integer(),
  temperatureInRange: nullable(Type.Boolean()),
  temperatureTenths: nullable(Type.Integer()),
  condition: Type.String(),
  reasonCode: nullable(Type.String()),
  recordedAt: Type.String(),
  recordedByName: nullable(Type.String()),
});

/** Lists the deliveries of a therapy. */
export const listDeliveries = endpoint({
  module: 'delivery',
  name: 'list-deliveries',
  kind: 'query',
  summary: 'Lists the deliveries of a therapy, newest first.',
  permission: deliveryPermissions.seeDeliveries,
  request: Type.Object({ therapyId: uuid }),
  response: Type.Object({ deliveries: Type.Array(DeliveryView) }),
});

/** Finds deliveries by tracking number. */
export const findByTrackingNumber = endpoint({
  module: 'delivery',
  name: 'find-by-tracking-number',
  kind: 'query',
  summary: 'Finds deliveries by the tracking number of their courier.',
  permission: deliveryPermissions.seeDeliveries,
  request: Type.Object({ trackingNumber: Type.String({ minLength: 4, maxLength: 60 }) }),
  response: Type.Object({ deliveries: Type.Array(DeliveryView) }),
});

/** Gets one delivery. */
export const getDelivery = endpoint({
  module: 'delivery',
  name: 'get-delivery',
  kind: 'query',
  summary: 'Gets a delivery with its address, its steps and what its courier reported.',
  permission: deliveryPermissions.seeDeliveries,
  request: DeliveryRequest,
  response: Type.Object({
    delivery: DeliveryView,
    recipientName: Type.String(),
    phone: nullable(Type.String()),
    address: nullable(Address),
    note: nullable(Type.String()),
    steps: Type.Array(
      Type.Object({
        step: Type.String(),
        toState: Type.String(),
        reasonCode: nullable(Type.String()),
        actorName: nullable(Type.String()),
        occurredAt: Type.String(),
      }),
    ),
    reports: Type.Array(Type.Object({ status: Type.String(), code: nullable(Type.String()), at: Type.String() })),
    /** What its clinic needs it for, and the lot that it holds. */
    need: nullable(ClinicNeedView),
    lotNumber: nullable(Type.String()),
    receipt: nullable(ReceiptView),
  }),
  refusals: [deliveryRefusals.unknownDelivery],
});

/** Lists what leaves and what is on its way. */
export const listShipments = endpoint({
  module: 'delivery',
  name: 'list-shipments',
  kind: 'query',
  summary: 'Lists what is to leave up to a day, and what is on its way.',
  permission: deliveryPermissions.seeDeliveries,
  request: Type.Object({ upTo: day }),
  response: Type.Object({ shipments: Type.Array(DeliveryView) }),
});

const wish = {
  clinicId: nullable(uuid),
  method: Method,
  storage: Storage,
  needBy: nullable(day),
  shipOn: nullable(day),
};

/** Proposes when a delivery leaves and where it goes. */
export const proposeDelivery = endpoint({
  module: 'delivery',
  name: 'propose-delivery',
  kind: 'query',
  summary: 'Proposes the days of a delivery, with the address and telephone number on file.',
  permission: deliveryPermissions.seeDeliveries,
  request: Type.Object({ therapyId: uuid, ...wish, toState: nullable(Type.String({ pattern: '^[A-Z]{2}$' })) }),
  response: Type.Object({
    plan: nullable(Plan),
    /** Why there is no plan, as a sentence. */
    refusal: nullable(Type.String()),
    recipientName: Type.String(),
    phone: nullable(Type.String()),
    address: nullable(Address),
    /** The clinic that administers it, with what it needs; null where none does. */
    need: nullable(ClinicNeedView),
  }),
  refusals: [deliveryRefusals.unknownTherapy],
});

const command = (name: string, summary: string) => ({ module: 'delivery', name, kind: 'command', summary }) as const;
const planning = [
  deliveryRefusals.needByTooSoon,
  deliveryRefusals.shipDayClosed,
  deliveryRefusals.arrivalDayClosed,
  deliveryRefusals.arrivesTooLate,
];
const known = [deliveryRefusals.unknownDelivery, deliveryRefusals.stepNotAllowed];

/** Agrees a delivery. */
export const scheduleDelivery = endpoint({
  ...command('schedule-delivery', 'Records the delivery that was agreed with the patient.'),
  permission: deliveryPermissions.schedule,
  request: Type.Object({
    therapyId: uuid,
    ...wish,
    details: Type.Object({
      recipientName: Type.String({ minLength: 1, maxLength: 120 }),
      phone: nullable(Type.String({ maxLength: 40 })),
      address: nullable(Address),
      note: nullable(Type.String({ maxLength: 500 })),
    }),
    signatureRequired: Type.Boolean(),
    paymentMethod: Payment,
    copayCents: Type.Integer({ minimum: 0, maximum: 100_000_000 }),
    copayConsent: Type.Boolean(),
  }),
  response: Type.Object({ deliveryId: Type.String() }),
  refusals: [
    deliveryRefusals.unknownTherapy,
    deliveryRefusals.therapyEnded,
    deliveryRefusals.deliveryUnderWay,
    deliveryRefusals.copayConsentMissing,
    deliveryRefusals.addressMissing,
    deliveryRefusals.unknownClinic,
    ...planning,
  ],
});

/** Moves a delivery. */
export const rescheduleDelivery = endpoint({
  ...command('reschedule-delivery', 'Moves a delivery to another day; what was packed is unpacked.'),
  permission: deliveryPermissions.schedule,
  request: Type.Object({ deliveryId: uuid, needBy: nullable(day), shipOn: nullable(day), reasonCode: code }),
  response: Done,
  refusals: [...known, ...planning],
});

/** Gives a delivery up. */
export const cancelDelivery = endpoint({
  ...command('cancel-delivery', 'Gives a delivery up before it left.'),
  permission: deliveryPermissions.schedule,
  request: Type.Object({ deliveryId: uuid, reasonCode: code }),
  response: Done,
  refusals: known,
});

/** Packs a delivery. */
export const packDelivery = endpoint({
  ...command('pack-delivery', 'Packs the verified fill and books the courier.'),
  permission: deliveryPermissions.ship,
  request: Type.Object({ deliveryId: uuid, packOut: code }),
  response: Done,
  refusals: [...known, deliveryRefusals.packOutMismatch, deliveryRefusals.fillNotVerified],
});

/** Records a tracking number by hand. */
export const recordTrackingNumber = endpoint({
  ...command('record-tracking-number', 'Records a tracking number that a courier gave outside of this program.'),
  permission: deliveryPermissions.ship,
  request: Type.Object({
    deliveryId: uuid,
    trackingNumber: Type.String({ pattern: '^[A-Za-z0-9-]{4,40}$' }),
    carrier: code,
  }),
  response: Done,
  refusals: [...known, deliveryRefusals.trackingNumberTaken],
});

/** Hands a delivery over. */
export const handOverDelivery = endpoint({
  ...command('hand-over-delivery', 'Hands a packed delivery over; its fill leaves the pharmacy.'),
  permission: deliveryPermissions.ship,
  request: Type.Object({ deliveryId: uuid, takenBy: nullable(Type.String({ minLength: 2, maxLength: 80 })) }),
  response: Done,
  refusals: [
    ...known,
    deliveryRefusals.fillNotVerified,
    deliveryRefusals.trackingNumberMissing,
    deliveryRefusals.takerMissing,
  ],
});

/** Records what became of a delivery. */
export const reportDelivery = endpoint({
  ...command('report-delivery', 'Records what a person knows of a delivery that left.'),
  permission: deliveryPermissions.ship,
  request: Type.Object({
    deliveryId: uuid,
    status: Type.Union([
      Type.Literal('delivered'),
      Type.Literal('exception'),
      Type.Literal('returned'),
      Type.Literal('lost'),
    ]),
    code: nullable(code),
  }),
  response: Done,
  refusals: [...known, deliveryRefusals.exceptionCodeMissing, deliveryRefusals.receiptMissing],
});

/** Settles what came back. */
export const settleReturn = endpoint({
  ...command('settle-return', 'Puts goods that came back to stock, or records that they are wasted.'),
  permission: deliveryPermissions.settleReturns,
  request: Type.Object({
    deliveryId: uuid,
    outcome: Type.Union([Type.Literal('returned-to-stock'), Type.Literal('wasted')]),
    reasonCode: code,
  }),
  response: Done,
  refusals: [...known, deliveryRefusals.notReturnable],
});
