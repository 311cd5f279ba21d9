import { sql } from 'kysely';
import type { Id, PatientId, TherapyId } from '../../kernel/ids.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { ClinicId } from '../clinics/index.ts';
import type { PayerId } from '../reference/index.ts';
import type { TherapyStanding } from '../therapies/index.ts';

/** Who stands around a therapy: who pays first, who wrote its prescription, and at which clinic. */
export interface Surroundings {
  readonly payerId: PayerId | null;
  readonly clinicId: ClinicId | null;
  readonly prescriberId: Id<'prescriber'> | null;
}

/** Adds where a therapy stands and who stands around it. */
export async function insertStanding(
  tx: TenantTransaction,
  standing: TherapyStanding,
  around: Surroundings,
): Promise<void> {
  await tx.database
    .insertInto('flow.therapy_standing')
    .values({ ...toValues(tx, standing), ...toSurroundingValues(around) })
    .execute();
}

/** Saves where a therapy stands in place of where it stood; who stands around it stays, unless that is told as well. */
export function saveStanding(
  tx: TenantTransaction,
  standing: TherapyStanding,
  around: Surroundings | null = null,
): void {
  const values = {
    ...toValues(tx, standing),
    ...(around === null ? {} : toSurroundingValues(around)),
  };
  const { tenant_id: _tenant, therapy_id: _therapy, ...changing } = values;
  tx.write(
    tx.database
      .insertInto('flow.therapy_standing')
      .values(values)
      .onConflict((conflict) => conflict.columns(['tenant_id', 'therapy_id']).doUpdateSet(changing)),
  );
}

function toSurroundingValues({ payerId, prescriberId, clinicId }: Surroundings) {
  return { payer_id: payerId, prescriber_id: prescriberId, clinic_id: clinicId };
}

function toValues(tx: TenantTransaction, standing: TherapyStanding) {
  const { barrier, costOfWaiting } = standing;
  return {
    tenant_id: tx.tenantId,
    therapy_id: standing.therapyId,
    number: standing.number,
    patient_id: standing.patientId,
    site_id: standing.siteId,
    drug_id: standing.drugId,
    stage: standing.stage,
    barrier_code: barrier?.code ?? null,
    barrier_party: barrier?.party ?? null,
    barrier_since: barrier?.since ?? null,
    harm_on: costOfWaiting?.harmOn ?? null,
    sequence: standing.sequence,
  };
}

/** Lists the therapies that stand under one of several patient records. */
export async function listTherapiesOf(
  tx: TenantTransaction,
  patientIds: readonly PatientId[],
): Promise<readonly TherapyId[]> {
  const rows = await tx.database
    .selectFrom('flow.therapy_standing')
    .select('therapy_id')
    .where('tenant_id', '=', tx.tenantId)
    .where('patient_id', 'in', [...patientIds])
    .execute();
  return rows.map((row) => row.therapy_id as TherapyId);
}

/** Saves who pays first for all therapies of a patient. */
export function savePayerOf(tx: TenantTransaction, patientId: PatientId, payerId: PayerId | null): void {
  tx.write(
    sql`
      update flow.therapy_standing set payer_id = ${payerId}
      where tenant_id = ${tx.tenantId} and patient_id = ${patientId}
        and payer_id is distinct from ${payerId}::uuid`.compile(tx.database),
  );
}
