import type { StaffId } from '../../kernel/ids.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';

const table = 'identity.recovery_code';

/** Saves the hashes of a person's recovery codes in place of all earlier ones. */
export async function replaceRecoveryCodes(
  tx: TenantTransaction,
  staffId: StaffId,
  hashes: readonly Buffer[],
): Promise<void> {
  await tx.database.deleteFrom(table).where('tenant_id', '=', tx.tenantId).where('staff_id', '=', staffId).execute();
  const rows = hashes.map((hash) => ({
    tenant_id: tx.tenantId,
    recovery_code_id: tx.newId<'recovery-code'>(),
    staff_id: staffId,
    code_hash: hash,
  }));
  await tx.database.insertInto(table).values(rows).execute();
}

/** Lists the unused recovery codes of a person and locks them, so that one is good once even when it is sent twice at a time. */
export async function lockRecoveryCodes(
  tx: TenantTransaction,
  staffId: StaffId,
): Promise<readonly { readonly recoveryCodeId: string; readonly hash: Buffer }[]> {
  const rows = await tx.database
    .selectFrom(table)
    .select(['recovery_code_id', 'code_hash'])
    .where('tenant_id', '=', tx.tenantId)
    .where('staff_id', '=', staffId)
    .where('used_at', 'is', null)
    .forUpdate()
    .execute();
  return rows.map((row) => ({ recoveryCodeId: row.recovery_code_id, hash: row.code_hash }));
}

/** Saves that a recovery code was used. */
export async function saveRecoveryCodeUse(tx: TenantTransaction, recoveryCodeId: string): Promise<void> {
  await tx.database
    .updateTable(table)
    .set({ used_at: tx.now })
    .where('tenant_id', '=', tx.tenantId)
    .where('recovery_code_id', '=', recoveryCodeId)
    .execute();
}

/** Counts the unused recovery codes of a person. */
export async function countRecoveryCodes(tx: TenantTransaction, staffId: StaffId): Promise<number> {
  const { count } = await tx.database
    .selectFrom(table)
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', tx.tenantId)
    .where('staff_id', '=', staffId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(count);
}
