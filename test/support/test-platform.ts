import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CalendarDay } from '../../src/kernel/calendar-day.ts';
import type { Id, SiteId, StaffId, TenantId } from '../../src/kernel/ids.ts';
import type { Instant } from '../../src/kernel/instant.ts';
import type { Role } from '../../src/kernel/roles.ts';
import { createStaff, insertSite, insertTenant } from '../../src/modules/identity/index.ts';
import { MovableClock } from '../../src/platform/clock/clock.ts';
import { openStateFolders } from '../../src/platform/config/state-folder.ts';
import type { Subscription, TimerAction } from '../../src/platform/events/subscription.ts';
import { silentLog } from '../../src/platform/log/log.ts';
import { openPlatform, type Platform } from '../../src/platform/open-platform.ts';
import { openSecrets } from '../../src/platform/open-secrets.ts';
import type { Actor } from '../../src/platform/transaction/actor.ts';
import type { TenantTransaction } from '../../src/platform/transaction/tenant-transaction.ts';
import type { TenantScope } from '../../src/platform/transaction/transactor.ts';
import { openTestDatabase, type TestDatabase } from './test-database.ts';

/** A platform on a database of its own, with two health systems, their sites, and a clock that stands still until it is moved. */
export interface TestPlatform extends Platform {
  readonly clock: MovableClock;
  readonly database: TestDatabase;
  readonly folder: string;
  readonly tenantId: TenantId;
  readonly otherTenantId: TenantId;
  /** Two sites of the first health system; the first is the default. */
  readonly siteId: SiteId;
  readonly secondSiteId: SiteId;
  readonly otherTenantSiteId: SiteId;
  /** Runs work in a transaction of the first health system, as the program itself unless a scope says otherwise. */
  transact<Outcome>(work: (tx: TenantTransaction) => Promise<Outcome>, scope?: Partial<TenantScope>): Promise<Outcome>;
  /** Adds a person of the staff and returns the actor that they are. */
  addStaff(person: {
    readonly userName: string;
    readonly roles: readonly Role[];
    readonly siteIds?: readonly SiteId[];
  }): Promise<Actor & { kind: 'staff' }>;
  /** Delivers everything that is due now. */
  runDue(): Promise<number>;
}

/** When the clock of tests begins: a Monday at 10:00 in New York. */
export const testStart = '2026-03-02T15:00:00.000Z' as Instant;

/** The password of everybody whom tests add. */
export const testPassword = 'correct horse battery staple';

const system: Actor = { kind: 'system', name: 'test' };

/** Opens a platform for tests. Pass the subscriptions and timer actions of the modules under test. */
export async function openTestPlatform(
  parts: { readonly subscriptions?: readonly Subscription[]; readonly timerActions?: readonly TimerAction[] } = {},
): Promise<TestPlatform> {
  const database = await openTestDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'theriac-state-'));
  const folders = openStateFolders(folder);
  const clock = new MovableClock(testStart);
  const secrets = await openSecrets(folders);
  const platform = await openPlatform({
    applicationUrl: database.appUrl,
    folders,
    secrets,
    clock,
    log: silentLog,
    subscriptions: parts.subscriptions ?? [],
    timerActions: parts.timerActions ?? [],
  });
  const tenantId = 1 as TenantId;
  const otherTenantId = 2 as TenantId;
  const transact: TestPlatform['transact'] = (work, scope = {}) =>
    platform.transactor.transact({ tenantId, actor: system, ...scope }, work);
  const places = await foundTestHealthSystems(transact, otherTenantId);
  return {
    ...platform,
    clock,
    database,
    folder,
    tenantId,
    otherTenantId,
    ...places,
    transact,
    runDue: () => platform.dueWork.runDue(),
    addStaff: (person) => addStaff(transact, { siteIds: [places.siteId], ...person }),
    close: async () => {
      await platform.close();
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function foundTestHealthSystems(
  transact: TestPlatform['transact'],
  otherTenantId: TenantId,
): Promise<Pick<TestPlatform, 'siteId' | 'secondSiteId' | 'otherTenantSiteId'>> {
  const hosts = ['first.localhost', 'localhost', '127.0.0.1'];
  const [siteId, secondSiteId] = await transact(async (tx) => {
    await insertTenant(tx, { slug: 'first', name: 'First Health', hosts, isDemo: false });
    return [
      await addSite(tx, { name: 'Main Pharmacy', npi: '1093817462', ncpdpId: '3412345' }),
      await addSite(tx, { name: 'West Pharmacy', npi: '1982736450', ncpdpId: '3412346' }),
    ] as const;
  });
  const otherTenantSiteId = await transact(
    async (tx) => {
      await insertTenant(tx, { slug: 'second', name: 'Second Health', hosts: ['second.localhost'], isDemo: false });
      return addSite(tx, { name: 'Main Pharmacy', npi: '1093817462', ncpdpId: '3412345' });
    },
    { tenantId: otherTenantId },
  );
  return { siteId, secondSiteId, otherTenantSiteId };
}

async function addStaff(
  transact: TestPlatform['transact'],
  person: { readonly userName: string; readonly roles: readonly Role[]; readonly siteIds: readonly SiteId[] },
): Promise<Actor & { kind: 'staff' }> {
  const staffId = await transact(async (tx): Promise<StaffId> => {
    const displayName = person.userName;
    const made = await createStaff(tx, {
      ...person,
      displayName,
      password: testPassword,
      seesAllSites: false,
      licences: [],
    });
    if (!made.ok) throw new Error(made.refusal.code);
    return made.value.staffId;
  });
  const sessionId = '00000000-0000-7000-8000-000000000001' as Id<'session'>;
  return { kind: 'staff', staffId, sessionId, siteId: person.siteIds[0] ?? null, roles: person.roles };
}

async function addSite(tx: TenantTransaction, site: { name: string; npi: string; ncpdpId: string }): Promise<SiteId> {
  return insertSite(tx, {
    ...site,
    deaNumber: null,
    timeZone: 'America/New_York',
    calendar: { opening: { opens: '09:00', closes: '17:30', weekdays: [1, 2, 3, 4, 5], holidays: [] } },
    address: { lines: ['1 Main Street'], city: 'Springfield', state: 'NY', postalCode: '10001' },
    phone: '2125550100',
    isDefault: site.name.startsWith('Main'),
    licences: [
      { state: 'NY', number: `NY-${site.ncpdpId}`, validFrom: '2020-01-01' as CalendarDay, validTo: null },
      { state: 'NJ', number: `NJ-${site.ncpdpId}`, validFrom: '2020-01-01' as CalendarDay, validTo: null },
    ],
  });
}
