import type pg from 'pg';
import type { TenantId } from '../../kernel/ids.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';

/** The health system of this transaction. */
export interface Tenant {
  readonly slug: string;
  readonly name: string;
  readonly isDemo: boolean;
}

/** Finds the health system of this transaction; null before it is founded. */
export async function findTenant(tx: TenantTransaction): Promise<Tenant | null> {
  const row = await tx.database
    .selectFrom('identity.tenant')
    .select(['slug', 'name', 'is_demo'])
    .where('tenant_id', '=', tx.tenantId)
    .executeTakeFirst();
  return row === undefined ? null : { slug: row.slug, name: row.name, isDemo: row.is_demo };
}

/** Gets the health system of this transaction, which must stand. */
export async function getTenant(tx: TenantTransaction): Promise<Tenant> {
  const tenant = await findTenant(tx);
  if (tenant === null) throw new Error('a tenant is missing');
  return tenant;
}

/** Lists the sentences that the screen shows where the tenant asks for a weaker proof of identity than Theriac does. */
export async function listPolicyNotices(tx: TenantTransaction): Promise<readonly string[]> {
  const rows = await tx.database
    .selectFrom('identity.assurance_policy')
    .select('notice')
    .distinct()
    .where('tenant_id', '=', tx.tenantId)
    .where('notice', 'is not', null)
    .orderBy('notice')
    .execute();
  return rows.flatMap((row) => (row.notice === null ? [] : [row.notice]));
}

/** Lists every health system, for workers and the command line that act inside each in turn. */
export async function listTenants(
  pool: pg.Pool,
): Promise<readonly { readonly tenantId: TenantId; readonly slug: string }[]> {
  const { rows } = await pool.query<{ tenantId: TenantId; slug: string }>(
    'select tenant_id as "tenantId", slug from identity.list_tenants()',
  );
  return rows;
}
