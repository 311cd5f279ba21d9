import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { enqueueOutbound } from '../../exchange/index.ts';
import { type ClaimId, lockClaim, saveClaim } from '../claim-store.ts';
import { decideClaimStep } from '../domain/claim-lifecycle.ts';
import { claimRefusals } from '../refusals.ts';
import { getSubmission, toPayload } from '../submission-store.ts';
import { touchClaim } from './submit-claim.ts';

/** The reason of a reversal that settles a billing to which nobody answered. */
export const noAnswer = 'no-answer';

/** Takes a claim back from the payer. Refuses a claim that is not paid, captured or unanswered. */
export async function reverseClaim(
  tx: TenantTransaction,
  wanted: { readonly claimId: ClaimId; readonly reasonCode: string },
): Promise<Result<null>> {
  const claim = await lockClaim(tx, wanted.claimId);
  if (claim === null) return refuse(claimRefusals.unknownClaim);
  const next = decideClaimStep(claim.state, 'reverse');
  if (!next.ok) return next;
  const saved = await saveClaim(tx, claim, { state: next.value, reasonCode: wanted.reasonCode });
  const payload = toPayload({ ...(await getSubmission(tx, claim.claimId)), transaction: 'reversal' });
  await enqueueOutbound(tx, { partnerKind: 'switch', kind: 'claim-reversal', subjectId: claim.claimId, payload });
  touchClaim(tx, saved);
  return ok(null);
}
