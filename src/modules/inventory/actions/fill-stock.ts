import type { FillId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import type { LotId } from '../domain/lot-choice.ts';
import { appendMovement, listFillStock } from '../lot-store.ts';
import { inventoryRefusals } from '../refusals.ts';
import { lockSerial, type PackageSerial, releaseSerials, saveSerial } from '../serial-store.ts';

/** Records that a scanned package belongs to a fill. Refuses one that was wasted, or dispensed to another fill before. */
export async function claimSerial(
  tx: TenantTransaction,
  scan: PackageSerial & { readonly lotId: LotId; readonly fillId: FillId },
): Promise<Result<null>> {
  const holder = await lockSerial(tx, scan);
  if (holder === 'wasted') return refuse(inventoryRefusals.serialWasted);
  if (holder !== null && holder !== scan.fillId) return refuse(inventoryRefusals.serialAlreadyDispensed);
  await saveSerial(tx, { ...scan, state: 'dispensed' });
  return ok(null);
}

/** Takes what is reserved for a fill off the shelf. Refuses when nothing is. */
export async function dispenseStock(tx: TenantTransaction, fillId: FillId): Promise<Result<null>> {
  const reserved = (await listFillStock(tx, fillId)).filter((stock) => stock.reservedThousandths > 0);
  if (reserved.length === 0) return refuse(inventoryRefusals.nothingReserved);
  for (const { lotId, reservedThousandths } of reserved) {
    await appendMovement(tx, { lotId, kind: 'dispensed', quantityThousandths: reservedThousandths, fillId });
  }
  return ok(null);
}

/** Gives back everything that a fill reserved or took, to the very lots it came from; doing it twice changes nothing. */
export async function returnToStock(
  tx: TenantTransaction,
  returned: { readonly fillId: FillId; readonly reasonCode: string },
): Promise<void> {
  const { fillId, reasonCode } = returned;
  for (const stock of await listFillStock(tx, fillId)) {
    if (stock.reservedThousandths > 0) {
      await appendMovement(tx, {
        lotId: stock.lotId,
        kind: 'released',
        quantityThousandths: stock.reservedThousandths,
        fillId,
        reasonCode,
      });
    }
    if (stock.dispensedThousandths > 0) {
      await appendMovement(tx, {
        lotId: stock.lotId,
        kind: 'returned',
        quantityThousandths: stock.dispensedThousandths,
        fillId,
        reasonCode,
      });
    }
  }
  await releaseSerials(tx, fillId);
}
