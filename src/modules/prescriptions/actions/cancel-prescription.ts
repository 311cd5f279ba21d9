import type { Id, PrescriptionId, RawMessageId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { type CancellationReason, canBecome, type Prescription } from '../domain/prescription.ts';
import { prescriptionCancelled } from '../events.ts';
import {
  insertAcceptance,
  insertEarlyCancellation,
  lockPrescription,
  lockPrescriptionsOfOrder,
  savePrescription,
} from '../prescription-store.ts';
import { prescriptionRefusals } from '../refusals.ts';
import { closePrescriptionWork } from './prescription-work.ts';

/** Cancels a prescription, decided or not; one that was accepted authorizes nothing any more. */
export async function cancelPrescription(
  tx: TenantTransaction,
  cancelled: { readonly prescriptionId: PrescriptionId; readonly reasonCode: CancellationReason },
): Promise<Result<Prescription>> {
  const locked = await lockPrescription(tx, cancelled.prescriptionId);
  if (locked === null) return refuse(prescriptionRefusals.unknownPrescription);
  if (!canBecome(locked.status, 'cancelled'))
    return refuse(prescriptionRefusals.notCancellable, { status: locked.status });
  return ok(await cancelLocked(tx, locked, cancelled.reasonCode));
}

/** What became of the cancellation of an order. */
export interface CancelledOrder {
  /** `early` means that the order is not here yet: it will be cancelled when it comes. */
  readonly outcome: 'cancelled' | 'already' | 'early';
  readonly prescriptions: readonly Prescription[];
}

/** Cancels what a sender sent under an order number. A cancellation that comes before its order is remembered. */
export async function cancelOrder(
  tx: TenantTransaction,
  order: {
    readonly partnerId: Id<'partner'>;
    readonly orderNumber: string;
    readonly rawMessageId: RawMessageId | null;
    readonly reasonCode: CancellationReason;
  },
): Promise<CancelledOrder> {
  const prescriptions = await lockPrescriptionsOfOrder(tx, order);
  if (prescriptions.length === 0) {
    await insertEarlyCancellation(tx, order);
    return { outcome: 'early', prescriptions };
  }
  const live = prescriptions.filter(({ status }) => canBecome(status, 'cancelled'));
  for (const prescription of live) await cancelLocked(tx, prescription, order.reasonCode);
  return { outcome: live.length === 0 ? 'already' : 'cancelled', prescriptions };
}

/** Cancels earlier prescriptions of an order that its sender replaces; nothing is remembered when there are none. */
export async function replaceOrder(
  tx: TenantTransaction,
  order: { readonly partnerId: Id<'partner'>; readonly orderNumber: string },
): Promise<void> {
  const prescriptions = await lockPrescriptionsOfOrder(tx, order);
  for (const prescription of prescriptions)
    if (canBecome(prescription.status, 'cancelled')) await cancelLocked(tx, prescription, 'replaced');
}

async function cancelLocked(
  tx: TenantTransaction,
  locked: Prescription,
  reasonCode: CancellationReason,
): Promise<Prescription> {
  const { prescriptionId, therapyId } = locked;
  const prescription = await savePrescription(tx, {
    ...locked,
    status: 'cancelled',
    statusReasons: [reasonCode],
    decidedAt: tx.now,
  });
  await insertAcceptance(tx, { prescriptionId, decision: 'cancelled', findings: [] });
  await closePrescriptionWork(tx, prescriptionId, 'cancelled');
  if (locked.status === 'accepted' && therapyId !== null)
    await tx.announce(prescriptionCancelled, { prescriptionId, therapyId, reasonCode }, therapyId);
  tx.touch(`prescription:${prescriptionId}`);
  return prescription;
}
