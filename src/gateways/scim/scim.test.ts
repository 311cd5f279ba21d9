import type { FastifyInstance } from 'fastify';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestPlatform, type TestPlatform, testPassword } from '../../../test/support/test-platform.ts';
import { startTestServer, type TestServer } from '../../../test/support/test-server.ts';
import { permissions, routes } from '../../apps/composition.ts';
import type { TenantId } from '../../kernel/ids.ts';
import { millisecondsOf } from '../../kernel/instant.ts';
import type { Json } from '../../kernel/json.ts';
import { addProvider, saveGroup } from '../../modules/federation/index.ts';
import { federationPermissions } from '../../modules/federation/permissions.ts';
import { getSession } from '../../modules/identity/api.ts';
import {
  createClient,
  createStaff,
  findStaff,
  findStaffByUserName,
  serveTokenEndpoint,
} from '../../modules/identity/index.ts';
import { scimUrns } from '../../standards/scim/scim.ts';
import { serveScim } from './scim-gateway.ts';

let platform: TestPlatform;
let server: TestServer;
let web: FastifyInstance;
let token: string;
let reader: string;
let stranger: string;
const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXZ';
const { readDirectory, provisionDirectory, changeGroups } = federationPermissions;

beforeAll(async () => {
  platform = await openTestPlatform();
  server = await startTestServer(platform, {
    routes,
    permissions,
    serves: async (instance, authenticator) => {
      web = instance;
      await serveTokenEndpoint(instance, { authenticator, transactor: platform.transactor });
      await serveScim(instance, {
        ...{ authenticator, transactor: platform.transactor, clock: platform.clock },
        permissions: { read: readDirectory, change: provisionDirectory },
      });
    },
  });
  const both = [readDirectory.code, provisionDirectory.code];
  token = await issueToken({ scopes: both });
  reader = await issueToken({ scopes: [readDirectory.code] });
  stranger = await issueToken({ scopes: both, tenantId: platform.otherTenantId, host: 'second.localhost' });
});
afterAll(async () => {
  await server.close();
  await platform.close();
});

/** Lets a program in and has it get an access token, as a directory does. */
async function issueToken(wanted: {
  readonly scopes: readonly string[];
  readonly tenantId?: TenantId;
  readonly host?: string;
}): Promise<string> {
  const { scopes, tenantId = platform.tenantId, host = 'localhost' } = wanted;
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  const keys = (await exportJWK(publicKey)) as Json;
  const client = { name: 'Directory', keys, scopes, siteIds: null, known: new Set(scopes) };
  const made = await platform.transact((tx) => createClient(tx, client), { tenantId });
  if (!made.ok) throw new Error(made.refusal.code);
  const assertion = await new SignJWT({})
    .setProtectedHeader({ alg: 'ES256' })
    .setIssuer(made.value)
    .setSubject(made.value)
    .setAudience(`http://${host}/oauth/token`)
    .setJti(crypto.randomUUID())
    .setExpirationTime(Math.floor(millisecondsOf(platform.clock.now()) / 1000) + 120)
    .sign(privateKey);
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
  });
  const headers = { host, 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await web.inject({ method: 'POST', url: '/oauth/token', headers, payload: form.toString() });
  return String(answer.json<Record<string, unknown>>()['access_token']);
}

type Body = Record<string, unknown>;

async function ask(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  options: { body?: unknown; token?: string | null; host?: string; headers?: Record<string, string> } = {},
) {
  const bearer = options.token === undefined ? token : options.token;
  const answer = await web.inject({
    method,
    url: `/scim/v2${path}`,
    headers: {
      host: options.host ?? 'localhost',
      ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
      ...(options.body === undefined ? {} : { 'content-type': 'application/scim+json' }),
      ...options.headers,
    },
    ...(options.body === undefined ? {} : { payload: JSON.stringify(options.body) }),
  });
  const body = answer.body === '' ? {} : answer.json<Body>();
  return { status: answer.statusCode, body, headers: answer.headers };
}

async function addUser(userName: string, more: Body = {}): Promise<string> {
  const made = await ask('POST', '/Users', { body: { schemas: [scimUrns.user], userName, ...more } });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return String(made.body['id']);
}

function patch(...operations: readonly Body[]): Body {
  return { schemas: [scimUrns.patch], Operations: operations };
}

