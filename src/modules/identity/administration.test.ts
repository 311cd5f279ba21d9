import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestPlatform, type TestPlatform, testPassword } from '../../../test/support/test-platform.ts';
import { startTestServer, type TestBrowser, type TestServer } from '../../../test/support/test-server.ts';
import type { ResponseOf } from '../../kernel/endpoint.ts';
import type { Id, StaffId } from '../../kernel/ids.ts';
import { millisecondsOf } from '../../kernel/instant.ts';
import type { Json } from '../../kernel/json.ts';
import type { Permission } from '../../kernel/permission.ts';
import type { Role } from '../../kernel/roles.ts';
import { issueAccessToken } from './actions/issue-access-token.ts';
import * as api from './api.ts';
import {
  createClient,
  createStaff,
  decideProposal,
  disableClient,
  type ProposedCommand,
  proposeCommand,
} from './index.ts';
import { makeTotpSecret } from './one-time-code.ts';
import { identityPermissions } from './permissions.ts';
import type { ProposalId } from './proposal-store.ts';
import { createIdentityRoutes } from './routes.ts';

let platform: TestPlatform;
let server: TestServer;
const secret = makeTotpSecret();
const permissions = Object.values<Permission>(identityPermissions);
const staffIds = new Map<string, StaffId>();
const people: readonly (readonly [string, Role])[] = [
  ['admin', 'systemAdministrator'],
  ['clara', 'clinicalPharmacist'],
  ['priya', 'privacyOfficer'],
];

