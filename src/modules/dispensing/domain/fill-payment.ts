import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { type ClaimState, decideClaimStep, mayBePaid } from '../../claims/language.ts';
import { dispensingRefusals } from '../refusals.ts';
import type { FillPayment } from './fill.ts';
import { type FillState, isUnderWay } from './fill-lifecycle.ts';

/** How a fill is paid, and where its newest claim stands. */
export interface FillPaymentStanding {
  readonly payment: FillPayment;
  readonly claimState: ClaimState | null;
}

/** Tells whether somebody pays for a fill as things stand: its claim is paid, or no claim is meant to pay it. */
export function isPaidFor(standing: FillPaymentStanding): boolean {
  return standing.payment !== 'claim' || standing.claimState === 'paid';
}

/** Decides whether a fill that was begun may go on. Refuses one whose claim was paid once and is not any more. */
export function decideStillPaid(standing: FillPaymentStanding): Result<null> {
  return isPaidFor(standing) ? ok(null) : refuse(dispensingRefusals.claimLost, { state: standing.claimState });
}

/** Decides whether a fill may be billed again. Refuses one that no claim pays, one out of the house, and one whose claim may be paid. */
export function decideBillAgain(standing: FillPaymentStanding & { readonly state: FillState }): Result<null> {
  const { payment, claimState, state } = standing;
  const isLost = claimState === null || !mayBePaid(claimState);
  return payment === 'claim' && isUnderWay(state) && isLost
    ? ok(null)
    : refuse(dispensingRefusals.nothingToBill, { state, claimState });
}

/** Decides whether the claim of a fill may be taken back while the fill goes on. Refuses one on its way and one that nobody pays. */
export function decideTakeClaimBack(standing: FillPaymentStanding & { readonly state: FillState }): Result<null> {
  const { claimState, state } = standing;
  return isUnderWay(state) && claimState !== null && decideClaimStep(claimState, 'reverse').ok
    ? ok(null)
    : refuse(dispensingRefusals.nothingToTakeBack, { state, claimState });
}