describe('users', () => {
  test('are created, read, replaced and found by what the directory knows of them', async () => {
    const made = await ask('POST', '/Users', {
      body: {
        schemas: [scimUrns.user],
        userName: 'BJensen',
        externalId: '701984',
        name: { givenName: 'Barbara', familyName: 'Jensen' },
        emails: [{ value: 'bjensen@example.com', type: 'work', primary: true }],
      },
    });
    expect(made.status).toBe(201);
    const id = String(made.body['id']);
    expect(made.headers['location']).toBe(`http://localhost/scim/v2/Users/${id}`);
    expect(made.body).toMatchObject({
      schemas: [scimUrns.user],
      externalId: '701984',
      userName: 'bjensen',
      displayName: 'Barbara Jensen',
      active: true,
      meta: { resourceType: 'User', version: made.headers['etag'] },
    });
    for (const filter of ['userName eq "bjensen"', 'externalId eq "701984" and active eq true']) {
      const found = await ask('GET', `/Users?filter=${encodeURIComponent(filter)}`);
      expect(found.body).toMatchObject({ schemas: [scimUrns.list], totalResults: 1, Resources: [{ id }] });
    }
    const replaced = await ask('PUT', `/Users/${id}`, {
      body: { schemas: [scimUrns.user], userName: 'bjensen', externalId: '701984', displayName: 'Babs Jensen' },
    });
    expect(replaced.body).toMatchObject({ displayName: 'Babs Jensen', active: true });
    expect(replaced.body['emails']).toBeUndefined();
    expect((await ask('GET', `/Users/${id}`)).body).toEqual(replaced.body);
  });

  test('have one user name and one external id each', async () => {
    await addUser('unique', { externalId: 'ext-1' });
    for (const body of [{ userName: 'UNIQUE' }, { userName: 'other', externalId: 'ext-1' }]) {
      const answer = await ask('POST', '/Users', { body });
      expect(answer).toMatchObject({
        status: 409,
        body: { schemas: [scimUrns.error], status: '409', scimType: 'uniqueness' },
      });
    }
    expect(await platform.transact((tx) => findStaffByUserName(tx, 'other'))).toBeNull();
  });

  test.each([
    [{}, 'invalidValue'],
    [{ userName: '' }, 'invalidValue'],
    [{ userName: 'x', active: 'perhaps' }, 'invalidValue'],
    [[], 'invalidSyntax'],
  ])('are refused when they do not fit: %j', async (body, scimType) => {
    expect(await ask('POST', '/Users', { body })).toMatchObject({ status: 400, body: { status: '400', scimType } });
  });

  test('are listed by pages, and a filter that cannot be read is refused', async () => {
    const all = await ask('GET', '/Users');
    const page = await ask('GET', '/Users?startIndex=2&count=1');
    expect(page.body).toMatchObject({ totalResults: all.body['totalResults'], startIndex: 2, itemsPerPage: 1 });
    expect((page.body['Resources'] as Body[])[0]).toEqual((all.body['Resources'] as Body[])[1]);
    expect((await ask('GET', '/Users?count=0')).body).toMatchObject({ itemsPerPage: 0, Resources: [] });
    const refused = await ask('GET', '/Users?filter=userName');
    expect(refused).toMatchObject({ status: 400, body: { scimType: 'invalidFilter' } });
  });

  test('are changed only as they were read', async () => {
    const id = await addUser('tagged');
    const { headers } = await ask('GET', `/Users/${id}`);
    const tag = String(headers['etag']);
    expect((await ask('GET', `/Users/${id}`, { headers: { 'if-none-match': tag } })).status).toBe(304);
    const body = patch({ op: 'replace', path: 'displayName', value: 'Tag One' });
    expect((await ask('PATCH', `/Users/${id}`, { body, headers: { 'if-match': tag } })).status).toBe(200);
    expect((await ask('PATCH', `/Users/${id}`, { body, headers: { 'if-match': tag } })).status).toBe(412);
  });

  test('that are disabled are signed out with their next request, and may come back', async () => {
    await platform.transact((tx) =>
      createStaff(tx, {
        ...{ userName: 'rita', displayName: 'Rita', password: testPassword, roles: ['intakeTechnician'] },
        ...{ seesAllSites: false, siteIds: [platform.siteId], licences: [], totpSecret: secret },
      }),
    );
    const found = await ask('GET', `/Users?filter=${encodeURIComponent('userName eq "rita"')}`);
    const id = String((found.body['Resources'] as Body[])[0]?.['id']);
    const browser = server.openBrowser();
    expect((await server.signIn(browser, { userName: 'rita', secret })).status).toBe(200);
    const disabled = await ask('PATCH', `/Users/${id}`, {
      body: patch({ op: 'Replace', path: 'active', value: 'False' }),
    });
    expect(disabled.body['active']).toBe(false);
    expect((await browser.call(getSession, {})).body['code']).toBe('identity.session-needed');
    await ask('PATCH', `/Users/${id}`, { body: patch({ op: 'replace', value: { active: true } }) });
    expect((await server.signIn(browser, { userName: 'rita', secret })).status).toBe(200);
  });

  test('that are deleted are disabled and erased nowhere, and stand again when they are created again', async () => {
    const id = await addUser('leaver', { externalId: 'ext-leaver' });
    expect((await ask('DELETE', `/Users/${id}`)).status).toBe(204);
    expect((await ask('GET', `/Users/${id}`)).status).toBe(404);
    expect((await ask('DELETE', `/Users/${id}`)).status).toBe(404);
    const kept = await platform.transact((tx) => findStaffByUserName(tx, 'leaver'));
    expect(kept).toMatchObject({ staffId: id, isActive: false });
    expect(await addUser('leaver', { externalId: 'ext-leaver' })).toBe(id);
    expect((await platform.transact((tx) => findStaffByUserName(tx, 'leaver')))?.isActive).toBe(true);
  });
});

