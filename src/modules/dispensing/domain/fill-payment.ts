import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { dispensingRefusals } from '../refusals.ts';
import type { FillPayment } from './fill.ts';

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
