import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { permissions, routes, subscriptions, timerActions } from '../../src/apps/composition.ts';
import type { Id, SiteId } from '../../src/kernel/ids.ts';
import { type Role, roleCodes } from '../../src/kernel/roles.ts';
import { createStaff } from '../../src/modules/identity/index.ts';
import { installDemoReference, listSpecialtyDrugs } from '../../src/modules/reference/index.ts';
import { openTestPlatform, type TestPlatform, testPassword } from '../support/test-platform.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { addTherapy, addVerifiedFill } from '../support/verified-fill.ts';
import { type Principal, readShadow, runOperations } from './random-operations.ts';

const count = process.env['THERIAC_LONG'] === '1' ? 100_000 : 250;
const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

let platform: TestPlatform;
let server: TestServer;
let principals: readonly Principal[];

beforeAll(async () => {
  platform = await openTestPlatform({ subscriptions, timerActions });
  server = await startTestServer(platform, { routes, permissions });
  const { tenantId, otherTenantId, siteId, secondSiteId, otherTenantSiteId } = platform;
  const drug = await chooseDrug(tenantId);
  for (const site of [siteId, siteId, secondSiteId, secondSiteId])
    await addVerifiedFill(platform, await addTherapy(platform, site, {}, drug), drug.drugId);
  const theirs = await chooseDrug(otherTenantId);
  for (let patient = 0; patient < 2; patient += 1)
    await addTherapy(platform, otherTenantSiteId, { tenantId: otherTenantId }, theirs);
  await platform.runDue();
  principals = [
    await signIn('everything', { tenantId, siteId, roles: roleCodes }),
    await signIn('second site', { tenantId, siteId: secondSiteId, roles: roleCodes }),
    await signIn('technician', { tenantId, siteId, roles: ['dispensingTechnician'] }),
    await signIn('other system', { tenantId: otherTenantId, siteId: otherTenantSiteId, roles: roleCodes }),
  ];
}, 120_000);
afterAll(async () => {
  await server.close();
  await platform.close();
});

/** Installs the invented reference content of a health system and returns one of its drugs. */
function chooseDrug(
  tenantId: TestPlatform['tenantId'],
): Promise<{ readonly drugId: Id<'drug'>; readonly rxcui: string }> {
  return platform.transact(
    async (tx) => {
      await installDemoReference(tx);
      for (const { drugId, rxcui } of await listSpecialtyDrugs(tx)) if (rxcui !== null) return { drugId, rxcui };
      throw new Error('the reference content has no specialty drug with an RxNorm concept');
    },
    { tenantId },
  );
}

async function signIn(
  name: string,
  of: { readonly tenantId: TestPlatform['tenantId']; readonly siteId: SiteId; readonly roles: readonly Role[] },
): Promise<Principal> {
  const userName = name.replaceAll(' ', '-');
  const person = {
    userName,
    displayName: name,
    password: testPassword,
    seesAllSites: false,
    licences: [],
    totpSecret: secret,
  };
  await platform.transact((tx) => createStaff(tx, { ...person, roles: of.roles, siteIds: [of.siteId] }), {
    tenantId: of.tenantId,
  });
  const browser = server.openBrowser(of.tenantId === platform.tenantId ? 'localhost' : 'second.localhost');
  expect((await server.signIn(browser, { userName, secret })).status).toBe(200);
  return { name, tenantId: of.tenantId, siteId: of.siteId, browser };
}

describe('random operations of people of two health systems and several sites', () => {
  test(`${count} of them are answered with no row of another, and tell no foreign id from an unknown one`, {
    timeout: count * 2_500,
  }, async () => {
    const shadow = await readShadow(platform);
    const places = new Set([...shadow.values()].map((place) => `${place.tenantId} ${place.siteId}`));
    expect(places.size).toBeGreaterThan(4);
    expect(await runOperations(platform, { principals, seed: 1, count })).toEqual([]);
  });

  // The last test: what it drops stays dropped in this database, which nobody uses afterwards.
  test('are answered with rows of others once a single policy is dropped', { timeout: 240_000 }, async () => {
    await platform.database.owner.query('drop policy site_only on therapies.therapy');
    const leaks: string[] = [];
    for (let seed = 2; leaks.length === 0 && seed < 6; seed += 1)
      leaks.push(...(await runOperations(platform, { principals, seed, count: 300 })));
    expect(leaks.length).toBeGreaterThan(0);
  });
});
