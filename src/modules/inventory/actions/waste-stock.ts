import type { FillId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import type { LotId } from '../domain/lot-choice.ts';
import { computeAvailableThousandths } from '../domain/stock-balance.ts';
import { appendMovement, listFillStock, lockLot } from '../lot-store.ts';
import { inventoryRefusals } from '../refusals.ts';
import { wasteSerials } from '../serial-store.ts';

/** Takes stock that nobody may use off the shelf, with a coded reason. What is reserved is put back first. */
export async function wasteStock(
  tx: TenantTransaction,
  waste: { readonly lotId: LotId; readonly quantityThousandths: number; readonly reasonCode: string },
): Promise<Result<null>> {
  if (waste.quantityThousandths <= 0) return refuse(inventoryRefusals.quantityNotPositive);
  const lot = await lockLot(tx, waste.lotId);
  if (lot === null) return refuse(inventoryRefusals.unknownLot);
  const availableThousandths = computeAvailableThousandths(lot.balance);
  if (availableThousandths < waste.quantityThousandths)
    return refuse(inventoryRefusals.wouldBeNegative, { availableThousandths });
  await appendMovement(tx, { ...waste, kind: 'wasted' });
  return ok(null);
}

/**
 * Records that goods of a fill came back and were wasted: they enter the lots they came from and leave them again. Doing it twice
 * changes nothing, and their serial numbers never leave again.
 */
export async function wasteReturnedStock(
  tx: TenantTransaction,
  waste: { readonly fillId: FillId; readonly reasonCode: string },
): Promise<void> {
  for (const { lotId, dispensedThousandths } of await listFillStock(tx, waste.fillId)) {
    if (dispensedThousandths <= 0) continue;
    await lockLot(tx, lotId);
    const movement = { ...waste, lotId, quantityThousandths: dispensedThousandths };
    await appendMovement(tx, { ...movement, kind: 'returned' });
    await appendMovement(tx, { ...movement, kind: 'wasted' });
  }
  await wasteSerials(tx, waste.fillId);
}
