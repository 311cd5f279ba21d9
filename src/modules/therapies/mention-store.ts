import type { PatientId, StaffId, TherapyId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { TherapyState } from './domain/therapy-state.ts';
import { notePlace } from './therapy-store.ts';

/** A note in which a person was mentioned and that they have not read yet. */
export interface UnreadMention {
  readonly therapyId: TherapyId;
  readonly sequence: number;
  readonly state: TherapyState;
  readonly patientId: PatientId;
  readonly mentionedAt: Instant;
  readonly authorId: StaffId | null;
  readonly text: string;
}

/** Inserts the mentions of a note. */
export function insertMentions(
  tx: TenantTransaction,
  note: { readonly therapyId: TherapyId; readonly sequence: number },
  staffIds: readonly StaffId[],
): void {
  if (staffIds.length === 0) return;
  tx.write(
    tx.database.insertInto('therapies.mention').values(
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

/** Lists the unread mentions of a person on therapies that they may see, the oldest first. */
export async function listUnreadMentions(
  tx: TenantTransaction,
  wanted: { readonly staffId: StaffId; readonly most: number },
): Promise<readonly UnreadMention[]> {
  const rows = await tx.database
    .selectFrom('therapies.mention as mention')
    .innerJoin('therapies.therapy as therapy', (join) =>
      join.onRef('therapy.tenant_id', '=', 'mention.tenant_id').onRef('therapy.therapy_id', '=', 'mention.therapy_id'),
    )
    .innerJoin('therapies.therapy_event as event', (join) =>
      join
        .onRef('event.tenant_id', '=', 'mention.tenant_id')
        .onRef('event.therapy_id', '=', 'mention.therapy_id')
        .onRef('event.sequence', '=', 'mention.sequence'),
    )
    .select(['mention.therapy_id', 'mention.sequence', 'mention.mentioned_at', 'therapy.state', 'therapy.patient_id'])
    .select(['event.sealed_note', 'event.actor_id'])
    .where('mention.tenant_id', '=', tx.tenantId)
    .where('mention.staff_id', '=', wanted.staffId)
    .where('mention.read_at', 'is', null)
    .orderBy('mention.mentioned_at')
    .limit(wanted.most)
    .execute();
  const mentions: UnreadMention[] = [];
  for (const row of rows) {
    const note = { therapyId: row.therapy_id as TherapyId, sequence: row.sequence };
    const { sealed_note: sealed } = row;
    mentions.push({
      ...note,
      state: row.state as unknown as TherapyState,
      patientId: row.patient_id as PatientId,
      mentionedAt: row.mentioned_at,
      authorId: row.actor_id as StaffId | null,
      text: sealed === null ? '' : await tx.sealer.open<string>(notePlace(note), sealed),
    });
  }
  return mentions;
}

/** Marks a mention of a person as read; tells whether there was one that was not. */
export async function saveMentionRead(
  tx: TenantTransaction,
  of: { readonly staffId: StaffId; readonly therapyId: TherapyId; readonly sequence: number },
): Promise<boolean> {
  const rows = await tx.database
    .updateTable('therapies.mention')
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
