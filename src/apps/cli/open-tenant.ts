import type { TenantId } from '../../kernel/ids.ts';
import { listTenants } from '../../modules/identity/index.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { OpenedTheriac } from '../start-theriac.ts';
import { type CommandCall, UsageProblem } from './command.ts';
import { withInstallation } from './open-installation.ts';

/** The option by which a command names the health system that it acts in. */
export const tenantOption = {
  tenant: { type: 'string', help: 'the short name of the health system; the first one unless said' },
} as const;

/** One health system of an open installation, in which a command runs transactions. */
export interface OpenedTenant {
  readonly theriac: OpenedTheriac;
  readonly tenantId: TenantId;
  readonly slug: string;
  transact<Outcome>(work: (tx: TenantTransaction) => Promise<Outcome>): Promise<Outcome>;
}

/** Opens the installation and finds the health system that the call names. */
export function withTenant<Outcome>(
  call: CommandCall,
  work: (tenant: OpenedTenant) => Promise<Outcome>,
): Promise<Outcome> {
  return withInstallation(async (theriac) => {
    const tenants = await listTenants(theriac.platform.pool);
    const wanted = call.options['tenant'];
    const tenant = wanted === undefined ? tenants[0] : tenants.find(({ slug }) => slug === wanted);
    if (tenant === undefined) throw new UsageProblem(describeMissing(wanted, tenants));
    const scope = { tenantId: tenant.tenantId, actor: { kind: 'system', name: 'command-line' } as const };
    return work({ ...tenant, theriac, transact: (inside) => theriac.platform.transactor.transact(scope, inside) });
  });
}

function describeMissing(wanted: string | boolean | undefined, tenants: readonly { readonly slug: string }[]): string {
  if (tenants.length === 0) return 'there is no health system yet; `theriac start` founds those of the demonstration';
  return `there is no health system "${String(wanted)}"; there are ${tenants.map(({ slug }) => slug).join(', ')}`;
}
