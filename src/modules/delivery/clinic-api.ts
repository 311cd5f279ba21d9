import { type TLiteral, Type } from 'typebox';
import { endpoint } from '../../kernel/endpoint.ts';
import { conditions, receiptReasons, receiverRoles } from './domain/clinic-receipt.ts';
import { deliveryPermissions } from './permissions.ts';
import { deliveryRefusals } from './refusals.ts';

const uuid = Type.String({ format: 'uuid' });
const TextOrNull = Type.Union([Type.String(), Type.Null()]);
const codeOf = <Code extends string>(table: Readonly<Record<Code, unknown>>) =>
  Type.Union((Object.keys(table) as Code[]).map((code) => Type.Literal(code)) as unknown as [TLiteral<Code>]);

/** What a clinic needs for a therapy that it administers. */
export const ClinicNeedView = Type.Object({
  /** The bagging model in words, what it means for the work, and who said so. */
  modelLabel: Type.String(),
  effect: Type.String(),
  modelFrom: Type.Union([Type.Literal('benefits-check'), Type.Literal('programme')]),
  clinicId: TextOrNull,
  clinicName: TextOrNull,
  appointmentAt: TextOrNull,
  timeZone: Type.String(),
  needBy: TextOrNull,
  receivesUntil: Type.String(),
  isReceivingAssumed: Type.Boolean(),
  goesToClinic: Type.Boolean(),
  collectsCopay: Type.Boolean(),
});

/** Gets what a clinic needs for a therapy. */
export const getClinicNeed = endpoint({
  module: 'delivery',
  name: 'get-clinic-need',
  kind: 'query',
  summary:
    'Tells for which appointment a clinic needs the drug of a therapy, and by when; nothing where no clinic administers it.',
  permission: deliveryPermissions.seeDeliveries,
  request: Type.Object({ therapyId: uuid }),
  response: Type.Object({ need: Type.Union([ClinicNeedView, Type.Null()]) }),
  refusals: [deliveryRefusals.unknownTherapy],
});

/** Records the hand-over of a delivery to its clinic. */
export const recordClinicReceipt = endpoint({
  module: 'delivery',
  name: 'record-clinic-receipt',
  kind: 'command',
  summary: 'Records who of a clinic received a delivery, when and in which state; what is not accepted goes back.',
  permission: deliveryPermissions.receiveAtClinic,
  request: Type.Object({
    deliveryId: uuid,
    receiverName: Type.String({ minLength: 2, maxLength: 80 }),
    receiverRole: codeOf(receiverRoles),
    /** An instant. */
    receivedAt: Type.String({ format: 'date-time' }),
    lotNumber: Type.String({ minLength: 1, maxLength: 40 }),
    packages: Type.Integer({ minimum: 1, maximum: 999 }),
    temperatureInRange: Type.Union([Type.Boolean(), Type.Null()]),
    temperatureTenths: Type.Union([Type.Integer({ minimum: -2_000, maximum: 1_000 }), Type.Null()]),
    condition: codeOf(conditions),
    reasonCode: Type.Union([codeOf(receiptReasons), Type.Null()]),
  }),
  response: Type.Object({}),
  refusals: [
    deliveryRefusals.unknownDelivery,
    deliveryRefusals.stepNotAllowed,
    deliveryRefusals.receiptRecorded,
    deliveryRefusals.notForClinic,
    deliveryRefusals.receivedAtWrong,
    deliveryRefusals.lotNotSent,
    deliveryRefusals.temperatureMissing,
    deliveryRefusals.notAcceptable,
  ],
});
