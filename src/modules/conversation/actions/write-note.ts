import type { StaffId, TherapyId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { listStaff } from '../../identity/index.ts';
import {
  getTherapySummary,
  listTherapyNotes,
  type NotePlace,
  recordTherapyFact,
  type TherapySummary,
} from '../../therapies/index.ts';
import { insertMentions, saveMentionRead } from '../mention-store.ts';
import { conversationPermissions } from '../permissions.ts';
import { conversationRefusals } from '../refusals.ts';

/** The code of a note in the stream of a therapy. Streams are never rewritten, so it keeps the name under which notes were always stored. */
const noteCode = 'therapies.note-written';

/** Somebody who may be mentioned in a note on a therapy. */
export interface Colleague {
  readonly staffId: StaffId;
  readonly displayName: string;
}

/**
 * Writes a note on a therapy, sealed and for good: a correction is a further note. It depends on nothing that may have happened
 * meanwhile, so it asks for no version. Refuses to mention a person who cannot see the therapy, or to correct another's note.
 */
export async function writeNote(
  tx: TenantTransaction,
  note: {
    readonly therapyId: TherapyId;
    readonly text: string;
    readonly mentionedIds: readonly StaffId[];
    readonly correctsSequence: number | null;
  },
): Promise<Result<TherapySummary>> {
  const { therapyId, correctsSequence } = note;
  const colleagues = await listColleagues(tx, therapyId);
  if (!colleagues.ok) return colleagues;
  const mentionedIds = [...new Set(note.mentionedIds)];
  if (mentionedIds.some((staffId) => !colleagues.value.some((each) => each.staffId === staffId))) {
    return refuse(conversationRefusals.colleagueCannotSee);
  }
  if (correctsSequence !== null && !(await isOwnNote(tx, { therapyId, sequence: correctsSequence }))) {
    return refuse(conversationRefusals.noteNotYours);
  }
  const facts = { mentions: mentionedIds.length, ...(correctsSequence === null ? {} : { corrects: correctsSequence }) };
  const written = await recordTherapyFact(tx, therapyId, { code: noteCode, source: null, facts, note: note.text });
  if (!written.ok) return written;
  insertMentions(tx, { therapyId, sequence: written.value.version }, mentionedIds);
  for (const staffId of mentionedIds) tx.touch(topicOfMentions(staffId));
  return written;
}

/** Lists who may be mentioned on a therapy: active people, other than the writer, who may see it at its site. */
export async function listColleagues(
  tx: TenantTransaction,
  therapyId: TherapyId,
): Promise<Result<readonly Colleague[]>> {
  const summary = await getTherapySummary(tx, therapyId);
  if (summary === null) return refuse(conversationRefusals.unknownTherapy);
  const { roles: mayRead } = conversationPermissions.readMentions;
  const own = tx.actor.kind === 'staff' ? tx.actor.staffId : null;
  const staff = await listStaff(tx);
  return ok(
    staff.filter(
      ({ staffId, isActive, roles, seesAllSites, siteIds }) =>
        isActive &&
        staffId !== own &&
        roles.some((role) => mayRead.includes(role)) &&
        (seesAllSites || siteIds.includes(summary.siteId)),
    ),
  );
}

/** Marks the mention of the person of this transaction as read; refuses when there is none that is not. */
export async function readMention(tx: TenantTransaction, note: NotePlace): Promise<Result<TherapySummary>> {
  const summary = await getTherapySummary(tx, note.therapyId);
  if (summary === null) return refuse(conversationRefusals.unknownTherapy);
  const staffId = tx.actor.kind === 'staff' ? tx.actor.staffId : null;
  if (staffId === null || !(await saveMentionRead(tx, { ...note, staffId }))) {
    return refuse(conversationRefusals.mentionNotOpen);
  }
  tx.touch(topicOfMentions(staffId));
  return ok(summary);
}

function topicOfMentions(staffId: StaffId): string {
  return `mentions:${staffId}`;
}

async function isOwnNote(tx: TenantTransaction, place: NotePlace): Promise<boolean> {
  const [note] = await listTherapyNotes(tx, [place], { most: 1 });
  return note?.code === noteCode && tx.actor.kind === 'staff' && note.authorId === tx.actor.staffId;
}
