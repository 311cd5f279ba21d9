import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestPlatform, type TestPlatform, testStart } from '../../../test/support/test-platform.ts';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { Id, Uuid } from '../../kernel/ids.ts';
import { addMinutes, type Instant } from '../../kernel/instant.ts';
import { cents } from '../../kernel/money.ts';
import type { Actor } from '../../platform/transaction/actor.ts';
import type { TenantScope } from '../../platform/transaction/transactor.ts';
import {
  closeWorkItem,
  noTherapyFacts,
  openWorkItem,
  releaseItem,
  type TherapyFacts,
  takeItem,
  tellTherapyFacts,
  type WorkItem,
  type WorkItemId,
} from './index.ts';
import { workTimerActions } from './jobs.ts';
import { listOpenWork, listQueueCounts, listQueueItems, listTakenItems, type QueueCursor } from './work-queries.ts';
import { foldCounts } from './work-store.ts';

let platform: TestPlatform;
let anna: Actor & { kind: 'staff' };
let boris: Actor & { kind: 'staff' };
let count = 0;

beforeAll(async () => {
  platform = await openTestPlatform({ timerActions: workTimerActions });
  anna = await platform.addStaff({ userName: 'anna', roles: ['benefitsSpecialist'] });
  boris = await platform.addStaff({ userName: 'boris', roles: ['benefitsSpecialist'] });
});
afterAll(() => platform.close());
beforeEach(() => platform.clock.moveTo(testStart));

const as = (actor: Actor): Partial<TenantScope> => ({ actor });
const newSubject = (): Uuid => {
  count += 1;
  return `01920000-0000-7000-8000-${String(count).padStart(12, '0')}` as Uuid;
};

async function open(
  work: {
    subjectId?: Uuid;
    dueAt?: Instant;
    siteId?: TestPlatform['siteId'];
    reasonCode?: string;
    urgent?: boolean;
  } = {},
): Promise<Uuid> {
  const subjectId = work.subjectId ?? newSubject();
  await platform.transact((tx) =>
    openWorkItem(tx, {
      queue: 'benefits',
      subjectKind: 'therapy',
      subjectId,
      siteId: work.siteId ?? platform.siteId,
      therapyId: subjectId as Id<'therapy'>,
      reasonCode: work.reasonCode ?? 'check-benefits',
      dueAt: work.dueAt ?? addMinutes(testStart, 60),
      facts: { urgent: work.urgent ?? false },
    }),
  );
  return subjectId;
}

const listAll = (scope?: Partial<TenantScope>): Promise<readonly WorkItem[]> =>
  platform.transact(
    (tx) => listQueueItems(tx, { queue: 'benefits', owner: 'anyone', siteId: null }, { after: null, most: 1_000 }),
    scope,
  );

async function itemOf(subjectId: Uuid): Promise<WorkItem> {
  const [item] = await platform.transact((tx) => listOpenWork(tx, { therapyId: subjectId as Id<'therapy'> }));
  if (item === undefined) throw new Error('the work is not open');
  return item;
}

const take = (itemId: WorkItemId, actor: Actor) => platform.transact((tx) => takeItem(tx, itemId), as(actor));

/** The counts of open items by queue, site and owner, counted from the rows themselves. */
async function countRows(): Promise<readonly string[]> {
  const { rows } = await platform.database.owner.query<{ line: string }>(
    `select concat_ws(' ', queue, site_id, coalesce(taken_by::text, 'nobody'), count(*)) as line
     from work.work_item where closed_at is null group by queue, site_id, taken_by`,
  );
  return rows.map(({ line }) => line).sort();
}

async function readCounts(): Promise<readonly string[]> {
  const counts = await platform.transact((tx) => listQueueCounts(tx));
  return counts.map((each) => `${each.queue} ${each.siteId} ${each.takenBy ?? 'nobody'} ${each.count}`).sort();
}

