import type { Instant } from '../../../kernel/instant.ts';
import { type Cents, computeExtendedCents, divideHalfAwayFromZero, type UnitPrice } from '../../../kernel/money.ts';
import { composeSet, type LedgerRules, type Posting, type PostingSet } from './ledger.ts';

/** What a payer agreed to, at one step of a claim. */
export interface AdjudicatedFact {
  readonly claimId: string;
  readonly sequence: number;
  readonly at: Instant;
  readonly submittedCents: Cents;
  readonly totalPaidCents: Cents;
  readonly patientPayCents: Cents;
  readonly ingredientPaidCents: Cents;
  /** What the payers before left to the patient; null for the first one that pays. */
  readonly leftCents: Cents | null;
}

/** A line of a payment as it was remitted. */
export interface RemittedFact {
  readonly paymentId: string;
  readonly position: number;
  readonly at: Instant;
  readonly statusCode: string;
  readonly paidCents: Cents;
  readonly adjustments: readonly { readonly groupCode: string; readonly reasonCode: string; readonly cents: Cents }[];
}

/** A movement of a lot to a fill or back. */
export interface MovedFact {
  readonly lotId: string;
  readonly sequence: number;
  readonly at: Instant;
  readonly owner: string;
  /** Positive when it left the shelf. */
  readonly quantityThousandths: number;
  readonly unitCost: UnitPrice | null;
}

/** Where what was remitted stands until it is at the bank: that of payers unless said otherwise. */
type CashAccount = 'remitted-cash' | 'mfp-refund-cash';

/** Amounts on an adjustment that no payer has explained by a reason yet. */
const unexplained = 'agreed';

/**
 * Composes what an adjudication posts: the charge becomes what the payer owes, what the patient owes and what the contract takes; what
 * each claim costs by the rules of the day is set beside it. A later payer is asked for what the patient was left to pay, so that it adds
 * no charge: reimbursement is what all payers pay and what the patient pays after the last of them (claims guide, 6.1).
 */
export function composeAdjudication(fact: AdjudicatedFact, rules: LedgerRules | null): PostingSet | null {
  const { submittedCents, totalPaidCents, patientPayCents, leftCents } = fact;
  const isFirst = leftCents === null;
  const ingredientPaidCents = isFirst ? fact.ingredientPaidCents : 0;
  const fee = rules?.transactionFeeCents ?? 0;
  const share = BigInt(ingredientPaidCents) * BigInt(rules?.reserveTenThousandths ?? 0);
  const reserve = Number(divideHalfAwayFromZero(share, 10_000n));
  return composeSet({ causeKind: 'adjudication', causeId: `${fact.claimId}/${fact.sequence}`, occurredAt: fact.at }, [
    ['payer-receivable', totalPaidCents],
    ['patient-receivable', patientPayCents - (leftCents ?? 0)],
    ['contractual-adjustment', (leftCents ?? submittedCents) - totalPaidCents - patientPayCents, unexplained],
    ['charge', isFirst ? -submittedCents : 0],
    ['transaction-fee', fee],
    ['payable', -fee, 'transaction fee'],
    ['effective-rate-reserve', reserve],
    ['reserve-held', -reserve],
  ]);
}

/** Composes the reversal of what was posted: the same amounts the other way, except the fee, which the switch keeps. */
export function composeReversal(
  fact: Pick<AdjudicatedFact, 'claimId' | 'sequence' | 'at'>,
  posted: readonly Posting[],
): PostingSet | null {
  const isKept = ({ account, detail }: Posting): boolean =>
    account === 'transaction-fee' || (account === 'payable' && detail === 'transaction fee');
  return composeSet(
    { causeKind: 'reversal', causeId: `${fact.claimId}/${fact.sequence}`, occurredAt: fact.at },
    posted.filter((one) => !isKept(one)).map(({ account, cents, detail }) => [account, -cents, detail]),
  );
}

/** Composes what a line of a payment posts: to its claim, or in suspense while it has none. */
export function composeLine(fact: RemittedFact, isMatched: boolean): PostingSet | null {
  const { paidCents } = fact;
  const cause = {
    causeKind: 'remittance-line' as const,
    causeId: `${fact.paymentId}/${fact.position}`,
    occurredAt: fact.at,
  };
  return composeSet(
    cause,
    isMatched
      ? [['remitted-cash', paidCents], ...listClaimSide(fact)]
      : [
          ['remitted-cash', paidCents],
          ['suspense', -paidCents],
        ],
  );
}

