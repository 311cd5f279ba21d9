import { addDays, type CalendarDay } from '../../../kernel/calendar-day.ts';
import { type Cents, cents, sumCents } from '../../../kernel/money.ts';
import type { AdjudicatedClaim, ClaimMatch } from './claim-match.ts';
import { type ProviderAdjustment, type RemittedClaim, reversalStatus } from './payment.ts';

/** What a tenant or contract sets for remittances. */
export interface RemittanceRules {
  /** A difference of at most this is no finding. */
  readonly toleranceCents: number;
  /** Within how many days of the date of service the payer pays. */
  readonly cycleDays: number;
  /** How many further days pass before a missing remittance is a finding. */
  readonly graceDays: number;
  /** Reasons of provider adjustments that only carry a balance from one file to another. */
  readonly carriedReasons: readonly string[];
}

/**
 * The rules of a tenant that has set none: 6.3 and RV16 of the claims guide of the house. [K] The payer cycle is that of
 * no contract; it is data of the tenant.
 */
export const standardRemittanceRules: RemittanceRules = {
  toleranceCents: 1,
  cycleDays: 30,
  graceDays: 7,
  carriedReasons: ['FB'],
};

/** Short paid (RV15), not remitted in time (RV16), taken back without the pharmacy's own reversal (RV17). */
type RemittanceFindingCode = 'RV15' | 'RV16' | 'RV17';

/** A finding: about one claim, or about an adjustment that belongs to none. */
export interface RemittanceFinding {
  readonly code: RemittanceFindingCode;
  readonly claimId: string | null;
  /** The reason and reference of the provider adjustment; null for findings about claims. */
  readonly reference: string | null;
  readonly atRiskCents: Cents;
}

/** What was remitted on one adjudicated claim so far. */
export interface ClaimPayments {
  readonly claim: AdjudicatedClaim;
  /** Each payment and take-back in its order. */
  readonly lines: readonly Pick<RemittedClaim, 'statusCode' | 'paidCents'>[];
}

/** Gathers what was remitted on each adjudicated claim, also on those on which nothing was. */
export function gatherPayments(
  adjudicated: readonly AdjudicatedClaim[],
  remitted: readonly RemittedClaim[],
  matches: readonly ClaimMatch[],
): readonly ClaimPayments[] {
  const lines = new Map<string, RemittedClaim[]>(adjudicated.map(({ id }) => [id, []]));
  matches.forEach(({ claim }, index) => {
    const line = remitted[index];
    if (claim !== null && line !== undefined) lines.get(claim.id)?.push(line);
  });
  return adjudicated.map((claim) => ({ claim, lines: lines.get(claim.id) ?? [] }));
}

/** Checks what was remitted on a claim against what the payer agreed to pay. */
export function checkClaimPayments(
  { claim, lines }: ClaimPayments,
  of: { readonly asOf: CalendarDay; readonly rules: RemittanceRules },
): readonly RemittanceFinding[] {
  const about = { claimId: claim.id, reference: null };
  if (claim.isReversed) return [];
  if (lines.length === 0) {
    const due = addDays(claim.serviceOn, of.rules.cycleDays + of.rules.graceDays);
    const isMissing = of.asOf > due && claim.expectedCents > 0;
    return isMissing ? [{ ...about, code: 'RV16', atRiskCents: claim.expectedCents }] : [];
  }
  const takenBack = computeTakenBack(lines);
  const paid = sumCents(lines.map(({ paidCents }) => paidCents));
  const short = claim.expectedCents - paid - takenBack;
  const findings: RemittanceFinding[] = [];
  if (short > of.rules.toleranceCents) findings.push({ ...about, code: 'RV15', atRiskCents: cents(short) });
  if (takenBack > of.rules.toleranceCents) findings.push({ ...about, code: 'RV17', atRiskCents: takenBack });
  return findings;
}

/** Checks the adjustments that belong to no claim: each deduction but a carried balance was taken back. */
export function checkProviderAdjustments(
  adjustments: readonly ProviderAdjustment[],
  rules: RemittanceRules,
): readonly RemittanceFinding[] {
  return adjustments
    .filter(({ cents: amount, reasonCode }) => amount > 0 && !rules.carriedReasons.includes(reasonCode))
    .map(({ cents: amount, reasonCode, reference }) => ({
      ...{ code: 'RV17' as const, claimId: null, atRiskCents: amount },
      reference: reference === '' ? reasonCode : `${reasonCode} ${reference}`,
    }));
}

/** The net of the take-backs and of what was paid after the first of them; 0 when the corrections restored all. */
function computeTakenBack(lines: ClaimPayments['lines']): Cents {
  const first = lines.findIndex(({ statusCode }) => statusCode === reversalStatus);
  if (first === -1) return cents(0);
  const net = sumCents(lines.slice(first).map(({ paidCents }) => paidCents));
  return cents(Math.max(0, -net));
}
