import type { FillId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { type ClaimId, findClaimOfFill, reverseClaim, submitClaim } from '../../claims/index.ts';
import { mayBePaid } from '../../claims/language.ts';
import { getDrug } from '../../reference/index.ts';
import { openWorkItem } from '../../work/index.ts';
import { isUnderWay } from '../domain/fill-lifecycle.ts';
import { decideBillAgain, decideTakeClaimBack } from '../domain/fill-payment.ts';
import { findFill, lockFill, touchFill } from '../fill-store.ts';
import { dispensingRefusals } from '../refusals.ts';
import { type ClaimCorrection, composeClaim } from './compose-claim.ts';
import { findUsable } from './open-fill.ts';
import { isPharmacist } from './verify-fill.ts';

/**
 * Bills a fill under way again, on the coverage that pays first now. What was filled stays where it is; once the new claim is paid
 * the fill goes on from there.
 */
export async function billAgain(
  tx: TenantTransaction,
  fillId: FillId,
  correction: ClaimCorrection = {},
): Promise<Result<ClaimId>> {
  const fill = await lockFill(tx, fillId);
  if (fill === null) return refuse(dispensingRefusals.unknownFill);
  const claimState = (await findClaimOfFill(tx, fillId))?.state ?? null;
  const decided = decideBillAgain({ state: fill.state, payment: fill.payment, claimState });
  if (!decided.ok) return decided;
  if ((correction.drugUseOutcomes ?? []).length > 0 && !(await isPharmacist(tx)))
    return refuse(dispensingRefusals.pharmacistDecidesAlerts);
  const prescription = await findUsable(tx, fill.prescriptionId);
  if (prescription === null) return refuse(dispensingRefusals.prescriptionNotUsable);
  const claim = await composeClaim(tx, { fill, prescription, drug: await getDrug(tx, fill.drugId), correction });
  if (!claim.ok) return claim;
  const submitted = await submitClaim(tx, claim.value);
  if (submitted.ok) touchFill(tx, fill);
  return submitted;
}

/** Bills a fill again whose claim no payer answered and that was taken back. Where that is refused while the fill waits, a person is asked. */
export async function billAfterTimeOut(tx: TenantTransaction, fillId: FillId): Promise<void> {
  const billed = await billAgain(tx, fillId);
  const claim = await findClaimOfFill(tx, fillId);
  const fill = await findFill(tx, fillId);
  if (billed.ok || claim === null || fill === null || !isUnderWay(fill.state) || mayBePaid(claim.state)) return;
  const { siteId, patientId, therapyId, claimId, submittedCents } = claim;
  await openWorkItem(tx, {
    ...{ queue: 'claim-rejects', subjectKind: 'fill', subjectId: fillId, siteId, patientId, therapyId },
    ...{ reasonCode: 'not-billed-again', dueAt: tx.now, facts: { claimId, claimedCents: submittedCents } },
  });
}

/** Takes the claim of a fill under way back, with a coded reason; the fill stays where it is until it is billed again. */
export async function takeClaimBack(
  tx: TenantTransaction,
  given: { readonly fillId: FillId; readonly reasonCode: string },
): Promise<Result<null>> {
  const fill = await lockFill(tx, given.fillId);
  if (fill === null) return refuse(dispensingRefusals.unknownFill);
  const claim = await findClaimOfFill(tx, fill.fillId);
  const decided = decideTakeClaimBack({
    state: fill.state,
    payment: fill.payment,
    claimState: claim?.state ?? null,
  });
  if (!decided.ok || claim === null) return decided;
  const reversed = await reverseClaim(tx, { claimId: claim.claimId, reasonCode: given.reasonCode });
  if (!reversed.ok) return reversed;
  touchFill(tx, fill);
  return ok(null);
}
