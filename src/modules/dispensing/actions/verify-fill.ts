import type { FillId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { findClaimOfFill } from '../../claims/index.ts';
import { findStaff } from '../../identity/index.ts';
import { getDrug } from '../../reference/index.ts';
import type { Fill } from '../domain/fill.ts';
import { decideFillStep } from '../domain/fill-lifecycle.ts';
import { decideVerification, type VerificationRequest } from '../domain/fill-verification.ts';
import { fillUnverified, fillVerified } from '../events.ts';
import { lockFill, saveFillStep } from '../fill-store.ts';
import { dispensingRefusals } from '../refusals.ts';
import { listPapers } from '../scan-store.ts';
import { setReturnTimer } from './return-uncollected.ts';

/** Records that a pharmacist verified the product. Refuses an own fill, anyone who is no pharmacist, a lost claim and missing papers. */
export async function verifyFill(tx: TenantTransaction, fillId: FillId): Promise<Result<null>> {
  const fill = await lockFill(tx, fillId);
  if (fill === null) return refuse(dispensingRefusals.unknownFill);
  if (tx.actor.kind !== 'staff') return refuse(dispensingRefusals.pharmacistNeeded);
  const request = await describeVerification(tx, fill);
  const decided = decideVerification(request);
  if (!decided.ok) return decided;
  await saveFillStep(tx, fill, {
    step: 'verify',
    change: { state: 'verified', verifiedBy: tx.actor.staffId, verifiedAt: tx.now },
  });
  await setReturnTimer(tx, fill);
  const { therapyId, daysSupply, quantityThousandths } = fill;
  await tx.announce(fillVerified, { fillId, therapyId, daysSupply, quantityThousandths }, therapyId);
  return ok(null);
}

/** Takes a verification back, with a coded reason. */
export async function unverifyFill(
  tx: TenantTransaction,
  back: { readonly fillId: FillId; readonly reasonCode: string },
): Promise<Result<null>> {
  const fill = await lockFill(tx, back.fillId);
  if (fill === null) return refuse(dispensingRefusals.unknownFill);
  const next = decideFillStep(fill.state, 'unverify');
  if (!next.ok) return next;
  await saveFillStep(tx, fill, {
    step: 'unverify',
    change: { state: next.value, verifiedBy: null, verifiedAt: null },
    reasonCode: back.reasonCode,
  });
  await tx.announce(
    fillUnverified,
    { fillId: fill.fillId, therapyId: fill.therapyId, reasonCode: back.reasonCode },
    fill.therapyId,
  );
  return ok(null);
}

/** Gathers what the decision about a verification looks at; the browser shows the same decision. */
export async function describeVerification(tx: TenantTransaction, fill: Fill): Promise<VerificationRequest> {
  const drug = await getDrug(tx, fill.drugId);
  return {
    state: fill.state,
    filledBy: fill.filledBy,
    verifier: {
      staffId: tx.actor.kind === 'staff' ? tx.actor.staffId : ('' as never),
      isPharmacist: await isPharmacist(tx),
    },
    recordedPapers: (await listPapers(tx, fill.fillId)).map((paper) => paper.kind),
    needsMedicationGuide: drug.medicationGuide,
    payment: fill.payment,
    claimState: (await findClaimOfFill(tx, fill.fillId))?.state ?? null,
  };
}

/** Tells whether the person who acts is a pharmacist of this pharmacy. */
export async function isPharmacist(tx: TenantTransaction): Promise<boolean> {
  const member = tx.actor.kind === 'staff' ? await findStaff(tx, tx.actor.staffId) : null;
  const roles = member?.roles ?? [];
  return roles.includes('verifyingPharmacist') || roles.includes('clinicalPharmacist');
}
