import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Asked, askEndpoint } from '../../../test/support/ask-endpoint.ts';
import { openTestPlatform, type TestPlatform, testPassword, testStart } from '../../../test/support/test-platform.ts';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { Endpoint, RequestOf } from '../../kernel/endpoint.ts';
import type { TherapyId, Uuid } from '../../kernel/ids.ts';
import { addMinutes } from '../../kernel/instant.ts';
import type { Role } from '../../kernel/roles.ts';
import type { Actor } from '../../platform/transaction/actor.ts';
import { createStaff } from '../identity/index.ts';
import { listMyWork, listQueueItems, takeItem } from './api.ts';
import * as api from './assignment-api.ts';
import * as deskApi from './desk-api.ts';
import type { QueueCode } from './domain/queue.ts';
import { noTherapyFacts, openWorkItem, type TherapyFacts, tellTherapyFacts } from './index.ts';
import { workTimerActions } from './jobs.ts';
import { workPermissions } from './permissions.ts';
import { workRoutes } from './routes.ts';

type Staff = Actor & { kind: 'staff' };

let platform: TestPlatform;
let pat: Staff;
let pam: Staff;
let cora: Staff;
let carl: Staff;
let lead: Staff;
let count = 0;

beforeAll(async () => {
  platform = await openTestPlatform({ timerActions: workTimerActions });
  pat = await addPerson('pat', 'clinicalPharmacist', { licensedIn: ['NY', 'CA'] });
  pam = await addPerson('pam', 'clinicalPharmacist', { licensedIn: ['NY'], skills: ['oncology'] });
  cora = await addPerson('cora', 'patientCoordinator', { languages: ['en', 'es'] });
  carl = await addPerson('carl', 'patientCoordinator', {});
  lead = await addPerson('lee', 'teamLead', {});
});
afterAll(() => platform.close());
beforeEach(() => platform.clock.moveTo(testStart));

async function addPerson(
  userName: string,
  role: Role,
  able: {
    readonly licensedIn?: readonly string[];
    readonly languages?: readonly string[];
    readonly skills?: readonly string[];
  },
): Promise<Staff> {
  const { licensedIn = [], ...rest } = able;
  const made = await platform.transact((tx) =>
    createStaff(tx, {
      ...{ userName, displayName: userName, password: testPassword, roles: [role], seesAllSites: false },
      ...{ siteIds: [platform.siteId], ...rest },
      licences: licensedIn.map((state) => {
        return { kind: 'pharmacist', state, number: state, validFrom: '2020-01-01' as CalendarDay };
      }),
    }),
  );
  if (!made.ok) throw new Error(made.refusal.code);
  return { kind: 'staff', staffId: made.value.staffId, roles: [role], siteId: platform.siteId } as unknown as Staff;
}

function ask<Called extends Endpoint>(
  actor: Actor,
  endpoint: Called,
  request: RequestOf<Called>,
): Promise<Asked<Called>> {
  const permissions =
    actor === lead ? [workPermissions.releaseWorkOfOthers.code, workPermissions.changeOrder.code] : [];
  return askEndpoint({ platform, routes: workRoutes }, endpoint, request, { actor, permissions });
}

async function bodyOf<Called extends Endpoint>(actor: Actor, endpoint: Called, request: RequestOf<Called>) {
  const answer = await ask(actor, endpoint, request);
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value.body;
}

/** Opens work of a therapy of which something was told; returns its subject. */
async function open(queue: QueueCode, facts: Partial<TherapyFacts>, minutes = 60): Promise<Uuid> {
  count += 1;
  const id = `01920000-0000-7000-8000-${String(count).padStart(12, '0')}`;
  const therapyId = id as TherapyId;
  await platform.transact(async (tx) => {
    await tellTherapyFacts(tx, [{ therapyId, facts: { ...noTherapyFacts, ...facts } }]);
    await openWorkItem(tx, {
      ...{ queue, subjectKind: 'therapy', subjectId: id as Uuid, siteId: platform.siteId, therapyId },
      ...{ reasonCode: 'to-do', dueAt: addMinutes(testStart, minutes) },
    });
  });
  return id as Uuid;
}

