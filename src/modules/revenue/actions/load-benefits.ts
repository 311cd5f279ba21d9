import type { TherapyId } from '../../../kernel/ids.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { isGovernmentPayer, listBenefitStandings } from '../../access/index.ts';
import type { ClaimWithSteps } from '../../claims/index.ts';
import { listPlans, type PlanId, type PlanKind } from '../../reference/index.ts';
import { checkCardClaim, type JudgedBenefit } from '../domain/benefit-detector.ts';
import type { FoundRisk } from '../domain/detector.ts';
import { findFirstClaim } from './post-claims.ts';

/** What claims are judged by beyond themselves: the benefits of their therapies and the kinds of their plans. */
interface ClaimBenefits {
  readonly standings: ReadonlyMap<string, JudgedBenefit>;
  readonly planKinds: ReadonlyMap<string, PlanKind>;
}

/** Loads the benefits of therapies and the plans of claims, each in one question. */
export async function loadBenefits(
  tx: TenantTransaction,
  claims: readonly ClaimWithSteps[],
  therapyIds: readonly TherapyId[],
): Promise<ClaimBenefits> {
  const planIds = [...new Set(claims.flatMap(({ planId }) => planId ?? []))] as PlanId[];
  const plans = await listPlans(tx, planIds);
  const standings = await listBenefitStandings(tx, therapyIds);
  return {
    standings: new Map(standings.map((standing) => [standing.therapyId, standing])),
    planKinds: new Map(plans.map(({ planId, kind }) => [planId, kind])),
  };
}

/** Checks a later payer's claim where that payer is a manufacturer's card. */
export function findCardRisks(
  claim: ClaimWithSteps,
  by: ClaimBenefits & { readonly ofFill: readonly ClaimWithSteps[] },
): readonly FoundRisk[] {
  if (by.planKinds.get(claim.planId ?? '') !== 'manufacturer-card' || claim.totalPaidCents === null) return [];
  const firstKind = by.planKinds.get(findFirstClaim(by.ofFill, claim).planId ?? '');
  return checkCardClaim({
    claimId: claim.claimId,
    isPaid: claim.state === 'paid' || claim.state === 'captured',
    isFirstPayerGovernment: firstKind !== undefined && isGovernmentPayer(firstKind),
    paidCents: claim.totalPaidCents,
  });
}
