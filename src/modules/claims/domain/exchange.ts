import type { ClaimState } from './claim-lifecycle.ts';

/** How asking a payer ended: `silent` means that the payer may have the claim, `unreached` that no byte went out. */
export type ExchangeOutcome = 'answered' | 'silent' | 'unreached' | 'unwritable';

/** What is asked of a payer about a claim. */
export type ExchangeTransaction = 'billing' | 'reversal';

/** One field that was sent, beside what came back for it. */
export interface ExchangeLine {
  /** The field of the standard, such as 442-E7. */
  readonly field: string;
  readonly label: string;
  readonly sent: string | null;
  /** The field in the answer where it is another one, such as 506-F6 for 409-D9. */
  readonly answeredField: string | null;
  readonly answered: string | null;
}

/** An earlier time that the payer was asked; without an outcome nobody knows whether it was. */
interface EarlierExchange {
  readonly transaction: ExchangeTransaction;
  readonly outcome: ExchangeOutcome | null;
}

/** What to do with a message about a claim: send it, leave it, or take back what the payer may have. */
export type ExchangeDecision = 'send' | 'leave' | 'take-back';

/**
 * Decides whether a message about a claim goes out. A billing that may have reached the payer before goes out again only to a payer that
 * answers a repeat with its first answer; any other payer could pay twice, so that what it may have is taken back first.
 */
export function decideExchange(facts: {
  readonly transaction: ExchangeTransaction;
  readonly state: ClaimState | null;
  readonly earlier: readonly EarlierExchange[];
  readonly answersRepeats: boolean;
}): ExchangeDecision {
  const { transaction, state, earlier, answersRepeats } = facts;
  if (transaction === 'reversal') return state === 'reversing' ? 'send' : 'leave';
  if (state !== 'sending' && state !== 'unanswered') return 'leave';
  return answersRepeats || !mayHaveArrived(earlier) ? 'send' : 'take-back';
}

/** Tells whether a payer may have a billing to which nobody knows its answer. */
function mayHaveArrived(earlier: readonly EarlierExchange[]): boolean {
  return earlier.some(
    ({ transaction, outcome }) => transaction === 'billing' && (outcome === null || outcome === 'silent'),
  );
}
