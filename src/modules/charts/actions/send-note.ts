import type { StaffId, TherapyId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { enqueueOutbound } from '../../exchange/index.ts';
import { getPatient } from '../../patients/index.ts';
import { getTherapySummary, recordTherapyFact, type TherapySummary } from '../../therapies/index.ts';
import { listReachedConnections, type ReachedConnection } from '../connection-store.ts';
import { type NoteId, type NoteKind, noteMessageKind } from '../domain/chart-note.ts';
import { insertNote } from '../note-store.ts';
import { chartRefusals } from '../refusals.ts';

/** The EHR in whose chart the notes about a therapy are filed, with the record number of the patient there. */
export interface NotePlace {
  readonly therapy: TherapySummary;
  readonly connection: ReachedConnection;
  readonly recordNumber: string;
}

/** Finds the chart in which notes about a therapy are filed: that of the first EHR that takes notes and numbers the patient. */
export async function findNotePlace(tx: TenantTransaction, therapyId: TherapyId): Promise<Result<NotePlace>> {
  const therapy = await getTherapySummary(tx, therapyId);
  if (therapy === null) return refuse(chartRefusals.unknownTherapy);
  const takers = (await listReachedConnections(tx)).filter(({ takesNotes }) => takesNotes);
  if (takers.length === 0) return refuse(chartRefusals.chartTakesNoNotes);
  const { demographics } = await getPatient(tx, therapy.patientId);
  for (const connection of takers) {
    const recordNumber = findRecordNumber(connection, demographics.identifiers);
    if (recordNumber !== null) return ok({ therapy, connection, recordNumber });
  }
  return refuse(chartRefusals.patientNotInChart);
}

/** Writes a note for the chart of the patient of a therapy. It is sent once this transaction is committed. */
export async function sendNote(
  tx: TenantTransaction,
  note: {
    readonly therapyId: TherapyId;
    readonly kind: NoteKind;
    readonly text: string;
    readonly writtenBy: StaffId;
  },
): Promise<Result<{ readonly noteId: NoteId; readonly therapy: TherapySummary }>> {
  const place = await findNotePlace(tx, note.therapyId);
  if (!place.ok) return place;
  const { therapy, connection } = place.value;
  const { partnerId } = connection;
  const noteId: NoteId = tx.newId<'chart-note'>();
  const { siteId, patientId } = therapy;
  await insertNote(tx, { ...note, noteId, siteId, patientId, partnerId });
  const of = { partnerKind: 'ehr', partnerId, format: 'fhir-r4' } as const;
  await enqueueOutbound(tx, { ...of, kind: noteMessageKind, subjectId: noteId, payload: {} });
  const told = await recordTherapyFact(tx, note.therapyId, {
    code: 'charts.note-sent-to-chart',
    source: { kind: 'chart-note', id: noteId },
    facts: { code: note.kind },
  });
  return told.ok ? ok({ noteId, therapy }) : told;
}

/** Finds by which number the EHR of a connection knows a patient; null when none is known. */
export function findRecordNumber(
  connection: Pick<ReachedConnection, 'identifierAssigner'>,
  identifiers: readonly { readonly kind: string; readonly assigner: string; readonly value: string }[],
): string | null {
  const { identifierAssigner } = connection;
  return identifiers.find(({ kind, assigner }) => kind === 'MR' && assigner === identifierAssigner)?.value ?? null;
}
