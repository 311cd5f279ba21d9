import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestPlatform, type TestPlatform, testPassword } from '../../../test/support/test-platform.ts';
import { startTestServer, type TestBrowser, type TestServer } from '../../../test/support/test-server.ts';
import { millisecondsOf } from '../../kernel/instant.ts';
import type { Json } from '../../kernel/json.ts';
import type { Permission } from '../../kernel/permission.ts';
import type { Role } from '../../kernel/roles.ts';
import * as identity from '../identity/api.ts';
import { createStaff, lowerAssuranceForDemo } from '../identity/index.ts';
import { identityPermissions } from '../identity/permissions.ts';
import { identityRoutes } from '../identity/routes.ts';
import { createClient, disableClient } from './actions/create-client.ts';
import { issueAccessToken } from './actions/issue-access-token.ts';
import * as programs from './api.ts';
import { programPermissions } from './permissions.ts';
import { createProgramsRoutes } from './routes.ts';

let platform: TestPlatform;
let server: TestServer;
const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXZ';
const permissions = [
  ...Object.values<Permission>(identityPermissions),
  ...Object.values<Permission>(programPermissions),
];
const people: readonly (readonly [string, Role])[] = [
  ['admin', 'systemAdministrator'],
  ['dana', 'pharmacyDirector'],
];

beforeAll(async () => {
  platform = await openTestPlatform();
  server = await startTestServer(platform, {
    routes: [...identityRoutes, ...createProgramsRoutes({ permissions })],
    permissions,
  });
  for (const [userName, role] of people) {
    const rest = { password: testPassword, roles: [role], seesAllSites: false, licences: [], totpSecret: secret };
    await platform.transact((tx) =>
      createStaff(tx, { userName, displayName: userName, siteIds: [platform.siteId], ...rest }),
    );
  }
});
afterAll(async () => {
  await server.close();
  await platform.close();
});

async function signedIn(userName: string): Promise<TestBrowser> {
  const browser = server.openBrowser();
  expect((await server.signIn(browser, { userName, secret })).status).toBe(200);
  return browser;
}

async function auditEntriesOf(action: string) {
  const { rows } = await platform.database.owner.query<{ object_id: string; reason: string }>(
    'select object_id, reason from audit.entry where tenant_id = $1 and action = $2 and outcome = $3 order by entry_id desc',
    [platform.tenantId, action, 'done'],
  );
  return rows;
}

