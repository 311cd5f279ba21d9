import type { Selectable } from 'kysely';
import type { DocumentId, PatientId, PrescriptionId, SiteId, StaffId, TherapyId, Uuid } from '../../kernel/ids.ts';
import type { ReferralsLetter } from '../../platform/database/schema.gen.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { Letter, LetterId, LetterKind, SendingWay } from './domain/letter.ts';

const table = 'referrals.letter';

/** Saves a letter that was composed. */
export function insertLetter(tx: TenantTransaction, letter: Letter): void {
  tx.write(
    tx.database.insertInto(table).values({
      tenant_id: tx.tenantId,
      letter_id: letter.letterId,
      site_id: letter.siteId,
      kind: letter.kind,
      prescription_id: letter.prescriptionId,
      patient_id: letter.patientId,
      therapy_id: letter.therapyId,
      subject_id: letter.subjectId,
      document_id: letter.documentId,
      recipient_name: letter.recipientName,
      recipient_fax: letter.recipientFax,
      composed_at: letter.composedAt,
      sent_at: letter.sentAt,
      sent_by: letter.sentBy,
      sent_way: letter.sentWay,
    }),
  );
}

/** Records who sent a letter last, and how. */
export function saveLetterSent(tx: TenantTransaction, letter: Letter): void {
  tx.write(
    tx.database
      .updateTable(table)
      .set({ sent_at: letter.sentAt, sent_by: letter.sentBy, sent_way: letter.sentWay })
      .where('tenant_id', '=', tx.tenantId)
      .where('letter_id', '=', letter.letterId),
  );
}

/** Drops the letters of a request or transfer that nobody has sent: they are not needed any more. */
export function dropUnsentLetters(tx: TenantTransaction, subjectId: Uuid): void {
  tx.write(
    tx.database
      .updateTable(table)
      .set({ dropped_at: tx.now })
      .where('tenant_id', '=', tx.tenantId)
      .where('subject_id', '=', subjectId)
      .where('sent_at', 'is', null),
  );
}

/** Finds a letter and keeps others from changing it; null when there is none, or it is not needed any more. */
export async function lockLetter(
  tx: TenantTransaction,
  letterId: LetterId,
): Promise<{ readonly letter: Letter; readonly isDropped: boolean } | null> {
  const row = await selectLetters(tx).where('letter_id', '=', letterId).forUpdate().executeTakeFirst();
  return row === undefined ? null : { letter: toLetter(row), isDropped: row.dropped_at !== null };
}

/** Lists the letters about a referral that still count, the newest first. */
export async function listLetters(tx: TenantTransaction, prescriptionId: PrescriptionId): Promise<readonly Letter[]> {
  const rows = await selectLetters(tx)
    .where('prescription_id', '=', prescriptionId)
    .where('dropped_at', 'is', null)
    .orderBy('composed_at', 'desc')
    .execute();
  return rows.map(toLetter);
}

/** Lists the letters about a referral that wait to be sent. */
export async function listUnsentLettersOf(
  tx: TenantTransaction,
  prescriptionId: PrescriptionId,
): Promise<readonly Letter[]> {
  return (await listLetters(tx, prescriptionId)).filter(({ sentAt }) => sentAt === null);
}

/** Lists the letters that wait to be sent, the oldest first. */
export async function listUnsentLetters(tx: TenantTransaction, most: number): Promise<readonly Letter[]> {
  const rows = await selectLetters(tx)
    .where('sent_at', 'is', null)
    .where('dropped_at', 'is', null)
    .orderBy('composed_at')
    .limit(most)
    .execute();
  return rows.map(toLetter);
}

function selectLetters(tx: TenantTransaction) {
  return tx.database.selectFrom(table).selectAll().where('tenant_id', '=', tx.tenantId);
}

function toLetter(row: Selectable<ReferralsLetter>): Letter {
  return {
    letterId: row.letter_id as LetterId,
    siteId: row.site_id as SiteId,
    kind: row.kind as LetterKind,
    prescriptionId: row.prescription_id as PrescriptionId,
    patientId: row.patient_id as PatientId | null,
    therapyId: row.therapy_id as TherapyId | null,
    subjectId: row.subject_id as Uuid,
    documentId: row.document_id as DocumentId,
    recipientName: row.recipient_name,
    recipientFax: row.recipient_fax,
    composedAt: row.composed_at,
    sentAt: row.sent_at,
    sentBy: row.sent_by as StaffId | null,
    sentWay: row.sent_way as SendingWay | null,
  };
}
