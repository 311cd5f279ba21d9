import type { Instant } from '../../../kernel/instant.ts';
import { cents, type UnitPrice } from '../../../kernel/money.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import type { ClaimWithSteps } from '../../claims/index.ts';
import { listPlans, listPricesOnDays, type PlanId } from '../../reference/index.ts';
import { listDeterminations } from '../determination-store.ts';
import { chooseSelectedDrug, type Eligibility, recognizeClaim, type SelectedDrug } from '../domain/eligibility.ts';
import {
  type Benefit,
  computeRefundState,
  computeStandardRefund,
  decideExpectation,
  type ExpectationReason,
  nameBenefit,
} from '../domain/refund.ts';
import type { CodeEffect } from '../domain/transaction-code.ts';
import { listSelectedDrugs, readRefundTerms } from '../price-store.ts';
import { sumReceipts } from '../receipt-store.ts';
import {
  appendRefundSteps,
  insertRefunds,
  lockRefunds,
  type NewRefund,
  type Refund,
  saveRefunds,
} from '../refund-store.ts';

/** A claim with what decides whether a refund is owed for it. */
interface Judged {
  readonly claim: ClaimWithSteps;
  readonly drug: SelectedDrug | null;
  readonly wac: UnitPrice | null;
  readonly eligibility: Eligibility;
}

/**
 * Brings what is expected of manufacturers in line with these claims: opened for each eligible one, withdrawn where the claim was taken
 * back. Repeating it changes nothing. Returns the refunds that changed.
 */
export async function expectRefunds(
  tx: TenantTransaction,
  claims: readonly ClaimWithSteps[],
): Promise<readonly Refund[]> {
  const drugs = await listSelectedDrugs(tx, [...new Set(claims.map(({ ndc11 }) => ndc11))]);
  if (drugs.length === 0) return [];
  const concerned = claims.filter(({ ndc11 }) => drugs.some((drug) => drug.ndc11 === ndc11));
  const judged = await judgeClaims(tx, concerned, drugs);
  await insertRefunds(tx, judged.filter(mayBeOwed).map(toNewRefund));
  return settleRefunds(tx, concerned);
}

/** A refund is written down, though nothing may be expected, where only 340B or our own reversal stands against it. */
function mayBeOwed({ claim, eligibility }: Judged): boolean {
  const wasPaid = claim.steps.some(({ to }) => to === 'paid');
  return (
    wasPaid && eligibility.reasons.every(({ reason, isMet }) => isMet || reason === 'paid' || reason === 'not-340b')
  );
}

/** Recognizes whether a refund is owed for a claim, with the reasons. */
export async function explainEligibility(tx: TenantTransaction, claim: ClaimWithSteps): Promise<Judged | null> {
  const [judged] = await judgeClaims(tx, [claim], await listSelectedDrugs(tx, [claim.ndc11]));
  return judged ?? null;
}

/** Decides anew what is expected of refunds that stand, and how they stand with what came. Returns the claims whose refund changed. */
export async function settleRefunds(
  tx: TenantTransaction,
  claims: readonly ClaimWithSteps[],
): Promise<readonly Refund[]> {
  const ids = claims.map(({ claimId }) => claimId);
  const refunds = await lockRefunds(tx, ids);
  if (refunds.length === 0) return [];
  const { toleranceCents } = await readRefundTerms(tx);
  const determined = await listNewestBenefits(tx, ids);
  const receipts = new Map((await sumReceipts(tx, ids)).map((sum) => [sum.claimId, sum]));
  const states = new Map<string, ClaimWithSteps>(claims.map((claim) => [claim.claimId, claim]));
  const steps: Parameters<typeof appendRefundSteps>[1][number][] = [];
  const changed = refunds.flatMap((refund) => {
    const { claimId, isFirst, standardCents } = refund;
    const isClaimPaid = isStanding(states.get(claimId));
    const chosen = determined.get(claimId) ?? null;
    const facts = { standardCents, expectedCents: refund.expectedCents, isClaimPaid, determined: chosen, isFirst };
    const decided = decideExpectation(facts);
    const expectedCents = decided?.expectedCents ?? refund.expectedCents;
    if (decided !== null)
      steps.push({
        ...{ claimId, ...decided, changeCents: cents(expectedCents - refund.expectedCents) },
        occurredAt: findCause(states.get(claimId), decided.reason) ?? tx.now,
      });
    const sum = receipts.get(claimId);
    const receivedCents = sum?.receivedCents ?? cents(0);
    const benefit = nameBenefit(facts);
    const lastEffect = (sum?.lastEffect ?? null) as CodeEffect | null;
    const state = computeRefundState({
      ...{ expectedCents, receivedCents, benefit, isClaimPaid, lastEffect, toleranceCents },
    });
    const after = { claimId, expectedCents, receivedCents, benefit, state, lastCode: sum?.lastCode ?? null };
    return isSame(refund, after) ? [] : [{ ...refund, ...after, firstReceivedOn: sum?.firstReceivedOn ?? null }];
  });
  await saveRefunds(tx, changed);
  await appendRefundSteps(tx, steps);
  if (changed.length > 0) tx.touch('refunds');
  return changed;
}