beforeAll(async () => {
  platform = await openTestPlatform();
  server = await startTestServer(platform, {
    routes: createIdentityRoutes({ permissions }),
    permissions,
  });
  for (const [userName, role] of people) {
    const made = await platform.transact((tx) =>
      createStaff(tx, {
        userName,
        displayName: userName,
        password: testPassword,
        roles: userName === 'priya' ? [role, 'clinicalPharmacist'] : [role],
        seesAllSites: false,
        siteIds: [platform.siteId],
        licences: [],
        totpSecret: secret,
      }),
    );
    if (made.ok) staffIds.set(userName, made.value.staffId);
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

describe('staff', () => {
  const newcomer = {
    userName: 'nina',
    displayName: 'Nina',
    password: 'a long enough phrase',
    roles: ['intakeTechnician' as Role],
    seesAllSites: true,
    siteIds: [],
  };

  test('is added with a secret for one-time codes, and signs in with it', async () => {
    const browser = await signedIn('admin');
    const made = await browser.call(api.createStaff, newcomer);
    const own = new URL(String(made.body['otpAuthUri'])).searchParams.get('secret') ?? '';
    const nina = { userName: 'nina', password: newcomer.password, secret: own };
    expect((await server.signIn(server.openBrowser(), nina)).status).toBe(200);
  });

  test('is not added without a role, without a site, at an unknown site, or with a weak password', async () => {
    const browser = await signedIn('admin');
    const codes = [];
    for (const change of [
      { roles: [] },
      { seesAllSites: false },
      { siteIds: [platform.otherTenantSiteId] },
      { password: 'short' },
      { password: 'password1234' },
      { userName: 'Admin' },
    ])
      codes.push((await browser.call(api.createStaff, { ...newcomer, userName: 'otto', ...change })).body['code']);
    expect(codes).toEqual([
      'identity.no-roles',
      'identity.no-sites',
      'identity.unknown-site',
      'identity.password-too-short',
      'identity.password-too-common',
      'identity.user-name-taken',
    ]);
  });

  test('whose roles change may do other things with the next request', async () => {
    const [administrator, clara] = [await signedIn('admin'), await signedIn('clara')];
    const staffId = staffIds.get('clara') ?? '';
    expect((await clara.call(api.listStaff, {})).status).toBe(403);
    expect((await administrator.call(api.setRoles, { staffId, roles: [] })).body['code']).toBe('identity.no-roles');
    const roles: Role[] = ['clinicalPharmacist', 'teamLead'];
    expect((await administrator.call(api.setRoles, { staffId, roles })).status).toBe(200);
    expect((await clara.call(api.listStaff, {})).status).toBe(200);
    const own = { staffId: staffIds.get('admin') ?? '', roles };
    expect((await administrator.call(api.setRoles, own)).body['code']).toBe('identity.own-account');
  });

  test('has languages and skills that an administrator records, of a list that grows', async () => {
    const administrator = await signedIn('admin');
    const staffId = staffIds.get('clara') ?? '';
    const asked = { staffId, languages: ['es', 'en', 'es'], skills: ['oncology', 'hemophilia'] };
    expect((await administrator.call(api.setAbilities, asked)).body['code']).toBe('identity.unknown-skill');
    expect((await administrator.call(api.nameSkill, { skill: 'hemophilia', label: 'Hemophilia' })).status).toBe(200);
    expect((await administrator.call(api.setAbilities, asked)).status).toBe(200);
    const { staff, skills } = (await administrator.call(api.listStaff, {})).body as ResponseOf<typeof api.listStaff>;
    const known = staff.find((person) => person.staffId === staffId);
    expect(known).toMatchObject({ languages: ['en', 'es'], skills: ['hemophilia', 'oncology'] });
    expect(skills).toContainEqual({ skill: 'hemophilia', label: 'Hemophilia' });
    const own = { ...asked, staffId: staffIds.get('admin') ?? '' };
    expect((await administrator.call(api.setAbilities, own)).body['code']).toBe('identity.own-account');
  });

  test('that was disabled signs in again once enabled', async () => {
    const administrator = await signedIn('admin');
    const staffId = staffIds.get('clara') ?? '';
    await administrator.call(api.disableStaff, { staffId, reasonCode: 'left' });
    expect((await server.signIn(server.openBrowser(), { userName: 'clara', secret })).status).toBe(401);
    expect((await administrator.call(api.enableStaff, { staffId, reasonCode: 'joined-again' })).status).toBe(200);
    await signedIn('clara');
    const unknown = await administrator.call(api.enableStaff, { staffId: platform.siteId, reasonCode: 'joined-again' });
    expect(unknown.body['code']).toBe('identity.unknown-staff');
  });
});

describe('emergency access', () => {
  const request = { reasonCode: 'patient-emergency' as const, reason: 'Called from the emergency department.' };

  test('opens all sites for an hour, and waits for review by another person', async () => {
    const pharmacist = await signedIn('clara');
    const countSites = async (): Promise<number> =>
      ((await pharmacist.call(api.getSession, {})).body['sites'] as unknown[]).length;
    expect(await countSites()).toBe(1);
    const opened = await pharmacist.call(api.openAccess, request);
    expect(await countSites()).toBe(2);
    const accessId = String(opened.body['accessId']);
    const officer = await signedIn('priya');
    const waiting = (await officer.call(api.listAccesses, { onlyUnreviewed: true })).body['accesses'];
    expect(waiting).toMatchObject([{ staffName: 'clara', reason: request.reason, reviewedAt: null }]);
    expect((await officer.call(api.reviewAccess, { accessId, verdict: 'justified' })).status).toBe(200);
    expect(await countSites()).toBe(1);
    const again = await officer.call(api.reviewAccess, { accessId, verdict: 'justified' });
    expect(again.body['code']).toBe('identity.access-reviewed');
  });

  test('closes by itself after an hour', async () => {
    const pharmacist = await signedIn('clara');
    await pharmacist.call(api.openAccess, request);
    for (let step = 0; step < 6; step += 1) {
      platform.clock.advance(10 * 60_000);
      await pharmacist.call(api.getSession, {});
    }
    expect((await pharmacist.call(api.getSession, {})).body['sites']).toHaveLength(1);
  });

  test('needs a reason in words, and is never reviewed by the person who opened it', async () => {
    const officer = await signedIn('priya');
    expect((await officer.call(api.openAccess, { ...request, reason: 'x y' })).body['code']).toBe(
      'identity.reason-needed',
    );
    const opened = await officer.call(api.openAccess, request);
    const own = await officer.call(api.reviewAccess, {
      accessId: String(opened.body['accessId']),
      verdict: 'justified',
    });
    expect(own.body['code']).toBe('identity.own-access');
    const unknown = await officer.call(api.reviewAccess, { accessId: platform.siteId, verdict: 'justified' });
    expect(unknown.body['code']).toBe('identity.unknown-access');
  });
});

describe('a command that needs two people', () => {
  const proposed: ProposedCommand = { action: 'inventory.write-off', command: { lot: 'A1', packages: 3 } };

  async function actorOf(userName: string) {
    await signedIn(userName);
    const staffId = staffIds.get(userName) as StaffId;
    const { session_id } = await platform.transact((tx) =>
      tx.database
        .selectFrom('identity.session')
        .select('session_id')
        .where('tenant_id', '=', tx.tenantId)
        .where('staff_id', '=', staffId)
        .orderBy('session_id', 'desc')
        .executeTakeFirstOrThrow(),
    );
    return {
      actor: { kind: 'staff', staffId, sessionId: session_id as Id<'session'>, siteId: platform.siteId, roles: [] },
    } as const;
  }

  async function propose(userName: string): Promise<ProposalId> {
    const made = await platform.transact((tx) => proposeCommand(tx, proposed), await actorOf(userName));
    if (!made.ok) throw new Error(made.refusal.code);
    return made.value;
  }

  test('is carried out exactly as proposed once another person approves it, and once only', async () => {
    const proposalId = await propose('clara');
    const decision = { proposalId, action: proposed.action, decision: 'approved' } as const;
    const second = await actorOf('admin');
    expect(await platform.transact((tx) => decideProposal(tx, decision), second)).toEqual({
      ok: true,
      value: proposed,
    });
    expect(await platform.transact((tx) => decideProposal(tx, decision), second)).toMatchObject({
      refusal: { code: 'identity.proposal-decided' },
    });
  });

  test('is not decided by its proposer, without a fresh proof, for another action, or too late', async () => {
    const proposalId = await propose('clara');
    const decision = { proposalId, action: proposed.action, decision: 'approved' } as const;
    const [first, second] = [await actorOf('clara'), await actorOf('admin')];
    const decide = (as: typeof first, change: Partial<{ action: string }> = {}) =>
      platform.transact((tx) => decideProposal(tx, { ...decision, ...change }), as);
    expect(await decide(first)).toMatchObject({ refusal: { code: 'identity.own-proposal' } });
    expect(await decide(second, { action: 'inventory.adjust' })).toMatchObject({
      refusal: { code: 'identity.unknown-proposal' },
    });
    platform.clock.advance(5 * 60_000);
    expect(await decide(second)).toMatchObject({ refusal: { code: 'identity.fresh-proof-needed' } });
    platform.clock.advance(24 * 60 * 60_000);
    expect(await decide(await actorOf('admin'))).toMatchObject({ refusal: { code: 'identity.proposal-expired' } });
  });

  test('is not carried out when it was declined', async () => {
    const proposalId = await propose('clara');
    const decision = { proposalId, action: proposed.action, decision: 'declined' } as const;
    const declined = await platform.transact((tx) => decideProposal(tx, decision), await actorOf('admin'));
    expect(declined).toEqual({ ok: true, value: null });
  });
});

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
    expect((await program.call(api.listStaff, {}, { headers })).status).toBe(200);
    expect((await program.call(api.getSession, {}, { headers })).status).toBe(403);
    await platform.transact((tx) => disableClient(tx, clientId));
    expect((await program.call(api.listStaff, {}, { headers })).status).toBe(401);
    expect(await ask(await assert('two'))).toMatchObject({ error: 'invalid_client' });
  });

  test('never reaches what asks for a fresh proof', async () => {
    const { assert, ask } = await register([identityPermissions.changeStaff.code]);
    const answer = await ask(await assert('one'));
    const headers = { authorization: `Bearer ${answer.ok ? answer.token : ''}` };
    const refused = await server
      .openBrowser()
      .call(api.disableStaff, { staffId: platform.siteId, reasonCode: 'left' }, { headers });
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
    expect((await server.openBrowser().call(api.listStaff, {}, { headers })).status).toBe(401);
  });

  test('is not let in with a private key or with a scope that is no permission', async () => {
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
    const create = async (keys: Json, scopes: readonly string[]) =>
      platform.transact((tx) => createClient(tx, { name: 'X', keys, scopes, siteIds: null, known }));
    const scopes = [identityPermissions.seeStaff.code];
    expect(await create((await exportJWK(privateKey)) as Json, scopes)).toMatchObject({
      refusal: { code: 'identity.client-key-invalid' },
    });
    expect(await create((await exportJWK(publicKey)) as Json, ['everything'])).toMatchObject({
      refusal: { code: 'identity.scope-unknown' },
    });
  });

  test('is listed and disabled only by a person with a passkey that cannot leave its device', async () => {
    const { clientId } = await register();
    const browser = await signedIn('admin');
    expect((await browser.call(api.listClients, {})).text).toContain(clientId);
    expect((await browser.call(api.disableClient, { clientId })).body['code']).toBe(
      'identity.device-bound-proof-needed',
    );
    const unknown = await platform.transact((tx) => disableClient(tx, platform.siteId as string as typeof clientId));
    expect(unknown).toMatchObject({ refusal: { code: 'identity.unknown-client' } });
  });
});