describe('a queue', () => {
  it('holds one open item for a subject, which is brought up to date', async () => {
    const subjectId = await open();
    const before = await itemOf(subjectId);
    await open({ subjectId });
    await open({ subjectId, reasonCode: 'complete-benefits', dueAt: addMinutes(testStart, 90) });
    const after = await itemOf(subjectId);
    expect(after).toMatchObject({ itemId: before.itemId, reasonCode: 'complete-benefits' });
    expect((await listAll()).filter((item) => item.subjectId === subjectId)).toHaveLength(1);
  });

  it('is ordered by the due instant as facts move it, and each row says why', async () => {
    const calm = await open({ dueAt: addMinutes(testStart, 100) });
    const urgent = await open({ dueAt: addMinutes(testStart, 200), urgent: true });
    const order = (await listAll()).map(({ subjectId }) => subjectId);
    expect(order.indexOf(urgent)).toBeLessThan(order.indexOf(calm));
    expect((await itemOf(urgent)).orderReasons).toEqual([{ code: 'urgent', minutesEarlier: 1_440 }]);
  });

  it('is read by pages that neither repeat nor leave out an item, also among equal due times', async () => {
    for (let index = 0; index < 12; index += 1) await open({ dueAt: addMinutes(testStart, 500) });
    const seen: string[] = [];
    const readFrom = async (after: QueueCursor | null): Promise<void> => {
      const filter = { queue: 'benefits', owner: 'anyone', siteId: null } as const;
      const page = await platform.transact((tx) => listQueueItems(tx, filter, { after, most: 5 }));
      seen.push(...page.map(({ itemId }) => itemId));
      const last = page.at(-1);
      if (last !== undefined && page.length === 5) await readFrom(last);
    };
    await readFrom(null);
    expect(seen).toEqual((await listAll()).map(({ itemId }) => itemId));
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('shows nothing of a site at which a person does not work, nor of another health system', async () => {
    const elsewhere = await open({ siteId: platform.secondSiteId });
    const mine = await listAll({ siteIds: [platform.siteId] });
    expect(mine.some(({ subjectId }) => subjectId === elsewhere)).toBe(false);
    expect(await listAll({ tenantId: platform.otherTenantId })).toEqual([]);
  });

  it('closing work that is not open changes nothing', async () => {
    const subjectId = await open();
    const close = () => platform.transact((tx) => closeWorkItem(tx, { queue: 'benefits', subjectId, outcome: 'done' }));
    await close();
    const counted = await readCounts();
    await close();
    expect(await readCounts()).toEqual(counted);
    await expect(itemOf(subjectId)).rejects.toThrow('not open');
  });
});

describe('taking', () => {
  it('two people who take at once never both hold an item', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { itemId } = await itemOf(await open());
      const outcomes = await Promise.all([take(itemId, anna), take(itemId, boris)]);
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
      const refused = outcomes.find(({ ok }) => !ok);
      expect(refused).toMatchObject({ refusal: { code: 'work.item-taken' } });
    }
  });

  it('an item goes back by itself half an hour after it was last taken', async () => {
    const subjectId = await open();
    const { itemId } = await itemOf(subjectId);
    await take(itemId, anna);
    platform.clock.advance(20 * 60_000);
    await take(itemId, anna);
    platform.clock.advance(29 * 60_000);
    await platform.runDue();
    expect((await itemOf(subjectId)).taking).toMatchObject({ takenBy: anna.staffId, takenAt: testStart });
    platform.clock.advance(60_000);
    await platform.runDue();
    expect((await itemOf(subjectId)).taking).toBeNull();
  });

  it('only who holds an item puts it back, or who may do so for others', async () => {
    const { itemId } = await itemOf(await open());
    const release = (actor: Actor, mayReleaseOthers: boolean) =>
      platform.transact((tx) => releaseItem(tx, { itemId, mayReleaseOthers }), as(actor));
    expect(await release(anna, false)).toMatchObject({ refusal: { code: 'work.item-not-taken' } });
    await take(itemId, anna);
    expect(await release(boris, false)).toMatchObject({ refusal: { code: 'work.item-taken' } });
    expect(await release(boris, true)).toMatchObject({ ok: true });
  });

  it('is for people, and for what is open', async () => {
    const subjectId = await open();
    const { itemId } = await itemOf(subjectId);
    expect(await platform.transact((tx) => takeItem(tx, itemId))).toMatchObject({
      refusal: { code: 'work.staff-only' },
    });
    await platform.transact((tx) => closeWorkItem(tx, { queue: 'benefits', subjectId, outcome: 'done' }));
    expect(await take(itemId, anna)).toMatchObject({ refusal: { code: 'work.unknown-item', status: 404, facts: {} } });
  });

  it('keeps an item with its owner while a module brings it up to date', async () => {
    const subjectId = await open();
    await take((await itemOf(subjectId)).itemId, boris);
    await open({ subjectId, dueAt: addMinutes(testStart, 30) });
    expect((await itemOf(subjectId)).taking?.takenBy).toBe(boris.staffId);
    const held = await platform.transact((tx) => listTakenItems(tx, boris.staffId), as(boris));
    expect(held.map((item) => item.subjectId)).toContain(subjectId);
  });
});