describe('an external id', () => {
  const issuer = 'https://id.example';
  const listLinks = async () => {
    const { rows } = await platform.database.owner.query(
      'select subject, linked_by from federation.account_link order by subject',
    );
    return rows;
  };

  test('links accounts at a provider that knows people by it, but for those who watch over others', async () => {
    const admin = await platform.addStaff({ userName: 'linked-admin', roles: ['systemAdministrator'] });
    await platform.transact((tx) =>
      addProvider(tx, {
        terms: {
          ...{ name: 'ID', issuer, clientId: 'theriac', authentication: 'private-key', groupClaim: null },
          ...{ domains: [], acceptedMethods: [], acceptedContexts: [], skewSeconds: 60, subjectIsExternalId: true },
        },
        secret: null,
        madeBy: admin.staffId,
      }),
    );
    const id = await addUser('linked', { externalId: 'subject-1' });
    expect(await listLinks()).toEqual([{ subject: 'subject-1', linked_by: 'directory' }]);
    await ask('PATCH', `/Users/${id}`, { body: patch({ op: 'replace', path: 'externalId', value: 'subject-2' }) });
    expect(await listLinks()).toEqual([{ subject: 'subject-2', linked_by: 'directory' }]);
    const body = patch({ op: 'add', path: 'externalId', value: 'subject-of-somebody' });
    expect((await ask('PATCH', `/Users/${admin.staffId}`, { body })).status).toBe(200);
    expect(await listLinks()).toEqual([{ subject: 'subject-2', linked_by: 'directory' }]);
  });
});

