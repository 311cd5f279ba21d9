import type { Id, SiteId, StaffId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { AccessReason, AccessVerdict } from './domain/emergency-access.ts';

const table = 'identity.access_review';

export type AccessId = Id<'access'>;

/** Records opened in an emergency: by whom, why, until when, and what the review said. */
export interface EmergencyAccess {
  readonly accessId: AccessId;
  readonly staffId: StaffId;
  readonly siteId: SiteId | null;
  readonly reasonCode: AccessReason;
  readonly reason: string;
  readonly openedAt: Instant;
  readonly expiresAt: Instant;
  readonly reviewedAt: Instant | null;
  readonly reviewedBy: StaffId | null;
  readonly verdict: AccessVerdict | null;
  readonly endedAt: Instant | null;
}

/** Saves an emergency access; the reason in words, which may name a patient, is sealed. */
export async function insertAccess(
  tx: TenantTransaction,
  access: Omit<EmergencyAccess, 'reviewedAt' | 'reviewedBy' | 'verdict' | 'endedAt'>,
): Promise<void> {
  const { accessId, reason } = access;
  await tx.database
    .insertInto(table)
    .values({
      tenant_id: tx.tenantId,
      access_id: accessId,
      staff_id: access.staffId,
      site_id: access.siteId,
      reason_code: access.reasonCode,
      sealed_reason: Buffer.from(await tx.sealer.seal({ table, rowId: accessId }, { reason })),
      opened_at: access.openedAt,
      expires_at: access.expiresAt,
    })
    .execute();
}

/** Finds the emergency access of a person that is open now; of several the one that lasts longest. */
export async function findOpenAccess(
  tx: TenantTransaction,
  staffId: StaffId,
): Promise<{ readonly accessId: AccessId; readonly expiresAt: Instant } | null> {
  const row = await tx.database
    .selectFrom(table)
    .select(['access_id', 'expires_at'])
    .where('tenant_id', '=', tx.tenantId)
    .where('staff_id', '=', staffId)
    .where('expires_at', '>', tx.now)
    .where('reviewed_at', 'is', null)
    .where('ended_at', 'is', null)
    .orderBy('expires_at', 'desc')
    .executeTakeFirst();
  return row === undefined ? null : { accessId: row.access_id as AccessId, expiresAt: row.expires_at };
}

/** Saves that a person ended an access before its time was over. */
export async function saveAccessEnd(tx: TenantTransaction, accessId: AccessId): Promise<void> {
  await tx.database
    .updateTable(table)
    .set({ ended_at: tx.now })
    .where('tenant_id', '=', tx.tenantId)
    .where('access_id', '=', accessId)
    .execute();
}

/** Lists emergency accesses, the newest first: those that wait for review, or all. */
export async function listAccesses(
  tx: TenantTransaction,
  wanted: { readonly onlyUnreviewed: boolean; readonly most: number },
): Promise<readonly EmergencyAccess[]> {
  const rows = await tx.database
    .selectFrom(table)
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .$if(wanted.onlyUnreviewed, (query) => query.where('reviewed_at', 'is', null))
    .orderBy('access_id', 'desc')
    .limit(wanted.most)
    .execute();
  return Promise.all(rows.map((row) => toAccess(tx, row)));
}

/** Finds and locks an emergency access, so that it is reviewed once. */
export async function lockAccess(tx: TenantTransaction, accessId: AccessId): Promise<EmergencyAccess | null> {
  const row = await tx.database
    .selectFrom(table)
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('access_id', '=', accessId)
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? null : toAccess(tx, row);
}

/** Saves what a review said. A review closes an access that is still open. */
export async function saveReview(
  tx: TenantTransaction,
  review: { readonly accessId: AccessId; readonly reviewedBy: StaffId; readonly verdict: AccessVerdict },
): Promise<void> {
  await tx.database
    .updateTable(table)
    .set({ reviewed_at: tx.now, reviewed_by: review.reviewedBy, review_outcome: review.verdict })
    .where('tenant_id', '=', tx.tenantId)
    .where('access_id', '=', review.accessId)
    .execute();
}

async function toAccess(
  tx: TenantTransaction,
  row: {
    readonly access_id: string;
    readonly staff_id: string;
    readonly site_id: string | null;
    readonly reason_code: string;
    readonly sealed_reason: Buffer;
    readonly opened_at: Instant;
    readonly expires_at: Instant;
    readonly reviewed_at: Instant | null;
    readonly reviewed_by: string | null;
    readonly review_outcome: string | null;
    readonly ended_at: Instant | null;
  },
): Promise<EmergencyAccess> {
  const place = { table, rowId: row.access_id };
  const { reason } = await tx.sealer.open<{ reason: string }>(place, row.sealed_reason);
  return {
    accessId: row.access_id as AccessId,
    staffId: row.staff_id as StaffId,
    siteId: row.site_id as SiteId | null,
    reasonCode: row.reason_code as AccessReason,
    reason,
    openedAt: row.opened_at,
    expiresAt: row.expires_at,
    reviewedAt: row.reviewed_at,
    reviewedBy: row.reviewed_by as StaffId | null,
    verdict: row.review_outcome as AccessVerdict | null,
    endedAt: row.ended_at,
  };
}
