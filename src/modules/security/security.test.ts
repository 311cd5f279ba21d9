import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestPlatform, type TestPlatform, testPassword } from '../../../test/support/test-platform.ts';
import { startTestServer, type TestBrowser, type TestServer } from '../../../test/support/test-server.ts';
import type { PatientId } from '../../kernel/ids.ts';
import { addMilliseconds } from '../../kernel/instant.ts';
import type { Role } from '../../kernel/roles.ts';
import { createStaff } from '../identity/index.ts';
import { identityRoutes } from '../identity/routes.ts';
import * as api from './api.ts';
import { securityPermissions } from './permissions.ts';
import { securityRoutes } from './routes.ts';

let platform: TestPlatform;
let server: TestServer;
const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const patientId = '01930000-0000-7000-8000-000000000001' as PatientId;

interface EntryBody {
  readonly action: string;
  readonly actorName: string;
  readonly patientIds: readonly string[];
  readonly siteName: string | null;
  readonly outcome: string;
}

beforeAll(async () => {
  platform = await openTestPlatform();
  server = await startTestServer(platform, {
    routes: [...identityRoutes, ...securityRoutes],
    permissions: [securityPermissions.readAudit],
  });
  for (const [userName, role] of [
    ['priya', 'privacyOfficer'],
    ['ines', 'intakeTechnician'],
  ] as const) {
    await addPerson(userName, role);
  }
});
afterAll(async () => {
  await server.close();
  await platform.close();
});

async function addPerson(userName: string, role: Role): Promise<void> {
  await platform.transact((tx) =>
    createStaff(tx, {
      userName,
      displayName: userName,
      password: testPassword,
      roles: [role],
      seesAllSites: false,
      siteIds: [platform.siteId],
      licences: [],
      totpSecret: secret,
    }),
  );
}

async function signedIn(userName: string): Promise<TestBrowser> {
  const browser = server.openBrowser();
  expect((await server.signIn(browser, { userName, secret })).status).toBe(200);
  return browser;
}

async function list(browser: TestBrowser, filter: Parameters<typeof browser.call<typeof api.listAuditEntries>>[1]) {
  const answer = await browser.call(api.listAuditEntries, filter);
  return (answer.body['entries'] ?? []) as readonly EntryBody[];
}

describe('the audit', () => {
  test('is read by those who watch over it and by nobody else', async () => {
    const clerk = await signedIn('ines');
    expect((await clerk.call(api.listAuditEntries, {})).body['code']).toBe('identity.permission-needed');
  });

  test('shows who did what with whose data, at which site and with which outcome', async () => {
    const clerk = await platform.addStaff({ userName: 'rosa', roles: ['intakeTechnician'] });
    await platform.transact(
      (tx) => tx.audit({ action: 'patients.update-demographics', outcome: 'done', patientIds: [patientId] }),
      { actor: clerk },
    );
    const [entry] = await list(await signedIn('priya'), { userName: 'Rosa' });
    expect(entry).toMatchObject({
      action: 'patients.update-demographics',
      actorName: 'rosa',
      roles: ['Intake technician'],
      siteName: 'Main Pharmacy',
      patientIds: [patientId],
      outcome: 'done',
    });
  });

  test('shows who signed in, though nobody was proven before', async () => {
    const [latest] = await list(await signedIn('priya'), { userName: 'priya', kind: 'sign-in' });
    expect(latest).toMatchObject({ actorName: 'priya', action: 'identity.sign-in', outcome: 'done' });
  });

  test('is narrowed by action, outcome and time', async () => {
    const officer = await signedIn('priya');
    const done = await list(officer, { action: 'patients.' });
    expect(done.map((entry) => entry.action)).toEqual(['patients.update-demographics']);
    const refused = await list(officer, { outcome: 'refused' });
    expect(refused.every((entry) => entry.outcome === 'refused')).toBe(true);
    expect(refused.length).toBeGreaterThan(0);
    expect(await list(officer, { from: addMilliseconds(platform.clock.now(), 60_000) })).toEqual([]);
    expect(await list(officer, { userName: 'nobody' })).toEqual([]);
  });

  test('holds its own reading too, with the patient who was asked for', async () => {
    const officer = await signedIn('priya');
    await list(officer, { patientId });
    platform.clock.advance(1000);
    const [latest] = await list(officer, { action: 'security.list-audit-entries' });
    expect(latest).toMatchObject({ actorName: 'priya', patientIds: [patientId] });
  });

  test('goes on after the last entry of a page, without repeating one', async () => {
    await platform.transact(async (tx) => {
      for (let index = 0; index < 120; index += 1)
        await tx.audit({ action: 'test.step', outcome: 'done', patientIds: [] });
    });
    const officer = await signedIn('priya');
    const first = await officer.call(api.listAuditEntries, { action: 'test.step' });
    const second = await officer.call(api.listAuditEntries, {
      action: 'test.step',
      before: String(first.body['next']),
    });
    const ids = [
      ...(first.body['entries'] as { entryId: string }[]),
      ...(second.body['entries'] as { entryId: string }[]),
    ];
    expect([ids.length, new Set(ids.map((entry) => entry.entryId)).size, second.body['next']]).toEqual([
      120,
      120,
      null,
    ]);
  });
});
