import type { FillId, Id } from '../../kernel/ids.ts';
import { sumCents } from '../../kernel/money.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { listStaffNames } from '../identity/index.ts';
import { listPatientNames } from '../patients/index.ts';
import { getPlan, type PlanId } from '../reference/index.ts';
import { type Claim, findSubmitter, listClaimsOfFill } from './claim-store.ts';
import { nameCorrection } from './domain/claim-correction.ts';
import { type PreEditCode, preEdits } from './domain/pre-edit.ts';
import { explainRejectCode } from './domain/reject-code.ts';
import { listExchanges, readExchangeLines } from './exchange-store.ts';
import { listOpenClaims, type OpenClaim } from './open-claim-queries.ts';
import { listFindings } from './payer-rules-store.ts';
import { getSubmission } from './submission-store.ts';

const mostOpen = 500;

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
    isToBeTakenBack: claim.reversalWanted !== null && state !== 'reversed',
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

/** Describes the claims that need somebody, with the money that waits in them. */
export async function describeOpenClaims(tx: TenantTransaction) {
  const open = await listOpenClaims(tx, mostOpen);
  const patientIds = [...new Set(open.map(({ patientId }) => patientId))];
  const names = await listPatientNames(tx, patientIds);
  const planNames = new Map<string | null, string>();
  const claims: (ReturnType<typeof explainOpen> &
    Omit<OpenClaim, 'patientId' | 'planId' | 'rejectCodes' | 'dateOfService' | 'stoppedBy'> & {
      readonly patientName: string;
      readonly planName: string;
    })[] = [];
  for (const claim of open) {
    const { claimId, fillId, patientId, planId, state, claimedCents, since } = claim;
    const planName = planNames.get(planId) ?? (await namePlan(tx, planId));
    planNames.set(planId, planName);
    const patientName = names.get(patientId)?.displayName ?? '';
    claims.push({ ...{ claimId, fillId, patientName, planName, state, claimedCents, since }, ...explainOpen(claim) });
  }
  const ofKind = (kind: 'rejected' | 'unanswered') => claims.filter((claim) => claim.kind === kind);
  const body = {
    claims,
    rejectedCents: sumCents(ofKind('rejected').map(({ claimedCents }) => claimedCents)),
    unansweredCents: sumCents(ofKind('unanswered').map(({ claimedCents }) => claimedCents)),
    oldestUnansweredAt: ofKind('unanswered')[0]?.since ?? null,
  };
  return { body, patientIds };
}

function explainOpen(claim: OpenClaim) {
  const unanswered = { kind: 'unanswered', role: 'billingAnalyst', isRebillable: false } as const;
  if (claim.state === 'reversing')
    return { ...unanswered, reason: 'Being taken back', firstAction: 'Wait: it is asked again by itself' };
  if (claim.state !== 'rejected')
    return { ...unanswered, reason: 'No answer yet', firstAction: 'Wait: it is asked again or taken back by itself' };
  const rejected = { kind: 'rejected' } as const;
  if (claim.stoppedBy !== null) {
    const { sentence: reason, firstAction } = preEdits[claim.stoppedBy];
    return { ...rejected, reason, firstAction, role: 'billingAnalyst', isRebillable: true };
  }
  const [code = ''] = claim.rejectCodes;
  const { sentence, firstAction, role, isRebillable } = explainRejectCode(code, claim.dateOfService);
  return { ...rejected, reason: `${code}: ${sentence}`, firstAction, role, isRebillable };
}

async function namePlan(tx: TenantTransaction, planId: Id<'plan'> | string | null): Promise<string> {
  return planId === null ? 'Plan not known' : (await getPlan(tx, planId as PlanId)).name;
}
