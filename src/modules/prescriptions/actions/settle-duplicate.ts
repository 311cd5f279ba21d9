import type { PrescriptionId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { type DuplicateSettlement, decideSettlement } from '../domain/duplicate-referral.ts';
import { canBecome, type Prescription } from '../domain/prescription.ts';
import { insertDuplicateSettlement } from '../duplicate-store.ts';
import { duplicateClosed } from '../events.ts';
import { getPrescription } from '../prescription-store.ts';
import { prescriptionRefusals } from '../refusals.ts';
import { refusePrescription } from './accept-prescription.ts';
import { cancelPrescription } from './cancel-prescription.ts';
import { decideAgain, lockUndecided, type SeenPrescription } from './change-prescription.ts';
import { findDuplicate } from './find-duplicate.ts';

/**
 * Settles what a possible duplicate is. The therapy goes on with this one, which replaces the earlier; or both stand for a reason; or
 * this one is closed and its prescriber told. What else stands against it still does.
 */
export async function settleDuplicate(
  tx: TenantTransaction,
  settled: SeenPrescription & DuplicateSettlement & { readonly duplicateOf: PrescriptionId },
): Promise<Result<Prescription>> {
  const locked = await lockUndecided(tx, settled);
  if (!locked.ok) return locked;
  const found = await findDuplicate(tx, locked.value);
  if (found === null || found.settled !== null || found.duplicateOf !== settled.duplicateOf)
    return refuse(prescriptionRefusals.noDuplicate);
  const earlier = await getPrescription(tx, found.duplicateOf);
  const decision = decideSettlement(earlier, settled);
  if (!decision.ok) return decision;
  const { prescriptionId } = locked.value;
  insertDuplicateSettlement(tx, { ...decision.value, prescriptionId, duplicateOf: found.duplicateOf });
  if (decision.value.resolution === 'duplicate') return closeDuplicate(tx, settled, locked.value);
  if (decision.value.resolution === 'continue' && canBecome(earlier.status, 'cancelled')) {
    const replaced = await cancelPrescription(tx, { prescriptionId: earlier.prescriptionId, reasonCode: 'replaced' });
    if (!replaced.ok) return replaced;
  }
  return ok(await decideAgain(tx, locked.value));
}

async function closeDuplicate(
  tx: TenantTransaction,
  seen: SeenPrescription & { readonly duplicateOf: PrescriptionId },
  { prescriptionId, prescriberId, siteId }: Prescription,
): Promise<Result<Prescription>> {
  const refused = await refusePrescription(tx, { ...seen, reasonCode: 'duplicate' });
  if (!refused.ok) return refused;
  const { duplicateOf } = seen;
  await tx.announce(duplicateClosed, { prescriptionId, duplicateOf, prescriberId, siteId }, prescriptionId);
  return refused;
}
