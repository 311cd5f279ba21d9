import type { FillId } from '../../../kernel/ids.ts';
import { dayIn } from '../../../kernel/instant.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { isGovernmentPayer } from '../../access/index.ts';
import {
  type Claim,
  type ClaimId,
  decideCoordination,
  getSubmission,
  listPayersOfFill,
  lockClaimsOfFill,
  type NewClaim,
  submitClaim,
  withoutCorrection,
} from '../../claims/index.ts';
import { getSite } from '../../identity/index.ts';
import type { Fill } from '../domain/fill.ts';
import { lockFill, touchFill } from '../fill-store.ts';
import { dispensingRefusals } from '../refusals.ts';
import { isAssistancePlan, listBilledCoverages } from './compose-claim.ts';

type Coverages = Awaited<ReturnType<typeof listBilledCoverages>>;

/**
 * Bills what the payers before left of a fill to the next one: other insurance first, then a card or a foundation for the patient's share.
 * It is told what each payer before paid, left to the patient, or rejected.
 */
export async function billNextPayer(tx: TenantTransaction, fillId: FillId): Promise<Result<ClaimId>> {
  const fill = await lockFill(tx, fillId);
  if (fill === null) return refuse(dispensingRefusals.unknownFill);
  const { timeZone } = await getSite(tx, fill.siteId);
  const claims = await lockClaimsOfFill(tx, fillId);
  const [first] = claims;
  const coverages = await listBilledCoverages(tx, fill, first?.dateOfService ?? dayIn(tx.now, timeZone));
  const billed = claims.filter(({ state }) => state !== 'reversed');
  const next = findNext(coverages, billed);
  if (next === null) return refuse(dispensingRefusals.noNextPayer);
  const composed = await composeNext(tx, { billed, coverages, next, timeZone });
  if (!composed.ok) return composed;
  const submitted = await submitClaim(tx, composed.value);
  if (submitted.ok) touchFill(tx, fill);
  return submitted;
}

/** Finds the coverage that the rest of a fill could be billed to; null where there is none. */
export async function findNextPayer(tx: TenantTransaction, fill: Pick<Fill, 'fillId' | 'siteId' | 'patientId'>) {
  const { timeZone } = await getSite(tx, fill.siteId);
  const claims = await listPayersOfFill(tx, fill.fillId);
  const coverages = await listBilledCoverages(tx, fill, claims[0]?.dateOfService ?? dayIn(tx.now, timeZone));
  return findNext(
    coverages,
    claims.filter(({ state }) => state !== 'reversed'),
  );
}

/** The first coverage in order that none of the standing claims was billed on. */
function findNext(coverages: Coverages, billed: readonly Claim[]): Coverages[number] | null {
  return coverages.find(({ coverage }) => billed.every(({ coverageId }) => coverageId !== coverage.coverageId)) ?? null;
}

async function composeNext(
  tx: TenantTransaction,
  parts: {
    readonly billed: readonly Claim[];
    readonly coverages: Coverages;
    readonly next: Coverages[number];
    readonly timeZone: Parameters<typeof dayIn>[1];
  },
): Promise<Result<NewClaim>> {
  const { billed, coverages, next, timeZone } = parts;
  const { coverage, plan } = next;
  const earlier = [];
  for (const claim of billed) {
    const { bin } = await getSubmission(tx, claim.claimId);
    earlier.push({ ...claim, bin, answeredOn: dayIn(claim.answeredAt ?? claim.submittedAt, timeZone) });
  }
  const coordination = decideCoordination(earlier, isAssistancePlan(plan));
  if (!coordination.ok) return coordination;
  const [primary] = billed;
  if (primary === undefined) return refuse(dispensingRefusals.noNextPayer);
  const same = withoutCorrection(await getSubmission(tx, primary.claimId));
  const { siteId, therapyId, patientId, prescriptionId, fillId } = primary;
  return ok({
    ...{ siteId, therapyId, patientId, prescriptionId, fillId, payerOrder: billed.length + 1 },
    ...{ coverageId: coverage.coverageId, planId: plan.planId },
    submission: {
      ...same,
      ...{
        bin: plan.bin,
        pcn: plan.pcn,
        group: coverage.groupNumber ?? plan.groupNumber,
        cardholderId: coverage.memberId,
      },
      coordination: coordination.value,
    },
    standing: {
      ...{ today: dayIn(tx.now, timeZone), authorization: null, reviewed: [] },
      isManufacturerCard: plan.kind === 'manufacturer-card',
      hasGovernmentPayer: coverages.some(({ plan: { kind } }) => isGovernmentPayer(kind)),
    },
  });
}
