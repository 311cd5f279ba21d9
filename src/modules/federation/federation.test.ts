import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signInRoutes } from '../../../test/support/sign-in-routes.ts';
import { openTestPlatform, type TestPlatform, testPassword } from '../../../test/support/test-platform.ts';
import { startTestServer, type TestBrowser, type TestServer } from '../../../test/support/test-server.ts';
import type { Permission } from '../../kernel/permission.ts';
import type { Role } from '../../kernel/roles.ts';
import { createStaff, lowerAssuranceForDemo } from '../identity/index.ts';
import * as api from './api.ts';
import { insertLink, type ProviderId } from './index.ts';
import { federationPermissions } from './permissions.ts';
import { getCredential } from './provider-store.ts';
import { federationRoutes } from './routes.ts';

let platform: TestPlatform;
let server: TestServer;
let admin: TestBrowser;
let adminId: string;
const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXY';
const permissions = Object.values<Permission>(federationPermissions);
const unknownId = '0190f0de-0000-7000-8000-00000000dead';
const terms = {
  name: 'Health ID',
  clientId: 'theriac',
  authentication: 'private-key',
  secret: null,
  domains: ['health.example'],
  groupClaim: null,
  acceptedMethods: ['mfa'],
  acceptedContexts: [],
  skewSeconds: 60,
  subjectIsExternalId: false,
  isOffered: true,
} as const;
const usual = {
  ...terms,
  domains: [...terms.domains],
  acceptedMethods: [...terms.acceptedMethods],
  acceptedContexts: [],
};

beforeAll(async () => {
  platform = await openTestPlatform();
  server = await startTestServer(platform, { routes: [...signInRoutes, ...federationRoutes], permissions });
  adminId = await addPerson('ada', 'systemAdministrator');
  admin = server.openBrowser();
  await server.signIn(admin, { userName: 'ada', secret });
});
afterAll(async () => {
  await server.close();
  await platform.close();
});

async function addPerson(userName: string, role: Role): Promise<string> {
  const made = await platform.transact((tx) =>
    createStaff(tx, {
      ...{ userName, displayName: userName, password: testPassword, roles: [role], totpSecret: secret },
      ...{ seesAllSites: false, siteIds: [platform.siteId], licences: [] },
    }),
  );
  if (!made.ok) throw new Error(made.refusal.code);
  return made.value.staffId;
}

async function listProviders(): Promise<Record<string, unknown>[]> {
  return (await admin.call(api.listProviders, {})).body['providers'] as Record<string, unknown>[];
}

async function addProvider(issuer: string): Promise<string> {
  return String((await admin.call(api.addProvider, { ...usual, issuer })).body['providerId']);
}

