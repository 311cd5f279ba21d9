import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signInRoutes } from '../../../test/support/sign-in-routes.ts';
import { openTestPlatform, type TestPlatform, testPassword } from '../../../test/support/test-platform.ts';
import { startTestServer, type TestBrowser, type TestServer } from '../../../test/support/test-server.ts';
import { TherapyWorld } from '../../../test/support/therapy-world.ts';
import { addDays } from '../../kernel/calendar-day.ts';
import type { RequestOf, ResponseOf } from '../../kernel/endpoint.ts';
import { addMinutes } from '../../kernel/instant.ts';
import type { Permission } from '../../kernel/permission.ts';
import type { Role } from '../../kernel/roles.ts';
import { createStaff } from '../identity/index.ts';
import * as pathwaysApi from '../pathways/api.ts';
import { pathwayPermissions } from '../pathways/permissions.ts';
import { pathwaysRoutes } from '../pathways/routes.ts';
import { dayOf } from '../reference/index.ts';
import { verifyTherapyStream } from './index.ts';
import { therapiesSubscriptions, therapiesTimerActions } from './jobs.ts';
import * as api from './pathway-api.ts';
import { therapyPermissions } from './permissions.ts';
import { therapiesRoutes } from './routes.ts';

const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const programme = 'standard' as const;
const people: readonly (readonly [string, Role])[] = [
  ['dana', 'pharmacyDirector'],
  ['lee', 'teamLead'],
];

let platform: TestPlatform;
let server: TestServer;
let world: TherapyWorld;
let waiting: Awaited<ReturnType<TherapyWorld['open']>>;
let scheduled: Awaited<ReturnType<TherapyWorld['open']>>;

type Content = RequestOf<typeof pathwaysApi.saveDraft>['content'];
type Tried = ResponseOf<typeof api.tryDraft>;
type Preview = ResponseOf<typeof api.previewMove>;

beforeAll(async () => {
  platform = await openTestPlatform({ subscriptions: therapiesSubscriptions, timerActions: therapiesTimerActions });
  server = await startTestServer(platform, {
    routes: [...signInRoutes, ...pathwaysRoutes, ...therapiesRoutes],
    permissions: [pathwayPermissions, therapyPermissions].flatMap((each) => Object.values<Permission>(each)),
  });
  for (const [userName, role] of people)
    await platform.transact((tx) =>
      createStaff(tx, {
        ...{ userName, displayName: userName, password: testPassword, roles: [role], seesAllSites: true },
        ...{ siteIds: [], licences: [], totpSecret: secret },
      }),
    );
  world = new TherapyWorld(platform);
  waiting = await world.open();
  scheduled = await world.open();
  await world.carryToScheduled(scheduled);
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

/** A photo of the card is asked for at the door, and benefits have three days instead of one. */
function rewrite(content: Content): Content {
  const task = content.tasks['check-benefits'];
  if (task === undefined) throw new Error('there is no such task');
  return {
    ...content,
    cycles: {
      ...content.cycles,
      start: content.cycles.start.map((step) =>
        step.stage === 'referral' ? { ...step, exit: [...step.exit, 'own-card'] } : step,
      ),
    },
    milestones: {
      ...content.milestones,
      'own-card': {
        ...{ label: 'Card on file', stage: 'referral', lane: 'own-card', beginning: 'Card to ask for' },
        ...{ opensWhen: ['prescription-accepted'], firstTask: 'own-card' },
      },
    },
    lanes: {
      ...content.lanes,
      'own-card': {
        ...{ label: 'Insurance card', stage: 'referral', resets: ['other-patient'] },
        outcomes: { filed: { label: 'On file', meets: ['own-card'], byHand: { asks: null } } },
      },
    },
    tasks: {
      ...content.tasks,
      'check-benefits': { ...task, due: [{ after: 'opened', businessDays: 3 }] },
      'own-card': {
        ...{ label: 'Ask for the card', clause: 'There is no card on file', queue: 'intake' },
        ...{ role: 'intakeTechnician', party: 'patient', due: [{ after: 'opened', businessDays: 1 }] },
      },
    },
  };
}

async function tryIt(browser: TestBrowser, kind: RequestOf<typeof api.tryDraft>['kind']): Promise<Tried> {
  const answer = await browser.call(api.tryDraft, { programme, kind });
  expect(answer.status).toBe(200);
  return answer.body as unknown as Tried;
}

describe('a draft that is tried on past therapies', () => {
  test('has to stand without problems', async () => {
    const lee = await signedIn('lee');
    const refused = await lee.call(api.tryDraft, { programme, kind: null });
    expect(refused.body['code']).toBe('therapies.no-draft-to-try');
  });

  test('is counted, each number opens its rows, and nothing is changed', async () => {
    const lee = await signedIn('lee');
    await lee.call(pathwaysApi.beginDraft, { programme });
    const read = (await lee.call(pathwaysApi.readPathway, { programme })).body as unknown as ResponseOf<
      typeof pathwaysApi.readPathway
    >;
    const content = rewrite(read.inForce.content as Content);
    const saved = await lee.call(pathwaysApi.saveDraft, { programme, expectedRevision: 1, content });
    expect(saved.status).toBe(200);
    const before = await world.queuesOf(waiting.therapyId);
    const tried = await tryIt(lee, null);
    expect(tried).toEqual({
      ...{ total: 2, replayed: 2, rows: [] },
      counts: { stage: 2, tasks: 2, due: 1, clocks: 1 },
    });
    const { rows } = await tryIt(lee, 'due');
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      ...{ therapyId: waiting.therapyId, wasStage: 'Onboarding', stage: 'Referral received' },
      ...{ newTasks: ['Ask for the card'], goneTasks: [] },
      movedDues: [{ label: 'Check the benefits', was: '2026-03-03T22:30:00.000Z', is: '2026-03-05T22:30:00.000Z' }],
    });
    expect(await world.queuesOf(waiting.therapyId)).toEqual(before);
    expect((await world.summaryOf(waiting.therapyId)).stage).toBe('onboarding');
  });
});

