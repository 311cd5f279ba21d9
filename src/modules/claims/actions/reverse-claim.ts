import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { enqueueOutbound } from '../../exchange/index.ts';
import { type ClaimId, lockClaim, lockClaimsOfFill, saveClaim, saveReversalWanted } from '../claim-store.ts';
import { decideClaimStep, mayBePaid } from '../domain/claim-lifecycle.ts';
import { claimRefusals } from '../refusals.ts';
import { getSubmission, toPayload } from '../submission-store.ts';
import { touchClaim } from './submit-claim.ts';

/** The reason of a reversal that settles a billing to which nobody answered. */
export const noAnswer = 'payer-silent';

/**
 * Takes a claim back from the payer. Refuses a claim that is not paid, captured or unanswered. Where a later payer of the fill may pay too,
 * that one's claim is taken back first, and this one when it is.
 */
export async function reverseClaim(
  tx: TenantTransaction,
  wanted: { readonly claimId: ClaimId; readonly reasonCode: string },
): Promise<Result<null>> {
  const claim = await lockClaim(tx, wanted.claimId);
  if (claim === null) return refuse(claimRefusals.unknownClaim);
  const next = decideClaimStep(claim.state, 'reverse');
  if (!next.ok) return next;
  const later = (await lockClaimsOfFill(tx, claim.fillId)).filter(({ payerOrder }) => payerOrder > claim.payerOrder);
  const last = later.findLast(({ state }) => mayBePaid(state));
  if (last !== undefined) {
    await saveReversalWanted(tx, wanted);
    touchClaim(tx, claim);
    if (last.state === 'reversing') return ok(null);
    return reverseClaim(tx, { ...wanted, claimId: last.claimId });
  }
  const saved = await saveClaim(tx, claim, { state: next.value, reasonCode: wanted.reasonCode });
  const payload = toPayload({ ...(await getSubmission(tx, claim.claimId)), transaction: 'reversal' });
  await enqueueOutbound(tx, { partnerKind: 'switch', kind: 'claim-reversal', subjectId: claim.claimId, payload });
  touchClaim(tx, saved);
  return ok(null);
}
