import type { FillId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import {
  type Claim,
  type ClaimCorrection,
  type ClaimId,
  correctSubmission,
  findClaimOfFill,
  getSubmission,
  reverseClaim,
  submitClaim,
} from '../../claims/index.ts';
import { mayBePaid } from '../../claims/language.ts';
import { getDrug } from '../../reference/index.ts';
import { openWorkItem } from '../../work/index.ts';
import type { Fill } from '../domain/fill.ts';
import { isUnderWay } from '../domain/fill-lifecycle.ts';
import { decideBillAgain, decideTakeClaimBack } from '../domain/fill-payment.ts';
import { findFill, lockFill, touchFill } from '../fill-store.ts';
import { dispensingRefusals } from '../refusals.ts';
import { composeClaim } from './compose-claim.ts';
import { findUsable } from './open-fill.ts';
import { isPharmacist } from './verify-fill.ts';

/** What a person adds when a claim is billed again. */
interface Rebill {
  readonly correction?: ClaimCorrection;
  /** Rules before sending that the person looked at and lets pass. */
  readonly reviewedRules?: readonly string[];
}

/**
 * Bills a fill under way again, on the coverage that pays first now. What was filled stays where it is; once the new claim is paid
 * the fill goes on from there.
 */
export async function billAgain(tx: TenantTransaction, fillId: FillId, rebill: Rebill = {}): Promise<Result<ClaimId>> {
  const fill = await lockFill(tx, fillId);
  if (fill === null) return refuse(dispensingRefusals.unknownFill);
  const claimState = (await findClaimOfFill(tx, fillId))?.state ?? null;
  const decided = decideBillAgain({ state: fill.state, payment: fill.payment, claimState });
  if (!decided.ok) return decided;
  if ((rebill.correction?.drugUseOutcomes ?? []).length > 0 && !(await isPharmacist(tx)))
    return refuse(dispensingRefusals.pharmacistDecidesAlerts);
  return billCorrected(tx, fill, rebill);
}

async function billCorrected(
  tx: TenantTransaction,
  fill: Fill,
  { correction = {}, reviewedRules = [] }: Rebill,
): Promise<Result<ClaimId>> {
  const prescription = await findUsable(tx, fill.prescriptionId);
  if (prescription === null) return refuse(dispensingRefusals.prescriptionNotUsable);
  const drug = await getDrug(tx, fill.drugId);
  const claim = await composeClaim(tx, { fill, prescription, drug, reviewedRules });
  if (!claim.ok) return claim;
  const submission = correctSubmission(claim.value.submission, correction);
  const submitted = await submitClaim(tx, { ...claim.value, submission });
  if (submitted.ok) touchFill(tx, fill);
  return submitted;
}

/** Bills a fill again whose claim no payer answered and that was taken back, with the same corrections. Where that is refused while the fill waits, a person is asked. */
export async function billAfterTimeOut(tx: TenantTransaction, fillId: FillId): Promise<void> {
  const lost = await findClaimOfFill(tx, fillId);
  if (lost === null) return;
  const billed = await billAsBefore(tx, lost);
  const claim = await findClaimOfFill(tx, fillId);
  const fill = await findFill(tx, fillId);
  if (billed.ok || claim === null || fill === null || !isUnderWay(fill.state) || mayBePaid(claim.state)) return;
  const { siteId, patientId, therapyId, claimId, submittedCents } = claim;
  await openWorkItem(tx, {
    ...{ queue: 'claim-rejects', subjectKind: 'fill', subjectId: fillId, siteId, patientId, therapyId },
    ...{ reasonCode: 'not-billed-again', dueAt: tx.now, facts: { claimId, claimedCents: submittedCents } },
  });
}

/** What a person decided about the claim stands, so that the same corrections are told once more. */
async function billAsBefore(tx: TenantTransaction, lost: Claim): Promise<Result<ClaimId>> {
  const { correction } = await getSubmission(tx, lost.claimId);
  const fill = await lockFill(tx, lost.fillId);
  if (fill === null) return refuse(dispensingRefusals.unknownFill);
  const decided = decideBillAgain({ state: fill.state, payment: fill.payment, claimState: lost.state });
  return decided.ok ? billCorrected(tx, fill, correction === undefined ? {} : { correction }) : decided;
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
