import type { FillId, PatientId, PrescriptionId, SiteId, TherapyId } from '../../../kernel/ids.ts';
import { sumCents } from '../../../kernel/money.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { enqueueOutbound } from '../../exchange/index.ts';
import { type Claim, type ClaimId, findClaimOfFill, insertClaim } from '../claim-store.ts';
import type { ClaimSubmission } from '../domain/adjudication.ts';
import { mayBePaid } from '../domain/claim-lifecycle.ts';
import { claimRefusals } from '../refusals.ts';
import { insertSubmission, toPayload } from '../submission-store.ts';

/** A claim to be made: for which fill, on which coverage, and everything that the payer is told. */
export interface NewClaim {
  readonly siteId: SiteId;
  readonly therapyId: TherapyId;
  readonly patientId: PatientId;
  readonly prescriptionId: PrescriptionId;
  readonly fillId: FillId;
  readonly coverageId: string | null;
  readonly planId: string | null;
  readonly submission: ClaimSubmission;
}

/** Bills a fill. Refuses while an earlier claim of the fill may be paid, so that no payer is billed twice. */
export async function submitClaim(tx: TenantTransaction, wanted: NewClaim): Promise<Result<ClaimId>> {
  const earlier = await findClaimOfFill(tx, wanted.fillId);
  if (earlier !== null && mayBePaid(earlier.state))
    return refuse(claimRefusals.claimAlreadyOpen, { state: earlier.state });
  const { submission } = wanted;
  const claimId = tx.newId<'claim'>();
  const claim: Claim = {
    ...wanted,
    ...submission,
    claimId,
    state: 'sending',
    authorizationNumber: null,
    rejectCodes: [],
    submittedCents: sumCents([submission.ingredientCostCents, submission.dispensingFeeCents]),
    patientPayCents: null,
    ingredientPaidCents: null,
    feePaidCents: null,
    totalPaidCents: null,
    submittedAt: tx.now,
    answeredAt: null,
  };
  await insertClaim(tx, claim);
  await insertSubmission(tx, claimId, submission);
  await enqueueOutbound(tx, {
    partnerKind: 'switch',
    kind: 'claim-billing',
    subjectId: claimId,
    payload: toPayload(submission),
  });
  touchClaim(tx, claim);
  return ok(claimId);
}

/** Tells the pages that show a claim to read again. */
export function touchClaim(tx: TenantTransaction, claim: Claim): void {
  tx.touch(`claim:${claim.claimId}`);
  tx.touch(`fill:${claim.fillId}`);
  tx.touch(`therapy:${claim.therapyId}`);
}
