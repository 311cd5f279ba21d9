import { cents } from '../../../kernel/money.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { type ClaimWithSteps, listClaimsWithSteps } from '../../claims/index.ts';
import { listShippedFills, type ShippedFill } from '../../delivery/index.ts';
import { type FillMovement, listFillMovements } from '../../inventory/index.ts';
import { listPlans, type PlanId } from '../../reference/index.ts';
import { expectRefunds, listRefundSteps } from '../../refunds/index.ts';
import {
  type AdjudicatedFact,
  composeAdjudication,
  composeHandling,
  composeMovement,
  composeReversal,
} from '../domain/claim-postings.ts';
import { chooseLedgerRules, type LedgerRules, type PostingSet } from '../domain/ledger.ts';
import { composeExpectedRefund } from '../domain/refund-postings.ts';
import { listPostings } from '../ledger-queries.ts';
import { appendSets, listLedgerRules, type PostingSubject, type SubjectSet } from '../ledger-store.ts';
import { keepClaimFacts } from './keep-claim-facts.ts';

/** Posts what adjudications, reversals, stock, packages and expected refunds say of the claims of fills. What was posted before stays; posting again adds nothing. */
export async function postFills(tx: TenantTransaction, fillIds: readonly string[]): Promise<number> {
  return postClaims(tx, await listClaimsWithSteps(tx, { fillIds }));
}

/** Posts what is known of these claims; those of one fill are given together, the oldest first. */
export async function postClaims(tx: TenantTransaction, claims: readonly ClaimWithSteps[]): Promise<number> {
  const fillIds = [...new Set(claims.map(({ fillId }) => fillId))];
  const [rules, subjects] = [await listLedgerRules(tx), await listSubjects(tx, claims)];
  const [movements, shipped] = [await listFillMovements(tx, fillIds), await listShippedFills(tx, fillIds)];
  const known = await listPostings(
    tx,
    claims.map(({ claimId }) => claimId),
  );
  const posted = Map.groupBy(known, ({ causeKind, causeId }) => `${causeKind} ${causeId}`);
  const sets = claims.flatMap((claim): readonly SubjectSet[] => {
    const { claimId } = claim;
    const agreed = toAdjudicated(claim, claims);
    const adjudication =
      agreed === null ? null : composeAdjudication(agreed, chooseLedgerRules(rules, claim.serviceOn));
    const reversedBy = claim.steps.find(({ to }) => to === 'reversed');
    const before = posted.get(`adjudication ${adjudication?.causeId}`) ?? adjudication?.postings ?? [];
    const reversal = reversedBy === undefined ? null : composeReversal({ ...reversedBy, claimId }, before);
    const subject = subjects.get(claimId);
    return subject === undefined ? [] : toSubjectSets([adjudication, reversal], subject);
  });
  const costs = fillIds.flatMap((fillId): readonly SubjectSet[] => {
    const newest = claims.findLast((claim) => claim.fillId === fillId && claim.payerOrder === 1);
    const subject = newest === undefined ? undefined : subjects.get(newest.claimId);
    if (newest === undefined || subject === undefined) return [];
    const of = {
      movements: movements.filter((one) => one.fillId === fillId),
      shipped: shipped.filter((one) => one.fillId === fillId),
    };
    return toSubjectSets(composeCosts(of, chooseLedgerRules(rules, newest.serviceOn)), subject);
  });
  await keepClaimFacts(tx, claims, subjects);
  await expectRefunds(tx, claims);
  const refunds = (
    await listRefundSteps(
      tx,
      claims.map(({ claimId }) => claimId),
    )
  ).flatMap((step): readonly SubjectSet[] => {
    const subject = subjects.get(step.claimId);
    return subject === undefined ? [] : toSubjectSets([composeExpectedRefund(step)], subject);
  });
  return appendSets(tx, [...sets, ...costs, ...refunds]);
}

/** Tells whom and what the claims are about. The money of a later payer belongs to the claim of the first payer of its fill, which is given too. */
export async function listSubjects(
  tx: TenantTransaction,
  claims: readonly ClaimWithSteps[],
): Promise<ReadonlyMap<string, PostingSubject>> {
  const planIds = [...new Set(claims.flatMap(({ planId }) => planId ?? []))] as PlanId[];
  const payers = new Map<string, string>(
    (await listPlans(tx, planIds)).map(({ planId, payerId }) => [planId, payerId]),
  );
  return new Map(
    claims.map((claim) => {
      const { fillId, therapyId, siteId, planId, ndc11 } = claim;
      const { claimId } = findFirstClaim(claims, claim);
      const payerId = payers.get(planId ?? '') ?? null;
      return [claim.claimId as string, { claimId, fillId, therapyId, siteId, payerId, paymentId: null, ndc11 }];
    }),
  );
}

/** Finds the claim of the first payer that a claim of a later payer followed; a first payer's is its own. */
export function findFirstClaim(claims: readonly ClaimWithSteps[], claim: ClaimWithSteps): ClaimWithSteps {
  if (claim.payerOrder === 1) return claim;
  const firsts = claims.filter(({ fillId, payerOrder }) => fillId === claim.fillId && payerOrder === 1);
  return firsts.findLast(({ submittedAt }) => submittedAt <= claim.submittedAt) ?? firsts[0] ?? claim;
}

/** The step at which the payer agreed, with the amounts; null where it never did. */
function toAdjudicated(claim: ClaimWithSteps, claims: readonly ClaimWithSteps[]): AdjudicatedFact | null {
  const step = findAgreement(claim);
  const { claimId, submittedCents, totalPaidCents, patientPayCents, ingredientPaidCents } = claim;
  if (step === undefined || totalPaidCents === null) return null;
  const before = claims.findLast(
    (one) =>
      one.fillId === claim.fillId &&
      one.payerOrder < claim.payerOrder &&
      one.submittedAt <= claim.submittedAt &&
      findAgreement(one) !== undefined,
  );
  return {
    ...{ claimId, submittedCents, totalPaidCents, sequence: step.sequence, at: step.at },
    ...{ patientPayCents: patientPayCents ?? cents(0), ingredientPaidCents: ingredientPaidCents ?? cents(0) },
    leftCents: before === undefined ? null : (before.patientPayCents ?? cents(0)),
  };
}

function findAgreement({ steps }: ClaimWithSteps): ClaimWithSteps['steps'][number] | undefined {
  return steps.find(({ from, to }) => to === 'paid' && from !== 'reversing');
}

function composeCosts(
  of: { readonly movements: readonly FillMovement[]; readonly shipped: readonly ShippedFill[] },
  rules: LedgerRules | null,
): readonly (PostingSet | null)[] {
  return [
    ...of.movements.map((movement) => composeMovement({ ...movement, at: movement.occurredAt })),
    ...of.shipped.map(({ deliveryId, shippedAt }) => composeHandling({ deliveryId, at: shippedAt }, rules)),
  ];
}

function toSubjectSets(sets: readonly (PostingSet | null)[], subject: PostingSubject): readonly SubjectSet[] {
  return sets.flatMap((set) => (set === null ? [] : [{ set, subject }]));
}
