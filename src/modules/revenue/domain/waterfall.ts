import { type Fraction, fractionOf } from '../../../kernel/fraction.ts';
import { type Cents, cents, computeExtendedCents, sumCents, type UnitPrice } from '../../../kernel/money.ts';
import { chooseBenefit, computeStandardRefund } from '../../refunds/language.ts';
import { computeReimbursement, type PayerAnswer } from './reimbursement.ts';

/** A lot that a fill was taken from: how much of it, at which net cost. */
export interface LotCost {
  readonly quantityThousandths: number;
  readonly unitCost: UnitPrice;
  /** The share of rebates off the invoice. */
  readonly unitRebate: UnitPrice;
}

/** What else a claim costs the pharmacy, each amount as it is deducted; a bonus is added. */
export interface ClaimCosts {
  readonly transactionFeeCents: Cents;
  readonly effectiveRateReserveCents: Cents;
  readonly performanceFeeCents: Cents;
  readonly performanceBonusCents: Cents;
  readonly cardFeeCents: Cents;
  readonly packagingCents: Cents;
  readonly shippingCents: Cents;
  readonly nursingCents: Cents;
  readonly programFeeCents: Cents;
}

/** Everything that the margin of a claim is computed from. Prices are those on the date of service. */
export interface ClaimMoney {
  readonly quantityThousandths: number;
  readonly awp: UnitPrice | null;
  readonly wac: UnitPrice | null;
  readonly nadac: UnitPrice | null;
  /** The maximum fair price, where the drug has one on the date of service. */
  readonly mfp: UnitPrice | null;
  /** The 340B ceiling, where the claim qualifies for it. */
  readonly ceiling: UnitPrice | null;
  readonly lots: readonly LotCost[];
  readonly answers: readonly PayerAnswer[];
  readonly finalPatientPayCents: Cents;
  readonly costs: ClaimCosts;
  readonly costToDispenseCents: Cents;
}

/** Which price lowers the cost of a claim: never both. */
type CostBasis = 'acquisition' | 'mfp' | '340b';

/** One step from the list price to the net margin: what it adds or takes, and where that leads. */
interface WaterfallStep {
  readonly step: string;
  readonly cents: Cents;
  readonly afterCents: Cents;
}

/** The margin of a claim and how it came about. */
export interface ClaimMargin {
  readonly reimbursementCents: Cents;
  readonly costBasis: CostBasis;
  readonly costOfGoodsCents: Cents;
  readonly grossMarginCents: Cents;
  /** Null where nothing is reimbursed. */
  readonly grossMarginShare: Fraction | null;
  /** The refund that the manufacturer owes; 0 where the claim has none. */
  readonly expectedRefundCents: Cents;
  readonly marginAfterRefundCents: Cents;
  readonly netMarginCents: Cents;
  readonly breakEvenCents: Cents;
  /** Ingredient paid less the benchmark; null where there is no benchmark. */
  readonly nadacGapCents: Cents | null;
  readonly wacGapCents: Cents | null;
  readonly waterfall: readonly WaterfallStep[];
}

/** Computes the margin of a claim by the formulas of the claims guide (6.1), exactly in cents. */
export function computeClaimMargin(claim: ClaimMoney): ClaimMargin {
  const { quantityThousandths, costs } = claim;
  const reimbursement = computeReimbursement(claim.answers, claim.finalPatientPayCents);
  const costBasis = chooseCostBasis(claim);
  const costOfGoods =
    costBasis === '340b' && claim.ceiling !== null
      ? computeExtendedCents({ unitPrice: claim.ceiling, quantityThousandths })
      : computeLotCost(claim.lots);
  const refund = costBasis === 'mfp' ? computeStandardRefund(claim) : cents(0);
  const gross = cents(reimbursement - costOfGoods);
  const steps = composeSteps(costs, refund);
  const net = sumCents([gross, ...steps.map(([, amount]) => amount)]);
  return {
    ...{ reimbursementCents: reimbursement, costBasis, costOfGoodsCents: costOfGoods, grossMarginCents: gross },
    grossMarginShare: fractionOf(gross, reimbursement),
    expectedRefundCents: refund,
    marginAfterRefundCents: cents(gross + refund),
    netMarginCents: net,
    breakEvenCents: cents(costOfGoods + claim.costToDispenseCents),
    nadacGapCents: computeGap(claim, claim.nadac),
    wacGapCents: computeGap(claim, claim.wac),
    waterfall: runSteps(claim, [['reimbursement', reimbursement], ['cost-of-goods', cents(-costOfGoods)], ...steps]),
  };
}

/** The lower of ceiling and fair price counts: the law lets nobody have both. */
function chooseCostBasis({ ceiling, mfp, wac }: ClaimMoney): CostBasis {
  const benefit = chooseBenefit({ ceiling, mfp });
  if (benefit === 'mfp') return wac === null ? 'acquisition' : 'mfp';
  return benefit === '340b' ? '340b' : 'acquisition';
}

/** Sums the lots, each net of its rebate and rounded to the cent. */
function computeLotCost(lots: readonly LotCost[]): Cents {
  return sumCents(
    lots.map(({ unitCost, unitRebate, quantityThousandths }) =>
      computeExtendedCents({ unitPrice: (unitCost - unitRebate) as UnitPrice, quantityThousandths }),
    ),
  );
}

function computeGap(claim: ClaimMoney, unitPrice: UnitPrice | null): Cents | null {
  if (unitPrice === null) return null;
  const ingredient = sumCents(claim.answers.slice(0, 1).map(({ ingredientPaidCents }) => ingredientPaidCents));
  return cents(ingredient - computeExtendedCents({ unitPrice, quantityThousandths: claim.quantityThousandths }));
}

function composeSteps(costs: ClaimCosts, refund: Cents): readonly (readonly [string, Cents])[] {
  const less = (amount: Cents): Cents => cents(0 - amount);
  const steps: readonly (readonly [string, Cents])[] = [
    ['mfp-refund', refund],
    ['transaction-fee', less(costs.transactionFeeCents)],
    ['effective-rate-reserve', less(costs.effectiveRateReserveCents)],
    ['performance-fee', less(costs.performanceFeeCents)],
    ['performance-bonus', costs.performanceBonusCents],
    ['card-fee', less(costs.cardFeeCents)],
    ['packaging', less(costs.packagingCents)],
    ['shipping', less(costs.shippingCents)],
    ['nursing', less(costs.nursingCents)],
    ['340b-fee', less(costs.programFeeCents)],
  ];
  return steps.filter(([, amount]) => amount !== 0);
}

/** Leads from the list price, where it is known, to the net margin. */
function runSteps(claim: ClaimMoney, steps: readonly (readonly [string, Cents])[]): readonly WaterfallStep[] {
  const { awp, quantityThousandths } = claim;
  const list = awp === null ? null : computeExtendedCents({ unitPrice: awp, quantityThousandths });
  const [first, ...rest] = steps;
  const reimbursement = first?.[1] ?? cents(0);
  const begin: readonly (readonly [string, Cents])[] =
    list === null
      ? [['reimbursement', reimbursement]]
      : [
          ['awp', list],
          ['discount', cents(reimbursement - list)],
        ];
  let after = 0;
  return [...begin, ...rest].map(([step, amount]) => {
    after += amount;
    return { step, cents: amount, afterCents: cents(after) };
  });
}
