import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { type Cents, cents } from '../../../kernel/money.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { claimRefusals } from '../refusals.ts';
import type { ClaimState } from './claim-lifecycle.ts';

/** What an earlier payer of the same fill did, as a later payer is told. */
interface OtherPayer {
  readonly payerOrder: number;
  readonly bin: string;
  readonly paidOn: CalendarDay;
  /** What it paid; null where it rejected the claim. */
  readonly paidCents: Cents | null;
  /** What it left to the patient; null where it rejected the claim. */
  readonly patientCents: Cents | null;
  readonly rejectCodes: readonly string[];
}

/** What a later payer is told of the earlier ones. The code is 308-C8: 2 another paid, 3 another rejected, 4 another paid nothing, 8 only the patient's share is asked. */
export interface Coordination {
  readonly otherCoverageCode: '2' | '3' | '4' | '8';
  readonly otherPayers: readonly OtherPayer[];
}

/** A claim of the fill that was billed before. */
export interface EarlierClaim {
  readonly payerOrder: number;
  readonly state: ClaimState;
  readonly bin: string;
  readonly answeredOn: CalendarDay;
  readonly totalPaidCents: Cents | null;
  readonly patientPayCents: Cents | null;
  readonly rejectCodes: readonly string[];
}

/**
 * Decides what the next payer of a fill is told. Every earlier payer must have answered, paid or rejected, and something must be left to pay.
 * @param isAssistance whether the next payer is a card or a foundation, which pays of the patient's share alone
 */
export function decideCoordination(earlier: readonly EarlierClaim[], isAssistance: boolean): Result<Coordination> {
  const last = earlier.at(-1);
  if (last === undefined) return refuse(claimRefusals.firstPayerMissing);
  if (earlier.some(({ state }) => state !== 'paid' && state !== 'rejected'))
    return refuse(claimRefusals.earlierPayerOpen, {
      state: earlier.find(({ state }) => state !== 'paid')?.state ?? null,
    });
  if (last.state === 'paid' && (last.patientPayCents ?? 0) <= 0) return refuse(claimRefusals.nothingLeftToPay);
  const otherPayers = earlier.map((claim) => toOtherPayer(claim));
  return ok({ otherCoverageCode: chooseCode(otherPayers, isAssistance), otherPayers });
}

function chooseCode(payers: readonly OtherPayer[], isAssistance: boolean): Coordination['otherCoverageCode'] {
  const paying = payers.filter(({ paidCents }) => paidCents !== null);
  if (paying.length === 0) return '3';
  if (isAssistance) return '8';
  return paying.some(({ paidCents }) => (paidCents ?? cents(0)) > 0) ? '2' : '4';
}

function toOtherPayer(claim: EarlierClaim): OtherPayer {
  const { payerOrder, bin, answeredOn, state, rejectCodes } = claim;
  const isPaid = state === 'paid';
  return {
    ...{ payerOrder, bin, paidOn: answeredOn },
    paidCents: isPaid ? claim.totalPaidCents : null,
    patientCents: isPaid ? claim.patientPayCents : null,
    rejectCodes: isPaid ? [] : rejectCodes,
  };
}
