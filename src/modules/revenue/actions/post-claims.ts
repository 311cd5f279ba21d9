import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { type ClaimWithSteps, listClaimsWithSteps } from '../../claims/index.ts';
import { listShippedFills, type ShippedFill } from '../../delivery/index.ts';
import { type FillMovement, listFillMovements } from '../../inventory/index.ts';
import { listPlans, type PlanId } from '../../reference/index.ts';
import {
  type AdjudicatedFact,
  composeAdjudication,
  composeHandling,
  composeMovement,
  composeReversal,
} from '../domain/claim-postings.ts';
import { chooseLedgerRules, type LedgerRules, type PostingSet } from '../domain/ledger.ts';
import { listPostings } from '../ledger-queries.ts';
import { appendSets, listLedgerRules, type PostingSubject, type SubjectSet } from '../ledger-store.ts';

/** Posts what adjudications, reversals, stock and packages say of the claims of fills. What was posted before stays; posting again adds nothing. */
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
  const posted = Map.groupBy(
    known.filter(({ causeKind }) => causeKind === 'adjudication'),
    ({ claimId }) => claimId,
  );
  const sets = claims.flatMap((claim): readonly SubjectSet[] => {
    const on = chooseLedgerRules(rules, claim.serviceOn);
    const agreed = toAdjudicated(claim);
    const adjudication = agreed === null ? null : composeAdjudication(agreed, on);
    const reversedBy = claim.steps.find(({ to }) => to === 'reversed');
    const before = posted.get(claim.claimId) ?? adjudication?.postings ?? [];
    const reversal =
      reversedBy === undefined ? null : composeReversal({ ...reversedBy, claimId: claim.claimId }, before);
    const subject = subjects.get(claim.claimId);
    return subject === undefined ? [] : toSubjectSets([adjudication, reversal], subject);
  });
  const costs = fillIds.flatMap((fillId): readonly SubjectSet[] => {
    const newest = claims.findLast((claim) => claim.fillId === fillId);
    const subject = newest === undefined ? undefined : subjects.get(newest.claimId);
    if (newest === undefined || subject === undefined) return [];
    const of = {
      movements: movements.filter((one) => one.fillId === fillId),
      shipped: shipped.filter((one) => one.fillId === fillId),
    };
    return toSubjectSets(composeCosts(of, chooseLedgerRules(rules, newest.serviceOn)), subject);
  });
  return appendSets(tx, [...sets, ...costs]);
}

/** Tells whom and what the claims are about. */
export async function listSubjects(
  tx: TenantTransaction,
  claims: readonly ClaimWithSteps[],
): Promise<ReadonlyMap<string, PostingSubject>> {
  const planIds = [...new Set(claims.flatMap(({ planId }) => planId ?? []))] as PlanId[];
  const payers = new Map<string, string>(
    (await listPlans(tx, planIds)).map(({ planId, payerId }) => [planId, payerId]),
  );
  return new Map(
    claims.map(({ claimId, fillId, therapyId, siteId, planId, ndc11 }) => [
      claimId as string,
      { claimId, fillId, therapyId, siteId, payerId: payers.get(planId ?? '') ?? null, paymentId: null, ndc11 },
    ]),
  );
}

/** The step at which the payer agreed, with the amounts; null where it never did. */
function toAdjudicated(claim: ClaimWithSteps): AdjudicatedFact | null {
  const step = claim.steps.find(({ from, to }) => to === 'paid' && from !== 'reversing');
  const { claimId, submittedCents, totalPaidCents, patientPayCents, ingredientPaidCents } = claim;
  if (step === undefined || totalPaidCents === null) return null;
  const none = 0 as typeof totalPaidCents;
  return {
    ...{ claimId, submittedCents, totalPaidCents, sequence: step.sequence, at: step.at },
    ...{ patientPayCents: patientPayCents ?? none, ingredientPaidCents: ingredientPaidCents ?? none },
  };
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
