import { addDays, type CalendarDay } from '../../../kernel/calendar-day.ts';
import type { Cents } from '../../../kernel/money.ts';
import { type FoundRisk, isTherapyRunning, type JudgedClaim } from './detector.ts';

/** What is on file about the benefit under which a therapy is filled. */
export interface JudgedBenefit {
  /** The last day of the authorization; null where there is none or it has no end. */
  readonly authorizedTo: CalendarDay | null;
  readonly coverageState: 'active' | 'inactive' | 'unknown' | null;
}

/** A claim to a manufacturer's card, with who was billed first for its fill. */
interface JudgedCardClaim {
  readonly claimId: string;
  readonly isPaid: boolean;
  readonly isFirstPayerGovernment: boolean;
  readonly paidCents: Cents;
}

// The product must be in hand, and billed, some days around the day it is needed.
const slackDays = 2;

/** Checks whether the next fill of a therapy is still covered: by an authorization (RV05) and by coverage (RV07). */
export function checkBenefit(
  claim: JudgedClaim,
  benefit: JudgedBenefit,
  { asOf }: { readonly asOf: CalendarDay },
): readonly FoundRisk[] {
  if (!claim.isPaid || !isTherapyRunning(claim, asOf)) return [];
  const about = { subjectId: claim.claimId, claimId: claim.claimId };
  const found: FoundRisk[] = [];
  const needBy = addDays(claim.serviceOn, claim.daysSupply);
  const { authorizedTo, coverageState } = benefit;
  if (authorizedTo !== null && authorizedTo < addDays(needBy, slackDays))
    found.push({
      ...{ ...about, detector: 'RV05', atRiskCents: claim.reimbursementCents },
      facts: { authorizedTo, needBy },
    });
  if (coverageState === 'inactive')
    found.push({ ...about, detector: 'RV07', atRiskCents: claim.productCostCents, facts: { needBy } });
  return found;
}

/** Checks whether a manufacturer's card paid behind a government program, which 42 U.S.C. 1320a-7b(b) forbids (RV28). */
export function checkCardClaim(claim: JudgedCardClaim): readonly FoundRisk[] {
  const { claimId, isPaid, isFirstPayerGovernment, paidCents } = claim;
  if (!isPaid || !isFirstPayerGovernment) return [];
  return [{ detector: 'RV28', subjectId: claimId, claimId, atRiskCents: paidCents, facts: { paidCents } }];
}
