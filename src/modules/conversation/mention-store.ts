import type { StaffId, TherapyId } from '../../kernel/ids.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { NotePlace } from '../therapies/index.ts';

/** Inserts the mentions of a note. */
export function insertMentions(tx: TenantTransaction, note: NotePlace, staffIds: readonly StaffId[]): void {
  if (staffIds.length === 0) return;
  tx.write(
    tx.database.insertInto('conversation.mention').values(
      staffIds.map((staffId) => ({
        tenant_id: tx.tenantId,
        staff_id: staffId,
        therapy_id: note.therapyId,
        sequence: note.sequence,
        mentioned_at: tx.now,
        read_at: null,
      })),
    ),
  );
}

/** Lists where a person was mentioned in notes that they have not read, the oldest first. */
export async function listUnreadPlaces(
  tx: TenantTransaction,
  wanted: { readonly staffId: StaffId; readonly most: number },
): Promise<readonly NotePlace[]> {
  const rows = await tx.database
    .selectFrom('conversation.mention')
    .select(['therapy_id', 'sequence'])
    .where('tenant_id', '=', tx.tenantId)
    .where('staff_id', '=', wanted.staffId)
    .where('read_at', 'is', null)
    .orderBy('mentioned_at')
    .limit(wanted.most)
    .execute();
  return rows.map(({ therapy_id, sequence }) => ({ therapyId: therapy_id as TherapyId, sequence }));
}

/** Marks a mention of a person as read; tells whether there was one that was not. */
export async function saveMentionRead(
  tx: TenantTransaction,
  of: NotePlace & { readonly staffId: StaffId },
): Promise<boolean> {
  const rows = await tx.database
    .updateTable('conversation.mention')
    .set({ read_at: tx.now })
    .where('tenant_id', '=', tx.tenantId)
    .where('staff_id', '=', of.staffId)
    .where('therapy_id', '=', of.therapyId)
    .where('sequence', '=', of.sequence)
    .where('read_at', 'is', null)
    .returning('sequence')
    .execute();
  return rows.length > 0;
}
