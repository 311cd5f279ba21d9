import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { closeWorkItem, openWorkItem } from '../../work/index.ts';
import {
  type Claim,
  type ClaimId,
  countUnanswered,
  findReversal,
  lockClaim,
  lockClaimsOfFill,
  saveClaim,
} from '../claim-store.ts';
import type { Adjudication } from '../domain/adjudication.ts';
import { decideAnswerStep, decideClaimStep, mayBePaid } from '../domain/claim-lifecycle.ts';
import { claimPaid, claimRejected, claimReversed, claimTimeOutSettled, laterPayerAnswered } from '../events.ts';
import { claimRefusals } from '../refusals.ts';
import { composeRejectWork } from './reject-work.ts';
import { noAnswer, reverseClaim } from './reverse-claim.ts';
import { touchClaim } from './submit-claim.ts';

/** Records what the payer answered. The same answer twice changes nothing; a reject becomes work. */
export async function recordAdjudication(
  tx: TenantTransaction,
  answered: { readonly claimId: ClaimId; readonly adjudication: Adjudication },
): Promise<Result<null>> {
  const { adjudication } = answered;
  const claim = await lockClaim(tx, answered.claimId);
  if (claim === null) return refuse(claimRefusals.unknownClaim);
  const reversal = claim.state === 'reversing' ? await findReversal(tx, claim.claimId) : null;
  const step = decideAnswerStep(adjudication, reversal?.fromState === 'unanswered');
  const next = decideClaimStep(claim.state, step);
  if (!next.ok) return next;
  if (next.value === claim.state) return ok(null);
  const saved = await saveClaim(tx, claim, {
    ...changeOf(claim, adjudication),
    answeredAt: tx.now,
    state: next.value,
    reasonCode: adjudication.outcome,
  });
  await announceOutcome(tx, saved);
  await keepWork(tx, saved);
  if (reversal?.fromState === 'unanswered') await settleTimeOut(tx, saved, reversal.reasonCode);
  if (saved.state === 'reversed' || saved.state === 'rejected') await goOnReversing(tx, saved);
  touchClaim(tx, saved);
  return ok(null);
}

/** What an answer changes of a claim. */
export function changeOf(claim: Claim, adjudication: Adjudication): Partial<Claim> {
  if (adjudication.outcome !== 'paid' && adjudication.outcome !== 'captured')
    return { rejectCodes: adjudication.rejectCodes };
  const { authorizationNumber, rejectCodes, patientPayCents, ingredientPaidCents, feePaidCents, totalPaidCents } =
    adjudication;
  return {
    authorizationNumber: authorizationNumber ?? claim.authorizationNumber,
    rejectCodes,
    patientPayCents,
    ingredientPaidCents,
    feePaidCents,
    totalPaidCents,
  };
}

async function announceOutcome(tx: TenantTransaction, claim: Claim): Promise<void> {
  const { claimId, fillId, therapyId, payerOrder, state } = claim;
  if (payerOrder > 1) {
    if (state === 'paid' || state === 'rejected' || state === 'reversed')
      await tx.announce(laterPayerAnswered, { claimId, fillId, therapyId, payerOrder, outcome: state }, therapyId);
    return;
  }
  if (claim.state === 'paid')
    await tx.announce(
      claimPaid,
      { claimId, fillId, therapyId, patientPayCents: claim.patientPayCents ?? 0 },
      therapyId,
    );
  if (claim.state === 'rejected')
    await tx.announce(claimRejected, { claimId, fillId, therapyId, rejectCodes: [...claim.rejectCodes] }, therapyId);
  if (claim.state === 'reversed')
    await tx.announce(claimReversed, { claimId, fillId, therapyId, reasonCode: 'reversed' }, therapyId);
}

async function keepWork(tx: TenantTransaction, claim: Claim): Promise<void> {
  if (claim.state === 'rejected') await openWorkItem(tx, composeRejectWork(claim, tx.now));
  else if (claim.state === 'paid' || claim.state === 'reversed')
    await closeWorkItem(tx, { queue: 'claim-rejects', subjectId: claim.fillId, outcome: claim.state });
}

// A fill is billed again by itself after this many billings without an answer; then a person looks at the payer.
const mostUnanswered = 2;

/** Says that nothing stands any more between a fill and its next billing, or asks a person. */
async function settleTimeOut(tx: TenantTransaction, claim: Claim, reasonCode: string | null): Promise<void> {
  const { claimId, fillId, therapyId } = claim;
  const unanswered = await countUnanswered(tx, fillId);
  const billsAgain =
    claim.payerOrder === 1 && claim.state === 'reversed' && reasonCode === noAnswer && unanswered <= mostUnanswered;
  if (billsAgain) await tx.announce(claimTimeOutSettled, { claimId, fillId, therapyId }, therapyId);
  else await openWorkItem(tx, { ...composeRejectWork(claim, tx.now), reasonCode: noAnswer });
}

/** Takes back the claim of the payer before, where that waits for this one. */
async function goOnReversing(tx: TenantTransaction, claim: Claim): Promise<void> {
  const earlier = (await lockClaimsOfFill(tx, claim.fillId)).filter(({ payerOrder }) => payerOrder < claim.payerOrder);
  const waiting = earlier.findLast(({ reversalWanted, state }) => reversalWanted !== null && mayBePaid(state));
  if (waiting?.reversalWanted == null) return;
  await reverseClaim(tx, { claimId: waiting.claimId, reasonCode: waiting.reversalWanted });
}
