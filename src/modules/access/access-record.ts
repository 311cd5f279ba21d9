import type { PatientId, PrescriptionId, SiteId, StaffId, TherapyId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import { actorIdOf } from '../../platform/transaction/actor.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';

/** Whose therapy it is, at which site, upon which prescription. */
export interface TherapySubject {
  readonly therapyId: TherapyId;
  readonly patientId: PatientId;
  readonly siteId: SiteId;
  readonly prescriptionId: PrescriptionId;
}

/** When something was recorded and by whom; null for the program itself. */
export interface Recorded {
  readonly recordedAt: Instant;
  readonly recordedBy: StaffId | null;
}

/** Makes the columns that every record of a therapy begins with. */
export function toSubjectColumns(tx: TenantTransaction, subject: TherapySubject) {
  return {
    tenant_id: tx.tenantId,
    therapy_id: subject.therapyId,
    patient_id: subject.patientId,
    site_id: subject.siteId,
  };
}

/** Makes the columns that say when a record was made and by whom. */
export function toRecordedColumns(tx: TenantTransaction) {
  return { recorded_at: tx.now, recorded_by: actorIdOf(tx.actor) };
}

/** Reads when a record was made and by whom. */
export function toRecorded(row: { readonly recorded_at: Instant; readonly recorded_by: string | null }): Recorded {
  return { recordedAt: row.recorded_at, recordedBy: row.recorded_by as StaffId | null };
}
