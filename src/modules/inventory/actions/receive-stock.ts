import { dayIn, type TimeZone } from '../../../kernel/instant.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { getSite } from '../../identity/index.ts';
import type { LotId } from '../domain/lot-choice.ts';
import { stockReceived } from '../events.ts';
import { appendMovement, type LotIdentity, saveLot } from '../lot-store.ts';
import { inventoryRefusals } from '../refusals.ts';

/** Stock that arrived: its lot, how much, and what one unit cost in hundred-thousandths of a dollar. */
export interface ArrivedStock extends LotIdentity {
  readonly quantityThousandths: number;
  readonly unitCostHundredThousandths: number;
}

/** Takes stock in. Refuses expired packages. */
export async function receiveStock(tx: TenantTransaction, arrived: ArrivedStock): Promise<Result<LotId>> {
  if (arrived.quantityThousandths <= 0) return refuse(inventoryRefusals.quantityNotPositive);
  const timeZone: TimeZone = (await getSite(tx, arrived.siteId)).timeZone;
  if (arrived.expiresOn <= dayIn(tx.now, timeZone)) return refuse(inventoryRefusals.expiredOnReceipt);
  const lotId = await saveLot(tx, arrived);
  const { quantityThousandths, unitCostHundredThousandths } = arrived;
  await appendMovement(tx, { lotId, kind: 'received', quantityThousandths, unitCostHundredThousandths });
  await tx.announce(stockReceived, { lotId, siteId: arrived.siteId, ndc11: arrived.ndc11, quantityThousandths }, lotId);
  return ok(lotId);
}
