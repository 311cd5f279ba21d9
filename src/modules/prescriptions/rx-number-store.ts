import { sql } from 'kysely';
import type { PrescriptionId } from '../../kernel/ids.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';

const table = 'prescriptions.rx_number';

/** Finds the pharmacy's own number of a prescription; null before one was given. */
export async function findRxNumber(tx: TenantTransaction, prescriptionId: PrescriptionId): Promise<string | null> {
  const row = await tx.database
    .selectFrom(table)
    .select('number')
    .where('tenant_id', '=', tx.tenantId)
    .where('prescription_id', '=', prescriptionId)
    .executeTakeFirst();
  return row === undefined ? null : String(row.number);
}

/** Gives a prescription its number, or returns the one it has. */
export async function giveRxNumber(tx: TenantTransaction, prescriptionId: PrescriptionId): Promise<string> {
  await insertRxNumber(tx, prescriptionId);
  const number = await findRxNumber(tx, prescriptionId);
  if (number === null) throw new Error('a prescription got no number');
  return number;
}

/** Gives a prescription that has none its number. */
export async function insertRxNumber(tx: TenantTransaction, prescriptionId: PrescriptionId): Promise<void> {
  await tx.database
    .insertInto(table)
    .values({ tenant_id: tx.tenantId, prescription_id: prescriptionId })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'prescription_id']).doNothing())
    .execute();
}

/** Lists the numbers of prescriptions. */
export async function listRxNumbers(
  tx: TenantTransaction,
  prescriptionIds: readonly PrescriptionId[],
): Promise<ReadonlyMap<PrescriptionId, string>> {
  const { rows } = await sql<{ prescription_id: PrescriptionId; number: string }>`
    select prescription_id, number::text from prescriptions.rx_number
    where tenant_id = ${tx.tenantId} and prescription_id = any(${[...prescriptionIds]}::uuid[])`.execute(tx.database);
  return new Map(rows.map((row) => [row.prescription_id, row.number]));
}

/** Finds the prescriptions that have these numbers; numbers of none are left out. */
export async function listPrescriptionsByRxNumber(
  tx: TenantTransaction,
  rxNumbers: readonly number[],
): Promise<ReadonlyMap<PrescriptionId, string>> {
  const { rows } = await sql<{ prescription_id: PrescriptionId; number: string }>`
    select prescription_id, number::text from prescriptions.rx_number
    where tenant_id = ${tx.tenantId} and number = any(${sql.val([...rxNumbers])}::bigint[])`.execute(tx.database);
  return new Map(rows.map((row) => [row.prescription_id, row.number]));
}
