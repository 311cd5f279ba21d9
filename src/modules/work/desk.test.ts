import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Asked, askEndpoint } from '../../../test/support/ask-endpoint.ts';
import { openTestPlatform, type TestPlatform, testStart } from '../../../test/support/test-platform.ts';
import type { Endpoint, RequestOf, ResponseOf } from '../../kernel/endpoint.ts';
import type { Uuid } from '../../kernel/ids.ts';
import { addMinutes } from '../../kernel/instant.ts';
import type { Actor } from '../../platform/transaction/actor.ts';
import { listMyWork, listQueueItems, listQueues } from './api.ts';
import * as api from './desk-api.ts';
import { openWorkItem } from './index.ts';
import { workTimerActions } from './jobs.ts';
import { workPermissions } from './permissions.ts';
import { workRoutes } from './routes.ts';
import * as shiftApi from './shift-api.ts';

type Staff = Actor & { kind: 'staff' };

let platform: TestPlatform;
let anna: Staff;
let boris: Staff;
let ida: Staff;
let wes: Staff;
let lead: Staff;
let bea: Staff;
let count = 0;

beforeAll(async () => {
  platform = await openTestPlatform({ timerActions: workTimerActions });
  anna = await platform.addStaff({ userName: 'anna', roles: ['benefitsSpecialist'] });
  boris = await platform.addStaff({ userName: 'boris', roles: ['benefitsSpecialist'] });
  ida = await platform.addStaff({ userName: 'ida', roles: ['intakeTechnician'] });
  wes = await platform.addStaff({ userName: 'wes', roles: ['benefitsSpecialist'], siteIds: [platform.secondSiteId] });
  bea = await platform.addStaff({ userName: 'bea', roles: ['billingAnalyst'] });
  lead = await platform.addStaff({ userName: 'lee', roles: ['teamLead'] });
});
afterAll(() => platform.close());
beforeEach(() => platform.clock.moveTo(testStart));

const leading = [workPermissions.releaseWorkOfOthers.code, workPermissions.shareViews.code];

function ask<Called extends Endpoint>(
  actor: Actor,
  endpoint: Called,
  request: RequestOf<Called>,
): Promise<Asked<Called>> {
  const permissions = actor === lead ? leading : [];
  return askEndpoint({ platform, routes: workRoutes }, endpoint, request, { actor, permissions });
}

async function bodyOf<Called extends Endpoint>(
  actor: Actor,
  endpoint: Called,
  request: RequestOf<Called>,
): Promise<ResponseOf<Called>> {
  const answer = await ask(actor, endpoint, request);
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value.body;
}

interface Wanted {
  readonly siteId?: TestPlatform['siteId'];
  readonly reasonCode?: string;
  readonly stage?: string;
  readonly minutes?: number;
  readonly level?: number;
  readonly role?: string;
  readonly queue?: 'benefits' | 'claim-rejects';
}

async function open(wanted: Wanted = {}): Promise<string> {
  count += 1;
  const subjectId = `01920000-0000-7000-8000-${String(count).padStart(12, '0')}` as Uuid;
  const { queue = 'benefits', siteId = platform.siteId, reasonCode = 'check-benefits', minutes = 60 } = wanted;
  await platform.transact((tx) =>
    openWorkItem(tx, {
      ...{ queue, subjectKind: 'therapy', subjectId, siteId, reasonCode },
      ...{ stage: wanted.stage ?? 'benefits', role: wanted.role ?? null },
      ...{ dueAt: addMinutes(testStart, minutes), facts: { level: wanted.level ?? 0 } },
    }),
  );
  const { items } = await bodyOf(lead, listQueueItems, { ...all, queue });
  const item = items.find((each) => each.subjectId === subjectId);
  if (item === undefined) throw new Error('the work is not open');
  return item.itemId;
}

const all = { queue: 'benefits', owner: 'anyone', siteId: null, narrowing: null, after: null } as const;
const narrow = { stage: null, reasonCode: null, due: 'any', level: null } as const;
const totalOf = async (request: RequestOf<typeof listQueueItems>) =>
  (await bodyOf(anna, listQueueItems, request)).total;

/** Closes everything, so that each group of tests begins with empty queues. */
async function clear(): Promise<void> {
  await platform.database.owner.query(`
    update work.work_item set closed_at = now(), outcome = 'done' where closed_at is null`);
  await platform.database.owner.query('delete from work.count_change; delete from work.count_balance');
}

