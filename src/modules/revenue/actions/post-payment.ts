import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { listClaimsWithSteps } from '../../claims/index.ts';
import {
  findDeposit,
  listPostedLines,
  listPostedProviderAdjustments,
  type PaymentPurpose,
} from '../../remittance/index.ts';
import { composeDeposit, composeLine, composeMatch, composeProviderAdjustment } from '../domain/claim-postings.ts';
import type { PostingSet } from '../domain/ledger.ts';
import { composeRefundLine, composeRefundMatch } from '../domain/refund-postings.ts';
import { appendSets, type PostingSubject, type SubjectSet } from '../ledger-store.ts';
import { keepClaimFacts } from './keep-claim-facts.ts';
import { listSubjects } from './post-claims.ts';

/** Posts a payment: its lines, what belongs to no claim, and its deposit. Posting again adds only what came since. Returns the claims that it pays. */
export async function postPayment(tx: TenantTransaction, paymentId: string): Promise<readonly string[]> {
  const lines = await listPostedLines(tx, { paymentId });
  const claimIds = [...new Set(lines.flatMap(({ claimId }) => claimId ?? []))];
  const paid = await listClaimsWithSteps(tx, { claimIds });
  const ofFills = await listClaimsWithSteps(tx, { fillIds: paid.map(({ fillId }) => fillId) });
  const subjects = await listSubjects(tx, ofFills);
  await keepClaimFacts(tx, ofFills, subjects);
  const ofPayment = composeSubject(paymentId);
  const sets: SubjectSet[] = [];
  const add = (set: PostingSet | null, subject: PostingSubject): void => {
    if (set !== null) sets.push({ set, subject });
  };
  for (const { claimId, isMatchedByHand, matchedAt, purpose, ...line } of lines) {
    const subject = { ...(subjects.get(claimId ?? '') ?? ofPayment), paymentId };
    const fact = { ...line, at: line.recordedAt };
    const isMatched = claimId !== null && !isMatchedByHand;
    const [ofLine, ofMatch] =
      purpose === 'refunds' ? [composeRefundLine, composeRefundMatch] : [composeLine, composeMatch];
    add(ofLine(fact, isMatched), isMatched ? subject : ofPayment);
    if (isMatchedByHand) add(ofMatch(fact, matchedAt ?? line.recordedAt), subject);
  }
  for (const adjustment of await listPostedProviderAdjustments(tx, { paymentId }))
    add(
      composeProviderAdjustment({ ...adjustment, at: adjustment.recordedAt, cash: cashOf(adjustment.purpose) }),
      ofPayment,
    );
  const deposit = await findDeposit(tx, paymentId);
  if (deposit !== null)
    add(
      composeDeposit({ paymentId, cents: deposit.cents, at: deposit.enteredAt, cash: cashOf(deposit.purpose) }),
      ofPayment,
    );
  await appendSets(tx, sets);
  return claimIds;
}

function cashOf(purpose: PaymentPurpose): 'remitted-cash' | 'mfp-refund-cash' {
  return purpose === 'refunds' ? 'mfp-refund-cash' : 'remitted-cash';
}

function composeSubject(paymentId: string): PostingSubject {
  return { claimId: null, fillId: null, therapyId: null, siteId: null, payerId: null, paymentId, ndc11: null };
}