describe('counts', () => {
  it('equal the rows by queue, site and owner, before and after they are folded', async () => {
    const subjects = await Promise.all([open(), open(), open({ siteId: platform.secondSiteId }), open()]);
    const [first, second, third] = subjects;
    if (first === undefined || second === undefined || third === undefined) throw new Error('three were opened');
    await take((await itemOf(first)).itemId, anna);
    await take((await itemOf(second)).itemId, boris);
    await platform.transact((tx) => closeWorkItem(tx, { queue: 'benefits', subjectId: second, outcome: 'done' }));
    await open({ subjectId: third, siteId: platform.siteId });
    expect(await readCounts()).toEqual(await countRows());
    const folded = await platform.transact((tx) => foldCounts(tx, 1_000));
    expect(folded).toBeGreaterThan(0);
    expect(await readCounts()).toEqual(await countRows());
    expect(await platform.transact((tx) => foldCounts(tx, 1_000))).toBe(0);
    await open();
    expect(await readCounts()).toEqual(await countRows());
  });

  it('stay exact while many people open, take, close and fold at once', async () => {
    const subjects = await Promise.all(Array.from({ length: 20 }, () => open()));
    await Promise.all([
      ...subjects.map(async (subjectId, index) => {
        const { itemId } = await itemOf(subjectId);
        await take(itemId, index % 2 === 0 ? anna : boris);
        if (index % 3 === 0) {
          await platform.transact((tx) => closeWorkItem(tx, { queue: 'benefits', subjectId, outcome: 'done' }));
        }
      }),
      ...Array.from({ length: 5 }, () => platform.transact((tx) => foldCounts(tx, 7))),
    ]);
    expect(await readCounts()).toEqual(await countRows());
  });
});

describe('what a therapy lends to its work', () => {
  const tell = (therapyId: Uuid, facts: Partial<TherapyFacts>) =>
    platform.transact((tx) =>
      tellTherapyFacts(tx, [{ therapyId: therapyId as Id<'therapy'>, facts: { ...noTherapyFacts, ...facts } }]),
    );

  it('moves what is open and what is opened later, and says by which fact', async () => {
    const subjectId = await open({ dueAt: addMinutes(testStart, 10_000) });
    await tell(subjectId, { runOutAt: addMinutes(testStart, 5_000), runOutOn: '2026-03-05' as CalendarDay });
    const moved = await itemOf(subjectId);
    expect(moved.effectiveDueAt).toBe(addMinutes(testStart, 5_000 - 2_880));
    expect(moved.orderReasons).toEqual([{ code: 'run-out', minutesEarlier: 7_880 }]);
    await platform.transact((tx) => closeWorkItem(tx, { queue: 'benefits', subjectId, outcome: 'done' }));
    await open({ subjectId, dueAt: addMinutes(testStart, 10_000) });
    expect((await itemOf(subjectId)).effectiveDueAt).toBe(moved.effectiveDueAt);
  });

  it('stands behind what the item says itself, and leaves nothing behind when it is taken back', async () => {
    const subjectId = await open({ urgent: true });
    await tell(subjectId, { clinicalRisk: 'high', isRiskVerified: false });
    expect((await itemOf(subjectId)).facts).toEqual({ urgent: true, clinicalRisk: 'high', isRiskVerified: false });
    await tell(subjectId, {});
    expect((await itemOf(subjectId)).facts).toEqual({ urgent: true });
  });

  it('leaves the counts and the holder as they are', async () => {
    const subjectId = await open();
    const { itemId } = await itemOf(subjectId);
    await take(itemId, anna);
    const before = await readCounts();
    await tell(subjectId, { atRiskCents: cents(500_000), atRiskFrom: 'expected-price' });
    expect(await readCounts()).toEqual(before);
    expect(await readCounts()).toEqual(await countRows());
    expect((await itemOf(subjectId)).taking?.takenBy).toBe(anna.staffId);
  });

  it('misses no item that is opened at the same moment', async () => {
    const subjectId = newSubject();
    const facts = { clinicalRisk: 'high', isRiskVerified: true } as const;
    for (let round = 0; round < 10; round += 1) {
      await Promise.all([open({ subjectId }), tell(subjectId, round % 2 === 0 ? facts : {})]);
      const expected = round % 2 === 0 ? 'high' : undefined;
      expect((await itemOf(subjectId)).facts['clinicalRisk']).toBe(expected);
      await platform.transact((tx) => closeWorkItem(tx, { queue: 'benefits', subjectId, outcome: 'done' }));
    }
  });
});
