import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { Json } from '../../../kernel/json.ts';
import { sumCents } from '../../../kernel/money.ts';
import type { Problem, Reading } from '../../../kernel/problem.ts';
import { type AdjudicatedClaim, matchClaims } from './claim-match.ts';
import { computePaymentBalance, type RemittedPayment } from './payment.ts';
import {
  checkClaimPayments,
  checkProviderAdjustments,
  gatherPayments,
  type RemittanceRules,
} from './remittance-finding.ts';
import { readRemittanceFacts } from './remittance-input.ts';

/** A payment as it was read, with what forbids its use. */
export interface ReadPayment {
  readonly payment: RemittedPayment;
  readonly problems: readonly Problem[];
}

/** What is reconciled: payments beside adjudicated claims, as of a day. */
export interface RemittanceFacts {
  readonly asOf: CalendarDay;
  readonly rules: RemittanceRules;
  readonly adjudicated: readonly AdjudicatedClaim[];
  readonly payments: readonly ReadPayment[];
}

/** Reads the text of an 835 as neutral payments; null when there is none in it. */
export type ReadRemittanceText = (text: string) => {
  readonly payments: readonly RemittedPayment[];
  readonly problems: readonly Problem[];
};

/** Evaluates `evaluate remittance`: reads a JSON value of facts and returns the answer, or why it cannot be read. */
export function evaluateRemittanceInput(input: unknown, readText: ReadRemittanceText): Reading<Json> {
  const { message: facts, problems } = readRemittanceFacts(input, readText);
  return { message: facts === null ? null : evaluateRemittance(facts), problems };
}

/** Balances payments, matches what balances, and says what is owed. A payment that does not balance posts nothing. */
function evaluateRemittance({ payments, adjudicated, rules, asOf }: RemittanceFacts): Json {
  const judged = payments.map((one) => judge(one));
  const posted = judged.filter(({ heldFor }) => heldFor.length === 0);
  const lines = posted.flatMap(({ payment }) => payment.claims);
  const places = posted.flatMap(({ payment }) => payment.claims.map(() => payment.traceNumber));
  const matches = matchClaims(lines, adjudicated, rules.toleranceCents);
  const findings = [
    ...gatherPayments(adjudicated, lines, matches).flatMap((one) => checkClaimPayments(one, { asOf, rules })),
    ...posted.flatMap(({ payment }) => checkProviderAdjustments(payment.providerAdjustments, rules)),
  ];
  const described = matches.map(({ claim, key, reversalOf }, index) => ({
    ...{ trace: places[index] ?? '', place: lines[index]?.place ?? '', claimId: claim?.id ?? null, key },
    ...{
      paidCents: lines[index]?.paidCents ?? 0,
      pairedWith: reversalOf === null ? null : (lines[reversalOf]?.place ?? null),
    },
  }));
  return {
    payments: judged.map(({ payment, balance, heldFor }) => ({
      ...{ trace: payment.traceNumber, paymentCents: payment.paymentCents, claimPaidCents: balance.claimPaidCents },
      ...{ providerAdjustmentCents: balance.providerAdjustmentCents, depositCents: balance.depositCents },
      ...{ balanced: balance.isBalanced, held: heldFor.length > 0, heldFor },
    })),
    postedCents: sumCents(posted.map(({ balance }) => balance.claimPaidCents)),
    providerAdjustmentCents: sumCents(posted.map(({ balance }) => balance.providerAdjustmentCents)),
    depositCents: sumCents(posted.map(({ balance }) => balance.depositCents)),
    matches: described.filter(({ claimId }) => claimId !== null),
    suspense: described.filter(({ claimId }) => claimId === null),
    findings: findings.map(({ code, claimId, reference, atRiskCents }) => ({ code, claimId, reference, atRiskCents })),
  };
}

function judge({ payment, problems }: ReadPayment) {
  const balance = computePaymentBalance(payment);
  const errors = problems.filter(({ severity }) => severity === 'error').map(({ code, where }) => ({ code, where }));
  const own = balance.isBalanced ? [] : [{ code: 'remittance.payment-imbalance', where: 'payment' }];
  const isTold = errors.some(({ code }) => code.endsWith('payment-imbalance'));
  return { payment, balance, heldFor: isTold ? errors : [...errors, ...own] };
}
