import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestPlatform, type TestPlatform, testPassword } from '../../../test/support/test-platform.ts';
import {
  sessionCookieName,
  startTestServer,
  type TestBrowser,
  type TestServer,
} from '../../../test/support/test-server.ts';
import type { Permission } from '../../kernel/permission.ts';
import * as api from './api.ts';
import { createStaff } from './index.ts';
import { computeCode, makeTotpSecret } from './one-time-code.ts';
import { identityPermissions } from './permissions.ts';
import { identityRoutes } from './routes.ts';

let platform: TestPlatform;
let server: TestServer;
const ada = { userName: 'ada', secret: makeTotpSecret() };
const rita = { userName: 'rita', secret: makeTotpSecret() };

beforeAll(async () => {
  platform = await openTestPlatform();
  server = await startTestServer(platform, {
    routes: identityRoutes,
    permissions: Object.values<Permission>(identityPermissions),
  });
  for (const [person, role] of [
    [ada, 'systemAdministrator'],
    [rita, 'intakeTechnician'],
  ] as const) {
    await platform.transact((tx) =>
      createStaff(tx, {
        userName: person.userName,
        displayName: person.userName,
        password: testPassword,
        roles: [role],
        seesAllSites: false,
        siteIds: [platform.siteId],
        licences: [],
        totpSecret: person.secret,
      }),
    );
  }
});
afterAll(async () => {
  await server.close();
  await platform.close();
});

async function signedIn(person = rita): Promise<TestBrowser> {
  const browser = server.openBrowser();
  const answer = await server.signIn(browser, person);
  expect(answer.status).toBe(200);
  return browser;
}

describe('signing in', () => {
  test('password and code open a session that names the person and the sites', async () => {
    const browser = await signedIn();
    const session = await browser.call(api.getSession, {});
    expect(session.body).toMatchObject({
      staffName: 'rita',
      tenantName: 'First Health',
      currentSiteId: platform.siteId,
    });
  });

  test('a wrong password, a wrong code and an unknown name are answered with the same bytes', async () => {
    const code = computeCode(rita.secret, platform.clock.now());
    const attempts = [
      { userName: 'rita', password: 'wrong password here', code },
      { userName: 'rita', password: testPassword, code: '000000' },
      { userName: 'nobody', password: testPassword, code },
    ];
    const answers = [];
    for (const attempt of attempts) answers.push(await server.openBrowser().call(api.signIn, attempt));
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
    expect(answers[0]?.body['code']).toBe('identity.sign-in-failed');
  });

  test('a code is good once', async () => {
    platform.clock.advance(30_000);
    const code = computeCode(rita.secret, platform.clock.now());
    const first = await server.openBrowser().call(api.signIn, { userName: 'rita', password: testPassword, code });
    const second = await server.openBrowser().call(api.signIn, { userName: 'rita', password: testPassword, code });
    expect([first.status, second.status]).toEqual([200, 401]);
  });

  test('the session cookie is bound to the host, to scripts’ blindness and to our own pages', async () => {
    platform.clock.advance(30_000);
    const code = computeCode(rita.secret, platform.clock.now());
    const answer = await server.openBrowser().call(api.signIn, { userName: 'rita', password: testPassword, code });
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^__Host-theriac-session=[^;]+; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Strict/);
  });

  test('a health system does not know the people of another', async () => {
    const answer = await server.signIn(server.openBrowser('second.localhost'), rita);
    expect(answer.status).toBe(401);
  });

  test('an address of nobody is answered as unknown', async () => {
    const answer = await server.openBrowser('elsewhere.example').call(api.describeTenant, {});
    expect(answer.status).toBe(404);
  });
});

describe('failed attempts', () => {
  test('ten failures from one device pause that device and no other', async () => {
    const known = await signedIn(ada);
    const attacker = server.openBrowser();
    attacker.cookies.set('__Host-theriac-device', 'an attacker');
    for (let attempt = 0; attempt < 10; attempt += 1)
      await attacker.call(api.signIn, { userName: 'ada', password: 'guess after guess', code: '123456' });
    const paused = await server.signIn(attacker, ada);
    expect(paused.body['code']).toBe('identity.sign-in-paused');
    const device = server.openBrowser();
    device.cookies.set('__Host-theriac-device', known.cookies.get('__Host-theriac-device') ?? '');
    expect((await server.signIn(device, ada)).status).toBe(200);
    platform.clock.advance(11 * 60_000);
    expect((await server.signIn(attacker, ada)).status).toBe(200);
  });
});

