import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signInRoutes } from '../../../test/support/sign-in-routes.ts';
import { openTestPlatform, type TestPlatform, testPassword } from '../../../test/support/test-platform.ts';
import {
  startTestServer,
  type TestAnswer,
  type TestBrowser,
  type TestServer,
} from '../../../test/support/test-server.ts';
import { addDays, type CalendarDay } from '../../kernel/calendar-day.ts';
import type { RequestOf, ResponseOf } from '../../kernel/endpoint.ts';
import type { Id } from '../../kernel/ids.ts';
import { addMinutes } from '../../kernel/instant.ts';
import type { Permission } from '../../kernel/permission.ts';
import type { Role } from '../../kernel/roles.ts';
import { createStaff } from '../identity/index.ts';
import { dayOf } from '../reference/index.ts';
import * as api from './api.ts';
import { choosePathway, loadPathways } from './index.ts';
import { getPathway } from './language.ts';
import { pathwayPermissions } from './permissions.ts';
import { pathwaysRoutes } from './routes.ts';

const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const programme = 'standard' as const;
const people: readonly (readonly [string, Role])[] = [
  ['dana', 'pharmacyDirector'],
  ['lee', 'teamLead'],
  ['clara', 'clinicalPharmacist'],
];

let platform: TestPlatform;
let server: TestServer;
let today: CalendarDay;

type Content = RequestOf<typeof api.saveDraft>['content'];
type Read = ResponseOf<typeof api.readPathway>;

