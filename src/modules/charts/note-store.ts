import type { Selectable } from 'kysely';
import type { PatientId, RawMessageId, SiteId, StaffId, TherapyId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Database } from '../../platform/database/schema.gen.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { PartnerId } from '../exchange/index.ts';
import type { NoteId, NoteKind, NoteState } from './domain/chart-note.ts';

const table = 'charts.note';

/** A note for the chart of a patient. */
export interface ChartNote {
  readonly noteId: NoteId;
  readonly siteId: SiteId;
  readonly therapyId: TherapyId;
  readonly patientId: PatientId;
  readonly partnerId: PartnerId;
  readonly kind: NoteKind;
  readonly text: string;
  readonly state: NoteState;
  readonly documentId: string | null;
  readonly messageId: RawMessageId | null;
  readonly writtenBy: StaffId;
  readonly writtenAt: Instant;
  readonly settledAt: Instant | null;
}

/** Saves a note that waits to be sent. */
export async function insertNote(
  tx: TenantTransaction,
  note: Omit<ChartNote, 'state' | 'documentId' | 'messageId' | 'writtenAt' | 'settledAt'>,
): Promise<void> {
  const sealed = await tx.sealer.seal({ table, rowId: note.noteId }, { text: note.text });
  await tx.database
    .insertInto(table)
    .values({
      tenant_id: tx.tenantId,
      note_id: note.noteId,
      site_id: note.siteId,
      therapy_id: note.therapyId,
      patient_id: note.patientId,
      partner_id: note.partnerId,
      kind: note.kind,
      sealed_text: Buffer.from(sealed),
      state: 'waiting',
      written_by: note.writtenBy,
      written_at: tx.now,
    })
    .execute();
}

/** Gets a note, which must exist, and locks it. */
export async function lockNote(tx: TenantTransaction, noteId: NoteId): Promise<ChartNote> {
  const row = await tx.database
    .selectFrom(table)
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('note_id', '=', noteId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return toNote(tx, row);
}

/** Saves what became of a note. */
export function saveNoteState(
  tx: TenantTransaction,
  settled: {
    readonly noteId: NoteId;
    readonly state: NoteState;
    readonly documentId: string | null;
    readonly messageId: RawMessageId | null;
    readonly answerMessageId: RawMessageId | null;
  },
): void {
  tx.write(
    tx.database
      .updateTable(table)
      .set({
        state: settled.state,
        document_id: settled.documentId,
        message_id: settled.messageId,
        answer_message_id: settled.answerMessageId,
        settled_at: tx.now,
      })
      .where('tenant_id', '=', tx.tenantId)
      .where('note_id', '=', settled.noteId),
  );
}

/** Lists the notes of a therapy, the newest first. */
export async function listNotes(tx: TenantTransaction, therapyId: TherapyId): Promise<readonly ChartNote[]> {
  const rows = await tx.database
    .selectFrom(table)
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('therapy_id', '=', therapyId)
    .orderBy('note_id', 'desc')
    .execute();
  return Promise.all(rows.map((row) => toNote(tx, row)));
}

async function toNote(tx: TenantTransaction, row: Selectable<Database[typeof table]>): Promise<ChartNote> {
  const { text } = await tx.sealer.open<{ readonly text: string }>({ table, rowId: row.note_id }, row.sealed_text);
  return {
    noteId: row.note_id as NoteId,
    siteId: row.site_id as SiteId,
    therapyId: row.therapy_id as TherapyId,
    patientId: row.patient_id as PatientId,
    partnerId: row.partner_id as PartnerId,
    kind: row.kind as NoteKind,
    text,
    state: row.state as NoteState,
    documentId: row.document_id,
    messageId: row.message_id as RawMessageId | null,
    writtenBy: row.written_by as StaffId,
    writtenAt: row.written_at,
    settledAt: row.settled_at,
  };
}
