import type { FillId, Id } from '../../kernel/ids.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { listStaffNames } from '../identity/index.ts';
import { getPlan, type PlanId } from '../reference/index.ts';
import { type Claim, findSubmitter, listClaimsOfFill } from './claim-store.ts';
import { nameCorrection } from './domain/claim-correction.ts';
import { mayBePaid } from './domain/claim-lifecycle.ts';
import { type PreEditCode, preEdits } from './domain/pre-edit.ts';
import { explainRejectCode } from './domain/reject-code.ts';
import { listExchanges, readExchangeLines } from './exchange-store.ts';
import { listFindings } from './payer-rules-store.ts';
import { getSubmission } from './submission-store.ts';

/** Describes the claims of a fill with everything that was said about them, the newest first. */
export async function describeFillClaims(tx: TenantTransaction, fillId: FillId) {
  const claims = await listClaimsOfFill(tx, fillId);
  const described = [];
  for (const claim of claims) described.push(await describeClaim(tx, claim));
  return { claims: described, patientIds: claims.slice(0, 1).map(({ patientId }) => patientId) };
}

async function describeClaim(tx: TenantTransaction, claim: Claim) {
  const { claimId, payerOrder, state, totalPaidCents, patientPayCents } = claim;
  const exchanges = [];
  for (const { endedAt: _endedAt, ...exchange } of await listExchanges(tx, claimId)) {
    const lines = await readExchangeLines(tx, { claimId, sequence: exchange.sequence });
    exchanges.push({ ...exchange, lines: [...lines] });
  }
  return {
    ...{ claimId, payerOrder, state, totalPaidCents, patientPayCents },
    planName: await namePlan(tx, claim.planId),
    isToBeTakenBack: claim.reversalWanted !== null && mayBePaid(state),
    rejects: explainRejects(claim),
    correction: await describeCorrection(tx, claim),
    findings: (await listFindings(tx, claimId)).map((finding) => ({
      ...finding,
      sentence: preEdits[finding.rule].sentence,
      firstAction: preEdits[finding.rule].firstAction,
    })),
    exchanges,
  };
}

/** Lists the rules that stopped a claim before it was sent and that a person may let pass; none of a claim that was sent. */
export async function listRulesToReview(
  tx: TenantTransaction,
  claim: Pick<Claim, 'claimId' | 'state' | 'answeredAt'>,
): Promise<readonly { readonly rule: PreEditCode; readonly sentence: string }[]> {
  if (claim.state !== 'rejected' || claim.answeredAt !== null) return [];
  const findings = await listFindings(tx, claim.claimId);
  if (findings.some(({ outcome }) => outcome === 'reject')) return [];
  return findings
    .filter(({ outcome }) => outcome === 'review')
    .map(({ rule }) => ({ rule, sentence: preEdits[rule].sentence }));
}

/** Explains each code by which a payer rejected a claim, as it was meant on the day of service. */
export function explainRejects(claim: Pick<Claim, 'dateOfService' | 'rejectCodes'>) {
  return claim.rejectCodes.map((code) => {
    const { sentence, firstAction, role, isRebillable, isVerified } = explainRejectCode(code, claim.dateOfService);
    return { code, sentence, firstAction, role, isRebillable, isVerified };
  });
}

/** What a person changed before the payer was told, and who; null for a claim as the fill says it. */
async function describeCorrection(tx: TenantTransaction, claim: Claim) {
  const { correction } = await getSubmission(tx, claim.claimId);
  if (correction === undefined) return null;
  const by = await findSubmitter(tx, claim.claimId);
  const names = await listStaffNames(tx, by === null ? [] : [by]);
  return {
    lines: [...nameCorrection(correction)],
    at: claim.submittedAt,
    by: by === null ? null : (names.get(by) ?? null),
  };
}

/** Names a plan; a coverage may be of none that is known. */
export async function namePlan(tx: TenantTransaction, planId: Id<'plan'> | string | null): Promise<string> {
  return planId === null ? 'Plan not known' : (await getPlan(tx, planId as PlanId)).name;
}
