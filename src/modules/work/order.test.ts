import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestPlatform, type TestPlatform, testStart } from '../../../test/support/test-platform.ts';
import type { Uuid } from '../../kernel/ids.ts';
import { addMinutes, type Instant } from '../../kernel/instant.ts';
import type { Actor } from '../../platform/transaction/actor.ts';
import { changeOrder, withdrawOrderChange } from './actions/change-order.ts';
import { orderAnew } from './actions/order-anew.ts';
import { standardOrder } from './domain/work-order.ts';
import { openWorkItem } from './index.ts';
import { workTimerActions } from './jobs.ts';
import { readOrderState } from './order-store.ts';
import { listQueueItems } from './work-queries.ts';

let platform: TestPlatform;
let lead: Actor & { kind: 'staff' };
let count = 0;

beforeAll(async () => {
  platform = await openTestPlatform({ timerActions: workTimerActions });
  lead = await platform.addStaff({ userName: 'lee', roles: ['teamLead'] });
});
afterAll(() => platform.close());

const calmUrgency = { ...standardOrder.weights, urgent: { isOn: false, minutes: 0, least: null } };

async function open(work: { readonly dueAt: Instant; readonly urgent: boolean }): Promise<Uuid> {
  count += 1;
  const subjectId = `01920000-0000-7000-8000-${String(count).padStart(12, '0')}` as Uuid;
  await platform.transact((tx) =>
    openWorkItem(tx, {
      ...{ queue: 'benefits', subjectKind: 'therapy', subjectId, siteId: platform.siteId },
      ...{ reasonCode: 'check-benefits', dueAt: work.dueAt, facts: { urgent: work.urgent } },
    }),
  );
  return subjectId;
}

const list = () =>
  platform.transact((tx) =>
    listQueueItems(tx, { queue: 'benefits', owner: 'anyone', siteId: null }, { after: null, most: 100 }),
  );
const shown = () => platform.transact((tx) => readOrderState(tx));
const change = (asked: { weights: typeof standardOrder.weights; effectiveFrom?: Instant; expectedVersion: number }) =>
  platform.transact((tx) => changeOrder(tx, { effectiveFrom: null, ...asked }), { actor: lead });

describe('the order of a tenant', () => {
  it('is switched at once, after all items were ordered beside the shown order', async () => {
    const calm = await open({ dueAt: addMinutes(testStart, 100), urgent: false });
    const urgent = await open({ dueAt: addMinutes(testStart, 200), urgent: true });
    expect((await list()).map(({ subjectId }) => subjectId)).toEqual([urgent, calm]);
    expect(await change({ weights: calmUrgency, expectedVersion: 1 })).toMatchObject({ value: { version: 2 } });
    const step = () => platform.transact((tx) => orderAnew(tx, { version: 2, after: null }));
    await step();
    expect(await shown()).toMatchObject({ shown: { version: 1 }, next: { version: 2 } });
    const during = await open({ dueAt: addMinutes(testStart, 150), urgent: true });
    await step();
    expect((await list()).map(({ subjectId }) => subjectId)).toEqual([during, urgent, calm]);
    expect(new Set((await list()).map(({ orderVersion }) => orderVersion))).toEqual(new Set([1]));
    await platform.runDue();
    expect(await shown()).toMatchObject({ shown: { version: 2 }, place: 2, next: null });
    const after = await list();
    expect(after.map(({ subjectId }) => subjectId)).toEqual([calm, during, urgent]);
    expect(after.map(({ orderVersion, orderReasons }) => [orderVersion, orderReasons])).toEqual(
      Array.from({ length: 3 }, () => [2, []]),
    );
  });

  it('does not lose what is opened while it is switched', async () => {
    const weights = { ...calmUrgency, urgent: { isOn: true, minutes: 600, least: null } };
    await change({ weights, expectedVersion: 2 });
    const opening = async (): Promise<void> => {
      for (let index = 0; index < 20; index += 1) await open({ dueAt: addMinutes(testStart, index), urgent: true });
    };
    const running = async (): Promise<void> => {
      for (let round = 0; round < 30; round += 1) await platform.runDue();
    };
    await Promise.all([opening(), opening(), running()]);
    await platform.runDue();
    expect(await shown()).toMatchObject({ shown: { version: 3 }, place: 1 });
    const { rows } = await platform.database.owner.query<{ open: number; stale: number }>(
      `select count(*)::integer as open, count(*) filter (where order_version <> 3)::integer as stale
       from work.work_item where closed_at is null`,
    );
    expect(rows).toEqual([{ open: 43, stale: 0 }]);
  });

  it('begins when it is effective, and not when it was withdrawn before', async () => {
    const effectiveFrom = addMinutes(testStart, 60);
    expect(await change({ weights: calmUrgency, effectiveFrom, expectedVersion: 3 })).toMatchObject({ ok: true });
    await platform.runDue();
    expect(await shown()).toMatchObject({ shown: { version: 3 }, next: null });
    expect(await change({ weights: standardOrder.weights, expectedVersion: 3 })).toMatchObject({
      refusal: { code: 'work.order-change-pending' },
    });
    const withdraw = () => platform.transact((tx) => withdrawOrderChange(tx, 4), { actor: lead });
    expect(await withdraw()).toMatchObject({ ok: true });
    expect(await withdraw()).toMatchObject({ refusal: { code: 'work.no-order-change' } });
    platform.clock.moveTo(effectiveFrom);
    await platform.runDue();
    expect(await shown()).toMatchObject({ shown: { version: 3 } });
    expect(await change({ weights: calmUrgency, expectedVersion: 3 })).toMatchObject({ value: { version: 5 } });
    await platform.runDue();
    expect(await shown()).toMatchObject({ shown: { version: 5 } });
  });

  it('is decided by a person, and for one health system only', async () => {
    const asked = { weights: standardOrder.weights, effectiveFrom: null, expectedVersion: 5 };
    expect(await platform.transact((tx) => changeOrder(tx, asked))).toMatchObject({
      refusal: { code: 'work.staff-only' },
    });
    const other = await platform.transact((tx) => readOrderState(tx), { tenantId: platform.otherTenantId });
    expect(other).toEqual({ shown: standardOrder, place: 1, next: null });
  });
});
