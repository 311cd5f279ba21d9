import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { Id, TherapyId } from '../../kernel/ids.ts';
import type { Cents } from '../../kernel/money.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import {
  type Recorded,
  type TherapySubject,
  toRecorded,
  toRecordedColumns,
  toSubjectColumns,
} from './access-record.ts';
import type { AssistanceFacts, AssistanceOutcome, AssistanceProgramme } from './domain/assistance.ts';

const table = 'access.assistance';

export type AssistanceId = Id<'assistance'>;

/** An entry about assistance as it stands in the record. */
export interface KeptAssistance extends AssistanceFacts, Recorded {
  readonly assistanceId: AssistanceId;
  readonly expiresOn: CalendarDay | null;
  readonly memberNumber: string;
  readonly note: string;
}

/** Adds an entry about assistance. */
export async function insertAssistance(
  tx: TenantTransaction,
  assistance: TherapySubject & Omit<KeptAssistance, keyof Recorded>,
): Promise<void> {
  const { assistanceId, memberNumber, note } = assistance;
  const sealed = await tx.sealer.seal({ table, rowId: assistanceId }, { memberNumber, note });
  await tx.database
    .insertInto(table)
    .values({
      ...toSubjectColumns(tx, assistance),
      assistance_id: assistanceId,
      programme: assistance.programme,
      outcome: assistance.outcome,
      patient_pay_before_cents: assistance.patientPayBeforeCents,
      patient_pay_after_cents: assistance.patientPayAfterCents,
      expires_on: assistance.expiresOn,
      sealed_detail: Buffer.from(sealed),
      ...toRecordedColumns(tx),
    })
    .execute();
}

/** Lists the entries about assistance of a therapy, the newest first. */
export async function listAssistance(tx: TenantTransaction, therapyId: TherapyId): Promise<readonly KeptAssistance[]> {
  const rows = await tx.database
    .selectFrom(table)
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('therapy_id', '=', therapyId)
    .orderBy('recorded_at', 'desc')
    .orderBy('assistance_id', 'desc')
    .limit(50)
    .execute();
  return Promise.all(
    rows.map(async (row) => ({
      assistanceId: row.assistance_id as AssistanceId,
      programme: row.programme as AssistanceProgramme,
      outcome: row.outcome as AssistanceOutcome,
      patientPayBeforeCents: row.patient_pay_before_cents as Cents | null,
      patientPayAfterCents: row.patient_pay_after_cents as Cents | null,
      expiresOn: row.expires_on,
      ...(await tx.sealer.open<{ readonly memberNumber: string; readonly note: string }>(
        { table, rowId: row.assistance_id },
        row.sealed_detail,
      )),
      ...toRecorded(row),
    })),
  );
}