describe('a queue that is narrowed', () => {
  it('lists and counts by reason, stage, due time, level and owner', async () => {
    await open({ reasonCode: 'chase-payer', minutes: -10, level: 80 });
    await open({ stage: 'authorization', minutes: 60 });
    const mine = await open({ minutes: 60 * 24 * 3 });
    await open({ minutes: 60 * 24 * 30 });
    await bodyOf(boris, api.takeManyItems, { itemIds: [mine] });
    expect(await totalOf(all)).toBe(4);
    expect(await totalOf({ ...all, narrowing: { ...narrow, reasonCode: 'chase-payer' } })).toBe(1);
    expect(await totalOf({ ...all, narrowing: { ...narrow, stage: 'authorization' } })).toBe(1);
    expect(await totalOf({ ...all, narrowing: { ...narrow, due: 'overdue' } })).toBe(1);
    expect(await totalOf({ ...all, narrowing: { ...narrow, due: 'today' } })).toBe(2);
    expect(await totalOf({ ...all, narrowing: { ...narrow, due: 'week' } })).toBe(3);
    expect(await totalOf({ ...all, narrowing: { ...narrow, level: 80 } })).toBe(1);
    expect(await totalOf({ ...all, owner: boris.staffId })).toBe(1);
    const overdue = await bodyOf(anna, listQueues, {});
    expect(overdue.queues.find(({ queue }) => queue === 'benefits')?.overdue).toBe(1);
  });

  it('names the reasons and stages that open work has, and who serves it by what they hold', async () => {
    const filters = await bodyOf(anna, api.listQueueFilters, { queue: 'benefits' });
    expect(filters.reasonCodes).toEqual(['chase-payer', 'check-benefits']);
    expect(filters.stages).toEqual(['authorization', 'benefits']);
    expect(filters.colleagues.map(({ name, holds }) => [name, holds])).toEqual([
      ['anna', 0],
      ['wes', 0],
      ['boris', 1],
    ]);
  });

  it('refuses to go on after the order was changed', async () => {
    const after = { effectiveDueAt: testStart, itemId: await open(), orderVersion: 9 };
    expect(await ask(anna, listQueueItems, { ...all, after })).toMatchObject({
      refusal: { code: 'work.order-changed' },
    });
    await clear();
  });
});

describe('a saved view', () => {
  const filter = { owner: 'nobody', siteId: null, narrowing: { ...narrow, due: 'today' } } as const;
  const view = { queue: 'benefits', name: 'Today', sharedWith: null, filter } as const;
  const viewsOf = async (actor: Actor) => (await bodyOf(actor, api.listQueueFilters, { queue: 'benefits' })).views;

  it('is seen by who saved it, and shared by a lead with a role', async () => {
    await bodyOf(anna, api.saveQueueView, view);
    await bodyOf(lead, api.saveQueueView, { ...view, name: 'Shared', sharedWith: 'benefitsSpecialist' });
    expect((await viewsOf(anna)).map(({ name, isMine }) => [name, isMine])).toEqual([
      ['Shared', false],
      ['Today', true],
    ]);
    expect((await viewsOf(boris)).map(({ name }) => name)).toEqual(['Shared']);
    expect(await viewsOf(ida)).toEqual([]);
    expect(await ask(anna, api.saveQueueView, { ...view, sharedWith: 'benefitsSpecialist' })).toMatchObject({
      refusal: { code: 'work.sharing-for-leads' },
    });
  });

  it('is replaced by one of the same name, and deleted by its owner only', async () => {
    await bodyOf(anna, api.saveQueueView, { ...view, filter: { ...filter, owner: 'me' } });
    const [, own] = await viewsOf(anna);
    expect(own?.filter.owner).toBe('me');
    const viewId = own?.viewId ?? '';
    expect(await ask(boris, api.deleteQueueView, { viewId })).toMatchObject({ refusal: { code: 'work.unknown-view' } });
    expect((await ask(anna, api.deleteQueueView, { viewId })).ok).toBe(true);
    expect((await viewsOf(anna)).map(({ name }) => name)).toEqual(['Shared']);
  });
});

