import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestPlatform, type TestPlatform, testPassword } from '../../../test/support/test-platform.ts';
import {
  startTestServer,
  type TestAnswer,
  type TestBrowser,
  type TestServer,
} from '../../../test/support/test-server.ts';
import {
  type CeremonyOptions,
  createVirtualPasskey,
  type VirtualPasskey,
} from '../../../test/support/virtual-passkey.ts';
import type { Permission } from '../../kernel/permission.ts';
import * as account from './account-api.ts';
import * as api from './api.ts';
import { saveAssurance } from './assurance-store.ts';
import { createStaff } from './index.ts';
import { computeCode, makeTotpSecret } from './one-time-code.ts';
import { identityPermissions } from './permissions.ts';
import { identityRoutes } from './routes.ts';

let platform: TestPlatform;
let server: TestServer;
const origin = 'http://localhost';
const ada = { userName: 'ada', secret: makeTotpSecret() };
const rita = { userName: 'rita', secret: makeTotpSecret() };

beforeAll(async () => {
  platform = await openTestPlatform();
  server = await startTestServer(platform, {
    routes: identityRoutes,
    permissions: Object.values<Permission>(identityPermissions),
  });
  for (const person of [ada, rita]) {
    await platform.transact((tx) =>
      createStaff(tx, {
        userName: person.userName,
        displayName: person.userName,
        password: testPassword,
        roles: ['systemAdministrator'],
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
  expect((await server.signIn(browser, person)).status).toBe(200);
  return browser;
}

interface Begun {
  readonly challengeId: string;
  readonly options: CeremonyOptions;
}

async function register(browser: TestBrowser, passkey: VirtualPasskey, from = origin): Promise<TestAnswer> {
  const { challengeId, options } = (await browser.call(account.beginPasskeyRegistration, {})).body as unknown as Begun;
  const response = passkey.register(options, from);
  return browser.call(account.registerPasskey, { challengeId, label: 'Front desk key', response });
}

async function prove(
  browser: TestBrowser,
  passkey: VirtualPasskey,
  endpoint: typeof account.signInByPasskey | typeof account.proveByPasskey = account.signInByPasskey,
): Promise<TestAnswer> {
  const { challengeId, options } = (await browser.call(account.beginPasskeyProof, {})).body as unknown as Begun;
  passkey.signCount += 1;
  return browser.call(endpoint, { challengeId, response: passkey.prove(options, origin) });
}

async function registered(person = rita): Promise<VirtualPasskey> {
  const passkey = createVirtualPasskey('localhost');
  expect((await register(await signedIn(person), passkey)).body['isDeviceBound']).toBe(true);
  return passkey;
}

describe('a passkey', () => {
  test('is registered after a fresh proof, and opens a session alone', async () => {
    const passkey = await registered();
    const browser = server.openBrowser();
    expect((await prove(browser, passkey)).status).toBe(200);
    expect((await browser.call(api.getSession, {})).body['userName']).toBe('rita');
    const { passkeys } = (await browser.call(account.getAccount, {})).body;
    expect(passkeys).toMatchObject([{ label: 'Front desk key', isDeviceBound: true }]);
  });

  test('is not registered on a stale proof, from another site, or twice', async () => {
    const browser = await signedIn();
    expect((await register(browser, createVirtualPasskey('localhost'), 'https://elsewhere.example')).body['code']).toBe(
      'identity.passkey-not-accepted',
    );
    const passkey = createVirtualPasskey('localhost');
    await register(browser, passkey);
    expect((await register(browser, passkey)).body['code']).toBe('identity.passkey-known');
    platform.clock.advance(5 * 60_000);
    expect((await browser.call(account.beginPasskeyRegistration, {})).body['code']).toBe('identity.fresh-proof-needed');
  });

  test('answers a challenge once', async () => {
    const passkey = await registered();
    const browser = server.openBrowser();
    const { challengeId, options } = (await browser.call(account.beginPasskeyProof, {})).body as unknown as Begun;
    passkey.signCount += 1;
    const request = { challengeId, response: passkey.prove(options, origin) };
    const answers = [];
    for (let attempt = 0; attempt < 2; attempt += 1)
      answers.push(await server.openBrowser().call(account.signInByPasskey, request));
    expect(answers.map((answer) => answer.status)).toEqual([200, 401]);
  });

  test('whose count went back is refused and disabled for good', async () => {
    const passkey = await registered();
    expect((await prove(server.openBrowser(), passkey)).status).toBe(200);
    passkey.signCount -= 2;
    expect((await prove(server.openBrowser(), passkey)).body['code']).toBe('identity.sign-in-failed');
    passkey.signCount += 50;
    expect((await prove(server.openBrowser(), passkey)).body['code']).toBe('identity.sign-in-failed');
  });

  test('unlocks only the session of its own person', async () => {
    const [passkey, foreign] = [await registered(rita), await registered(ada)];
    const browser = await signedIn(rita);
    await browser.call(api.lockSession, {});
    expect((await prove(browser, foreign, account.proveByPasskey)).body['code']).toBe('identity.sign-in-failed');
    expect((await prove(browser, passkey, account.proveByPasskey)).status).toBe(200);
    expect((await browser.call(api.getSession, {})).status).toBe(200);
  });

  test('that was removed proves nothing, and nobody removes that of another', async () => {
    const passkey = await registered(ada);
    const browser = await signedIn(ada);
    const { passkeys } = (await browser.call(account.getAccount, {})).body as { passkeys: { passkeyId: string }[] };
    const passkeyId = passkeys.at(-1)?.passkeyId ?? '';
    const other = await signedIn(rita);
    expect((await other.call(account.removePasskey, { passkeyId })).body['code']).toBe('identity.unknown-passkey');
    expect((await browser.call(account.removePasskey, { passkeyId })).status).toBe(200);
    expect((await prove(server.openBrowser(), passkey)).status).toBe(401);
  });
});

describe('the assurance policy', () => {
  test('asks for a passkey that cannot leave its device, where the tenant says so', async () => {
    await platform.transact((tx) =>
      saveAssurance(tx, {
        permissionCode: identityPermissions.seeStaff.code,
        assurance: 'fresh-device-bound',
        notice: null,
      }),
    );
    const passkey = await registered(ada);
    const browser = await signedIn(ada);
    expect((await browser.call(api.listStaff, {})).body['code']).toBe('identity.device-bound-proof-needed');
    passkey.isDeviceBound = true;
    await prove(browser, passkey, account.proveByPasskey);
    expect((await browser.call(api.listStaff, {})).status).toBe(200);
    const notice = 'A code is enough here.';
    await platform.transact((tx) =>
      saveAssurance(tx, { permissionCode: identityPermissions.seeStaff.code, assurance: 'session', notice }),
    );
    expect((await (await signedIn(ada)).call(api.listStaff, {})).status).toBe(200);
    expect((await browser.call(api.getSession, {})).body['policyNotices']).toEqual([notice]);
  });
});

describe('a recovery code', () => {
  test('stands in for the one-time code once, beside the right password', async () => {
    const browser = await signedIn();
    const { codes } = (await browser.call(account.makeRecoveryCodes, {})).body as { codes: string[] };
    expect(new Set(codes).size).toBe(10);
    const [code = ''] = codes;
    const attempt = (password: string) => server.openBrowser().call(api.signIn, { userName: 'rita', password, code });
    expect((await attempt('not the password')).status).toBe(401);
    expect((await attempt(testPassword)).status).toBe(200);
    expect((await attempt(testPassword)).status).toBe(401);
    expect((await browser.call(account.getAccount, {})).body['recoveryCodesLeft']).toBe(9);
  });

  test('is void once new ones are made, and is nobody else’s', async () => {
    const browser = await signedIn();
    const { codes } = (await browser.call(account.makeRecoveryCodes, {})).body as { codes: string[] };
    await browser.call(account.makeRecoveryCodes, {});
    const request = { password: testPassword, code: codes[1] ?? '' };
    expect((await server.openBrowser().call(api.signIn, { ...request, userName: 'rita' })).status).toBe(401);
    expect((await server.openBrowser().call(api.signIn, { ...request, userName: 'ada' })).status).toBe(401);
  });

  test('is no replacement for a code that was not typed right', async () => {
    const code = computeCode(rita.secret, platform.clock.now()) === '000000' ? '111111' : '000000';
    const answer = await server.openBrowser().call(api.signIn, { userName: 'rita', password: testPassword, code });
    expect(answer.status).toBe(401);
  });
});
