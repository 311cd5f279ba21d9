import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  type IdentityProvider,
  type Misbehavior,
  startIdentityProvider,
} from '../../../test/support/partner-simulators.ts';
import { ProviderScene } from '../../../test/support/provider-scene.ts';
import { computeCode } from '../../modules/identity/index.ts';

let scene: ProviderScene;
let provider: IdentityProvider;

beforeAll(async () => {
  scene = await ProviderScene.open((now) => startIdentityProvider({ port: 0, now }));
  provider = scene.provider;
});
afterEach(() => provider.behave(null));
afterAll(() => scene.close());

const ines = '00u-ines-okafor';
const clara = '00u-clara-nguyen';
const ben = '00u-ben-castillo';

describe('signing in by an identity provider', () => {
  test('opens a session where the provider vouches for a second factor and the account is linked', async () => {
    const { browser, location } = await scene.signIn(ines, { return: '/patients' });
    expect(location).toBe('/patients');
    expect((await scene.whoIsSignedIn(browser))['staffName']).toBe('ines');
    expect(await scene.listAudit('identity.sign-in')).toContainEqual({ outcome: 'done', reason: 'federated' });
  });

  test('asks for a code of our own where the provider vouches for one factor alone, and never opens a session before', async () => {
    const { browser, location } = await scene.signIn(clara);
    expect(location).toBe('/sign-in/finish');
    expect((await scene.whoIsSignedIn(browser))['code']).toBe('identity.session-needed');
    expect(await scene.describeWaiting(browser)).toMatchObject({ step: 'second-factor', staffName: 'clara' });
    expect((await scene.finishByCode(browser, '000000')).body['code']).toBe('identity.sign-in-failed');
    expect((await scene.whoIsSignedIn(browser))['code']).toBe('identity.session-needed');
    const code = computeCode(scene.secretOf('clara'), scene.platform.clock.now());
    expect((await scene.finishByCode(browser, code)).status).toBe(200);
    expect((await scene.whoIsSignedIn(browser))['staffName']).toBe('clara');
    expect((await scene.finishByCode(browser, code)).body['code']).toBe('federation.no-sign-in-under-way');
  });

  test('pauses whoever guesses codes', async () => {
    scene.platform.clock.advance(60_000);
    const { browser } = await scene.signIn(clara);
    const codes = [];
    for (let attempt = 0; attempt < 11; attempt += 1)
      codes.push((await scene.finishByCode(browser, '111111')).body['code']);
    expect(codes.at(-1)).toBe('identity.sign-in-paused');
    scene.platform.clock.advance(11 * 60_000);
  });

  test('never finds a person by a mail address or a name: the account is linked by whoever signs in with own factors', async () => {
    const { browser, location } = await scene.signIn(ben);
    expect(location).toBe('/sign-in/finish');
    expect(await scene.describeWaiting(browser)).toMatchObject({ step: 'link', staffName: null });
    expect((await scene.link(browser)).body['code']).toBe('identity.session-needed');
    expect((await scene.server.signIn(browser, { userName: 'ben', secret: scene.secretOf('ben') })).status).toBe(200);
    expect((await scene.link(browser)).status).toBe(200);
    const again = await scene.signIn(ben);
    expect((await scene.whoIsSignedIn(again.browser))['staffName']).toBe('ben');
  });

  test('links nothing to a session that was proven before the provider answered', async () => {
    const browser = scene.server.openBrowser();
    await scene.server.signIn(browser, { userName: 'ines', secret: scene.secretOf('ines') });
    scene.platform.clock.advance(1_000);
    await scene.signIn('00u-visitor', { browser });
    expect((await scene.link(browser)).body['code']).toBe('federation.proof-before-answer');
  });

  test('does not link an account to a second person', async () => {
    const { browser } = await scene.signIn('00u-visitor');
    await scene.linkTo('ines', '00u-visitor');
    await scene.server.signIn(browser, { userName: 'ben', secret: scene.secretOf('ben') });
    expect((await scene.link(browser)).body['code']).toBe('federation.account-linked');
  });
});

