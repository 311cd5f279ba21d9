import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { returnFillToStock, wasteReturnedFill } from '../../dispensing/index.ts';
import { lockDelivery, saveDeliveryStep } from '../delivery-store.ts';
import type { DeliveryId } from '../domain/delivery.ts';
import { decideReturn, type ReturnOutcome } from '../domain/return-settlement.ts';
import { deliveryRefusals } from '../refusals.ts';

/** Settles what becomes of goods that came back: back to the lot they came from, with the claim taken back, or wasted, which the stock ledger shows as well. */
export async function settleReturn(
  tx: TenantTransaction,
  settled: { readonly deliveryId: DeliveryId; readonly outcome: ReturnOutcome; readonly reasonCode: string },
): Promise<Result<null>> {
  const delivery = await lockDelivery(tx, settled.deliveryId);
  if (delivery === null) return refuse(deliveryRefusals.unknownDelivery);
  const { outcome, reasonCode } = settled;
  const decided = decideReturn(delivery, outcome);
  if (!decided.ok) return decided;
  if (delivery.fillId !== null) {
    const given = { fillId: delivery.fillId, reasonCode };
    const posted = await (outcome === 'wasted' ? wasteReturnedFill(tx, given) : returnFillToStock(tx, given));
    if (!posted.ok) return posted;
  }
  await saveDeliveryStep(tx, delivery, { step: 'settle-return', change: { returnOutcome: outcome }, reasonCode });
  return ok(null);
}
