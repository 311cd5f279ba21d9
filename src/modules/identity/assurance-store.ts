import type { Assurance, Permission } from '../../kernel/permission.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';

const table = 'identity.assurance_policy';

/** Lists where the tenant asks for another proof of identity than a permission declares, by permission code. */
export async function listAssurances(tx: TenantTransaction): Promise<ReadonlyMap<string, Assurance>> {
  const rows = await tx.database
    .selectFrom(table)
    .select(['permission_code', 'strength'])
    .where('tenant_id', '=', tx.tenantId)
    .execute();
  return new Map(rows.map((row) => [row.permission_code, row.strength as Assurance]));
}

/** Saves which proof of identity a permission asks for here; the notice, if any, is shown to everybody. */
export async function saveAssurance(
  tx: TenantTransaction,
  policy: { readonly permissionCode: string; readonly assurance: Assurance; readonly notice: string | null },
): Promise<void> {
  const values = { strength: policy.assurance, notice: policy.notice };
  await tx.database
    .insertInto(table)
    .values({ tenant_id: tx.tenantId, permission_code: policy.permissionCode, ...values })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'permission_code']).doUpdateSet(values))
    .execute();
}

const demoNotice =
  'Demonstration: steps that ask for a passkey bound to its device take a code of an authenticator app as well.';

/** Lets a code do in the demonstration where a device-bound passkey is asked for, and has the screen say so. */
export async function lowerAssuranceForDemo(tx: TenantTransaction, permissions: readonly Permission[]): Promise<void> {
  const demanding = permissions.filter(({ assurance }) => assurance === 'fresh-device-bound');
  for (const { code: permissionCode } of demanding)
    await saveAssurance(tx, { permissionCode, assurance: 'fresh', notice: demoNotice });
}