const everything = { owner: 'anyone', siteId: null, after: null } as const;
const noNarrowing = { stage: null, reasonCode: null, due: 'any', level: null } as const;
const suiting = (suits: 'me' | 'nobody') => ({ ...everything, narrowing: { ...noNarrowing, suits } });
const itemOf = async (queue: QueueCode, subjectId: Uuid) => {
  const { items } = await bodyOf(lead, listQueueItems, { queue, ...everything, narrowing: null });
  const item = items.find((each) => each.subjectId === subjectId);
  if (item === undefined) throw new Error('there is no such item');
  return item;
};
const next = async (actor: Actor, queue: QueueCode) =>
  (await bodyOf(actor, deskApi.takeNextItem, { queue })).taken?.subjectId ?? null;

describe('work that asks for a license', () => {
  let far: Uuid;
  let near: Uuid;
  let nowhere: Uuid;
  beforeAll(async () => {
    far = await open('clinical-review', { shipToState: 'CA' }, 10);
    near = await open('clinical-review', { shipToState: 'NY', programme: 'oncology' }, 20);
    nowhere = await open('clinical-review', { shipToState: 'TX' }, 5);
  });

  it('says what it asks, and whether the person who looks meets it', async () => {
    const { items } = await bodyOf(pam, listQueueItems, { queue: 'clinical-review', ...everything, narrowing: null });
    expect(items.map(({ subjectId, needs }) => [subjectId, needs])).toEqual([
      [nowhere, [{ label: 'TX license', strength: 'must', isMet: false }]],
      [far, [{ label: 'CA license', strength: 'must', isMet: false }]],
      [
        near,
        [
          { label: 'NY license', strength: 'must', isMet: true },
          { label: 'Oncology', strength: 'prefer', isMet: true },
        ],
      ],
    ]);
  });

  it('is filtered by whom it suits, and listed for the lead when it suits nobody', async () => {
    const listed = async (actor: Actor, suits: 'me' | 'nobody') => {
      const page = await bodyOf(actor, listQueueItems, { queue: 'clinical-review', ...suiting(suits) });
      expect(page.total).toBe(page.items.length);
      return page.items.map(({ subjectId }) => subjectId);
    };
    expect(await listed(pam, 'me')).toEqual([near]);
    expect(await listed(pat, 'me')).toEqual([far, near]);
    expect(await listed(lead, 'nobody')).toEqual([nowhere]);
    const { unsuited } = await bodyOf(lead, listMyWork, {});
    expect(unsuited).toMatchObject([{ queue: 'clinical-review', count: 1, items: [{ subjectId: nowhere }] }]);
    expect((await bodyOf(pam, listMyWork, {})).unsuited).toEqual([]);
  });

  it('is not taken by hand without it, one by one or many at once, nor handed to who lacks it', async () => {
    const { itemId } = await itemOf('clinical-review', far);
    expect(await ask(pam, takeItem, { itemId })).toMatchObject({ refusal: { code: 'work.licence-needed' } });
    const many = await bodyOf(pam, deskApi.takeManyItems, { itemIds: [itemId] });
    expect(many).toMatchObject({ done: 0, left: [{ code: 'work.licence-needed' }] });
    const handed = { itemIds: [itemId], toStaffId: pam.staffId, note: null };
    expect(await bodyOf(lead, deskApi.handOverManyItems, handed)).toMatchObject({
      left: [{ code: 'work.licence-needed' }],
    });
  });

  it('is assigned by a lead to whom it suits best, who is told', async () => {
    const { itemId } = await itemOf('clinical-review', near);
    const { people } = await bodyOf(lead, api.listCandidates, { itemId });
    expect(people.map(({ name, suits, why }) => [name, suits, why])).toEqual([
      ['pam', true, 'licensed in NY; has Oncology; holds 0; not signed in now'],
      ['pat', true, 'lacks Oncology; licensed in NY; holds 0; not signed in now'],
    ]);
    await bodyOf(lead, deskApi.handOverManyItems, { itemIds: [itemId], toStaffId: pam.staffId, note: null });
    const { handed } = await bodyOf(pam, listMyWork, {});
    expect(handed).toMatchObject([{ fromName: 'lee', items: [{ subjectId: near }] }]);
    const gone = await ask(lead, api.listCandidates, { itemId: platform.siteId });
    expect(gone).toMatchObject({ refusal: { code: 'work.unknown-item' } });
  });

  it('is next only for whom it suits', async () => {
    expect(await next(pam, 'clinical-review')).toBe(null);
    expect(await next(pat, 'clinical-review')).toBe(far);
    expect(await next(pat, 'clinical-review')).toBe(null);
  });
});

