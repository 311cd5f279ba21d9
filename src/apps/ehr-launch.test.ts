import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ChartScene, chartNumbering } from '../../test/support/chart-scene.ts';
import { type Misbehavior, startChartServer } from '../../test/support/partner-simulators.ts';
import type { TestBrowser } from '../../test/support/test-server.ts';
import type { PatientId } from '../kernel/ids.ts';
import * as charts from '../modules/charts/api.ts';
import { chartsTimerActions } from '../modules/charts/jobs.ts';
import * as federation from '../modules/federation/api.ts';
import { setProviderStanding } from '../modules/federation/index.ts';
import { federationTimerActions } from '../modules/federation/jobs.ts';
import { computeCode } from '../modules/identity/index.ts';
import { makeUpPerson, registerPatient } from '../modules/patients/index.ts';

let scene: ChartScene;
let patientId: PatientId;

beforeAll(async () => {
  scene = await ChartScene.open((of) => startChartServer({ host: '127.0.0.1', port: 0, ...of }), {
    timerActions: [...chartsTimerActions, ...federationTimerActions],
  });
  patientId = await register('4455', 1);
  await register('7700', 2);
  await register('7700', 3);
  admit('known', '4455', 1);
  admit('stranger', '9999', 4);
  admit('doubled', '7700', 2);
  admit('renamed', '4455', 5);
  admit('numberless', '4455', 1, 'urn:oid:2.999.1');
});
afterAll(() => scene.close());

const ines = '00u-ines-okafor';
const clara = '00u-clara-nguyen';

function register(value: string, number: number): Promise<PatientId> {
  const mrns = [{ assigner: chartNumbering.assigner, value }];
  const person = { ...makeUpPerson(number), identifiers: [], mrns };
  return scene.platform.transact((tx) => registerPatient(tx, person));
}

function admit(id: string, recordNumber: string, number: number, system: string = chartNumbering.system): void {
  const { familyName: family, givenName: given, birthDate } = makeUpPerson(number);
  scene.ehr.admit([{ patientId: id, system, recordNumber, family, given, birthDate }]);
}

async function arrive(of: { readonly subject?: string; readonly patientId: string }, browser?: TestBrowser) {
  const launched = await scene.launch({ subject: ines, ...of }, browser);
  return { ...launched, location: (await scene.visit(launched.browser, launched.answer)) ?? '' };
}

function open(browser: TestBrowser, location: string) {
  return browser.call(charts.openLaunch, { launchId: location.split('/').at(-1) ?? '' });
}

describe('a launch from the EHR', () => {
  test('asks with a challenge, a state and the scopes of a launch, and no address names the patient', async () => {
    const { asked, answer, browser } = await scene.launch({ subject: ines, patientId: 'known' });
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      aud: scene.ehr.baseAddress,
      scope: 'launch openid fhirUser patient/Patient.rs',
      redirect_uri: 'http://localhost/ehr/answer',
    });
    const location = await scene.visit(browser, answer);
    expect(location).toMatch(/^\/launch\/[0-9a-f-]{36}$/);
    expect(`${asked.href} ${answer}`).not.toMatch(/4455|known/);
  });

  test('opens the patient whose record number it is, for the person whose account it is', async () => {
    const { browser, location } = await arrive({ patientId: 'known' });
    const opened = await open(browser, location);
    expect(opened.body).toMatchObject({ outcome: 'known', patientId, therapyId: null, patient: null });
    expect((await scene.listAudit('charts.open-launch')).at(-1)).toEqual({ outcome: 'done', reason: 'known' });
  });

  test.each([
    ['stranger', 'unknown'],
    ['doubled', 'several'],
    ['renamed', 'differs'],
    ['numberless', 'no-number'],
  ])('opens nobody where the patient is %s, and says whom the EHR had open', async (id, outcome) => {
    const { browser, location } = await arrive({ patientId: id });
    const { body } = await open(browser, location);
    expect(body).toMatchObject({ outcome, patientId: null, partnerName: 'Mercy EHR' });
    expect(body['patient']).toMatchObject({ familyName: expect.any(String), birthDate: expect.any(String) });
  });

  test('asks for a second factor of our own where the EHR vouches for one alone, and opens the patient then', async () => {
    const { browser, location } = await arrive({ subject: clara, patientId: 'known' });
    expect(location).toBe('/sign-in/finish');
    const { needs } = (await browser.call(federation.describeWaitingSignIn, {})).body as {
      readonly needs: { readonly step: string; readonly returnPath: string };
    };
    expect(needs.step).toBe('second-factor');
    expect((await open(browser, needs.returnPath)).body['code']).toBe('identity.session-needed');
    const code = computeCode(scene.secretOf('clara'), scene.platform.clock.now());
    expect((await browser.call(federation.finishByCode, { code })).status).toBe(200);
    expect((await open(browser, needs.returnPath)).body['outcome']).toBe('known');
  });

  test('asks for no second code where the same person is signed in in this browser, and for one where another is', async () => {
    scene.platform.clock.advance(31_000);
    const browser = scene.server.openBrowser();
    await scene.server.signIn(browser, { userName: 'clara', secret: scene.secretOf('clara') });
    const again = await arrive({ subject: clara, patientId: 'known' }, browser);
    expect(again.location).toBe('/sign-in/finish');
    const { needs } = (await browser.call(federation.describeWaitingSignIn, {})).body as {
      readonly needs: { readonly isSignedIn: boolean; readonly returnPath: string };
    };
    expect(needs.isSignedIn).toBe(true);
    expect((await browser.call(federation.finishBySession, {})).status).toBe(200);
    expect((await open(browser, needs.returnPath)).body['outcome']).toBe('known');
    const other = scene.server.openBrowser();
    await scene.server.signIn(other, { userName: 'ines', secret: scene.secretOf('ines') });
    await arrive({ subject: clara, patientId: 'known' }, other);
    expect((await other.call(federation.describeWaitingSignIn, {})).body['needs']).toMatchObject({ isSignedIn: false });
    expect((await other.call(federation.finishBySession, {})).body['code']).toBe('federation.no-sign-in-under-way');
  });

  test('opens for nobody else, and not when its time is over', async () => {
    const { browser, location } = await arrive({ patientId: 'known' });
    scene.platform.clock.advance(31_000);
    const other = scene.server.openBrowser();
    await scene.server.signIn(other, { userName: 'clara', secret: scene.secretOf('clara') });
    expect((await open(other, location)).body['code']).toBe('charts.unknown-launch');
    scene.platform.clock.advance(10 * 60_000);
    expect((await open(browser, location)).status).toBe(200);
    scene.platform.clock.advance(11 * 60_000);
    const again = scene.server.openBrowser();
    await scene.server.signIn(again, { userName: 'ines', secret: scene.secretOf('ines') });
    expect((await open(again, location)).body['code']).toBe('charts.unknown-launch');
  });
});