/** Composes what a match by hand posts: out of suspense, to the claim. */
export function composeMatch(fact: RemittedFact, at: Instant): PostingSet | null {
  return composeSet({ causeKind: 'line-match', causeId: `${fact.paymentId}/${fact.position}`, occurredAt: at }, [
    ['suspense', fact.paidCents],
    ...listClaimSide(fact),
  ]);
}

/** Status 22 takes an earlier payment back: that stands on an account of its own until it is settled. */
function listClaimSide({ statusCode, paidCents, adjustments }: RemittedFact): [Posting['account'], number, string?][] {
  const isTakeBack = statusCode === '22';
  // What the payer explains replaces, reason by reason, what was agreed without one; the account as a whole stays as it was agreed.
  const explained = adjustments.filter(({ groupCode }) => groupCode !== 'PR');
  return [
    [isTakeBack ? 'take-back' : 'payer-receivable', -paidCents],
    ...explained.flatMap(({ groupCode, reasonCode, cents }): [Posting['account'], number, string][] => [
      ['contractual-adjustment', cents, `${groupCode} ${reasonCode}`],
      ['contractual-adjustment', -cents, unexplained],
    ]),
  ];
}

/** Composes what an adjustment of the provider posts. A positive one was deducted from the payment. */
export function composeProviderAdjustment(fact: {
  readonly paymentId: string;
  readonly number: number;
  readonly at: Instant;
  readonly reasonCode: string;
  readonly cents: Cents;
  readonly cash?: CashAccount;
}): PostingSet | null {
  return composeSet(
    { causeKind: 'provider-adjustment', causeId: `${fact.paymentId}/${fact.number}`, occurredAt: fact.at },
    [
      ['provider-adjustment', fact.cents, fact.reasonCode],
      [fact.cash ?? 'remitted-cash', -fact.cents],
    ],
  );
}

/** Composes what a deposit posts. */
export function composeDeposit(fact: {
  readonly paymentId: string;
  readonly at: Instant;
  readonly cents: Cents;
  readonly cash?: CashAccount;
}) {
  return composeSet({ causeKind: 'deposit', causeId: fact.paymentId, occurredAt: fact.at }, [
    ['deposited', fact.cents],
    [fact.cash ?? 'remitted-cash', -fact.cents],
  ]);
}

/** Composes what is given up of a claim by two people, or what is owed again when that is taken back. */
export function composeWriteOff(fact: {
  readonly writeOffId: string;
  readonly at: Instant;
  readonly cents: Cents;
  readonly reasonCode: string;
  readonly isReversal: boolean;
}): PostingSet | null {
  const amount = fact.isReversal ? -fact.cents : fact.cents;
  const causeKind = fact.isReversal ? 'write-off-reversal' : 'write-off';
  return composeSet({ causeKind, causeId: fact.writeOffId, occurredAt: fact.at }, [
    ['write-off', amount, fact.reasonCode],
    ['payer-receivable', -amount],
  ]);
}

/** Composes what a movement of a lot posts; null while nobody knows what the lot cost. */
export function composeMovement(fact: MovedFact): PostingSet | null {
  const { unitCost, quantityThousandths, owner } = fact;
  if (unitCost === null) return null;
  const cost = computeExtendedCents({ unitPrice: unitCost, quantityThousandths });
  return composeSet({ causeKind: 'stock-movement', causeId: `${fact.lotId}/${fact.sequence}`, occurredAt: fact.at }, [
    ['acquisition-cost', cost, owner],
    ['inventory', -cost, owner],
  ]);
}

/** Composes what a package posts when it leaves the pharmacy. */
export function composeHandling(
  fact: { readonly deliveryId: string; readonly at: Instant },
  rules: LedgerRules | null,
): PostingSet | null {
  const amount = rules?.handlingCents ?? 0;
  return composeSet({ causeKind: 'delivery', causeId: fact.deliveryId, occurredAt: fact.at }, [
    ['handling', amount],
    ['payable', -amount, 'handling'],
  ]);
}
