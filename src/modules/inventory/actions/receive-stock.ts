import { dayIn, type TimeZone } from '../../../kernel/instant.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { getSite } from '../../identity/index.ts';
import type { LotId } from '../domain/lot-choice.ts';
import { stockReceived } from '../events.ts';
import { appendMovement, type LotIdentity, lockLot, saveLot } from '../lot-store.ts';
import { inventoryRefusals } from '../refusals.ts';

/** Stock that arrived: its lot, how much, and what one unit cost in hundred-thousandths of a dollar. */
export interface ArrivedStock extends LotIdentity {
  readonly quantityThousandths: number;
  /** Null when no price is known. */
  readonly unitCostHundredThousandths: number | null;
}

/** Takes stock in. Refuses expired packages, and a lot that is on file with another expiry date. */
export async function receiveStock(tx: TenantTransaction, arrived: ArrivedStock): Promise<Result<LotId>> {
  if (arrived.quantityThousandths <= 0) return refuse(inventoryRefusals.quantityNotPositive);
  const timeZone: TimeZone = (await getSite(tx, arrived.siteId)).timeZone;
  if (arrived.expiresOn <= dayIn(tx.now, timeZone)) return refuse(inventoryRefusals.expiredOnReceipt);
  const lotId = await saveLot(tx, arrived);
  const lot = await lockLot(tx, lotId);
  if (lot !== null && lot.expiresOn !== arrived.expiresOn)
    return refuse(inventoryRefusals.lotOfOtherExpiry, { expiresOn: lot.expiresOn });
  const { quantityThousandths, unitCostHundredThousandths } = arrived;
  await appendMovement(tx, {
    lotId,
    kind: 'received',
    quantityThousandths,
    ...(unitCostHundredThousandths === null ? {} : { unitCostHundredThousandths }),
  });
  await tx.announce(stockReceived, { lotId, siteId: arrived.siteId, ndc11: arrived.ndc11, quantityThousandths }, lotId);
  return ok(lotId);
}
