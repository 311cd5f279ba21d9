import type { PrescriptionId } from '../../../kernel/ids.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { cancelOrder, lockPrescriptionsOfOrder } from '../../prescriptions/index.ts';
import { decideFillStep } from '../domain/fill-lifecycle.ts';
import { isUsedUp } from '../domain/order-cancellation.ts';
import { listFillsOfPrescription } from '../fill-store.ts';
import { cancelFill, returnFillToStock } from './leave-fill.ts';

type CancelledOrder = Awaited<ReturnType<typeof cancelOrder>>;

/** What became of a sender's cancellation. `dispensed` means that everything the order authorizes has left the house. */
export interface OrderCancellation {
  readonly outcome: CancelledOrder['outcome'] | 'dispensed';
  readonly prescriptions: CancelledOrder['prescriptions'];
  readonly fillsHandedOver: number;
}

/**
 * Cancels what a sender sent under an order number, unless all of it has been dispensed. Where refills remain, they are cancelled although
 * earlier fills are with the patient; fills under way are stopped when the cancellation is announced.
 */
export async function cancelOrderUnlessDispensed(
  tx: TenantTransaction,
  order: Parameters<typeof cancelOrder>[1],
): Promise<OrderCancellation> {
  const locked = await lockPrescriptionsOfOrder(tx, order);
  let fillsHandedOver = 0;
  let usedUp = 0;
  for (const { prescriptionId, refillsAuthorized } of locked) {
    const fills = await listFillsOfPrescription(tx, prescriptionId);
    const handedOver = fills.filter(({ state }) => state === 'handed-over').length;
    fillsHandedOver += handedOver;
    if (isUsedUp({ refillsAuthorized, fillsHandedOver: handedOver })) usedUp += 1;
  }
  if (locked.length > 0 && usedUp === locked.length)
    return { outcome: 'dispensed', prescriptions: locked, fillsHandedOver };
  return { ...(await cancelOrder(tx, order)), fillsHandedOver };
}

/** Stops the fills of a prescription that authorizes nothing any more: stock and claim go back. Those handed over stay as they are. */
export async function stopFillsOf(tx: TenantTransaction, prescriptionId: PrescriptionId): Promise<void> {
  const reasonCode = 'prescription-cancelled';
  for (const { fillId, state } of await listFillsOfPrescription(tx, prescriptionId)) {
    const stop = decideFillStep(state, 'cancel').ok ? cancelFill : state === 'verified' ? returnFillToStock : null;
    const stopped = await stop?.(tx, { fillId, reasonCode });
    // The delivery of the news is tried again: a claim on its way is answered first.
    if (stopped?.ok === false) throw new Error(`a fill of a cancelled prescription goes on: ${stopped.refusal.code}`);
  }
}
