import type { Instant } from '../../../kernel/instant.ts';
import type { Cents } from '../../../kernel/money.ts';
import { composeSet, type PostingSet } from './ledger.ts';

/** A change of what a manufacturer is expected to refund for a claim. */
export interface ExpectedRefundFact {
  readonly claimId: string;
  readonly sequence: number;
  readonly changeCents: Cents;
  readonly occurredAt: Instant;
}

/** A line of a payment of the facilitator. */
export interface RefundedFact {
  readonly paymentId: string;
  readonly position: number;
  readonly at: Instant;
  readonly paidCents: Cents;
}

/** Composes what an expected refund posts, or the opposite when it is withdrawn: due from the manufacturer, and counted in the margin. */
export function composeExpectedRefund(fact: ExpectedRefundFact): PostingSet | null {
  const { claimId, sequence, changeCents, occurredAt } = fact;
  return composeSet({ causeKind: 'refund-expected', causeId: `${claimId}/${sequence}`, occurredAt }, [
    ['mfp-refund-due', changeCents],
    ['mfp-refund', -changeCents],
  ]);
}

/** Composes what a line of the facilitator posts: cash for what is due, or in suspense while it has no claim. A take-back is the opposite. */
export function composeRefundLine(fact: RefundedFact, isMatched: boolean): PostingSet | null {
  const causeId = `${fact.paymentId}/${fact.position}`;
  return composeSet({ causeKind: 'remittance-line', causeId, occurredAt: fact.at }, [
    ['mfp-refund-cash', fact.paidCents],
    [isMatched ? 'mfp-refund-due' : 'mfp-refund-suspense', -fact.paidCents],
  ]);
}

/** Composes what a match by hand of such a line posts: out of suspense, to what is due. */
export function composeRefundMatch(fact: RefundedFact, at: Instant): PostingSet | null {
  return composeSet({ causeKind: 'line-match', causeId: `${fact.paymentId}/${fact.position}`, occurredAt: at }, [
    ['mfp-refund-suspense', fact.paidCents],
    ['mfp-refund-due', -fact.paidCents],
  ]);
}
