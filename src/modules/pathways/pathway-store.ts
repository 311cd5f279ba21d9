import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { Id, StaffId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { Pathway, PathwayContent, PathwayReference } from './domain/pathway.ts';
import type { ProgrammeCode } from './domain/programme.ts';

/** A version of a pathway that two people of the health system put into force. */
export interface OwnVersion {
  readonly pathway: Pathway;
  readonly basedOn: PathwayReference;
  readonly reason: string;
  readonly proposedBy: StaffId;
  readonly activatedBy: StaffId;
  readonly activatedAt: Instant;
}

/** The next version of a programme while it is written. */
export interface PathwayDraft {
  readonly programme: ProgrammeCode;
  readonly revision: number;
  readonly content: PathwayContent;
  readonly basedOn: PathwayReference;
  readonly changedBy: StaffId;
  readonly changedAt: Instant;
}

/** Lists the health system's own versions, of one programme or of all, in ascending order. */
export async function listOwnVersions(
  tx: TenantTransaction,
  programme: ProgrammeCode | null = null,
): Promise<readonly OwnVersion[]> {
  let query = tx.database.selectFrom('pathways.pathway_version').selectAll().where('tenant_id', '=', tx.tenantId);
  if (programme !== null) query = query.where('programme', '=', programme);
  return (await query.orderBy('programme').orderBy('version').execute()).map(toOwnVersion);
}

/** Lists the health system's own versions of these names. */
export async function listOwnVersionsById(
  tx: TenantTransaction,
  ids: readonly string[],
): Promise<readonly OwnVersion[]> {
  const rows = await tx.database
    .selectFrom('pathways.pathway_version')
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('version_id', 'in', [...ids])
    .execute();
  return rows.map(toOwnVersion);
}

/** Inserts a version that a second person activated. */
export async function insertOwnVersion(
  tx: TenantTransaction,
  version: Omit<OwnVersion, 'activatedAt'> & { readonly proposalId: Id<'proposal'> },
): Promise<void> {
  const { id, version: number, programme, effectiveFrom, ...content } = version.pathway;
  await tx.database
    .insertInto('pathways.pathway_version')
    .values({
      tenant_id: tx.tenantId,
      version_id: id,
      programme,
      version: number,
      effective_from: effectiveFrom,
      content: JSON.stringify(content),
      based_on_id: version.basedOn.id,
      based_on_version: version.basedOn.version,
      reason: version.reason,
      proposal_id: version.proposalId,
      proposed_by: version.proposedBy,
      activated_by: version.activatedBy,
      activated_at: tx.now,
    })
    .execute();
}

/** Lists the drafts of all programmes. */
export async function listDrafts(tx: TenantTransaction): Promise<readonly PathwayDraft[]> {
  const rows = await tx.database
    .selectFrom('pathways.draft')
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .execute();
  return rows.map(toDraft);
}

/** Finds the draft of a programme. */
export async function findDraft(tx: TenantTransaction, programme: ProgrammeCode): Promise<PathwayDraft | null> {
  const row = await selectDraft(tx, programme).executeTakeFirst();
  return row === undefined ? null : toDraft(row);
}

/** Finds the draft of a programme and keeps others from changing it until the transaction ends. */
export async function lockDraft(tx: TenantTransaction, programme: ProgrammeCode): Promise<PathwayDraft | null> {
  const row = await selectDraft(tx, programme).forUpdate().executeTakeFirst();
  return row === undefined ? null : toDraft(row);
}

/** Inserts a draft; false when there is one already. */
export async function insertDraft(
  tx: TenantTransaction,
  draft: Omit<PathwayDraft, 'changedAt' | 'revision'>,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx.database
    .insertInto('pathways.draft')
    .values({
      tenant_id: tx.tenantId,
      programme: draft.programme,
      revision: 1,
      content: JSON.stringify(draft.content),
      based_on_id: draft.basedOn.id,
      based_on_version: draft.basedOn.version,
      changed_by: draft.changedBy,
      changed_at: tx.now,
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'programme']).doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/** Saves the next revision of a locked draft. */
export async function saveDraft(
  tx: TenantTransaction,
  draft: Pick<PathwayDraft, 'programme' | 'revision' | 'content' | 'changedBy'>,
): Promise<void> {
  await tx.database
    .updateTable('pathways.draft')
    .set({
      revision: draft.revision,
      content: JSON.stringify(draft.content),
      changed_by: draft.changedBy,
      changed_at: tx.now,
    })
    .where('tenant_id', '=', tx.tenantId)
    .where('programme', '=', draft.programme)
    .execute();
}

/** Deletes the draft of a programme. */
export async function deleteDraft(tx: TenantTransaction, programme: ProgrammeCode): Promise<void> {
  await tx.database
    .deleteFrom('pathways.draft')
    .where('tenant_id', '=', tx.tenantId)
    .where('programme', '=', programme)
    .execute();
}

function selectDraft(tx: TenantTransaction, programme: ProgrammeCode) {
  return tx.database
    .selectFrom('pathways.draft')
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('programme', '=', programme);
}

function toOwnVersion(row: {
  readonly version_id: string;
  readonly programme: string;
  readonly version: number;
  readonly effective_from: CalendarDay;
  readonly content: unknown;
  readonly based_on_id: string;
  readonly based_on_version: number;
  readonly reason: string;
  readonly proposed_by: string;
  readonly activated_by: string;
  readonly activated_at: Instant;
}): OwnVersion {
  const reference = { id: row.version_id, version: row.version, programme: row.programme as ProgrammeCode };
  return {
    pathway: { ...reference, effectiveFrom: row.effective_from, ...(row.content as PathwayContent) },
    basedOn: { id: row.based_on_id, version: row.based_on_version },
    reason: row.reason,
    proposedBy: row.proposed_by as StaffId,
    activatedBy: row.activated_by as StaffId,
    activatedAt: row.activated_at,
  };
}

function toDraft(row: {
  readonly programme: string;
  readonly revision: number;
  readonly content: unknown;
  readonly based_on_id: string;
  readonly based_on_version: number;
  readonly changed_by: string;
  readonly changed_at: Instant;
}): PathwayDraft {
  return {
    programme: row.programme as ProgrammeCode,
    revision: row.revision,
    content: row.content as PathwayContent,
    basedOn: { id: row.based_on_id, version: row.based_on_version },
    changedBy: row.changed_by as StaffId,
    changedAt: row.changed_at,
  };
}
