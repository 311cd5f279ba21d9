import { dayIn, type TimeZone } from '../../../kernel/instant.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { type ClaimWithSteps, listClaimsWithSteps } from '../../claims/index.ts';
import { listPlans, type PlanId } from '../../reference/index.ts';
import { listPostedLines } from '../../remittance/index.ts';
import { listOpenOfClaim } from '../../revenue/index.ts';
import {
  type Dispute,
  type DisputeId,
  insertDispute,
  listDisputeRules,
  listDisputesOfClaims,
  lockDispute,
  saveAnswer,
} from '../dispute-store.ts';
import { computeDeadline, type DisputeAnswer, decideDispute } from '../domain/dispute.ts';
import { receivablesRefusals } from '../refusals.ts';

const zone = 'UTC' as TimeZone;

/** Opens a dispute with the evidence of now: what was agreed, what was remitted, and the last line of a remittance about it. */
export async function openDispute(
  tx: TenantTransaction,
  wanted: { readonly claimId: string; readonly payerId: string | null },
): Promise<Result<DisputeId>> {
  const { claimId, payerId } = wanted;
  const [claim] = await listClaimsWithSteps(tx, { claimIds: [claimId] });
  if (claim === undefined) return refuse(receivablesRefusals.unknownClaim);
  const open = (await listOpenOfClaim(tx, claimId)).find((one) => one.payerId === payerId);
  const known = await listDisputesOfClaims(tx, [claimId]);
  const isDisputed = known.some((one) => one.state === 'open' && one.payerId === payerId);
  const decided = decideDispute({ openCents: open?.cents ?? 0, isDisputed });
  if (!decided.ok) return decided;
  if (open === undefined) return refuse(receivablesRefusals.nothingShort);
  const line = (await listPostedLines(tx, { claimIds: await listClaimsOfPayer(tx, claim, payerId) })).at(-1);
  const deadline = computeDeadline(await listDisputeRules(tx), dayIn(line?.recordedAt ?? tx.now, zone));
  const disputeId = tx.newId<'dispute'>();
  insertDispute(tx, {
    ...{ disputeId, claimId, payerId, siteId: claim.siteId, shortCents: open.cents },
    ...{ agreedCents: open.agreedCents, remittedCents: open.remittedCents },
    ...{ paymentId: line?.paymentId ?? null, position: line?.position ?? null },
    ...{ dueOn: deadline?.dueOn ?? null, dueSource: deadline?.source ?? null },
  });
  tx.touch('receivables');
  return ok(disputeId);
}

/** Keeps what a dispute came to. Refuses one that is closed. */
export async function answerDispute(
  tx: TenantTransaction,
  wanted: { readonly disputeId: DisputeId; readonly answer: DisputeAnswer; readonly reference: string | null },
): Promise<Result<Dispute>> {
  const dispute = await lockDispute(tx, wanted.disputeId);
  if (dispute === null) return refuse(receivablesRefusals.unknownDispute);
  if (dispute.state !== 'open') return refuse(receivablesRefusals.disputeClosed);
  saveAnswer(tx, dispute.disputeId, { state: wanted.answer, reference: wanted.reference });
  tx.touch('receivables');
  return ok(dispute);
}

/** The money of a fill stands at the claim of its first payer; the lines of a later payer name its own claim. */
async function listClaimsOfPayer(
  tx: TenantTransaction,
  claim: ClaimWithSteps,
  payerId: string | null,
): Promise<readonly string[]> {
  const ofFill = await listClaimsWithSteps(tx, { fillIds: [claim.fillId] });
  const plans = await listPlans(tx, [...new Set(ofFill.flatMap(({ planId }) => planId ?? []))] as PlanId[]);
  const payers = new Map<string, string>(plans.map((plan) => [plan.planId, plan.payerId]));
  return ofFill.filter(({ planId }) => (payers.get(planId ?? '') ?? null) === payerId).map(({ claimId }) => claimId);
}
