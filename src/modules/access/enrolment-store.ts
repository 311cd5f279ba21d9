import type { Id, TherapyId } from '../../kernel/ids.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import {
  type Recorded,
  type TherapySubject,
  toRecorded,
  toRecordedColumns,
  toSubjectColumns,
} from './access-record.ts';
import type { ContactChannel, ContactReason, EnrolmentContact, EnrolmentOutcome } from './domain/enrolment.ts';

const table = 'access.enrolment_contact';

export type ContactId = Id<'enrolment-contact'>;

/** A contact as it stands in the record. */
export interface KeptContact extends EnrolmentContact, Recorded {
  readonly contactId: ContactId;
  readonly note: string;
}

/** Adds a contact. */
export async function insertContact(
  tx: TenantTransaction,
  contact: TherapySubject & EnrolmentContact & { readonly contactId: ContactId; readonly note: string },
): Promise<void> {
  const { contactId, note } = contact;
  await tx.database
    .insertInto(table)
    .values({
      ...toSubjectColumns(tx, contact),
      contact_id: contactId,
      outcome: contact.outcome,
      channel: contact.channel,
      reason_code: contact.reasonCode,
      sealed_note: Buffer.from(await tx.sealer.seal({ table, rowId: contactId }, { note })),
      ...toRecordedColumns(tx),
    })
    .execute();
}

/** Lists the contacts of a therapy, the newest first. */
export async function listContacts(tx: TenantTransaction, therapyId: TherapyId): Promise<readonly KeptContact[]> {
  const rows = await tx.database
    .selectFrom(table)
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('therapy_id', '=', therapyId)
    .orderBy('recorded_at', 'desc')
    .orderBy('contact_id', 'desc')
    .limit(50)
    .execute();
  return Promise.all(
    rows.map(async (row) => ({
      contactId: row.contact_id as ContactId,
      outcome: row.outcome as EnrolmentOutcome,
      channel: row.channel as ContactChannel,
      reasonCode: row.reason_code as ContactReason | null,
      ...(await tx.sealer.open<{ readonly note: string }>({ table, rowId: row.contact_id }, row.sealed_note)),
      ...toRecorded(row),
    })),
  );
}
