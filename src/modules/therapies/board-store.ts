import { sql } from 'kysely';
import type { Id, PatientId, TherapyId } from '../../kernel/ids.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { PayerId } from '../reference/index.ts';

/** Who stands around a therapy: who pays first, and who wrote its prescription. */
interface Surroundings {
  readonly therapyId: TherapyId;
  readonly payerId: PayerId | null;
  readonly prescriberId: Id<'prescriber'> | null;
}

/** Adds who stands around a new therapy. */
export async function insertSurroundings(tx: TenantTransaction, of: Surroundings): Promise<void> {
  await composeInsert(tx, of).execute();
}

/** Saves who stands around a therapy, in place of what stood there. */
export async function saveSurroundings(tx: TenantTransaction, of: Surroundings): Promise<void> {
  await composeInsert(tx, of)
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'therapy_id']).doUpdateSet((set) => ({
        payer_id: set.ref('excluded.payer_id'),
        prescriber_id: set.ref('excluded.prescriber_id'),
      })),
    )
    .execute();
}

function composeInsert(tx: TenantTransaction, { therapyId, payerId, prescriberId }: Surroundings) {
  return tx.database
    .insertInto('therapies.therapy_surroundings')
    .values({ tenant_id: tx.tenantId, therapy_id: therapyId, payer_id: payerId, prescriber_id: prescriberId });
}

/** Saves who pays first for all therapies of a patient. */
export async function savePayerOf(tx: TenantTransaction, patientId: PatientId, payerId: PayerId | null): Promise<void> {
  await sql`
    update therapies.therapy_surroundings as surroundings set payer_id = ${payerId}
    from therapies.therapy as therapy
    where surroundings.tenant_id = ${tx.tenantId} and therapy.tenant_id = ${tx.tenantId}
      and therapy.therapy_id = surroundings.therapy_id and therapy.patient_id = ${patientId}
      and surroundings.payer_id is distinct from ${payerId}::uuid`.execute(tx.database);
}

/** Finds who pays first for a therapy and who prescribed it; null when neither was ever told. */
export async function findSurroundings(
  tx: TenantTransaction,
  therapyId: TherapyId,
): Promise<{ readonly payerId: PayerId | null; readonly prescriberId: Id<'prescriber'> | null } | null> {
  const row = await tx.database
    .selectFrom('therapies.therapy_surroundings')
    .select(['payer_id', 'prescriber_id'])
    .where('tenant_id', '=', tx.tenantId)
    .where('therapy_id', '=', therapyId)
    .executeTakeFirst();
  return row === undefined
    ? null
    : { payerId: row.payer_id as PayerId | null, prescriberId: row.prescriber_id as Id<'prescriber'> | null };
}
