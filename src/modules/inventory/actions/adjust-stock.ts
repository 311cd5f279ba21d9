import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import type { LotId } from '../domain/lot-choice.ts';
import { computeAvailableThousandths } from '../domain/stock-balance.ts';
import { appendMovement, lockLot } from '../lot-store.ts';
import { inventoryRefusals } from '../refusals.ts';

/** Corrects a count by adding or taking away, with a coded reason. What is reserved cannot be taken away. */
export async function adjustStock(
  tx: TenantTransaction,
  correction: { readonly lotId: LotId; readonly quantityThousandths: number; readonly reasonCode: string },
): Promise<Result<null>> {
  const lot = await lockLot(tx, correction.lotId);
  if (lot === null) return refuse(inventoryRefusals.unknownLot);
  if (computeAvailableThousandths(lot.balance) + correction.quantityThousandths < 0) {
    return refuse(inventoryRefusals.wouldBeNegative, {
      availableThousandths: computeAvailableThousandths(lot.balance),
    });
  }
  await appendMovement(tx, { ...correction, kind: 'adjusted' });
  return ok(null);
}
