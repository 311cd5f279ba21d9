import type { Selectable } from 'kysely';
import type { PatientId, PrescriptionId, SiteId, StaffId, TherapyId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { ReferralsTransferOut } from '../../platform/database/schema.gen.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { LetterId } from './domain/letter.ts';
import type { TransferId, TransferOut, TransferReason, TransferState } from './domain/transfer-out.ts';

const table = 'referrals.transfer_out';

/** Saves a new transfer. */
export function insertTransfer(tx: TenantTransaction, transfer: TransferOut): void {
  tx.write(
    tx.database.insertInto(table).values({
      tenant_id: tx.tenantId,
      transfer_id: transfer.transferId,
      site_id: transfer.siteId,
      prescription_id: transfer.prescriptionId,
      patient_id: transfer.patientId,
      reason_code: transfer.reasonCode,
      pharmacy_npi: transfer.pharmacyNpi,
      pharmacy_name: transfer.pharmacyName,
      pharmacy_fax: transfer.pharmacyFax,
      letter_id: transfer.letterId,
      composed_at: transfer.composedAt,
      composed_by: transfer.composedBy,
      ...toChangingColumns(transfer),
    }),
  );
}

/** Saves a transfer that was locked and changed. */
export function saveTransfer(tx: TenantTransaction, transfer: TransferOut): void {
  const recordedBy = transfer.state === 'acknowledged' && tx.actor.kind === 'staff' ? tx.actor.staffId : null;
  tx.write(
    tx.database
      .updateTable(table)
      .set({ ...toChangingColumns(transfer), recorded_by: recordedBy })
      .where('tenant_id', '=', tx.tenantId)
      .where('transfer_id', '=', transfer.transferId),
  );
}

/** Finds a transfer and keeps others from changing it until the transaction ends. */
export async function lockTransfer(tx: TenantTransaction, transferId: TransferId): Promise<TransferOut | null> {
  const row = await selectTransfers(tx).where('transfer_id', '=', transferId).forUpdate().executeTakeFirst();
  return row === undefined ? null : toTransfer(row);
}

/** Lists the transfers of a referral, the newest first. */
export async function listTransfers(
  tx: TenantTransaction,
  prescriptionId: PrescriptionId,
): Promise<readonly TransferOut[]> {
  const rows = await selectTransfers(tx)
    .where('prescription_id', '=', prescriptionId)
    .orderBy('composed_at', 'desc')
    .execute();
  return rows.map(toTransfer);
}

/** Lists why referrals went to another pharmacy, by prescription, of those that the other pharmacy acknowledged in or after a time. */
export async function listTransferReasons(
  tx: TenantTransaction,
  since: Instant,
): Promise<ReadonlyMap<PrescriptionId, TransferReason>> {
  const rows = await tx.database
    .selectFrom(table)
    .select(['prescription_id', 'reason_code'])
    .where('tenant_id', '=', tx.tenantId)
    .where('state', '=', 'acknowledged')
    .where('acknowledged_at', '>=', since)
    .execute();
  return new Map(rows.map((row) => [row.prescription_id as PrescriptionId, row.reason_code as TransferReason]));
}

/** Lists the transfers under way, the oldest first, or those that are over, the newest first. */
export async function listTransfersByState(
  tx: TenantTransaction,
  wanted: { readonly isOver: boolean; readonly most: number },
): Promise<readonly TransferOut[]> {
  const rows = await selectTransfers(tx)
    .where('state', 'in', wanted.isOver ? ['acknowledged', 'withdrawn'] : ['composed', 'sent'])
    .orderBy('composed_at', wanted.isOver ? 'desc' : 'asc')
    .limit(wanted.most)
    .execute();
  return rows.map(toTransfer);
}

function selectTransfers(tx: TenantTransaction) {
  return tx.database.selectFrom(table).selectAll().where('tenant_id', '=', tx.tenantId);
}

function toChangingColumns(transfer: TransferOut) {
  return {
    therapy_id: transfer.therapyId,
    state: transfer.state,
    sent_at: transfer.sentAt,
    due_at: transfer.dueAt,
    is_late: transfer.isLate,
    acknowledged_at: transfer.acknowledgedAt,
    acknowledged_by: transfer.acknowledgedBy,
    days_held: transfer.daysHeld,
  };
}

function toTransfer(row: Selectable<ReferralsTransferOut>): TransferOut {
  return {
    transferId: row.transfer_id as TransferId,
    siteId: row.site_id as SiteId,
    prescriptionId: row.prescription_id as PrescriptionId,
    patientId: row.patient_id as PatientId,
    therapyId: row.therapy_id as TherapyId | null,
    state: row.state as TransferState,
    reasonCode: row.reason_code as TransferReason,
    pharmacyNpi: row.pharmacy_npi,
    pharmacyName: row.pharmacy_name,
    pharmacyFax: row.pharmacy_fax,
    letterId: row.letter_id as LetterId,
    composedAt: row.composed_at,
    composedBy: row.composed_by as StaffId | null,
    sentAt: row.sent_at,
    dueAt: row.due_at,
    isLate: row.is_late,
    acknowledgedAt: row.acknowledged_at,
    acknowledgedBy: row.acknowledged_by,
    daysHeld: row.days_held,
  };
}