describe('work on several rows', () => {
  it('takes what is free, leaves the rest as it was, and says why', async () => {
    const itemIds = [await open(), await open(), await open()];
    const [first = ''] = itemIds;
    await bodyOf(boris, api.takeManyItems, { itemIds: [first] });
    expect(await bodyOf(anna, api.takeManyItems, { itemIds: [...itemIds, anna.staffId] })).toEqual({
      done: 2,
      left: [
        { itemId: first, code: 'work.item-taken', sentence: 'Somebody else has taken this.', heldBy: 'boris' },
        { itemId: anna.staffId, code: 'work.unknown-item', sentence: 'There is no such open work.', heldBy: null },
      ],
    });
    expect(await bodyOf(anna, api.releaseManyItems, { itemIds })).toMatchObject({
      done: 2,
      left: [{ heldBy: 'boris' }],
    });
    expect(await bodyOf(lead, api.releaseManyItems, { itemIds: [first] })).toMatchObject({ done: 1 });
  });

  it('gives each row to one of two people who take the same rows at once, in any order', async () => {
    for (let round = 0; round < 5; round += 1) {
      await clear();
      const itemIds = [await open(), await open(), await open(), await open()];
      const [one, other] = await Promise.all([
        bodyOf(anna, api.takeManyItems, { itemIds }),
        bodyOf(boris, api.takeManyItems, { itemIds: itemIds.toReversed() }),
      ]);
      expect(one.done + other.done).toBe(4);
    }
    await clear();
  });
});

describe('a hand-over', () => {
  it('gives work with a note to a colleague whom it suits, who sees it until it is confirmed', async () => {
    const itemIds = [await open(), await open({ siteId: platform.secondSiteId })];
    await bodyOf(anna, api.takeManyItems, { itemIds });
    const asked = { itemIds, toStaffId: boris.staffId, note: 'Payer calls back at four' };
    expect(await bodyOf(anna, api.handOverManyItems, asked)).toMatchObject({
      done: 1,
      left: [{ code: 'work.not-their-site' }],
    });
    platform.clock.advance(60 * 60_000);
    await platform.runDue();
    const [handed] = (await bodyOf(boris, listMyWork, {})).handed;
    expect(handed).toMatchObject({
      fromName: 'anna',
      note: 'Payer calls back at four',
      items: [{ itemId: itemIds[0] }],
    });
    const handOverId = handed?.handOverId ?? '';
    expect(await ask(anna, api.confirmHandOver, { handOverId })).toMatchObject({
      refusal: { code: 'work.unknown-hand-over' },
    });
    expect((await ask(boris, api.confirmHandOver, { handOverId })).ok).toBe(true);
    expect((await bodyOf(boris, listMyWork, {})).handed).toEqual([]);
    const { rows } = await platform.database.owner.query<{ plain: boolean }>(
      `select position('Payer' in encode(sealed_note, 'escape')) > 0 as plain from work.hand_over`,
    );
    expect(rows).toEqual([{ plain: false }]);
  });

  it('is refused for work of others, for colleagues of other queues, and to oneself', async () => {
    const itemIds = [await open()];
    const give = (actor: Staff, toStaffId: string | null) =>
      ask(actor, api.handOverManyItems, { itemIds, toStaffId, note: null });
    expect(await give(boris, anna.staffId)).toMatchObject({
      value: { body: { left: [{ code: 'work.item-not-taken' }] } },
    });
    await bodyOf(anna, api.takeManyItems, { itemIds });
    expect(await give(boris, null)).toMatchObject({ value: { body: { left: [{ code: 'work.item-taken' }] } } });
    expect(await give(anna, ida.staffId)).toMatchObject({
      value: { body: { left: [{ code: 'work.not-their-queue' }] } },
    });
    expect(await give(anna, anna.staffId)).toMatchObject({ refusal: { code: 'work.unknown-colleague' } });
    expect(await give(lead, boris.staffId)).toMatchObject({ value: { body: { done: 1, left: [] } } });
    expect(await give(boris, null)).toMatchObject({ value: { body: { done: 1 } } });
    await clear();
  });

  it('lets a lead assign what nobody holds', async () => {
    const itemIds = [await open()];
    const asked = { itemIds, toStaffId: wes.staffId, note: null };
    expect(await bodyOf(lead, api.handOverManyItems, asked)).toMatchObject({ left: [{ code: 'work.not-their-site' }] });
    expect(await bodyOf(lead, api.handOverManyItems, { ...asked, toStaffId: anna.staffId })).toMatchObject({ done: 1 });
    await clear();
  });
});