beforeAll(async () => {
  platform = await openTestPlatform();
  server = await startTestServer(platform, {
    routes: [...signInRoutes, ...pathwaysRoutes],
    permissions: Object.values<Permission>(pathwayPermissions),
  });
  for (const [userName, role] of people)
    await platform.transact((tx) =>
      createStaff(tx, {
        ...{ userName, displayName: userName, password: testPassword, roles: [role], seesAllSites: true },
        ...{ siteIds: [], licences: [], totpSecret: secret },
      }),
    );
  today = await platform.transact(async (tx) => dayOf(tx));
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

async function read(browser: TestBrowser): Promise<Read> {
  const answer = await browser.call(api.readPathway, { programme });
  expect(answer.status).toBe(200);
  return answer.body as unknown as Read;
}

async function write(browser: TestBrowser, change: (content: Content) => Content): Promise<TestAnswer> {
  const { draft } = await read(browser);
  if (draft === null) throw new Error('there is no draft');
  const content = change(draft.content as Content);
  return browser.call(api.saveDraft, { programme, expectedRevision: draft.revision, content });
}

const withTask = (content: Content, code: string, label: string): Content => {
  const task = content.tasks[code];
  if (task === undefined) throw new Error('there is no such task');
  return { ...content, tasks: { ...content.tasks, [code]: { ...task, label } } };
};

const codeOf = ({ body }: TestAnswer): unknown => body['code'];

describe('the next version of a pathway', () => {
  test('is begun once with what is in force, and whoever saves has seen what stands', async () => {
    const clara = await signedIn('clara');
    const noDraft = { programme, expectedRevision: 1 };
    expect(codeOf(await clara.call(api.discardDraft, noDraft))).toBe('pathways.no-draft');
    expect((await clara.call(api.beginDraft, { programme })).status).toBe(200);
    expect(codeOf(await clara.call(api.beginDraft, { programme }))).toBe('pathways.draft-stands');
    const { draft, inForce } = await read(clara);
    expect(draft).toMatchObject({ revision: 1, basedOn: 1, changedBy: 'clara', problems: [], changes: [] });
    expect(draft?.content).toEqual(inForce.content);
    expect((await write(clara, (content) => withTask(content, 'check-benefits', 'Look at the benefits'))).status).toBe(
      200,
    );
    const late = { programme, expectedRevision: 1, content: inForce.content as Content };
    expect(codeOf(await clara.call(api.saveDraft, late))).toBe('pathways.draft-changed');
    expect((await read(clara)).draft?.changes).toEqual([
      {
        where: 'Task: Look at the benefits',
        what: 'Label',
        before: 'Check the benefits',
        after: 'Look at the benefits',
      },
    ]);
  });

  test('tells each problem beside its place, and is not proposed while it has one', async () => {
    const lee = await signedIn('lee');
    await write(lee, (content) => withTask(content, 'check-benefits', ' '));
    expect((await read(lee)).draft?.problems).toEqual([
      { where: 'tasks/check-benefits', sentence: 'The task needs words, 120 letters at most.' },
    ]);
    expect(await propose(lee, {})).toBe('pathways.draft-invalid');
    await write(lee, (content) => withTask(content, 'check-benefits', 'Check the benefits'));
    expect(await propose(lee, {})).toBe('pathways.draft-unchanged');
  });

  test('takes force by a second person from its day on, and what ran before keeps its version', async () => {
    const [lee, dana, clara] = [await signedIn('lee'), await signedIn('dana'), await signedIn('clara')];
    await write(lee, (content) => withTask(content, 'check-benefits', 'Check benefits by noon'));
    expect(await propose(lee, { effectiveFrom: today })).toBe('pathways.begins-too-soon');
    expect(codeOf(await clara.call(api.proposeActivation, await proposalOf(clara, {})))).toBe(
      'identity.permission-needed',
    );
    expect(await propose(lee, {})).toBeUndefined();
    expect(await propose(dana, {})).toBe('pathways.proposal-stands');
    expect(codeOf(await write(lee, (content) => content))).toBe('pathways.draft-proposed');
    const { proposal } = await read(lee);
    const decision = { proposalId: proposal?.proposalId ?? '', decision: 'approved' as const };
    expect(codeOf(await lee.call(api.decideActivation, decision))).toBe('identity.own-proposal');
    expect((await dana.call(api.decideActivation, decision)).status).toBe(200);
    const after = await read(dana);
    expect(after).toMatchObject({ draft: null, proposal: null, inForce: { version: 1 } });
    expect(after.versions[0]).toMatchObject({
      ...{ version: 2, state: 'coming', proposedBy: 'lee', activatedBy: 'dana', reason: 'Noon is when payers answer' },
      changes: [{ where: 'Task: Check benefits by noon', what: 'Label', after: 'Check benefits by noon' }],
    });
  });

  test('is in force for what begins on its day or later, and is read again by its name alone', async () => {
    const choose = (day: CalendarDay) =>
      platform.transact((tx) => choosePathway(tx, { drugId: tx.newId<'drug'>() as Id<'drug'>, day }));
    const before = await choose(today);
    const { pathway } = await choose(addDays(today, 1));
    expect(before.pathway).toMatchObject({ id: 'standard', version: 1 });
    expect(pathway).toMatchObject({ programme, version: 2, effectiveFrom: addDays(today, 1) });
    expect(pathway.tasks['check-benefits'].label).toBe('Check benefits by noon');
    const reference = { id: pathway.id, version: 2 };
    await platform.transact((tx) => loadPathways(tx, [reference]));
    expect(getPathway(reference).cycles).toEqual(pathway.cycles);
  });

  test('begins after every version before it, and a proposal is decided once and in time', async () => {
    const [lee, dana] = [await signedIn('lee'), await signedIn('dana')];
    await lee.call(api.beginDraft, { programme });
    await write(lee, (content) => ({ ...content, reopenDays: 60 }));
    expect(await propose(lee, { effectiveFrom: addDays(today, 1) })).toBe('pathways.begins-too-soon');
    expect(await propose(lee, { effectiveFrom: addDays(today, 5) })).toBeUndefined();
    const { proposal } = await read(dana);
    const decision = { proposalId: proposal?.proposalId ?? '', decision: 'declined' as const };
    expect((await dana.call(api.decideActivation, decision)).status).toBe(200);
    expect(codeOf(await dana.call(api.decideActivation, decision))).toBe('identity.proposal-decided');
    expect((await read(lee)).draft).toMatchObject({ changes: [{ where: 'Clocks', what: 'Reopened within' }] });
    expect(await propose(lee, { effectiveFrom: addDays(today, 5) })).toBeUndefined();
    const late = (await read(dana)).proposal?.proposalId ?? '';
    platform.clock.moveTo(addMinutes(platform.clock.now(), 1_441));
    const again = await signedIn('dana');
    const expired = { proposalId: late, decision: 'approved' as const };
    expect(codeOf(await again.call(api.decideActivation, expired))).toBe('identity.proposal-expired');
    const list = await again.call(api.listPathways, {});
    expect(list.body['pathways']).toContainEqual(
      expect.objectContaining({ programme, inForce: expect.objectContaining({ version: 2, activatedBy: 'dana' }) }),
    );
  });

  test('needs a proof of identity that is fresh', async () => {
    const lee = await signedIn('lee');
    platform.clock.moveTo(addMinutes(platform.clock.now(), 6));
    expect(codeOf(await lee.call(api.proposeActivation, await proposalOf(lee, {})))).toBe(
      'identity.fresh-proof-needed',
    );
  });
});

async function proposalOf(browser: TestBrowser, changes: Partial<RequestOf<typeof api.proposeActivation>>) {
  const { draft } = await read(browser);
  return {
    programme,
    expectedRevision: draft?.revision ?? 1,
    effectiveFrom: addDays(today, 1) as string,
    reason: 'Noon is when payers answer',
    ...changes,
  };
}

/** Proposes the draft; returns the code of the refusal. */
async function propose(
  browser: TestBrowser,
  changes: Partial<RequestOf<typeof api.proposeActivation>>,
): Promise<unknown> {
  return codeOf(await browser.call(api.proposeActivation, await proposalOf(browser, changes)));
}