describe('groups', () => {
  test('give roles and sites to their members at once, and take them back', async () => {
    const person = await addUser('grouped');
    const made = await ask('POST', '/Groups', {
      body: { schemas: [scimUrns.group], displayName: 'Pharmacists', members: [{ value: person }] },
    });
    expect(made).toMatchObject({ status: 201, body: { displayName: 'Pharmacists', members: [{ value: person }] } });
    const groupId = String(made.body['id']);
    const standingOf = async () => {
      const member = await platform.transact((tx) => findStaffByUserName(tx, 'grouped'));
      return { roles: member?.roles, siteIds: member?.siteIds };
    };
    expect(await standingOf()).toEqual({ roles: [], siteIds: [] });
    const gives = { name: 'Pharmacists', roles: ['clinicalPharmacist'], seesAllSites: false } as const;
    const group = { ...gives, groupId: groupId as never, siteIds: [platform.siteId] };
    expect((await platform.transact((tx) => saveGroup(tx, group))).ok).toBe(true);
    expect(await standingOf()).toEqual({ roles: ['clinicalPharmacist'], siteIds: [platform.siteId] });
    expect((await ask('GET', `/Users/${person}`)).body['groups']).toMatchObject([{ value: groupId }]);
    await ask('PATCH', `/Groups/${groupId}`, { body: patch({ op: 'remove', path: `members[value eq "${person}"]` }) });
    expect(await standingOf()).toEqual({ roles: [], siteIds: [] });
    await ask('PATCH', `/Groups/${groupId}`, {
      body: patch({ op: 'add', path: 'members', value: [{ value: person }] }),
    });
    expect((await standingOf()).roles).toEqual(['clinicalPharmacist']);
    expect((await ask('DELETE', `/Groups/${groupId}`)).status).toBe(204);
    expect((await standingOf()).roles).toEqual([]);
    expect((await ask('GET', `/Groups/${groupId}`)).status).toBe(404);
  });

  test('leave alone what people gave, and never give a role that watches over others', async () => {
    const actor = await platform.addStaff({ userName: 'both', roles: ['teamLead'] });
    const made = await ask('POST', '/Groups', {
      body: { displayName: 'Buyers', members: [{ value: actor.staffId }] },
    });
    const groupId = made.body['id'] as never;
    const base = { groupId, name: 'Buyers', seesAllSites: false, siteIds: [] };
    await platform.transact((tx) => saveGroup(tx, { ...base, roles: ['inventoryBuyer'] }));
    const member = await platform.transact((tx) => findStaff(tx, actor.staffId));
    expect([...(member?.roles ?? [])].sort()).toEqual(['inventoryBuyer', 'teamLead']);
    expect(member?.siteIds).toEqual([platform.siteId]);
    const refused = await platform.transact((tx) => saveGroup(tx, { ...base, roles: ['systemAdministrator'] }));
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'federation.role-by-people-alone' } });
    expect(changeGroups.assurance).toBe('fresh-device-bound');
  });

  test('have members who stand', async () => {
    const nobody = '0190f0de-0000-7000-8000-00000000dead';
    const answer = await ask('POST', '/Groups', { body: { displayName: 'Ghosts', members: [{ value: nobody }] } });
    expect(answer).toMatchObject({ status: 400, body: { scimType: 'invalidValue' } });
    const found = await ask('GET', `/Groups?filter=${encodeURIComponent('displayName eq "Ghosts"')}`);
    expect(found.body['totalResults']).toBe(0);
  });

  test('have a name of their own', async () => {
    await ask('POST', '/Groups', { body: { displayName: 'Twice' } });
    const again = await ask('POST', '/Groups', { body: { displayName: 'Twice' } });
    expect(again).toMatchObject({ status: 409, body: { scimType: 'uniqueness' } });
  });
});

describe('whoever asks', () => {
  test('says what the server can do', async () => {
    expect((await ask('GET', '/ServiceProviderConfig')).body).toMatchObject({
      schemas: [scimUrns.config],
      patch: { supported: true },
      bulk: { supported: false },
      etag: { supported: true },
    });
    expect((await ask('GET', '/ResourceTypes')).body).toMatchObject({ totalResults: 2 });
    const schemas = (await ask('GET', '/Schemas')).body['Resources'] as Body[];
    expect(schemas.map(({ id }) => id)).toEqual([scimUrns.user, scimUrns.group]);
  });

  test('needs the token of a program with the scope', async () => {
    expect((await ask('GET', '/Users', { token: null })).status).toBe(401);
    expect((await ask('GET', '/Users', { token: 'no token' })).status).toBe(401);
    expect((await ask('GET', '/Users', { token: reader })).status).toBe(200);
    const refused = await ask('POST', '/Users', { token: reader, body: { userName: 'forbidden' } });
    expect(refused).toMatchObject({ status: 403, body: { schemas: [scimUrns.error], status: '403' } });
    const { rows } = await platform.database.owner.query(
      `select 1 from audit.entry where action = $1 and outcome = 'refused'`,
      [provisionDirectory.code],
    );
    expect(rows.length).toBe(1);
  });

  test('sees nothing of another health system', async () => {
    const id = await addUser('ours');
    const there = { token: stranger, host: 'second.localhost' };
    expect((await ask('GET', `/Users/${id}`, there)).status).toBe(404);
    expect((await ask('DELETE', `/Users/${id}`, there)).status).toBe(404);
    expect((await ask('GET', '/Users', there)).body['totalResults']).toBe(0);
    expect((await ask('GET', '/Users', { token: stranger })).status).toBe(401);
  });

  test('leaves an entry in the audit for each change', async () => {
    const id = await addUser('audited');
    const { rows } = await platform.database.owner.query(
      `select actor_kind, kind from audit.entry where action = 'federation.provision-person' and object_id = $1`,
      [id],
    );
    expect(rows).toEqual([{ actor_kind: 'client', kind: 'configuration' }]);
  });
});
