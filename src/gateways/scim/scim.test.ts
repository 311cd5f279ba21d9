import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Body, DirectoryScene, patch } from '../../../test/support/directory-scene.ts';
import type { TestPlatform } from '../../../test/support/test-platform.ts';
import { addProvider, saveGroup } from '../../modules/federation/index.ts';
import { findStaff, findStaffByUserName } from '../../modules/identity/index.ts';
import { scimUrns } from '../../standards/scim/scim.ts';

let scene: DirectoryScene;
let platform: TestPlatform;
const ask: DirectoryScene['ask'] = (method, path, options) => scene.ask(method, path, options);

beforeAll(async () => {
  scene = await DirectoryScene.open();
  platform = scene.platform;
});
afterAll(() => scene.close());

async function addUser(userName: string, more: Body = {}): Promise<string> {
  const made = await ask('POST', '/Users', { body: { schemas: [scimUrns.user], userName, ...more } });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return String(made.body['id']);
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
    const browser = await scene.signInWorker('rita');
    const found = await ask('GET', `/Users?filter=${encodeURIComponent('userName eq "rita"')}`);
    const id = String((found.body['Resources'] as Body[])[0]?.['id']);
    expect(await scene.isSignedIn(browser)).toBe(true);
    const disabled = await ask('PATCH', `/Users/${id}`, {
      body: patch({ op: 'Replace', path: 'active', value: 'False' }),
    });
    expect(disabled.body['active']).toBe(false);
    expect(await scene.isSignedIn(browser)).toBe(false);
    await ask('PATCH', `/Users/${id}`, { body: patch({ op: 'replace', value: { active: true } }) });
    expect(await scene.isSignedIn(await scene.signInWorker('rita'))).toBe(true);
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
          ...{
            domains: [],
            acceptedMethods: [],
            acceptedContexts: [],
            skewSeconds: 60,
            subjectIsExternalId: true,
            isOffered: true,
          },
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
    expect((await ask('GET', '/Users', { token: scene.reader })).status).toBe(200);
    const refused = await ask('POST', '/Users', { token: scene.reader, body: { userName: 'forbidden' } });
    expect(refused).toMatchObject({ status: 403, body: { schemas: [scimUrns.error], status: '403' } });
    const { rows } = await platform.database.owner.query(
      `select 1 from audit.entry where action = $1 and outcome = 'refused'`,
      ['federation.provisionDirectory'],
    );
    expect(rows.length).toBe(1);
  });

  test('sees nothing of another health system', async () => {
    const id = await addUser('ours');
    const there = { token: scene.stranger, host: 'second.localhost' };
    expect((await ask('GET', `/Users/${id}`, there)).status).toBe(404);
    expect((await ask('DELETE', `/Users/${id}`, there)).status).toBe(404);
    expect((await ask('GET', '/Users', there)).body['totalResults']).toBe(0);
    expect((await ask('GET', '/Users', { token: scene.stranger })).status).toBe(401);
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
