import type { StaffId, TherapyId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { listStaff } from '../../identity/index.ts';
import type { TherapySummary } from '../domain/therapy-summary.ts';
import { insertMentions, saveMentionRead } from '../mention-store.ts';
import { therapyPermissions } from '../permissions.ts';
import { therapyRefusals } from '../refusals.ts';
import { findEventActor } from '../therapy-queries.ts';
import { changeTherapy } from './change-therapy.ts';
import { getTherapySummary } from './get-summary.ts';

/** The code of a note. */
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
    return refuse(therapyRefusals.colleagueCannotSee);
  }
  if (correctsSequence !== null && !(await isOwnNote(tx, { therapyId, sequence: correctsSequence }))) {
    return refuse(therapyRefusals.noteNotYours);
  }
  const facts = { mentions: mentionedIds.length, ...(correctsSequence === null ? {} : { corrects: correctsSequence }) };
  const fact = { code: noteCode, entries: [], facts };
  const command = { kind: 'record-fact', fact, occurredAt: tx.now, source: null } as const;
  const written = await changeTherapy(tx, therapyId, command, { note: note.text });
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
  if (summary === null) return refuse(therapyRefusals.unknownTherapy);
  const { roles: mayRead } = therapyPermissions.seeTherapies;
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
export async function readMention(
  tx: TenantTransaction,
  note: { readonly therapyId: TherapyId; readonly sequence: number },
): Promise<Result<TherapySummary>> {
  const summary = await getTherapySummary(tx, note.therapyId);
  if (summary === null) return refuse(therapyRefusals.unknownTherapy);
  const staffId = tx.actor.kind === 'staff' ? tx.actor.staffId : null;
  if (staffId === null || !(await saveMentionRead(tx, { ...note, staffId }))) {
    return refuse(therapyRefusals.mentionNotOpen);
  }
  tx.touch(topicOfMentions(staffId));
  return ok(summary);
}

function topicOfMentions(staffId: StaffId): string {
  return `mentions:${staffId}`;
}

async function isOwnNote(
  tx: TenantTransaction,
  note: { readonly therapyId: TherapyId; readonly sequence: number },
): Promise<boolean> {
  const event = await findEventActor(tx, note);
  return event !== null && event.code === noteCode && tx.actor.kind === 'staff' && event.actorId === tx.actor.staffId;
}
