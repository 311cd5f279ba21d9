import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestPlatform, type TestPlatform, testPassword } from '../../../test/support/test-platform.ts';
import { startTestServer, type TestBrowser, type TestServer } from '../../../test/support/test-server.ts';
import type { ResponseOf } from '../../kernel/endpoint.ts';
import type { Id, StaffId } from '../../kernel/ids.ts';
import type { Permission } from '../../kernel/permission.ts';
import type { Role } from '../../kernel/roles.ts';
import * as api from './api.ts';
import { createStaff, decideProposal, type ProposedCommand, proposeCommand } from './index.ts';
import { makeTotpSecret } from './one-time-code.ts';
import { identityPermissions } from './permissions.ts';
import type { ProposalId } from './proposal-store.ts';
import { identityRoutes } from './routes.ts';

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
    routes: identityRoutes,
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