describe('a program', () => {
  const audience = 'http://localhost/oauth/token';
  const known = new Set(permissions.map((permission) => permission.code));

  async function register(scopes: readonly string[] = [identityPermissions.seeStaff.code]) {
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
    const keys = (await exportJWK(publicKey)) as Json;
    const made = await platform.transact((tx) => createClient(tx, { name: 'BI', keys, scopes, siteIds: null, known }));
    if (!made.ok) throw new Error(made.refusal.code);
    const clientId = made.value;
    const assert = (
      jti: string,
      change: { readonly aud?: string; readonly minutes?: number } = {},
    ): Promise<string> => {
      const now = Math.floor(millisecondsOf(platform.clock.now()) / 1000);
      return new SignJWT({})
        .setProtectedHeader({ alg: 'ES256' })
        .setIssuer(clientId)
        .setSubject(clientId)
        .setAudience(change.aud ?? audience)
        .setJti(jti)
        .setIssuedAt(now)
        .setExpirationTime(now + 60 * (change.minutes ?? 2))
        .sign(privateKey);
    };
    const ask = (assertion: string, scope: string | null = null) =>
      platform.transact((tx) =>
        issueAccessToken(tx, {
          grantType: 'client_credentials',
          assertionType: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
          assertion,
          scope,
          audiences: [audience],
        }),
      );
    return { clientId, assert, ask };
  }

  test('gets a token for its signature and comes in with its scopes, until it is disabled', async () => {
    const { clientId, assert, ask } = await register();
    const answer = await ask(await assert('one'));
    const headers = { authorization: `Bearer ${answer.ok ? answer.token : ''}` };
    const program = server.openBrowser();
    expect((await program.call(identity.listStaff, {}, { headers })).status).toBe(200);
    expect((await program.call(identity.getSession, {}, { headers })).status).toBe(403);
    await platform.transact((tx) => disableClient(tx, clientId));
    expect((await program.call(identity.listStaff, {}, { headers })).status).toBe(401);
    expect(await ask(await assert('two'))).toMatchObject({ error: 'invalid_client' });
  });

  test('never reaches what asks for a fresh proof', async () => {
    const { assert, ask } = await register([identityPermissions.changeStaff.code]);
    const answer = await ask(await assert('one'));
    const headers = { authorization: `Bearer ${answer.ok ? answer.token : ''}` };
    const refused = await server
      .openBrowser()
      .call(identity.disableStaff, { staffId: platform.siteId, reasonCode: 'left' }, { headers });
    expect(refused.body['code']).toBe('identity.permission-needed');
  });

  test('is refused a used assertion, one for another address, one that lasts long, and a scope it does not have', async () => {
    const { assert, ask } = await register();
    const assertion = await assert('again');
    expect((await ask(assertion)).ok).toBe(true);
    expect(await ask(assertion)).toMatchObject({ error: 'invalid_client' });
    expect(await ask(await assert('a', { aud: 'http://elsewhere/oauth/token' }))).toMatchObject({ ok: false });
    expect(await ask(await assert('b', { minutes: 60 }))).toMatchObject({ error: 'invalid_client' });
    expect(await ask(await assert('c'), 'identity.changeStaff')).toMatchObject({ error: 'invalid_scope' });
    expect(await ask('not a token')).toMatchObject({ error: 'invalid_client' });
  });

  test('loses its token after five minutes', async () => {
    const { assert, ask } = await register();
    const answer = await ask(await assert('short'));
    platform.clock.advance(5 * 60_000);
    const headers = { authorization: `Bearer ${answer.ok ? answer.token : ''}` };
    expect((await server.openBrowser().call(identity.listStaff, {}, { headers })).status).toBe(401);
  });

  test('is not let in with a private key or with a scope that is no permission', async () => {
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
    const create = async (keys: Json, scopes: readonly string[]) =>
      platform.transact((tx) => createClient(tx, { name: 'X', keys, scopes, siteIds: null, known }));
    const scopes = [identityPermissions.seeStaff.code];
    expect(await create((await exportJWK(privateKey)) as Json, scopes)).toMatchObject({
      refusal: { code: 'programs.client-key-invalid' },
    });
    expect(await create((await exportJWK(publicKey)) as Json, ['everything'])).toMatchObject({
      refusal: { code: 'programs.scope-unknown' },
    });
  });

  test('is listed and disabled only by a person with a passkey that cannot leave its device', async () => {
    const { clientId } = await register();
    const browser = await signedIn('admin');
    expect((await browser.call(programs.listClients, {})).text).toContain(clientId);
    expect((await browser.call(programs.disableClient, { clientId })).body['code']).toBe(
      'identity.device-bound-proof-needed',
    );
    const unknown = await platform.transact((tx) => disableClient(tx, platform.siteId as string as typeof clientId));
    expect(unknown).toMatchObject({ refusal: { code: 'programs.unknown-client' } });
  });

  test('is let in with pasted keys, and a wrong key is refused with the place that is wrong', async () => {
    await platform.transact((tx) => lowerAssuranceForDemo(tx, permissions));
    platform.clock.advance(60_000);
    const admin = await signedIn('admin');
    const { publicKey } = await generateKeyPair('ES256', { extractable: true });
    const scopes = [identityPermissions.seeStaff.code];
    const create = (keysText: string) =>
      admin.call(programs.createClient, { name: 'Data warehouse', keysText, scopes });
    const wrong = await create('{ "keys": [{ "kty": "EC", "crv": "P-521" }] }');
    expect(wrong.body).toMatchObject({ code: 'programs.client-key-invalid', facts: { where: '/keys/0/crv' } });
    const made = await create(JSON.stringify(await exportJWK(publicKey)));
    const { clients, scopes: offered } = (await admin.call(programs.listClients, {})).body as {
      clients: Record<string, unknown>[];
      scopes: { code: string }[];
    };
    expect(clients.find(({ name }) => name === 'Data warehouse')).toMatchObject({
      ...{ clientId: made.body['clientId'], madeByName: 'admin', lastUsedAt: null, scopes },
    });
    expect(offered.map(({ code }) => code)).not.toContain(identityPermissions.changeStaff.code);
    const clientId = String(made.body['clientId']);
    expect((await admin.call(programs.disableClient, { clientId })).status).toBe(200);
    expect((await auditEntriesOf('programs.disable-client'))[0]).toMatchObject({ object_id: clientId });
    expect((await (await signedIn('dana')).call(programs.disableClient, { clientId })).status).toBe(403);
  });
});
