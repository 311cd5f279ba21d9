import { sumCents } from '../../kernel/money.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { listPatientNames } from '../patients/index.ts';
import { namePlan } from './describe-claims.ts';
import { type PreEditCode, preEdits } from './domain/pre-edit.ts';
import { explainRejectCode } from './domain/reject-code.ts';
import {
  countOpenClaims,
  listOpenClaims,
  type OpenClaim,
  type OpenClaimFilter,
  type OpenClaimGroup,
  type OpenClaimPlace,
} from './open-claim-queries.ts';

const pageSize = 50;

/** Describes a page of the claims that need somebody, and from where the next one begins. */
export async function describeOpenClaims(
  tx: TenantTransaction,
  wanted: { readonly filter: OpenClaimFilter; readonly after: OpenClaimPlace | null },
) {
  const open = await listOpenClaims(tx, { ...wanted, most: pageSize });
  const patientIds = [...new Set(open.map(({ patientId }) => patientId))];
  const names = await listPatientNames(tx, patientIds);
  const planNames = await namePlans(
    tx,
    open.map(({ planId }) => planId),
  );
  const claims = open.map((claim) => {
    const { claimId, fillId, patientId, planId, state, claimedCents, since } = claim;
    return {
      ...{ claimId, fillId, state, claimedCents, since, ...explainOpen(claim) },
      patientName: names.get(patientId)?.displayName ?? '',
      planName: planNames.get(planId) ?? '',
    };
  });
  const last = open.length < pageSize ? undefined : open.at(-1);
  const next = last === undefined ? null : { since: last.since, claimId: last.claimId };
  return { body: { claims, next }, patientIds };
}

/** Sums up the claims that a filter lets through, and what else could be chosen. */
export async function describeOpenSums(tx: TenantTransaction, filter: OpenClaimFilter) {
  const shown = await countOpenClaims(tx, filter);
  const all = await countOpenClaims(tx, { kind: null, planId: null, code: null, before: null });
  const planNames = await namePlans(
    tx,
    all.map(({ planId }) => planId),
  );
  const sumOf = (kind: OpenClaimGroup['kind']) => {
    const ofKind = shown.filter((group) => group.kind === kind);
    return {
      count: count(ofKind),
      claimedCents: sumCents(ofKind.map(({ claimedCents }) => claimedCents)),
      oldestAt: ofKind.map(({ oldest }) => oldest).sort()[0] ?? null,
    };
  };
  const plans = [...new Set(all.flatMap(({ planId }) => planId ?? []))];
  const codes = [...new Set(all.flatMap(({ code }) => code ?? []))].sort();
  return {
    ...{ rejected: sumOf('rejected'), unanswered: sumOf('unanswered') },
    plans: plans.map((planId) => ({
      ...{ planId, planName: planNames.get(planId) ?? '' },
      count: count(all.filter((group) => group.planId === planId)),
    })),
    codes: codes.map((code) => ({
      ...{ code, sentence: nameCode(code, tx.now.slice(0, 10)) },
      count: count(all.filter((group) => group.code === code)),
    })),
  };
}

function count(groups: readonly OpenClaimGroup[]): number {
  return groups.reduce((sum, group) => sum + group.count, 0);
}

function nameCode(code: string, on: string): string {
  return Object.hasOwn(preEdits, code)
    ? preEdits[code as PreEditCode].sentence
    : `${code}: ${explainRejectCode(code, on as OpenClaim['dateOfService']).sentence}`;
}

async function namePlans(
  tx: TenantTransaction,
  planIds: readonly OpenClaim['planId'][],
): Promise<ReadonlyMap<OpenClaim['planId'], string>> {
  const named = new Map<OpenClaim['planId'], string>();
  for (const planId of new Set(planIds)) named.set(planId, await namePlan(tx, planId));
  return named;
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
