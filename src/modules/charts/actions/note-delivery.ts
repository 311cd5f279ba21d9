import type { PatientId, TherapyId } from '../../../kernel/ids.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import type { OutboundStanding } from '../../exchange/index.ts';
import { findStaff, getSite } from '../../identity/index.ts';
import { getPatient } from '../../patients/index.ts';
import { getTherapySummary, recordTherapyFact } from '../../therapies/index.ts';
import { findConnection } from '../connection-store.ts';
import { type NoteId, type NoteKind, noteKinds } from '../domain/chart-note.ts';
import { lockNote, saveNoteState } from '../note-store.ts';
import { findRecordNumber } from './send-note.ts';

/** A note with everything that is written of it for the chart. */
export interface NoteToSend {
  readonly noteId: NoteId;
  readonly therapyId: TherapyId;
  readonly patientId: PatientId;
  readonly kind: NoteKind;
  readonly title: string;
  readonly documentType: { readonly loinc: string; readonly name: string };
  readonly text: string;
  readonly writtenAt: string;
  readonly authorName: string;
  readonly pharmacyName: string;
  readonly therapyNumber: string;
  readonly patient: {
    /** By the system of the EHR; null where the number was taken back meanwhile. */
    readonly recordNumber: { readonly assigner: string; readonly value: string } | null;
    readonly familyName: string;
    readonly birthDate: string;
  };
}

/** Gathers what a note says and of whom, at the moment at which it is sent. */
export async function getNoteToSend(tx: TenantTransaction, noteId: NoteId): Promise<NoteToSend> {
  const note = await lockNote(tx, noteId);
  const { demographics } = await getPatient(tx, note.patientId);
  const connection = await findConnection(tx, note.partnerId);
  const therapy = await getTherapySummary(tx, note.therapyId);
  const author = await findStaff(tx, note.writtenBy);
  const number = connection === null ? null : findRecordNumber(connection, demographics.identifiers);
  const { label, loinc, loincName } = noteKinds[note.kind];
  return {
    ...{ noteId, therapyId: note.therapyId, patientId: note.patientId, kind: note.kind, text: note.text },
    title: `Specialty pharmacy: ${label.toLowerCase()}`,
    documentType: { loinc, name: loincName },
    writtenAt: note.writtenAt,
    authorName: author?.displayName ?? '',
    pharmacyName: (await getSite(tx, note.siteId)).name,
    therapyNumber: therapy?.number ?? '',
    patient: {
      recordNumber:
        number === null || connection === null ? null : { assigner: connection.identifierSystem, value: number },
      familyName: demographics.familyName,
      birthDate: demographics.birthDate,
    },
  };
}

const factOf = {
  filed: 'charts.note-filed-in-chart',
  refused: 'charts.note-refused-by-chart',
  unanswered: 'charts.note-not-answered-by-chart',
} as const;

/** Records what became of a note, once; what is to be sent again changes nothing. */
export async function recordNoteAnswer(
  tx: TenantTransaction,
  answered: {
    readonly noteId: NoteId;
    readonly standing: OutboundStanding;
    /** Under which id the EHR keeps it; null where it did not take it. */
    readonly documentId: string | null;
    /** The code by which it refused. */
    readonly code: string | null;
    readonly isRefused: boolean;
  },
): Promise<void> {
  const { noteId, standing, documentId, code } = answered;
  if (standing.state === 'settled' || standing.state === 'waiting') return;
  const note = await lockNote(tx, noteId);
  if (note.state === 'filed') return;
  const state = documentId !== null ? 'filed' : answered.isRefused ? 'refused' : 'unanswered';
  const { sentId: messageId, replyId: answerMessageId } = standing;
  saveNoteState(tx, { noteId, state, documentId, messageId, answerMessageId });
  const source = messageId === null ? { kind: 'chart-note', id: noteId } : { kind: 'raw-message', id: messageId };
  const told = await recordTherapyFact(tx, note.therapyId, {
    code: factOf[state],
    source,
    facts: {
      code: note.kind,
      ...(documentId === null ? {} : { documentId }),
      ...(code === null ? {} : { answerCode: code }),
    },
  });
  if (!told.ok) throw new Error(`a line of the timeline was refused: ${told.refusal.code}`);
}
