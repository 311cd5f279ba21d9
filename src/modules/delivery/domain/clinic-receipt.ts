import type { Instant } from '../../../kernel/instant.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { ClinicId } from '../../clinics/index.ts';
import { deliveryRefusals } from '../refusals.ts';
import type { Storage } from './delivery.ts';

/** As what somebody of a clinic receives goods. */
export const receiverRoles = {
  nurse: 'Nurse',
  pharmacist: 'Pharmacist',
  technician: 'Pharmacy technician',
  'medical-assistant': 'Medical assistant',
  'front-desk': 'Front desk',
} as const;

/** In which condition goods reach a clinic. */
export const conditions = {
  intact: 'Intact',
  damaged: 'Damaged',
  'seal-broken': 'Seal broken',
  'wrong-product': 'Not the drug that was ordered',
} as const;

/** Why a clinic does not accept goods; the code goes with them on their way back. */
export const receiptReasons = {
  excursion: 'Temperature excursion',
  damaged: 'Damaged',
  'wrong-product': 'Not the drug that was ordered',
  'appointment-cancelled': 'Appointment cancelled',
  refused: 'Clinic does not take it',
} as const;

type ReceiptReason = keyof typeof receiptReasons;

/** What the clinic says of goods that it received. */
export interface ClinicReceipt {
  readonly receiverName: string;
  readonly receiverRole: keyof typeof receiverRoles;
  readonly receivedAt: Instant;
  readonly lotNumber: string;
  readonly packages: number;
  /** Whether the goods stayed in their range on the way; null where no range is to be kept. */
  readonly temperatureInRange: boolean | null;
  /** What was read, in tenths of a degree Celsius. */
  readonly temperatureTenths: number | null;
  readonly condition: keyof typeof conditions;
  /** Null when the clinic accepts the goods. */
  readonly reasonCode: ReceiptReason | null;
}

/** What is known of a delivery when its clinic receives it. */
export interface ReceivedDelivery {
  readonly clinicId: ClinicId | null;
  readonly storage: Storage;
  readonly handedOverAt: Instant | null;
  readonly sentLotNumber: string | null;
  readonly now: Instant;
}

/**
 * Decides whether a hand-over to a clinic is recorded as it was told. Refuses what cannot be: received before it left or in the future,
 * a lot that was not sent; cold goods without a temperature; and accepting goods that left their range or are not intact.
 */
export function decideReceipt(receipt: ClinicReceipt, delivery: ReceivedDelivery): Result<ClinicId> {
  const { clinicId, handedOverAt, sentLotNumber, storage, now } = delivery;
  if (clinicId === null) return refuse(deliveryRefusals.notForClinic);
  const { receivedAt, reasonCode, temperatureInRange, condition } = receipt;
  // People tell the minute; what was received in the minute in which it left was received after.
  if (handedOverAt === null || receivedAt < handedOverAt.slice(0, 16) || receivedAt > now)
    return refuse(deliveryRefusals.receivedAtWrong, { handedOverAt, receivedAt });
  const isSentLot = sentLotNumber === null || toLot(receipt.lotNumber) === toLot(sentLotNumber);
  if (!isSentLot && reasonCode !== 'wrong-product')
    return refuse(deliveryRefusals.lotNotSent, { sentLotNumber, lotNumber: receipt.lotNumber });
  const isCold = storage !== 'room';
  if (isCold && (temperatureInRange === null || receipt.temperatureTenths === null))
    return refuse(deliveryRefusals.temperatureMissing);
  const isSound = condition === 'intact' && temperatureInRange !== false;
  if (!isSound && reasonCode === null) return refuse(deliveryRefusals.notAcceptable, { condition, temperatureInRange });
  return ok(clinicId);
}

function toLot(text: string): string {
  return text.trim().toUpperCase();
}