describe('a session', () => {
  test('is needed', async () => {
    const answer = await server.openBrowser().call(api.getSession, {});
    expect(answer).toMatchObject({ status: 401, body: { code: 'identity.session-needed' } });
  });

  test('locks after fifteen idle minutes and is unlocked by proving identity', async () => {
    const browser = await signedIn();
    platform.clock.advance(15 * 60_000);
    expect((await browser.call(api.getSession, {})).body['code']).toBe('identity.session-locked');
    const proof = await browser.call(api.proveIdentity, {
      password: testPassword,
      code: computeCode(rita.secret, platform.clock.now()),
    });
    expect(proof.status).toBe(200);
    expect((await browser.call(api.getSession, {})).status).toBe(200);
  });

  test('locks at once when its person says so', async () => {
    const browser = await signedIn();
    await browser.call(api.lockSession, {});
    expect((await browser.call(api.getSession, {})).body['code']).toBe('identity.session-locked');
  });

  test('ends after twelve hours even in use', async () => {
    const browser = await signedIn();
    for (let step = 0; step < 72; step += 1) {
      platform.clock.advance(10 * 60_000);
      await browser.call(api.getSession, {});
    }
    expect((await browser.call(api.getSession, {})).body['code']).toBe('identity.session-needed');
  });

  test('ends when its person signs out', async () => {
    const browser = await signedIn();
    const stolen = browser.cookies.get(sessionCookieName) ?? '';
    await browser.call(api.signOut, {});
    browser.cookies.set(sessionCookieName, stolen);
    expect((await browser.call(api.getSession, {})).body['code']).toBe('identity.session-needed');
  });

  test('moves only to sites of its person', async () => {
    const browser = await signedIn();
    const moved = await browser.call(api.switchSite, { siteId: platform.secondSiteId });
    expect(moved.body['code']).toBe('identity.unknown-site');
  });
});

describe('disabling a person', () => {
  test('ends their sessions at once, asks for a fresh proof, and is not theirs to do', async () => {
    const clerk = await signedIn();
    const administrator = await signedIn(ada);
    const staff = (await administrator.call(api.listStaff, {})).body['staff'] as {
      staffId: string;
      userName: string;
    }[];
    const idOf = (userName: string): string => staff.find((member) => member.userName === userName)?.staffId ?? '';
    expect((await clerk.call(api.disableStaff, { staffId: idOf('ada'), reasonCode: 'left' })).body['code']).toBe(
      'identity.permission-needed',
    );
    expect(
      (await administrator.call(api.disableStaff, { staffId: idOf('ada'), reasonCode: 'left' })).body['code'],
    ).toBe('identity.own-account');
    platform.clock.advance(5 * 60_000);
    expect(
      (await administrator.call(api.disableStaff, { staffId: idOf('rita'), reasonCode: 'left' })).body['code'],
    ).toBe('identity.fresh-proof-needed');
    await administrator.call(api.proveIdentity, {
      password: testPassword,
      code: computeCode(ada.secret, platform.clock.now()),
    });
    expect((await administrator.call(api.disableStaff, { staffId: idOf('rita'), reasonCode: 'left' })).status).toBe(
      200,
    );
    expect((await clerk.call(api.getSession, {})).body['code']).toBe('identity.session-needed');
    expect(
      (await administrator.call(api.disableStaff, { staffId: platform.siteId, reasonCode: 'left' })).body['code'],
    ).toBe('identity.unknown-staff');
  });
});

describe('the server', () => {
  test('refuses what another site sends', async () => {
    const browser = server.openBrowser();
    for (const headers of [
      { origin: 'https://elsewhere.example' },
      { 'sec-fetch-site': 'cross-site' },
      { 'x-theriac-csrf': '' },
    ]) {
      expect((await browser.call(api.describeTenant, {}, { headers })).body['code']).toBe('http.foreign-origin');
    }
  });

  test('names the place of a value that does not fit', async () => {
    const answer = await server
      .openBrowser()
      .call(api.signIn, { userName: 'rita', password: testPassword, code: 'abc' });
    expect(answer).toMatchObject({ status: 400, body: { problems: [{ where: '/code', severity: 'error' }] } });
  });

  test('answers a repeated command once and refuses its key for another', async () => {
    const browser = await signedIn(ada);
    const key = '11111111-1111-4111-8111-111111111111';
    const first = await browser.call(api.switchSite, { siteId: platform.siteId }, { key });
    const again = await browser.call(api.switchSite, { siteId: platform.siteId }, { key });
    const other = await browser.call(api.switchSite, { siteId: platform.secondSiteId }, { key });
    const none = await browser.call(api.switchSite, { siteId: platform.siteId }, { key: 'not a key' });
    expect([first.text, again.text]).toEqual(['{}', '{}']);
    expect(other.body['code']).toBe('http.idempotency-key-reused');
    expect(none.body['code']).toBe('http.idempotency-key-needed');
  });
});
