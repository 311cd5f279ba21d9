import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { dispensingRefusals } from '../refusals.ts';
import type { FillPayment } from './fill.ts';
import { type FillState, isUnderWay } from './fill-lifecycle.ts';

/** How a fill is paid, and where its newest claim stands. */
export interface FillPaymentStanding {
  readonly payment: FillPayment;
  readonly claimState: string | null;
}

/** Tells whether somebody pays for a fill as things stand: its claim is paid, or no claim is meant to pay it. */
export function isPaidFor(standing: FillPaymentStanding): boolean {
  return standing.payment !== 'claim' || standing.claimState === 'paid';
}

/** Decides whether a fill that was begun may go on. Refuses one whose claim was paid once and is not any more. */
export function decideStillPaid(standing: FillPaymentStanding): Result<null> {
  return isPaidFor(standing) ? ok(null) : refuse(dispensingRefusals.claimLost, { state: standing.claimState });
}

/** Claims that no payer may pay any more, so that the fill may be billed again. */
const lostClaimStates: ReadonlySet<string> = new Set(['rejected', 'reversed']);
/** Claims that a payer may pay or has paid, so that they may be taken back. */
const takeableClaimStates: ReadonlySet<string> = new Set(['paid', 'captured', 'unanswered']);

/** Decides whether a fill may be billed again. Refuses one that no claim pays, one out of the house, and one whose claim may be paid. */
export function decideBillAgain(standing: FillPaymentStanding & { readonly state: FillState }): Result<null> {
  const { payment, claimState, state } = standing;
  const isLost = claimState === null || lostClaimStates.has(claimState);
  return payment === 'claim' && isUnderWay(state) && isLost
    ? ok(null)
    : refuse(dispensingRefusals.nothingToBill, { state, claimState });
}

/** Decides whether the claim of a fill may be taken back while the fill goes on. Refuses one on its way and one that nobody pays. */
export function decideTakeClaimBack(standing: FillPaymentStanding & { readonly state: FillState }): Result<null> {
  const { claimState, state } = standing;
  return isUnderWay(state) && claimState !== null && takeableClaimStates.has(claimState)
    ? ok(null)
    : refuse(dispensingRefusals.nothingToTakeBack, { state, claimState });
}
