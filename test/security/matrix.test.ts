import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { permissions, routes, subscriptions, timerActions } from '../../src/apps/composition.ts';
import { type Role, roleCodes } from '../../src/kernel/roles.ts';
import { createStaff } from '../../src/modules/identity/index.ts';
import { openTestPlatform, type TestPlatform, testPassword } from '../support/test-platform.ts';
import { startTestServer, type TestBrowser, type TestServer } from '../support/test-server.ts';
import { asksForId, makeSampleRequest } from './sample-request.ts';

const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const unknownId = '0190f0de-0000-7000-8000-00000000dead';
const guarded = routes.filter(
  (route) => route.endpoint.permission !== null && route.endpoint.permission !== 'signed-in',
);

let platform: TestPlatform;
let server: TestServer;

beforeAll(async () => {
  platform = await openTestPlatform({ subscriptions, timerActions });
  server = await startTestServer(platform, { routes, permissions });
});
afterAll(async () => {
  await server.close();
  await platform.close();
});

/** Signs in somebody with the given roles, at the first site of their health system. */
async function signInAs(
  roles: readonly Role[],
  of: { readonly userName: string; readonly second?: boolean },
): Promise<TestBrowser> {
  const tenantId = of.second === true ? platform.otherTenantId : platform.tenantId;
  const siteIds = [of.second === true ? platform.otherTenantSiteId : platform.siteId];
  await platform.transact(
    (tx) =>
      createStaff(tx, {
        userName: of.userName,
        displayName: of.userName,
        password: testPassword,
        roles,
        seesAllSites: false,
        siteIds,
        licences: [],
        totpSecret: secret,
      }),
    { tenantId },
  );
  const browser = server.openBrowser(of.second === true ? 'second.localhost' : 'localhost');
  expect((await server.signIn(browser, { userName: of.userName, secret })).status).toBe(200);
  return browser;
}

describe('every endpoint', () => {
  test('refuses whoever has no session', async () => {
    const browser = server.openBrowser();
    for (const { endpoint } of routes.filter((route) => route.endpoint.permission !== null)) {
      const answer = await browser.call(endpoint, makeSampleRequest(endpoint.request, unknownId) as never);
      expect(answer.body['code'], endpoint.path).toBe('identity.session-needed');
    }
  });

  test('refuses every role that its permission does not name, and no role that it names', {
    timeout: 180_000,
  }, async () => {
    await sideBySide(roleCodes, async (role) => {
      const browser = await signInAs([role], { userName: `matrix-${role.toLowerCase()}` });
      for (const { endpoint } of guarded) {
        const { permission } = endpoint;
        if (permission === null || permission === 'signed-in') continue;
        const answer = await browser.call(endpoint, makeSampleRequest(endpoint.request, unknownId) as never);
        const isRefused = answer.body['code'] === 'identity.permission-needed';
        expect(isRefused, `${role} at ${endpoint.path}`).toBe(!permission.roles.includes(role));
        expect(answer.status, `${endpoint.path} as ${role}: ${answer.text}`).toBeLessThan(500);
      }
    });
  });

  test('answers the id of a row in another health system as an id that exists nowhere: the same bytes, or a list without it', {
    timeout: 180_000,
  }, async () => {
    const foreignIds = await listIdsOf(platform);
    expect(foreignIds.length).toBeGreaterThan(5);
    const browser = await signInAs(roleCodes, { userName: 'stranger', second: true });
    const asking = guarded.filter((route) => asksForId(route.endpoint.request));
    await sideBySide(asking, async ({ endpoint }) => {
      const nowhere = await browser.call(endpoint, makeSampleRequest(endpoint.request, unknownId) as never);
      for (const id of foreignIds) {
        const foreign = await browser.call(endpoint, makeSampleRequest(endpoint.request, id) as never);
        const text = foreign.text.replaceAll(id, unknownId);
        expect(foreign.status, `${endpoint.path} with ${id}`).toBe(nowhere.status);
        if (nowhere.status !== 200) expect(text, `${endpoint.path} with ${id}`).toBe(nowhere.text);
        else
          expect(
            foreignIds.filter((other) => text.includes(other)),
            `${endpoint.path} with ${id}`,
          ).toEqual([]);
      }
    });
  });
});

/** Does the work for each of many, a few beside each other, so that neither the program nor its database waits for the other. */
async function sideBySide<One>(many: readonly One[], work: (one: One) => Promise<void>): Promise<void> {
  const waiting = many.values();
  const workers = Array.from({ length: 4 }, async () => {
    for (const one of waiting) await work(one);
  });
  await Promise.all(workers);
}

/** Lists one id of every table of the first health system that has an id column of its own. */
async function listIdsOf(of: TestPlatform): Promise<readonly string[]> {
  const { rows: columns } = await of.database.owner.query<{ table: string; column: string }>(`
    select a.attrelid::regclass::text as table, a.attname as column from pg_index i
    join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey) and a.atttypid = 'uuid'::regtype
    join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
    where i.indisprimary and n.nspname !~ '^pg_|information_schema|public'`);
  const ids = new Set<string>();
  for (const { table, column } of columns) {
    const { rows } = await of.database.owner.query<{ id: string }>(
      `select ${column} as id from ${table} where tenant_id = $1 limit 1`,
      [of.tenantId],
    );
    for (const row of rows) ids.add(row.id);
  }
  return [...ids];
}