describe('an answer is refused', () => {
  test.each<[Misbehavior, string]>([
    ['tampered-token', 'signature'],
    ['unsigned-token', 'signature'],
    ['shared-secret-token', 'signature'],
    ['other-audience', 'audience'],
    ['other-nonce', 'nonce'],
    ['expired-token', 'time'],
    ['future-token', 'time'],
    ['other-token-issuer', 'issuer'],
    ['other-answer-issuer', 'answer-issuer'],
    ['no-answer-issuer', 'answer-issuer'],
    ['no-code', 'provider'],
  ])('%s', async (misbehavior, check) => {
    provider.behave(misbehavior);
    const { browser, location } = await scene.signIn(ines);
    expect(location).toBe('/sign-in?problem=refused');
    expect((await scene.whoIsSignedIn(browser))['code']).toBe('identity.session-needed');
    expect(await scene.describeWaiting(browser)).toBeNull();
    expect((await scene.listAudit('federation.sign-in')).at(-1)).toEqual({
      outcome: 'refused',
      reason: `failed:${check}`,
    });
  });

  test('when it is brought a second time', async () => {
    const { answer, browser } = await scene.signIn(ines);
    expect((await scene.visit(browser, answer)).headers.get('location')).toBe('/sign-in?problem=begin-again');
  });

  test('when another browser brings it', async () => {
    const { answer } = await scene.goToProvider(ines);
    const other = scene.server.openBrowser();
    expect((await scene.visit(other, answer)).headers.get('location')).toBe('/sign-in?problem=begin-again');
    expect((await scene.whoIsSignedIn(other))['code']).toBe('identity.session-needed');
  });

  test('when it comes after ten minutes', async () => {
    const { answer, browser } = await scene.goToProvider(ines);
    scene.platform.clock.advance(10 * 60_000);
    expect((await scene.visit(browser, answer)).headers.get('location')).toBe('/sign-in?problem=begin-again');
  });

  test('in another health system', async () => {
    const other = scene.server.openBrowser('second.localhost');
    expect((await scene.visit(other, `/sign-in/with/${scene.providerId}`)).status).toBe(404);
  });
});

describe('the keys of a provider', () => {
  test('are kept, and asked again when the provider signs with another', async () => {
    const before = provider.countKeyRequests();
    await scene.signIn(ines);
    await scene.signIn(ines);
    expect(provider.countKeyRequests() - before).toBeLessThanOrEqual(1);
    await provider.rotateKey();
    scene.platform.clock.advance(6_000);
    expect((await scene.signIn(ines)).location).toBe('/');
  });
});

describe('what ends', () => {
  test('the sessions that a provider opened, with the next request after it is disabled', async () => {
    const { browser } = await scene.signIn(ines);
    const own = scene.server.openBrowser();
    await scene.server.signIn(own, { userName: 'ines', secret: scene.secretOf('ines') });
    await scene.setStanding(false);
    expect((await scene.whoIsSignedIn(browser))['code']).toBe('identity.session-needed');
    expect((await scene.whoIsSignedIn(own))['staffName']).toBe('ines');
    expect((await scene.visit(browser, `/sign-in/with/${scene.providerId}`)).status).toBe(404);
    await scene.setStanding(true);
  });

  test('the sign-in of a person who is disabled here, whatever the provider says', async () => {
    await scene.disable('clara');
    const { browser } = await scene.signIn(clara);
    const code = computeCode(scene.secretOf('clara'), scene.platform.clock.now());
    expect((await scene.finishByCode(browser, code)).body['code']).toBe('identity.sign-in-failed');
  });
});

describe('trying a provider', () => {
  test('says what was checked and where it failed, without signing anybody in', async () => {
    const browser = await scene.signInAdministrator();
    provider.behave('other-audience');
    const { location } = await scene.signIn(ines, { purpose: 'trial', browser });
    expect(location).toBe(`/identity-providers?tried=${scene.providerId}`);
    const checks = await scene.listTrialChecks(browser);
    expect(checks).toContainEqual({ check: 'signature', outcome: 'passed' });
    expect(checks).toContainEqual({
      check: 'audience',
      outcome: 'failed',
      found: 'another-client',
      expected: 'theriac',
    });
  });

  test('is refused to whoever may not see providers', async () => {
    const browser = scene.server.openBrowser();
    const answer = await scene.visit(browser, `/sign-in/with/${scene.providerId}?purpose=trial`);
    expect(answer.headers.get('location')).toBe('/sign-in?return=/identity-providers');
  });

  test('names a configuration that cannot be read', async () => {
    const browser = await scene.signInAdministrator();
    const providerId = await scene.addProvider('http://localhost:9/nobody');
    await scene.visit(browser, `/sign-in/with/${providerId}?purpose=trial`);
    expect(await scene.listTrialChecks(browser, providerId)).toEqual([{ check: 'configuration', outcome: 'failed' }]);
  });
});
