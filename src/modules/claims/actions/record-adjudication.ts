import { addMinutes, type Instant } from '../../../kernel/instant.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { closeWorkItem, openWorkItem, type WorkRequest } from '../../work/index.ts';
import { type Claim, type ClaimId, countUnanswered, findReversal, lockClaim, saveClaim } from '../claim-store.ts';
import type { Adjudication } from '../domain/adjudication.ts';
import { decideAnswerStep, decideClaimStep } from '../domain/claim-lifecycle.ts';
import { claimPaid, claimRejected, claimReversed, claimTimeOutSettled } from '../events.ts';
import { claimRefusals } from '../refusals.ts';
import { noAnswer } from './reverse-claim.ts';
import { touchClaim } from './submit-claim.ts';

// A reject is first acted on within four business hours (domain/journey 3.1, stage 8); the queue counts elapsed time.
const rejectMinutes = 240;

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
  const { claimId, fillId, therapyId } = claim;
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

/** Composes the work that a rejected claim is. */
export function composeRejectWork(claim: Claim, rejectedAt: Instant): WorkRequest {
  const { siteId, patientId, therapyId, fillId } = claim;
  return {
    queue: 'claim-rejects',
    subjectKind: 'fill',
    subjectId: fillId,
    siteId,
    patientId,
    therapyId,
    reasonCode: claim.rejectCodes[0] ?? 'rejected',
    dueAt: addMinutes(rejectedAt, rejectMinutes),
    facts: { claimId: claim.claimId },
  };
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
  const billsAgain = claim.state === 'reversed' && reasonCode === noAnswer && unanswered <= mostUnanswered;
  if (billsAgain) await tx.announce(claimTimeOutSettled, { claimId, fillId, therapyId }, therapyId);
  else await openWorkItem(tx, { ...composeRejectWork(claim, tx.now), reasonCode: noAnswer });
}