/** What the claim itself caused happened when the payer agreed or when it was taken back. */
function findCause(claim: ClaimWithSteps | undefined, reason: ExpectationReason): Instant | null {
  const state = reason === 'eligible' ? 'paid' : reason === 'claim-reversed' ? 'reversed' : null;
  return claim?.steps.find(({ to }) => to === state)?.at ?? null;
}

function isSame(
  before: Refund,
  after: Pick<Refund, 'expectedCents' | 'receivedCents' | 'benefit' | 'state' | 'lastCode'>,
): boolean {
  const keys = ['expectedCents', 'receivedCents', 'benefit', 'state', 'lastCode'] as const;
  return keys.every((key) => before[key] === after[key]);
}

/** A refund stays expected until the claim is really taken back. */
function isStanding(claim: ClaimWithSteps | undefined): boolean {
  return claim !== undefined && (claim.state === 'paid' || claim.state === 'reversing');
}

async function judgeClaims(
  tx: TenantTransaction,
  claims: readonly ClaimWithSteps[],
  drugs: readonly SelectedDrug[],
): Promise<readonly Judged[]> {
  const planIds = [...new Set(claims.flatMap(({ planId }) => planId ?? []))] as PlanId[];
  const plans = new Map<string, string>((await listPlans(tx, planIds)).map(({ planId, kind }) => [planId, kind]));
  const benefits = await listNewestBenefits(
    tx,
    claims.map(({ claimId }) => claimId),
  );
  const prices = await listPricesOnDays(
    tx,
    'wac',
    claims.map(({ ndc11, serviceOn }) => ({ ndc11, on: serviceOn })),
  );
  return claims.map((claim) => {
    const { ndc11, serviceOn, planId } = claim;
    const drug = chooseSelectedDrug(
      drugs.filter((one) => one.ndc11 === ndc11),
      serviceOn,
    );
    const planKind = plans.get(planId ?? '') ?? null;
    const wac = drug === null ? null : (prices.get(`${ndc11} ${serviceOn}`)?.unitPrice ?? null);
    const determined = benefits.get(claim.claimId) ?? null;
    const eligibility = recognizeClaim({ isPaid: isStanding(claim), planKind, drug, wac, determined });
    return { claim, drug, wac, eligibility };
  });
}

async function listNewestBenefits(
  tx: TenantTransaction,
  claimIds: readonly string[],
): Promise<ReadonlyMap<string, Benefit>> {
  return new Map((await listDeterminations(tx, claimIds)).map(({ claimId, benefit }) => [claimId, benefit]));
}

/** Writes down what is known of a claim at the prices of its date of service. */
export function toNewRefund({ claim, drug, wac }: Pick<Judged, 'claim' | 'drug' | 'wac'>): NewRefund {
  const { claimId, fillId, therapyId, patientId, siteId, ndc11, serviceOn, quantityThousandths } = claim;
  const mfp = drug?.unitPrice ?? null;
  return {
    ...{ claimId, fillId, therapyId, patientId, siteId, ndc11, serviceOn, quantityThousandths, wac, mfp },
    manufacturer: drug?.manufacturer ?? '',
    standardCents: computeStandardRefund({ wac, mfp, quantityThousandths }),
  };
}
