import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { type Cents, cents, sumCents } from '../../../kernel/money.ts';

/** The accounts of the ledger, and what each is called. Debits are positive: what is owed to the pharmacy, what it has, what it spent. */
export const accounts = {
  charge: 'Charged to the payer',
  'contractual-adjustment': 'Contractual adjustment',
  'payer-receivable': 'Owed by the payer',
  'patient-receivable': 'Owed by the patient',
  'take-back': 'Taken back by the payer',
  'remitted-cash': 'Remitted, not yet at the bank',
  deposited: 'Deposited at the bank',
  suspense: 'Remitted without a claim',
  'provider-adjustment': 'Provider adjustment',
  'acquisition-cost': 'Cost of the product',
  inventory: 'Stock',
  handling: 'Packing and shipping',
  'transaction-fee': 'Transaction fee',
  payable: 'Owed by the pharmacy',
  'effective-rate-reserve': 'Reserve for the effective rate',
  'reserve-held': 'Reserve held',
  'mfp-refund': 'MFP refund of the manufacturer',
  'mfp-refund-due': 'MFP refund due',
  'mfp-refund-cash': 'MFP refund received, not yet at the bank',
  'mfp-refund-suspense': 'MFP refund received without a claim',
  'write-off': 'Written off',
} as const;

export type Account = keyof typeof accounts;

/** What caused a set of postings, and what that is called. */
export const causeKinds = {
  adjudication: 'Payer agreed to pay',
  reversal: 'Claim taken back by us',
  'remittance-line': 'Remittance line',
  'line-match': 'Line matched by hand',
  'provider-adjustment': 'Provider adjustment (PLB)',
  deposit: 'Deposit entered',
  'stock-movement': 'Stock movement',
  delivery: 'Package shipped',
  'refund-expected': 'MFP refund expected or withdrawn',
  'write-off': 'Written off by two people',
  'write-off-reversal': 'Write-off taken back',
} as const;

export type CauseKind = keyof typeof causeKinds;

/** One amount on one account. The detail tells amounts of an account apart, such as `CO 45`. */
export interface Posting {
  readonly account: Account;
  readonly detail: string;
  readonly cents: Cents;
}

/** What is posted for one cause. */
export interface PostingSet {
  readonly causeKind: CauseKind;
  readonly causeId: string;
  readonly occurredAt: Instant;
  readonly postings: readonly Posting[];
}

/** What a claim costs besides its product, from a day on. */
export interface LedgerRules {
  readonly validFrom: CalendarDay;
  readonly transactionFeeCents: Cents;
  readonly handlingCents: Cents;
  readonly reserveTenThousandths: number;
  readonly source: string;
}

/** Chooses the rules that count on a day; null where none were set by then. */
export function chooseLedgerRules(rules: readonly LedgerRules[], on: CalendarDay): LedgerRules | null {
  const begun = rules.filter(({ validFrom }) => validFrom <= on);
  return begun.reduce<LedgerRules | null>(
    (newest, one) => (newest === null || one.validFrom > newest.validFrom ? one : newest),
    null,
  );
}

/** Composes a set without its empty amounts; null when nothing is left. A set that does not sum to zero is a bug. */
export function composeSet(
  cause: Omit<PostingSet, 'postings'>,
  amounts: readonly (readonly [account: Account, amount: number, detail?: string])[],
): PostingSet | null {
  const postings = amounts
    .filter(([, amount]) => amount !== 0)
    .map(([account, amount, detail = '']): Posting => ({ account, detail, cents: cents(amount) }));
  if (postings.length === 0) return null;
  if (sumCents(postings.map((posting) => posting.cents)) !== 0)
    throw new Error('a set of postings does not sum to zero');
  return { ...cause, postings };
}

/** Sums postings on some accounts. */
export function sumAccounts(
  postings: readonly Pick<Posting, 'account' | 'cents'>[],
  wanted: readonly Account[],
): Cents {
  return sumCents(postings.filter(({ account }) => wanted.includes(account)).map((posting) => posting.cents));
}
