import type { FillId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { findClaimOfFill, giveUpRejects, reverseClaim } from '../../claims/index.ts';
import { dispenseStock, returnToStock, wasteReturnedStock } from '../../inventory/index.ts';
import { askReleaseToLeave } from '../../therapies/index.ts';
import type { Fill } from '../domain/fill.ts';
import { decideFillStep } from '../domain/fill-lifecycle.ts';
import { decideStillPaid } from '../domain/fill-payment.ts';
import { fillCancelled, fillReturnedToStock } from '../events.ts';
import { lockFill, saveFillStep } from '../fill-store.ts';
import { dispensingRefusals } from '../refusals.ts';
import { voidScans } from '../scan-store.ts';

/**
 * Hands a verified fill over for delivery; its stock leaves the shelf. Refuses any fill that is not verified, one whose claim was lost,
 * and one whose therapy, asked and locked in this very transaction, has a hold.
 */
export async function handOverFill(tx: TenantTransaction, fillId: FillId): Promise<Result<null>> {
  const fill = await lockFill(tx, fillId);
  if (fill === null) return refuse(dispensingRefusals.unknownFill);
  const next = decideFillStep(fill.state, 'hand-over');
  if (!next.ok) return next;
  const claimState = (await findClaimOfFill(tx, fillId))?.state ?? null;
  const paid = decideStillPaid({ payment: fill.payment, claimState });
  if (!paid.ok) return paid;
  const released = await askReleaseToLeave(tx, fill.therapyId);
  if (!released.ok) return released;
  const dispensed = await dispenseStock(tx, fillId);
  if (!dispensed.ok) return dispensed;
  await saveFillStep(tx, fill, { step: 'hand-over', change: { state: next.value, handedOverAt: tx.now } });
  return ok(null);
}

/** Gives a fill up before it left the house: stock goes back, the claim is taken back. */
export async function cancelFill(
  tx: TenantTransaction,
  given: { readonly fillId: FillId; readonly reasonCode: string },
): Promise<Result<null>> {
  return leave(tx, { ...given, step: 'cancel' });
}

/** Puts the product of a fill back to stock, in the very lot it came from, and takes the claim back. */
export async function returnFillToStock(
  tx: TenantTransaction,
  given: { readonly fillId: FillId; readonly reasonCode: string },
): Promise<Result<null>> {
  return leave(tx, { ...given, step: 'return-to-stock' });
}

/** Records that the product of a fill came back and was wasted: the stock ledger shows both. The fill stays as it left. */
export async function wasteReturnedFill(
  tx: TenantTransaction,
  given: { readonly fillId: FillId; readonly reasonCode: string },
): Promise<Result<null>> {
  const fill = await lockFill(tx, given.fillId);
  if (fill === null) return refuse(dispensingRefusals.unknownFill);
  await wasteReturnedStock(tx, given);
  return ok(null);
}

async function leave(
  tx: TenantTransaction,
  given: { readonly fillId: FillId; readonly reasonCode: string; readonly step: 'cancel' | 'return-to-stock' },
): Promise<Result<null>> {
  const fill = await lockFill(tx, given.fillId);
  if (fill === null) return refuse(dispensingRefusals.unknownFill);
  const next = decideFillStep(fill.state, given.step);
  if (!next.ok) return next;
  const reversed = await takeClaimBack(tx, fill, given.reasonCode);
  if (!reversed.ok) return reversed;
  await giveUpRejects(tx, given);
  await returnToStock(tx, given);
  await voidScans(tx, fill.fillId);
  await saveFillStep(tx, fill, { step: given.step, change: { state: next.value }, reasonCode: given.reasonCode });
  const kind = given.step === 'cancel' ? fillCancelled : fillReturnedToStock;
  await tx.announce(
    kind,
    { fillId: fill.fillId, therapyId: fill.therapyId, reasonCode: given.reasonCode },
    fill.therapyId,
  );
  return ok(null);
}

/** Takes the claim of a fill back where a payer may pay it. One on its way is answered first, so nothing is lost between. */
async function takeClaimBack(tx: TenantTransaction, fill: Fill, reasonCode: string): Promise<Result<null>> {
  const claim = await findClaimOfFill(tx, fill.fillId);
  if (claim === null || claim.state === 'rejected' || claim.state === 'reversed' || claim.state === 'reversing')
    return ok(null);
  return reverseClaim(tx, { claimId: claim.claimId, reasonCode });
}
