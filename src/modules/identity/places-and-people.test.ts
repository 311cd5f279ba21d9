import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestPlatform, type TestPlatform, testPassword } from '../../../test/support/test-platform.ts';
import { startTestServer, type TestBrowser, type TestServer } from '../../../test/support/test-server.ts';
import { addBusinessMinutes } from '../../kernel/business-calendar.ts';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { StaffId } from '../../kernel/ids.ts';
import { instantAt } from '../../kernel/instant.ts';
import type { Permission } from '../../kernel/permission.ts';
import type { Role } from '../../kernel/roles.ts';
import * as api from './api.ts';
import { createStaff, getSite, lowerAssuranceForDemo } from './index.ts';
import { makeTotpSecret } from './one-time-code.ts';
import { identityPermissions } from './permissions.ts';
import { identityRoutes } from './routes.ts';

let platform: TestPlatform;
let server: TestServer;
const secret = makeTotpSecret();
const permissions = Object.values<Permission>(identityPermissions);
const staffIds = new Map<string, StaffId>();
const people: readonly (readonly [string, Role])[] = [
  ['admin', 'systemAdministrator'],
  ['dana', 'pharmacyDirector'],
  ['clara', 'clinicalPharmacist'],
];

beforeAll(async () => {
  platform = await openTestPlatform();
  const routes = identityRoutes;
  server = await startTestServer(platform, { routes, permissions });
  await platform.transact((tx) => lowerAssuranceForDemo(tx, permissions));
  for (const [userName, role] of people) {
    const made = await platform.transact((tx) =>
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

async function auditEntriesOf(action: string) {
  const { rows } = await platform.database.owner.query<{ object_id: string; reason: string }>(
    'select object_id, reason from audit.entry where tenant_id = $1 and action = $2 and outcome = $3 order by entry_id desc',
    [platform.tenantId, action, 'done'],
  );
  return rows;
}

describe('a person of the staff', () => {
  const staffId = (): string => staffIds.get('clara') ?? '';
  const listed = async (browser: TestBrowser) => {
    const { staff } = (await browser.call(api.listStaff, {})).body as { staff: Record<string, unknown>[] };
    return staff.find((member) => member['userName'] === 'clara');
  };

  test('works at other sites from the next request on, of which one at least and none that is unknown', async () => {
    const [admin, clara] = [await signedIn('admin'), await signedIn('clara')];
    const set = (change: object) =>
      admin.call(api.setSites, { staffId: staffId(), seesAllSites: false, siteIds: [], ...change });
    expect((await set({})).body['code']).toBe('identity.no-sites');
    expect((await set({ siteIds: [platform.otherTenantSiteId] })).body['code']).toBe('identity.unknown-site');
    expect((await set({ siteIds: [platform.siteId, platform.secondSiteId] })).status).toBe(200);
    expect((await clara.call(api.getSession, {})).body['sites']).toHaveLength(2);
    expect((await set({ staffId: staffIds.get('admin'), seesAllSites: true })).body['code']).toBe(
      'identity.own-account',
    );
    expect((await set({ staffId: platform.siteId, seesAllSites: true })).body['code']).toBe('identity.unknown-staff');
    expect((await clara.call(api.setSites, { staffId: staffId(), seesAllSites: true, siteIds: [] })).status).toBe(403);
  });

  test('is listed with the last sign-in and with licences, of which a later period takes the place of the earlier', async () => {
    const admin = await signedIn('admin');
    const licence = { kind: 'pharmacist', state: 'MA', number: 'PH1', validFrom: '2026-01-01' } as const;
    const record = (validTo: string | null) =>
      admin.call(api.recordLicence, { staffId: staffId(), licence: { ...licence, validTo } });
    expect((await record('2025-12-31')).body['code']).toBe('identity.licence-reversed');
    expect((await record('2026-12-31')).status).toBe(200);
    expect((await record('2028-12-31')).status).toBe(200);
    expect(await listed(admin)).toMatchObject({
      licences: [{ ...licence, validTo: '2028-12-31' }],
      lastSignInAt: expect.stringContaining('T'),
      disabledReason: null,
    });
  });

  test('is disabled and enabled with a reason, which stands in the audit with whom it was about', async () => {
    const admin = await signedIn('admin');
    await admin.call(api.disableStaff, { staffId: staffId(), reasonCode: 'on-leave' });
    expect(await listed(admin)).toMatchObject({ isActive: false, disabledReason: 'on-leave' });
    await admin.call(api.enableStaff, { staffId: staffId(), reasonCode: 'back-from-leave' });
    expect(await listed(admin)).toMatchObject({ isActive: true, disabledReason: null });
    expect(await auditEntriesOf('identity.disable-staff')).toEqual([{ object_id: staffId(), reason: 'on-leave' }]);
    expect(await auditEntriesOf('identity.enable-staff')).toEqual([
      { object_id: staffId(), reason: 'back-from-leave' },
    ]);
  });

  test('who is new gets the secret as text and as a QR code of the same address', async () => {
    const admin = await signedIn('admin');
    const made = await admin.call(api.createStaff, {
      userName: 'nina',
      displayName: 'Nina',
      password: 'a long enough phrase',
      roles: ['intakeTechnician'],
      seesAllSites: true,
      siteIds: [],
    });
    const { barcode, otpAuthUri } = made.body as { barcode: { size: number; path: string }; otpAuthUri: string };
    expect(new URL(otpAuthUri).searchParams.get('secret')).toBe(made.body['secret']);
    expect(barcode.size).toBeGreaterThan(40);
    expect(barcode.path).toMatch(/^M[\d LMZ]+Z$/);
  });
});

describe('other opening hours', () => {
  const opening = { hours: [{ weekday: 1, opens: '08:00', closes: '20:00' }], holidays: ['2026-03-30'] };
  const propose = (browser: TestBrowser, change: object = {}) =>
    browser.call(api.proposeOpening, { siteId: platform.siteId, validFrom: '2026-03-16', opening, ...change });

  test('count from their day on once a second person approved them, and what was due before stays as it was', async () => {
    const [admin, dana] = [await signedIn('admin'), await signedIn('dana')];
    const before = (await platform.transact((tx) => getSite(tx, platform.siteId))).calendar;
    const proposalId = String((await propose(admin)).body['proposalId']);
    const own = await admin.call(api.decideProposal, { proposalId, decision: 'approved' });
    expect(own.body['code']).toBe('identity.own-proposal');
    const { proposals } = (await dana.call(api.listProposals, {})).body as { proposals: Record<string, unknown>[] };
    expect(proposals[0]).toMatchObject({ proposalId, proposerName: 'admin', decision: null });
    expect(proposals[0]?.['changes']).toContainEqual({ label: 'Holiday 2026-03-30', before: null, after: 'Closed' });
    expect((await dana.call(api.decideProposal, { proposalId, decision: 'approved' })).status).toBe(200);
    const after = (await platform.transact((tx) => getSite(tx, platform.siteId))).calendar;
    const from = instantAt({ day: '2026-03-10' as CalendarDay, time: '09:00', timeZone: after.timeZone });
    expect(addBusinessMinutes(after, { from, minutes: 120 })).toBe(addBusinessMinutes(before, { from, minutes: 120 }));
    const { sites } = (await dana.call(api.listSites, {})).body as { sites: Record<string, unknown>[] };
    const site = sites.find(({ siteId }) => siteId === platform.siteId);
    expect(site?.['openings']).toMatchObject([{ validFrom: null }, { validFrom: '2026-03-16', hours: opening.hours }]);
    const again = await dana.call(api.decideProposal, { proposalId, decision: 'approved' });
    expect(again.body['code']).toBe('identity.proposal-decided');
    expect((await auditEntriesOf('identity.decide-proposal'))[0]).toMatchObject({ object_id: platform.siteId });
  });

  test('are not proposed for today, for an impossible day, or for a site of another health system', async () => {
    const admin = await signedIn('admin');
    expect((await propose(admin, { validFrom: '2026-03-02' })).body['code']).toBe('identity.calendar-too-soon');
    const reversed = { hours: [{ weekday: 1, opens: '20:00', closes: '08:00' }], holidays: [] };
    expect((await propose(admin, { opening: reversed })).body['code']).toBe('identity.calendar-invalid');
    const foreign = await propose(admin, { siteId: platform.otherTenantSiteId });
    expect(foreign.body['code']).toBe('identity.unknown-site');
    expect((await propose(await signedIn('clara'))).status).toBe(403);
  });

  test('that were declined, or came too late, change nothing', async () => {
    const [admin, dana] = [await signedIn('admin'), await signedIn('dana')];
    const declined = String((await propose(admin, { validFrom: '2026-04-06' })).body['proposalId']);
    expect((await dana.call(api.decideProposal, { proposalId: declined, decision: 'declined' })).status).toBe(200);
    const late = String((await propose(admin, { validFrom: '2026-03-03' })).body['proposalId']);
    platform.clock.advance(20 * 60 * 60_000);
    const approval = await (await signedIn('dana')).call(api.decideProposal, {
      proposalId: late,
      decision: 'approved',
    });
    expect(approval.body['code']).toBe('identity.calendar-too-soon');
    const { calendar } = await platform.transact((tx) => getSite(tx, platform.siteId));
    expect(calendar.laterOpenings?.map(({ from }) => from)).toEqual(['2026-03-16']);
  });
});

describe('emergency access', () => {
  const wanted = { reasonCode: 'cover-for-site', reason: 'The other site has lost its network.' } as const;

  test('is told to the session until it ends, is opened once at a time, and ended early by its person alone', async () => {
    const [clara, dana] = [await signedIn('clara'), await signedIn('dana')];
    expect((await clara.call(api.closeAccess, {})).body['code']).toBe('identity.no-open-access');
    const opened = await clara.call(api.openAccess, wanted);
    expect((await clara.call(api.openAccess, wanted)).body['code']).toBe('identity.access-open');
    expect((await clara.call(api.getSession, {})).body['emergencyAccessUntil']).toBe(opened.body['expiresAt']);
    expect((await dana.call(api.getSession, {})).body['emergencyAccessUntil']).toBeNull();
    expect((await dana.call(api.closeAccess, {})).body['code']).toBe('identity.no-open-access');
    expect((await clara.call(api.closeAccess, {})).status).toBe(200);
    expect((await clara.call(api.getSession, {})).body['emergencyAccessUntil']).toBeNull();
  });
});
