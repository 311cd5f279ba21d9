import type { FillId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { pickLot, returnToStock, type StockOwner } from '../../inventory/index.ts';
import { askReleaseToFill } from '../../therapies/index.ts';
import { decideFillStep } from '../domain/fill-lifecycle.ts';
import { lockFill, saveFillStep } from '../fill-store.ts';
import { dispensingRefusals } from '../refusals.ts';
import { voidScans } from '../scan-store.ts';

/** Picks the lot that expires first for a fill. A hold placed since the release stops it here. */
export async function pickForFill(tx: TenantTransaction, fillId: FillId): Promise<Result<null>> {
  const fill = await lockFill(tx, fillId);
  if (fill === null) return refuse(dispensingRefusals.unknownFill);
  const next = decideFillStep(fill.state, 'pick');
  if (!next.ok) return next;
  const released = await askReleaseToFill(tx, fill.therapyId);
  if (!released.ok) return released;
  const { siteId, ndc11, quantityThousandths, daysSupply } = fill;
  const picked = await pickLot(tx, {
    fillId,
    siteId,
    ndc11,
    owner: fill.owner as StockOwner,
    quantityThousandths,
    minimumDays: daysSupply,
  });
  if (!picked.ok) return picked;
  const { lotId, lotNumber, expiresOn } = picked.value;
  await saveFillStep(tx, fill, {
    step: 'pick',
    change: { state: next.value, lotId, lotNumber, lotExpiresOn: expiresOn },
  });
  return ok(null);
}

/** Puts what was picked back on the shelf, and takes every scan back. */
export async function putBackFill(
  tx: TenantTransaction,
  back: { readonly fillId: FillId; readonly reasonCode: string },
): Promise<Result<null>> {
  const fill = await lockFill(tx, back.fillId);
  if (fill === null) return refuse(dispensingRefusals.unknownFill);
  const next = decideFillStep(fill.state, 'put-back');
  if (!next.ok) return next;
  await returnToStock(tx, back);
  await voidScans(tx, back.fillId);
  const change = {
    state: next.value,
    lotId: null,
    lotNumber: null,
    lotExpiresOn: null,
    filledBy: null,
    filledAt: null,
  };
  await saveFillStep(tx, fill, { step: 'put-back', change, reasonCode: back.reasonCode });
  return ok(null);
}
