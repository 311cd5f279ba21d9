import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Asked, askEndpoint } from '../../../test/support/ask-endpoint.ts';
import { openTestPlatform, type TestPlatform, testStart } from '../../../test/support/test-platform.ts';
import type { Endpoint, RequestOf } from '../../kernel/endpoint.ts';
import type { PatientId, Uuid } from '../../kernel/ids.ts';
import { addMinutes } from '../../kernel/instant.ts';
import type { Actor } from '../../platform/transaction/actor.ts';
import { standardOrder } from './domain/work-order.ts';
import { openWorkItem } from './index.ts';
import { workTimerActions } from './jobs.ts';
import * as api from './order-api.ts';
import { workRoutes } from './routes.ts';

let platform: TestPlatform;
let lead: Actor & { kind: 'staff' };
const patientId = '01920000-0000-7000-8000-00000000000a' as PatientId;
const weights = { ...standardOrder.weights, 'time-used': { isOn: true, minutes: 600, least: 80 } };

beforeAll(async () => {
  platform = await openTestPlatform({ timerActions: workTimerActions });
  lead = await platform.addStaff({ userName: 'lee', roles: ['teamLead'] });
  for (let index = 0; index < 4; index += 1) {
    await platform.transact((tx) =>
      openWorkItem(tx, {
        ...{ queue: 'benefits', subjectKind: 'therapy', siteId: platform.siteId, patientId },
        ...{ subjectId: `01920000-0000-7000-8000-00000000010${index}` as Uuid, reasonCode: 'check-benefits' },
        ...{ dueAt: addMinutes(testStart, index * 60), facts: { level: index === 3 ? 80 : 0 } },
      }),
    );
  }
});
afterAll(() => platform.close());

function ask<Called extends Endpoint>(endpoint: Called, request: RequestOf<Called>): Promise<Asked<Called>> {
  return askEndpoint({ platform, routes: workRoutes }, endpoint, request, { actor: lead });
}

it('the effect of other rules is counted over all open work, and the audit is told whose rows are shown', async () => {
  const preview = await ask(api.previewOrder, { weights, queue: 'benefits' });
  const effect = {
    queue: 'benefits',
    label: 'Benefits investigation',
    open: 4,
    up: 1,
    down: 3,
    mostUp: 3,
    mostDown: 1,
  };
  expect(preview).toMatchObject({ value: { patientIds: [patientId] } });
  const body = preview.ok ? preview.value.body : null;
  expect(body?.queues.find(({ queue }) => queue === 'benefits')).toEqual(effect);
  expect(body?.top[0]).toMatchObject({
    ...{ rankNow: 4, rankThen: 1, orderReasons: [{ code: 'time-used', minutesEarlier: 600 }] },
  });
  const counted = await ask(api.previewOrder, { weights, queue: null });
  expect(counted).toMatchObject({ value: { body: { top: [] }, patientIds: [] } });
});

it('rules that cannot order work are refused before they are counted', async () => {
  const wrong = { ...weights, urgent: { isOn: true, minutes: 99_999, least: null } };
  expect(await ask(api.previewOrder, { weights: wrong, queue: null })).toMatchObject({
    refusal: { code: 'work.weights-implausible' },
  });
});

it('each version says who decided it and how it stands, and its change is audited by its number', async () => {
  const stateOf = async () => {
    const read = await ask(api.readWorkOrder, {});
    return read.ok ? read.value.body.versions.map(({ version, state, decidedBy }) => [version, state, decidedBy]) : [];
  };
  const asked = { weights, effectiveFrom: addMinutes(testStart, 60), expectedVersion: 1 };
  expect(await ask(api.changeWorkOrder, asked)).toMatchObject({
    value: { body: { version: 2 }, about: { kind: 'configuration', object: { kind: 'work-order', id: '2' } } },
  });
  expect(await stateOf()).toEqual([[2, 'planned', 'lee']]);
  expect(await ask(api.withdrawOrder, { version: 2 })).toMatchObject({ ok: true });
  expect(await ask(api.changeWorkOrder, { ...asked, effectiveFrom: null })).toMatchObject({
    value: { body: { version: 3 } },
  });
  await platform.runDue();
  expect(await stateOf()).toEqual([
    [3, 'shown', 'lee'],
    [2, 'withdrawn', 'lee'],
  ]);
});
