import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { SiteId, TenantId } from '../../kernel/ids.ts';
import {
  createStaff,
  findTenant,
  insertSite,
  insertTenant,
  lowerAssuranceForDemo,
} from '../../modules/identity/index.ts';
import { saveExportLimit } from '../../modules/portability/index.ts';
import type { Platform } from '../../platform/open-platform.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { permissions } from '../composition.ts';
import { type DemoHealthSystem, type DemoPerson, demoHealthSystems, demoPassword } from './demo-health-systems.ts';
import { demoTotpSecret } from './demo-secrets.ts';

/** Adds the health systems of the demonstration with their sites and people; does nothing where one stands already. */
export async function foundHealthSystems(platform: Platform): Promise<readonly DemoHealthSystem[]> {
  const founded: DemoHealthSystem[] = [];
  for (const system of demoHealthSystems) {
    const scope = { tenantId: system.tenantId as TenantId, actor: { kind: 'system', name: 'demo' } as const };
    const isNew = await platform.transactor.transact(scope, (tx) => found(tx, platform, system));
    if (isNew) founded.push(system);
  }
  return founded;
}

async function found(tx: TenantTransaction, platform: Platform, system: DemoHealthSystem): Promise<boolean> {
  if ((await findTenant(tx)) !== null) return false;
  await insertTenant(tx, { slug: system.slug, name: system.name, hosts: system.hosts, isDemo: true });
  await lowerAssuranceForDemo(tx, permissions);
  await saveExportLimit(tx, {
    validFrom: '2024-01-01' as CalendarDay,
    patientsInHour: 20,
    source: 'Policy of the demonstration: twenty patients in an hour.',
  });
  const sites = new Map<string, SiteId>();
  for (const { key, ...site } of system.sites) sites.set(key, await insertSite(tx, site));
  for (const person of system.people) await addPerson(tx, { platform, person, sites });
  return true;
}

async function addPerson(
  tx: TenantTransaction,
  setup: { readonly platform: Platform; readonly person: DemoPerson; readonly sites: ReadonlyMap<string, SiteId> },
): Promise<void> {
  const { person, sites } = setup;
  const made = await createStaff(tx, {
    userName: person.userName,
    displayName: person.displayName,
    password: demoPassword,
    roles: person.roles,
    seesAllSites: person.siteKeys.length === 0,
    siteIds: person.siteKeys.flatMap((key) => sites.get(key) ?? []),
    licences: person.licensedIn.map((state) => ({
      kind: 'pharmacist',
      state,
      number: `${state}-RPH-${person.userName}`,
      validFrom: '2024-01-01' as CalendarDay,
    })),
    languages: person.languages ?? ['en'],
    skills: person.skills ?? [],
    totpSecret: demoTotpSecret(setup.platform.secrets.derived, { tenantId: tx.tenantId, userName: person.userName }),
  });
  if (!made.ok) throw new Error(`the demonstration person ${person.userName} was refused: ${made.refusal.code}`);
}
