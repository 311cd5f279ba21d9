import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Asked, askEndpoint } from '../../../test/support/ask-endpoint.ts';
import { openTestPlatform, type TestPlatform, testStart } from '../../../test/support/test-platform.ts';
import type { Endpoint, RequestOf } from '../../kernel/endpoint.ts';
import type { PatientId, Uuid } from '../../kernel/ids.ts';
import type { Actor } from '../../platform/transaction/actor.ts';
import * as api from './api.ts';
import { openWorkItem } from './index.ts';
import { workTimerActions } from './jobs.ts';
import { workPermissions } from './permissions.ts';
import { workRoutes } from './routes.ts';

let platform: TestPlatform;
let anna: Actor & { kind: 'staff' };
const patientId = '01920000-0000-7000-8000-00000000000a' as PatientId;

beforeAll(async () => {
  platform = await openTestPlatform({ timerActions: workTimerActions });
  anna = await platform.addStaff({ userName: 'anna', roles: ['benefitsSpecialist'] });
  for (let index = 0; index < 60; index += 1) {
    const subjectId = `01920000-0000-7000-8000-0000000001${String(index).padStart(2, '0')}` as Uuid;
    await platform.transact((tx) =>
      openWorkItem(tx, {
        ...{ queue: 'benefits', subjectKind: 'therapy', subjectId, siteId: platform.siteId, patientId },
        ...{ reasonCode: 'check-benefits', dueAt: testStart, facts: { rejectCodes: ['75'] } },
      }),
    );
  }
});
afterAll(() => platform.close());

/** Asks an endpoint as Anna. */
function ask<Called extends Endpoint>(
  endpoint: Called,
  request: RequestOf<Called>,
  permissions: readonly string[] = [],
): Promise<Asked<Called>> {
  return askEndpoint({ platform, routes: workRoutes }, endpoint, request, { actor: anna, permissions });
}

const page = { queue: 'benefits', owner: 'anyone', siteId: null, narrowing: null, after: null } as const;

it('a queue is listed fifty at a time with its exact total, and the audit is told whose data it holds', async () => {
  const first = await ask(api.listQueueItems, page);
  if (!first.ok) throw new Error(first.refusal.code);
  expect(first.value).toMatchObject({ body: { total: 60 }, patientIds: [patientId] });
  expect(first.value.body.items).toHaveLength(50);
  const second = await ask(api.listQueueItems, { ...page, after: first.value.body.next });
  expect(second).toMatchObject({ value: { body: { total: 60, next: null } } });
  expect(second.ok && second.value.body.items).toHaveLength(10);
});

it('the queues of a person are marked, counted and summed by site', async () => {
  const answer = await ask(api.listQueues, {});
  const queue = answer.ok ? answer.value.body.queues.find((each) => each.queue === 'benefits') : undefined;
  expect(queue).toMatchObject({ isMine: true, open: 60, taken: 0, sites: [{ siteId: platform.siteId, open: 60 }] });
  const others = answer.ok ? answer.value.body.queues.filter(({ isMine }) => isMine) : [];
  expect(others.map((each) => each.queue)).toEqual(['benefits', 'claim-rejects']);
});

it('what a person took is theirs, and the most pressing of their queues waits for them', async () => {
  const listed = await ask(api.listQueueItems, page);
  const itemId = listed.ok ? (listed.value.body.items[0]?.itemId ?? '') : '';
  expect((await ask(api.takeItem, { itemId })).ok).toBe(true);
  expect(await ask(api.listMyWork, {})).toMatchObject({
    value: {
      body: {
        taken: [{ itemId, takenBy: { name: 'anna', isMe: true } }],
        queues: [{ queue: 'benefits', items: [{}, {}, {}] }],
      },
      patientIds: [patientId],
    },
  });
  const mine = await ask(api.listQueueItems, { ...page, owner: 'me' });
  expect(mine).toMatchObject({ value: { body: { total: 1, items: [{ itemId }] } } });
  const waiting = await ask(api.listQueueItems, { ...page, owner: 'nobody' });
  expect(waiting).toMatchObject({ value: { body: { total: 59 } } });
  expect((await ask(api.releaseItem, { itemId }, [workPermissions.releaseWorkOfOthers.code])).ok).toBe(true);
});
