import { addDays, type CalendarDay, countDaysBetween } from '../../../kernel/calendar-day.ts';
import { type Cents, cents } from '../../../kernel/money.ts';
import type { ClaimMargin } from './waterfall.ts';

/** Deadlines and tolerances by which claims are judged; data of contracts and regulation. */
export interface ClaimRiskRules {
  /** [K] Within how many days of the date of service a price of a MAC list is appealed. */
  readonly appealDays: number;
  /** How many days before that deadline the finding fires. */
  readonly appealWarningDays: number;
  /** After how many days of the date of service an unpaid refund is a finding. */
  readonly refundDays: number;
  readonly toleranceCents: number;
}

/** The rules of a tenant that has set none. */
export const standardClaimRiskRules: ClaimRiskRules = {
  appealDays: 14,
  appealWarningDays: 5,
  refundDays: 21,
  toleranceCents: 1,
};

/** What else of a claim is judged. */
export interface ClaimRiskFacts {
  readonly serviceOn: CalendarDay;
  readonly asOf: CalendarDay;
  readonly isGeneric: boolean;
  /** Whether the payer priced the claim by its list of maximum allowable costs. */
  readonly isByMac: boolean;
  readonly remainingFills: number;
  /** The refund that the manufacturer paid; null when none came. */
  readonly refundPaidCents: Cents | null;
}

/** Underwater (RV01), below NADAC (RV02), appeal window closing (RV04), refund unpaid (RV13), short or double (RV14). */
type ClaimFindingCode = 'RV01' | 'RV02' | 'RV04' | 'RV13' | 'RV14';

export interface ClaimFinding {
  readonly code: ClaimFindingCode;
  readonly atRiskCents: Cents;
}

/** Computes until when the price of a claim may be appealed, and how many days that leaves; the last day has 0. */
export function computeAppealWindow(of: Pick<ClaimRiskFacts, 'serviceOn' | 'asOf'>, rules: ClaimRiskRules) {
  const deadline = addDays(of.serviceOn, rules.appealDays);
  return { deadline, daysLeft: countDaysBetween({ from: of.asOf, to: deadline }) };
}

/** Checks a claim for what it loses or may lose. */
export function checkClaim(margin: ClaimMargin, facts: ClaimRiskFacts, rules: ClaimRiskRules): readonly ClaimFinding[] {
  const findings: ClaimFinding[] = [];
  const gap = margin.nadacGapCents ?? 0;
  if (margin.netMarginCents < 0)
    findings.push({ code: 'RV01', atRiskCents: cents(-margin.netMarginCents * facts.remainingFills) });
  if (facts.isGeneric && gap < 0) findings.push({ code: 'RV02', atRiskCents: cents(-gap) });
  const { daysLeft } = computeAppealWindow(facts, rules);
  const mayAppeal = facts.isByMac && findings.length > 0 && daysLeft >= 0 && daysLeft <= rules.appealWarningDays;
  if (mayAppeal) findings.push({ code: 'RV04', atRiskCents: cents(gap < 0 ? -gap : 0) });
  return [...findings, ...checkRefund(margin, facts, rules)];
}

/** Computes what a claim puts at risk: the largest of its findings, because several may tell of the same dollars. */
export function computeClaimRisk(findings: readonly ClaimFinding[]): Cents {
  return cents(Math.max(0, ...findings.map(({ atRiskCents }) => atRiskCents)));
}

function checkRefund(margin: ClaimMargin, facts: ClaimRiskFacts, rules: ClaimRiskRules): readonly ClaimFinding[] {
  const expected = margin.expectedRefundCents;
  const paid = facts.refundPaidCents;
  if (margin.costBasis === '340b') return paid !== null && paid > 0 ? [{ code: 'RV14', atRiskCents: paid }] : [];
  if (paid === null) {
    const isLate = expected > 0 && facts.asOf > addDays(facts.serviceOn, rules.refundDays);
    return isLate ? [{ code: 'RV13', atRiskCents: expected }] : [];
  }
  const difference = Math.abs(expected - paid);
  return difference > rules.toleranceCents ? [{ code: 'RV14', atRiskCents: cents(difference) }] : [];
}