describe('a launch is refused', () => {
  test('from an address that was never entered, before anything is asked there', async () => {
    const address = '/ehr/launch?iss=https%3A%2F%2Felsewhere.example%2Ffhir&launch=x';
    expect(await scene.visit(scene.server.openBrowser(), address)).toBe('/launch-refused/unknown-issuer');
    expect((await scene.listAudit('charts.launch')).at(-1)).toEqual({ outcome: 'refused', reason: 'unknown-issuer' });
  });

  test('at another health system, which does not know the EHR', async () => {
    const address = `/ehr/launch?iss=${encodeURIComponent(scene.ehr.baseAddress)}&launch=x`;
    const browser = scene.server.openBrowser('second.localhost');
    expect(await scene.visit(browser, address)).toBe('/launch-refused/unknown-issuer');
  });

  test('when its answer is brought a second time, by another browser, or too late', async () => {
    const first = await arrive({ patientId: 'known' });
    expect(await scene.visit(first.browser, first.answer)).toBe('/launch-refused/begin-again');
    const second = await scene.launch({ subject: ines, patientId: 'known' });
    expect(await scene.visit(scene.server.openBrowser(), second.answer)).toBe('/launch-refused/begin-again');
    scene.platform.clock.advance(11 * 60_000);
    expect(await scene.visit(second.browser, second.answer)).toBe('/launch-refused/begin-again');
  });

  test('when the EHR has no patient open, and nobody is signed in then', async () => {
    const { browser, location } = await arrive({ patientId: 'nobody' });
    expect(location).toBe('/launch-refused/no-patient');
    expect((await open(browser, `/launch/${crypto.randomUUID()}`)).body['code']).toBe('identity.session-needed');
  });

  test.each<[Misbehavior, string]>([
    ['other-audience', 'audience'],
    ['other-nonce', 'nonce'],
    ['expired-token', 'time'],
    ['other-token-issuer', 'issuer'],
    ['other-answer-issuer', 'answer-issuer'],
    ['no-answer-issuer', 'answer-issuer'],
  ])('when what the EHR says of the person is wrong: %s', async (misbehavior, check) => {
    scene.ehr.behave(misbehavior);
    const { browser, location } = await arrive({ patientId: 'known' });
    scene.ehr.behave(null);
    expect(location).toBe('/launch-refused/refused');
    expect((await open(browser, `/launch/${crypto.randomUUID()}`)).body['code']).toBe('identity.session-needed');
    const reason = `failed:${check}`;
    expect((await scene.listAudit('federation.sign-in')).at(-1)).toEqual({ outcome: 'refused', reason });
  });

  test('when its authorization server is another than the one that was entered', async () => {
    const { database } = scene.platform;
    const rename = (from: string, to: string) =>
      database.owner.query('update federation.provider set issuer = $2 where issuer = $1', [from, to]);
    const issuer = new URL(scene.ehr.baseAddress).origin;
    await rename(issuer, 'https://other.example');
    const address = `/ehr/launch?iss=${encodeURIComponent(scene.ehr.baseAddress)}&launch=x`;
    expect(await scene.visit(scene.server.openBrowser(), address)).toBe('/launch-refused/refused');
    await rename('https://other.example', issuer);
  });

  test('when the provider of the EHR was disabled', async () => {
    const { providerId } = scene;
    await scene.platform.transact((tx) => setProviderStanding(tx, { providerId, isEnabled: false }));
    const address = `/ehr/launch?iss=${encodeURIComponent(scene.ehr.baseAddress)}&launch=x`;
    expect(await scene.visit(scene.server.openBrowser(), address)).toBe('/launch-refused/unknown-issuer');
    await scene.platform.transact((tx) => setProviderStanding(tx, { providerId, isEnabled: true }));
  });
});

describe('what is over', () => {
  test('is forgotten a day later: the launch, what the EHR said of the patient, and the sign-in', async () => {
    await arrive({ patientId: 'known' });
    const count = async (): Promise<readonly unknown[]> => {
      const { rows } = await scene.platform.database.owner.query(
        'select (select count(*)::int from charts.launch) as launches, (select count(*)::int from federation.sign_in_attempt) as attempts',
      );
      return rows;
    };
    expect(await count()).not.toEqual([{ launches: 0, attempts: 0 }]);
    scene.platform.clock.advance(26 * 60 * 60_000);
    await scene.platform.runDue();
    expect(await count()).toEqual([{ launches: 0, attempts: 0 }]);
  });
});
