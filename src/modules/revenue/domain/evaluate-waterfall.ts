import { formatFraction } from '../../../kernel/fraction.ts';
import type { Json } from '../../../kernel/json.ts';
import { cents } from '../../../kernel/money.ts';
import type { Reading } from '../../../kernel/problem.ts';
import { checkClaim, computeAppealWindow, computeClaimRisk } from './claim-finding.ts';
import { computeEffectiveRate, projectTrueUp } from './effective-rate.ts';
import { computeTotalPaid } from './reimbursement.ts';
import { computeClaimMargin } from './waterfall.ts';
import { type ClaimFacts, type GuaranteeFacts, readWaterfallFacts } from './waterfall-input.ts';

/** Evaluates `evaluate waterfall`: reads a JSON value of facts and returns the answer, or why it cannot be read. */
export function evaluateWaterfallInput(input: unknown): Reading<Json> {
  const { message: facts, problems } = readWaterfallFacts(input);
  if (facts === null) return { message: null, problems };
  const claim = facts.claim === null ? {} : describeClaim(facts.claim);
  const effectiveRates = facts.effectiveRates.map(describeGuarantee);
  return { message: { ...claim, ...(effectiveRates.length > 0 ? { effectiveRates } : {}) }, problems };
}

function describeClaim({ money, risk, rules }: ClaimFacts): Record<string, Json> {
  const margin = computeClaimMargin(money);
  const findings = checkClaim(margin, risk, rules);
  return {
    totalPaidCents: money.answers.map(computeTotalPaid),
    reimbursementCents: margin.reimbursementCents,
    costBasis: margin.costBasis,
    cogsCents: margin.costOfGoodsCents,
    grossMarginCents: margin.grossMarginCents,
    grossMargin6: margin.grossMarginShare === null ? null : formatFraction(margin.grossMarginShare, 6),
    sdraCents: margin.expectedRefundCents,
    marginWithMfpCents: margin.marginAfterRefundCents,
    netMarginCents: margin.netMarginCents,
    breakEvenCents: margin.breakEvenCents,
    nadacGapCents: margin.nadacGapCents,
    wacGapCents: margin.wacGapCents,
    macAppeal: risk.isByMac ? { ...computeAppealWindow(risk, rules) } : null,
    findings: findings.map(({ code, atRiskCents }) => ({ code, atRiskCents })),
    atRiskCents: computeClaimRisk(findings),
    waterfall: margin.waterfall.map(({ step, cents: amount, afterCents }) => ({ step, cents: amount, afterCents })),
  };
}

function describeGuarantee({ id, facts, reserveCents, asOf }: GuaranteeFacts): Json {
  const { actualShare, trueUpCents } = computeEffectiveRate(facts);
  const projected = projectTrueUp(trueUpCents, asOf);
  const excess = cents(Math.max(0, projected - reserveCents));
  return {
    ...{ id, kind: facts.kind, actual6: actualShare === null ? null : formatFraction(actualShare, 6) },
    ...{ trueUpCents, trueUpYearEndCents: projected },
    findings: excess > 0 ? [{ code: 'RV22', atRiskCents: excess }] : [],
  };
}
