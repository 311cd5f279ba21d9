import type { StaffId } from '../../../kernel/ids.ts';
import { addMinutes, type Instant } from '../../../kernel/instant.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { type AccessId, findOpenAccess, insertAccess, lockAccess, saveAccessEnd, saveReview } from '../access-store.ts';
import {
  type AccessReason,
  type AccessVerdict,
  decideReason,
  decideReview,
  emergencyAccessMinutes,
} from '../domain/emergency-access.ts';
import { identityRefusals } from '../refusals.ts';

/** Opens the records of all sites to the person who acts, for an hour; the reason is reviewed afterwards. */
export async function openAccess(
  tx: TenantTransaction,
  wanted: { readonly reasonCode: AccessReason; readonly reason: string },
): Promise<Result<{ readonly accessId: AccessId; readonly expiresAt: Instant }>> {
  const { actor } = tx;
  if (actor.kind !== 'staff') return refuse(identityRefusals.permissionNeeded);
  const reason = decideReason(wanted.reason);
  if (!reason.ok) return reason;
  if ((await findOpenAccess(tx, actor.staffId)) !== null) return refuse(identityRefusals.accessOpen);
  const accessId = tx.newId<'access'>();
  const expiresAt = addMinutes(tx.now, emergencyAccessMinutes);
  const { staffId, siteId } = actor;
  const { reasonCode } = wanted;
  await insertAccess(tx, { accessId, staffId, siteId, reasonCode, reason: reason.value, openedAt: tx.now, expiresAt });
  await tx.audit({
    kind: 'break-glass',
    action: 'identity.open-access',
    outcome: 'done',
    patientIds: [],
    object: { kind: 'access', id: accessId },
    reason: reasonCode,
  });
  return ok({ accessId, expiresAt });
}

/** Ends the emergency access of the person who acts; the review goes on. */
export async function closeAccess(tx: TenantTransaction, staffId: StaffId): Promise<Result<null>> {
  const open = await findOpenAccess(tx, staffId);
  if (open === null) return refuse(identityRefusals.noOpenAccess);
  await saveAccessEnd(tx, open.accessId);
  return ok(null);
}

/** Records what a review of an emergency access says; one that is still open ends with it. */
export async function reviewAccess(
  tx: TenantTransaction,
  review: { readonly accessId: AccessId; readonly reviewer: StaffId; readonly verdict: AccessVerdict },
): Promise<Result<null>> {
  const access = await lockAccess(tx, review.accessId);
  if (access === null) return refuse(identityRefusals.unknownAccess);
  const decided = decideReview(access, review.reviewer);
  if (!decided.ok) return decided;
  await saveReview(tx, { accessId: review.accessId, reviewedBy: review.reviewer, verdict: review.verdict });
  return ok(null);
}
