import type { Id, StaffId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { WorkItemId } from './domain/work-item.ts';

const table = 'work.hand_over';

/** Work that a person gave to a colleague at once. */
export interface HandOver {
  readonly handOverId: Id<'hand-over'>;
  readonly fromStaffId: StaffId;
  readonly note: string | null;
  readonly itemIds: readonly WorkItemId[];
  readonly handedAt: Instant;
}

/** Inserts that a person handed items over, to a colleague or back to their queues. */
export async function insertHandOver(
  tx: TenantTransaction,
  given: {
    readonly fromStaffId: StaffId;
    readonly toStaffId: StaffId | null;
    readonly note: string | null;
    readonly itemIds: readonly WorkItemId[];
  },
): Promise<void> {
  const handOverId = tx.newId<'hand-over'>();
  const { note } = given;
  const sealed = note === null ? null : Buffer.from(await tx.sealer.seal({ table, rowId: handOverId }, { note }));
  tx.write(
    tx.database.insertInto(table).values({
      tenant_id: tx.tenantId,
      hand_over_id: handOverId,
      from_staff_id: given.fromStaffId,
      to_staff_id: given.toStaffId,
      sealed_note: sealed,
      item_ids: [...given.itemIds],
      handed_at: tx.now,
    }),
  );
}

/** Lists what was handed to a person and what they have not confirmed, the newest first. */
export async function listUnseenHandOvers(tx: TenantTransaction, staffId: StaffId): Promise<readonly HandOver[]> {
  const rows = await tx.database
    .selectFrom(table)
    .select(['hand_over_id', 'from_staff_id', 'sealed_note', 'item_ids', 'handed_at'])
    .where('tenant_id', '=', tx.tenantId)
    .where('to_staff_id', '=', staffId)
    .where('seen_at', 'is', null)
    .orderBy('handed_at', 'desc')
    .limit(20)
    .execute();
  return Promise.all(
    rows.map(async (row) => ({
      handOverId: row.hand_over_id as Id<'hand-over'>,
      fromStaffId: row.from_staff_id as StaffId,
      note: row.sealed_note === null ? null : await openNote(tx, row.hand_over_id, row.sealed_note),
      itemIds: row.item_ids.map((itemId) => itemId as WorkItemId),
      handedAt: row.handed_at,
    })),
  );
}

/** Saves that the receiver has seen what was handed to them; returns whether there was anything to see. */
export async function saveSeen(
  tx: TenantTransaction,
  seen: { readonly handOverId: Id<'hand-over'>; readonly staffId: StaffId },
): Promise<boolean> {
  const { numUpdatedRows } = await tx.database
    .updateTable(table)
    .set({ seen_at: tx.now })
    .where('tenant_id', '=', tx.tenantId)
    .where('hand_over_id', '=', seen.handOverId)
    .where('to_staff_id', '=', seen.staffId)
    .where('seen_at', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

async function openNote(tx: TenantTransaction, rowId: string, sealed: Uint8Array): Promise<string> {
  return (await tx.sealer.open<{ readonly note: string }>({ table, rowId }, sealed)).note;
}