describe('running therapies', () => {
  test('keep their version when another takes force', async () => {
    const [lee, dana] = [await signedIn('lee'), await signedIn('dana')];
    const today = await platform.transact(async (tx) => dayOf(tx));
    const effectiveFrom = addDays(today, 1);
    const asked = { programme, expectedRevision: 2, effectiveFrom, reason: 'The card is missing too often' };
    const proposed = await lee.call(pathwaysApi.proposeActivation, asked);
    const proposalId = String(proposed.body['proposalId']);
    const decided = await dana.call(pathwaysApi.decideActivation, { proposalId, decision: 'approved' });
    expect(decided.status).toBe(200);
    platform.clock.moveTo(addMinutes(platform.clock.now(), 1_440));
    const opened = await world.open();
    expect(await world.journeyOf(opened.therapyId)).toMatchObject({ pathway: { programme, version: 2 } });
    expect(await world.queuesOf(opened.therapyId)).toContain('intake own-card');
    expect(await world.journeyOf(waiting.therapyId)).toMatchObject({ pathway: { version: 1 } });
  });

  test('are moved knowingly, with the reason in their stream, and only as they were seen', async () => {
    const lee = await signedIn('lee');
    const preview = (await lee.call(api.previewMove, { programme })).body as unknown as Preview;
    expect(preview.target.version).toBe(2);
    expect(preview.rows.map(({ therapyId }) => therapyId).sort()).toEqual(
      [waiting.therapyId, scheduled.therapyId].sort(),
    );
    const therapies = preview.rows.map(({ therapyId, version }) => ({
      therapyId,
      expectedVersion: therapyId === scheduled.therapyId ? version + 1 : version,
    }));
    const { target } = preview;
    const move = { programme, target, therapies, reasonCode: 'better-rules', note: 'As agreed in the huddle' };
    const stale = await lee.call(api.moveTherapies, { ...move, target: { ...target, version: 9 } });
    expect(stale.body['code']).toBe('therapies.pathway-not-in-force');
    const moved = await lee.call(api.moveTherapies, move);
    expect(moved.body).toMatchObject({ moved: 1, left: [{ therapyId: scheduled.therapyId }] });
    expect(await world.queuesOf(waiting.therapyId)).toContain('intake own-card');
    const journey = await world.journeyOf(waiting.therapyId);
    expect(journey).toMatchObject({ pathway: { version: 2 }, summary: { stage: 'referral' } });
    expect(journey.timeline.at(-1)).toMatchObject({
      sentence: 'Moved to version 2 of the pathway Standard',
      detail: 'better rules',
    });
    const verified = await platform.transact((tx) => verifyTherapyStream(tx, waiting.therapyId));
    expect(verified).toMatchObject({ ok: true, value: { broken: null } });
  });

  test('go on by their new version: what it leaves to people is recorded by hand', async () => {
    const lee = await signedIn('lee');
    const { summary, handOutcomes } = await world.journeyOf(waiting.therapyId);
    expect(handOutcomes).toEqual([
      {
        lane: 'own-card',
        laneLabel: 'Insurance card',
        outcome: 'filed',
        label: 'On file',
        asks: null,
        meetsOpen: true,
      },
    ]);
    const record = { therapyId: waiting.therapyId, lane: 'own-card', number: null, note: null };
    const at = { expectedVersion: summary.version };
    const unknown = await lee.call(api.recordOutcome, { ...record, ...at, outcome: 'lost' });
    expect(unknown.body['code']).toBe('therapies.not-by-hand');
    const stale = await lee.call(api.recordOutcome, { ...record, expectedVersion: 1, outcome: 'filed' });
    expect(stale.body['code']).toBe('therapies.therapy-moved');
    const done = await lee.call(api.recordOutcome, { ...record, ...at, outcome: 'filed' });
    expect(done.status).toBe(200);
    expect((await world.summaryOf(waiting.therapyId)).stage).toBe('onboarding');
  });
});