describe('an identity provider', () => {
  test('is changed with a passkey that is bound to its device, where the policy does not say otherwise', async () => {
    const answer = await admin.call(api.addProvider, { ...usual, issuer: 'https://id.example' });
    expect(answer.body['code']).toBe('identity.device-bound-proof-needed');
    await platform.transact((tx) => lowerAssuranceForDemo(tx, permissions));
  });

  test('is added disabled, with a key whose private half is shown to nobody', async () => {
    const providerId = await addProvider('https://added.example');
    const listed = (await listProviders()).find((one) => one['providerId'] === providerId);
    expect(listed).toMatchObject({ isEnabled: false, trial: null, links: [], skewSeconds: 60 });
    const key = JSON.parse(String(listed?.['publicKey'])) as Record<string, unknown>;
    expect(Object.keys(key).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
    expect((await server.openBrowser().call(api.listSignInWays, {})).body).toEqual({ providers: [] });
    await admin.call(api.setProviderStanding, { providerId, isEnabled: true });
    const ways = await server.openBrowser().call(api.listSignInWays, {});
    expect(ways.body).toEqual({ providers: [{ providerId, name: 'Health ID' }] });
    const elsewhere = await server.openBrowser('second.localhost').call(api.listSignInWays, {});
    expect(elsewhere.body).toEqual({ providers: [] });
  });

  test.each([
    [{ issuer: 'http://id.example' }, 'issuer-unsafe'],
    [{ issuer: 'https://id.example?x=1' }, 'issuer-unsafe'],
    [{ issuer: 'https://user@id.example' }, 'issuer-unsafe'],
    [{ issuer: 'https://added.example' }, 'issuer-taken'],
    [{ issuer: 'https://b.example', domains: ['ines@health.example'] }, 'domain-invalid'],
    [{ issuer: 'https://b.example', authentication: 'secret' as const }, 'secret-needed'],
  ])('is refused: %j', async (change, code) => {
    const answer = await admin.call(api.addProvider, { ...usual, ...change });
    expect(answer.body['code']).toBe(`federation.${code}`);
  });

  test('keeps its key through a change, and its secret unless another is typed', async () => {
    const providerId = (await addProvider('https://changed.example')) as ProviderId;
    const credential = () => platform.transact((tx) => getCredential(tx, providerId));
    const before = await credential();
    expect((await admin.call(api.changeProvider, { ...usual, providerId, name: 'Other' })).status).toBe(200);
    expect(await credential()).toEqual(before);
    const bySecret = { ...usual, providerId, authentication: 'secret' as const };
    expect((await admin.call(api.changeProvider, bySecret)).body['code']).toBe('federation.secret-needed');
    await admin.call(api.changeProvider, { ...bySecret, secret: 'first' });
    await admin.call(api.changeProvider, bySecret);
    expect(await credential()).toEqual({ kind: 'secret', secret: 'first' });
    const { rows } = await platform.database.owner.query(
      'select sealed_credential::text as text from federation.provider',
    );
    expect(rows.some(({ text }: { text: string }) => text.includes(Buffer.from('first').toString('hex')))).toBe(false);
  });

  test('that does not stand is neither changed nor enabled', async () => {
    const answers = [
      await admin.call(api.changeProvider, { ...usual, providerId: unknownId }),
      await admin.call(api.setProviderStanding, { providerId: unknownId, isEnabled: true }),
      await admin.call(api.removeLink, { providerId: unknownId, subject: 'a', staffId: adminId }),
    ];
    for (const { body } of answers) expect(body['code']).toBe('federation.unknown-provider');
  });
});

describe('a linked account', () => {
  test('is taken back by another administrator, once', async () => {
    const issuer = 'https://links.example';
    const providerId = await addProvider(issuer);
    const staffId = await addPerson('linked', 'intakeTechnician');
    for (const [subject, person] of [
      ['a', staffId],
      ['b', adminId],
    ] as const)
      await platform.transact((tx) =>
        insertLink(tx, { issuer, subject, staffId: person as never, linkedBy: 'person' }),
      );
    const take = (subject: string, person: string) =>
      admin.call(api.removeLink, { providerId, subject, staffId: person });
    expect((await take('b', adminId)).body['code']).toBe('federation.own-link');
    expect((await take('a', staffId)).status).toBe(200);
    expect((await take('a', staffId)).body['code']).toBe('federation.unknown-link');
  });
});

describe('a directory group', () => {
  test('says what it gives, under a name of its own, at sites that stand', async () => {
    const gives = { groupId: null, name: 'Intake', roles: ['intakeTechnician'], seesAllSites: false, siteIds: [] };
    const save = (change: object) => admin.call(api.saveGroup, { ...gives, ...change } as never);
    const groupId = (await save({ siteIds: [platform.siteId] })).body['groupId'];
    expect((await admin.call(api.listGroups, {})).body['groups']).toMatchObject([
      { groupId, name: 'Intake', roles: ['intakeTechnician'], siteIds: [platform.siteId] },
    ]);
    expect((await save({})).body['code']).toBe('federation.group-name-taken');
    expect((await save({ groupId: unknownId, name: 'X' })).body['code']).toBe('federation.unknown-group');
    expect((await save({ groupId, siteIds: [unknownId] })).body['code']).toBe('federation.unknown-site');
    expect((await save({ groupId, roles: ['auditor'] })).body['code']).toBe('federation.role-by-people-alone');
    expect((await save({ groupId, name: 'Intake desk' })).status).toBe(200);
  });
});