describe('a call in the language of a patient', () => {
  it('goes first to who speaks it, but does not wait for them longer than a wish may', async () => {
    const english = await open('scheduling', { patientLanguage: 'en' }, 30);
    const spanish = await open('scheduling', { patientLanguage: 'es' }, 20);
    const late = await open('scheduling', { patientLanguage: 'es' }, -600);
    expect(await next(carl, 'scheduling')).toBe(late);
    expect(await next(carl, 'scheduling')).toBe(english);
    expect(await next(cora, 'scheduling')).toBe(spanish);
  });

  it('is taken by hand by who does not speak it, who is told', async () => {
    const subjectId = await open('scheduling', { patientLanguage: 'vi' });
    const { itemId } = await itemOf('scheduling', subjectId);
    expect(await bodyOf(carl, takeItem, { itemId })).toMatchObject({ unmet: ['Vietnamese'] });
  });
});

describe('what the queues ask', () => {
  it('is changed with the effect counted before, and holds at once', async () => {
    const subjectId = await open('scheduling', { patientLanguage: 'vi' });
    const { version, rules } = await bodyOf(carl, api.readAssignmentRules, {});
    const stricter = { ...rules, queues: { ...rules.queues, scheduling: { language: 'must' as const } } };
    const { queues } = await bodyOf(lead, api.previewAssignment, { rules: stricter });
    const effect = queues.find(({ queue }) => queue === 'scheduling');
    expect(effect).toMatchObject({ nobodyNow: 0, nobodyThen: 2, onePersonThen: 2 });
    expect(await bodyOf(lead, api.changeAssignment, { rules: stricter, expectedVersion: version })).toEqual({
      version: 2,
    });
    const { itemId } = await itemOf('scheduling', subjectId);
    expect(await ask(carl, takeItem, { itemId })).toMatchObject({ refusal: { code: 'work.language-needed' } });
    expect(await ask(lead, api.changeAssignment, { rules, expectedVersion: version })).toMatchObject({
      refusal: { code: 'work.assignment-changed' },
    });
    const wrong = { ...rules, queues: { nonsense: {} } };
    const implausible = { refusal: { code: 'work.assignment-implausible' } };
    expect(await ask(lead, api.changeAssignment, { rules: wrong, expectedVersion: 2 })).toMatchObject(implausible);
    expect(await ask(lead, api.previewAssignment, { rules: wrong })).toMatchObject(implausible);
    const system: Actor = { kind: 'system', name: 'test' };
    const byProgram = await ask(system, api.changeAssignment, { rules, expectedVersion: 2 });
    expect(byProgram).toMatchObject({ refusal: { code: 'work.staff-only' } });
  });

  it('asks for skills by the program of the drug', async () => {
    const { version, rules } = await bodyOf(lead, api.readAssignmentRules, {});
    const queues = { ...rules.queues, monitoring: { skill: 'must' as const } };
    await bodyOf(lead, api.changeAssignment, { rules: { ...rules, queues }, expectedVersion: version });
    const { itemId } = await itemOf('monitoring', await open('monitoring', { programme: 'oncology' }));
    expect(await ask(pat, takeItem, { itemId })).toMatchObject({ refusal: { code: 'work.skill-needed' } });
    expect(await bodyOf(pam, takeItem, { itemId })).toMatchObject({ unmet: [] });
  });
});

it('what a queue asks is read from an index, from one thing to the next, and its pages come in their order without a sort', async () => {
  const plan = await platform.transact(async (tx) => {
    await sql`set local enable_seqscan = off`.execute(tx.database);
    const explain = async (query: ReturnType<typeof sql<{ 'QUERY PLAN': string }>>) =>
      (await query.execute(tx.database)).rows.map((row) => row['QUERY PLAN']).join('\n');
    return {
      skipping: await explain(sql`explain select asks from work.work_item where tenant_id = ${tx.tenantId}
        and queue = 'fill' and closed_at is null and asks > 'a' order by asks limit 1`),
      page: await explain(sql`explain select item_id from work.work_item where tenant_id = ${tx.tenantId}
        and queue = 'fill' and closed_at is null and asks = any(${sql.val(['|a|||NY|', '|b|||NY|'])}::text[])
        and (effective_due_at, item_id) > (${testStart}, ${platform.siteId}) order by effective_due_at, item_id limit 50`),
    };
  });
  expect(plan.skipping).toMatch(/Index.*work_item_asks[\s\S]*Index Cond: .*asks >/);
  expect(plan.page).toMatch(/Index Scan using work_item_order[\s\S]*Index Cond: .*effective_due_at/);
  expect(plan.page).not.toContain('Sort');
});
