import { type Cents, cents, computeExtendedCents, type UnitPrice } from '../../../kernel/money.ts';
import type { CodeEffect } from './transaction-code.ts';

/** Which benefit of two counts for a claim; the law lets nobody have both. */
export type Benefit = 'mfp' | '340b' | 'none';

/** How a refund stands, and what that is called. */
export const refundStates = {
  awaited: 'Awaited',
  refused: 'Refused',
  'with-plan': 'Settled with the plan',
  paid: 'Paid',
  short: 'Paid short',
  over: 'Paid, not owed',
  'to-return': 'To be taken back',
  withdrawn: 'Not expected',
} as const;

export type RefundState = keyof typeof refundStates;

/** Why what is expected for a claim changed, and what that is called. */
export const expectationReasons = {
  eligible: 'Claim is eligible',
  'not-eligible': 'Refund came for a claim that is not eligible',
  'claim-reversed': 'Claim was taken back',
  '340b-chosen': '340B was chosen',
  'mfp-chosen': 'MFP was chosen',
} as const;

export type ExpectationReason = keyof typeof expectationReasons;

/** Computes the standard default refund amount (SDRA): WAC x quantity less MFP x quantity, each rounded to the cent. */
export function computeStandardRefund(of: {
  readonly wac: UnitPrice | null;
  readonly mfp: UnitPrice | null;
  readonly quantityThousandths: number;
}): Cents {
  const { wac, mfp, quantityThousandths } = of;
  if (wac === null || mfp === null) return cents(0);
  const [listed, fair] = [wac, mfp].map((unitPrice) => computeExtendedCents({ unitPrice, quantityThousandths }));
  return cents(Math.max(0, (listed ?? 0) - (fair ?? 0)));
}

/** Chooses between 340B and MFP: the lower price counts, and 340B where both are the same. */
export function chooseBenefit(of: { readonly ceiling: UnitPrice | null; readonly mfp: UnitPrice | null }): Benefit {
  const { ceiling, mfp } = of;
  if (ceiling !== null && (mfp === null || ceiling <= mfp)) return '340b';
  return mfp === null ? 'none' : 'mfp';
}

/** What a refund is decided by: what would be owed, whether the claim still stands, and what was determined about 340B. */
export interface ExpectationFacts {
  readonly standardCents: Cents;
  readonly expectedCents: Cents;
  readonly isClaimPaid: boolean;
  /** The benefit that the newest determination chose; null while there is none. */
  readonly determined: Benefit | null;
  readonly isFirst: boolean;
}

/** Decides what is expected now, and why that changed; null where it stays as it is. */
export function decideExpectation(
  facts: ExpectationFacts,
): { readonly expectedCents: Cents; readonly reason: ExpectationReason } | null {
  const { standardCents, isClaimPaid, determined, isFirst } = facts;
  const isExpected = isClaimPaid && determined !== '340b';
  const expectedCents = isExpected ? standardCents : cents(0);
  if (!isFirst && expectedCents === facts.expectedCents) return null;
  const withdrawn: ExpectationReason = isClaimPaid ? '340b-chosen' : 'claim-reversed';
  const opened: ExpectationReason = isFirst ? 'eligible' : 'mfp-chosen';
  if (isFirst && standardCents === 0) return { expectedCents, reason: 'not-eligible' };
  return { expectedCents, reason: isExpected ? opened : withdrawn };
}

/** Names the benefit that counts for a claim now. */
export function nameBenefit(of: Pick<ExpectationFacts, 'standardCents' | 'determined'>): Benefit {
  return of.determined ?? (of.standardCents > 0 ? 'mfp' : 'none');
}

/** Computes how a refund stands by what is expected, what came, and what was said last. */
export function computeRefundState(of: {
  readonly expectedCents: Cents;
  readonly receivedCents: Cents;
  readonly benefit: Benefit;
  readonly isClaimPaid: boolean;
  readonly lastEffect: CodeEffect | null;
  readonly toleranceCents: number;
}): RefundState {
  const { expectedCents, receivedCents, lastEffect } = of;
  const difference = receivedCents - expectedCents;
  if (Math.abs(difference) <= of.toleranceCents) return expectedCents === 0 ? 'withdrawn' : 'paid';
  if (difference > 0) return expectedCents === 0 && of.benefit === 'mfp' && !of.isClaimPaid ? 'to-return' : 'over';
  if (expectedCents === 0 || receivedCents > 0) return 'short';
  if (lastEffect === 'refused') return 'refused';
  return lastEffect === 'plan' ? 'with-plan' : 'awaited';
}