describe('the end of a shift', () => {
  it('hands over all that a person holds, over all queues, with one note, and leaves the rest with its reason', async () => {
    const itemIds = [
      await open({ minutes: 10 }),
      await open({ minutes: 20, queue: 'claim-rejects' }),
      await open({ minutes: 30, queue: 'claim-rejects' }),
    ];
    const others = await open({ queue: 'claim-rejects' });
    await bodyOf(boris, api.takeManyItems, { itemIds: [others] });
    await bodyOf(anna, api.takeManyItems, { itemIds });
    const before = await bodyOf(anna, shiftApi.readShiftHandOver, { toStaffId: bea.staffId });
    expect(before.held).toBe(3);
    expect(before.colleagues.map(({ name, suits, holds }) => [name, suits, holds])).toEqual([
      ['boris', 3, 1],
      ['bea', 2, 0],
    ]);
    expect(before.left).toMatchObject([{ item: { itemId: itemIds[0] }, code: 'work.not-their-queue' }]);
    const given = { toStaffId: bea.staffId, note: 'The switch was down until noon' };
    expect(await bodyOf(anna, shiftApi.handOverShift, given)).toMatchObject({
      done: 2,
      left: [{ itemId: itemIds[0], code: 'work.not-their-queue' }],
    });
    const { handed } = await bodyOf(bea, listMyWork, {});
    expect(handed).toMatchObject([{ note: given.note, items: [{ itemId: itemIds[1] }, { itemId: itemIds[2] }] }]);
    expect((await bodyOf(anna, listMyWork, {})).taken.map(({ itemId }) => itemId)).toEqual([itemIds[0]]);
    expect((await bodyOf(boris, listMyWork, {})).taken.map(({ itemId }) => itemId)).toEqual([others]);
  });

  it('puts all of it back when nobody takes over, and is refused to those who hold nothing and to oneself', async () => {
    expect(await ask(anna, shiftApi.handOverShift, { toStaffId: anna.staffId, note: null })).toMatchObject({
      refusal: { code: 'work.unknown-colleague' },
    });
    const back = { toStaffId: null, note: null };
    expect(await bodyOf(anna, shiftApi.handOverShift, back)).toEqual({ done: 1, left: [] });
    expect(await ask(anna, shiftApi.handOverShift, back)).toMatchObject({ refusal: { code: 'work.nothing-held' } });
    expect(await bodyOf(anna, shiftApi.readShiftHandOver, { toStaffId: null })).toEqual({
      ...{ held: 0, colleagues: [], left: [] },
    });
    await clear();
  });
});

describe('the next item', () => {
  it('is the most pressing of the queues of a person, for their role, that nobody holds', async () => {
    await open({ minutes: 5, role: 'billingAnalyst', queue: 'claim-rejects' });
    const rejects = await open({ minutes: 10, queue: 'claim-rejects' });
    const benefits = await open({ minutes: 20 });
    const next = async (actor: Staff) => (await bodyOf(actor, api.takeNextItem, { queue: null })).taken;
    expect(await next(anna)).toMatchObject({
      itemId: rejects,
      queueLabel: 'Claim rejects',
      role: 'benefitsSpecialist',
    });
    expect(await next(boris)).toMatchObject({ itemId: benefits });
    expect(await next(ida)).toBeNull();
    await clear();
  });

  it('is another one for each of many who ask at once', async () => {
    await Promise.all(Array.from({ length: 6 }, () => open()));
    const given = await Promise.all(
      [anna, boris, anna, boris, anna, boris].map((actor) => bodyOf(actor, api.takeNextItem, { queue: 'benefits' })),
    );
    const itemIds = given.flatMap(({ taken }) => (taken === null ? [] : [taken.itemId]));
    expect(new Set(itemIds).size).toBe(itemIds.length);
    expect(itemIds.length).toBeGreaterThan(0);
    await clear();
  });

  it('and the rest of the desk are for people', async () => {
    const system: Actor = { kind: 'system', name: 'test' };
    const itemIds = [await open()];
    const filter = { owner: 'anyone', siteId: null, narrowing: null };
    const answers = await Promise.all([
      ask(system, api.takeNextItem, { queue: null }),
      ask(system, api.takeManyItems, { itemIds }),
      ask(system, api.releaseManyItems, { itemIds }),
      ask(system, api.handOverManyItems, { itemIds, toStaffId: null, note: null }),
      ask(system, shiftApi.readShiftHandOver, { toStaffId: null }),
      ask(system, shiftApi.handOverShift, { toStaffId: null, note: null }),
      ask(system, api.confirmHandOver, { handOverId: anna.staffId }),
      ask(system, api.saveQueueView, { queue: 'benefits', name: 'x', sharedWith: null, filter }),
      ask(system, api.deleteQueueView, { viewId: anna.staffId }),
    ]);
    for (const answer of answers) expect(answer).toMatchObject({ refusal: { code: 'work.staff-only' } });
  });
});
