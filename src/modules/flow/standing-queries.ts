import type { Id, PatientId, TherapyId } from '../../kernel/ids.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { ClinicId } from '../clinics/index.ts';
import type { PayerId } from '../reference/index.ts';
import type { Surroundings } from './standing-store.ts';

/** Finds who stands around a therapy at the sites of this transaction; null when there is no such therapy. */
export async function findSurroundings(
  tx: TenantTransaction,
  therapyId: TherapyId,
): Promise<(Surroundings & { readonly patientId: PatientId }) | null> {
  const row = await tx.database
    .selectFrom('flow.therapy_standing')
    .select(['patient_id', 'payer_id', 'prescriber_id', 'clinic_id'])
    .where('tenant_id', '=', tx.tenantId)
    .where('therapy_id', '=', therapyId)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    patientId: row.patient_id as PatientId,
    payerId: row.payer_id as PayerId | null,
    prescriberId: row.prescriber_id as Id<'prescriber'> | null,
    clinicId: row.clinic_id as ClinicId | null,
  };
}
