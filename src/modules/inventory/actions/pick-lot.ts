import type { FillId, SiteId } from '../../../kernel/ids.ts';
import { dayIn } from '../../../kernel/instant.ts';
import type { Ndc11 } from '../../../kernel/ndc.ts';
import { ok, type Result } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { getSite } from '../../identity/index.ts';
import { decideLot, type LotOnHand } from '../domain/lot-choice.ts';
import type { StockOwner } from '../domain/stock-owner.ts';
import { stockOut } from '../events.ts';
import { appendMovement, lockLots } from '../lot-store.ts';

/** What a fill asks of the shelf. The supply must not expire before `minimumDays` have passed. */
export interface LotPick {
  readonly fillId: FillId;
  readonly siteId: SiteId;
  readonly ndc11: Ndc11;
  readonly owner: StockOwner;
  readonly quantityThousandths: number;
  readonly minimumDays: number;
}

/** Reserves the lot that expires first for a fill. Refuses with the reason of each lot that cannot serve. */
export async function pickLot(tx: TenantTransaction, pick: LotPick): Promise<Result<LotOnHand>> {
  const lots = await lockLots(tx, pick);
  const today = dayIn(tx.now, (await getSite(tx, pick.siteId)).timeZone);
  const chosen = decideLot(lots, { ...pick, today });
  if (!chosen.ok) {
    const { siteId, ndc11, fillId, quantityThousandths } = pick;
    await tx.announce(stockOut, { siteId, ndc11, fillId, quantityThousandths }, fillId);
    return chosen;
  }
  await appendMovement(tx, {
    lotId: chosen.value.lotId,
    kind: 'reserved',
    quantityThousandths: pick.quantityThousandths,
    fillId: pick.fillId,
  });
  return ok(chosen.value);
}
