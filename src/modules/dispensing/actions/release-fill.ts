import type { FillId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { findClaimOfFill } from '../../claims/index.ts';
import { isClearedToFill } from '../../clinical/index.ts';
import { askReleaseToFill } from '../../therapies/index.ts';
import { decideFillStep } from '../domain/fill-lifecycle.ts';
import { isPaidFor } from '../domain/fill-payment.ts';
import { lockFill, saveFillStep } from '../fill-store.ts';
import { dispensingRefusals } from '../refusals.ts';

/**
 * Releases a fill to be filled: the claim is paid, a pharmacist has verified the prescription, and the therapy, asked and locked in
 * this very transaction, has no hold. Refuses with the first that is missing.
 */
export async function releaseFill(tx: TenantTransaction, fillId: FillId): Promise<Result<null>> {
  const fill = await lockFill(tx, fillId);
  if (fill === null) return refuse(dispensingRefusals.unknownFill);
  const next = decideFillStep(fill.state, 'release');
  if (!next.ok) return next;
  const claimState = (await findClaimOfFill(tx, fillId))?.state ?? null;
  if (!isPaidFor({ payment: fill.payment, claimState }))
    return refuse(dispensingRefusals.claimNotPaid, { state: claimState });
  const cleared = await isClearedToFill(tx, { prescriptionId: fill.prescriptionId });
  if (!cleared.ok) return cleared;
  const released = await askReleaseToFill(tx, fill.therapyId);
  if (!released.ok) return released;
  await saveFillStep(tx, fill, { step: 'release', change: { state: next.value } });
  return ok(null);
}
