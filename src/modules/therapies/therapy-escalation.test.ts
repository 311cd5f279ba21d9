import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestPlatform, type TestPlatform, testStart } from '../../../test/support/test-platform.ts';
import { TherapyWorld } from '../../../test/support/therapy-world.ts';
import type { TherapyId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import * as access from '../access/events.ts';
import { listOpenWork } from '../work/index.ts';
import { endWait, startWait, verifyTherapyStream } from './index.ts';
import { therapiesSubscriptions, therapiesTimerActions } from './jobs.ts';
import { listChainedEvents, toTherapyEvent } from './therapy-queries.ts';

let platform: TestPlatform;
let world: TherapyWorld;
let therapyId: TherapyId;

beforeAll(async () => {
  platform = await openTestPlatform({ subscriptions: therapiesSubscriptions, timerActions: therapiesTimerActions });
  world = new TherapyWorld(platform);
});
afterAll(() => platform.close());
beforeEach(async () => {
  platform.clock.moveTo(testStart);
  therapyId = (await world.open()).therapyId;
});

// Opened on Monday 2 March at 10:00 in New York; the welcome call is due on Tuesday at closing: 960 business minutes.
const half = '2026-03-03T14:30:00.000Z';
const fourFifths = '2026-03-03T19:18:00.000Z';
const all = '2026-03-03T22:30:00.000Z';

const reached = async () => {
  const events = await platform.transact((tx) => listChainedEvents(tx, therapyId, null));
  return events.flatMap((stored) => {
    const { type, facts, occurredAt } = toTherapyEvent(stored);
    return type === 'escalation-reached' && facts.task === 'make-welcome-call' ? [[occurredAt, facts.percent]] : [];
  });
};
const shown = async () =>
  (await world.journeyOf(therapyId)).timeline.flatMap(
    ({ sentence }) => /^Make the welcome call: (\d+ %|all)/.exec(sentence)?.[1] ?? [],
  );
const runAt = async (at: string) => {
  platform.clock.moveTo(at as Instant);
  await platform.runDue();
};
const workIn = async (queue: string) =>
  (await platform.transact((tx) => listOpenWork(tx, { therapyId }))).find((item) => item.queue === queue);

describe('work that uses up its time', () => {
  it('is recorded at fixed instants, once each, however late and often the scheduler runs', async () => {
    await runAt('2026-03-05T15:00:00.000Z');
    await platform.runDue();
    expect(await reached()).toEqual([
      [half, 50],
      [fourFifths, 80],
      [all, 100],
    ]);
    expect(await platform.transact((tx) => verifyTherapyStream(tx, therapyId))).toMatchObject({
      value: { broken: null },
    });
  });

  it('is told on the timeline by the highest level alone', async () => {
    await runAt(fourFifths);
    expect(await shown()).toEqual(['80 %']);
    await runAt(all);
    expect(await shown()).toEqual(['all']);
  });

  it('shows its level in the row of its owner, then gives work to the lead, then to the director', async () => {
    await runAt(half);
    expect(await workIn('onboarding')).toMatchObject({ facts: { level: 50 } });
    expect(await workIn('escalations')).toBeUndefined();
    await runAt(fourFifths);
    expect(await workIn('escalations')).toMatchObject({ role: 'teamLead', facts: { level: 80 } });
    await runAt(all);
    expect(await workIn('escalations')).toMatchObject({ role: 'pharmacyDirector', facts: { level: 100 } });
    await world.announce(access.enrolmentRecorded, { therapyId, outcome: 'enrolled' });
    expect(await workIn('onboarding')).toBeUndefined();
  });

  it('waits for others without using its time, and the instants move when they have answered', async () => {
    platform.clock.moveTo('2026-03-02T16:00:00.000Z' as Instant);
    await platform.transact((tx) => startWait(tx, { therapyId, reason: 'awaiting_prescriber' }));
    expect(await workIn('onboarding')).toMatchObject({ facts: { pausedMinutesLeft: 900 } });
    await runAt('2026-03-04T15:00:00.000Z');
    expect(await reached()).toEqual([]);
    await platform.transact((tx) => endWait(tx, { therapyId, reason: 'awaiting_prescriber' }));
    expect(await workIn('onboarding')).toMatchObject({ dueAt: '2026-03-05T21:30:00.000Z' });
    await runAt('2026-03-05T21:30:00.000Z');
    expect((await reached()).map(([at]) => at)).toEqual([
      '2026-03-04T22:00:00.000Z',
      '2026-03-05T18:18:00.000Z',
      '2026-03-05T21:30:00.000Z',
    ]);
  });

  it('is recorded by the change itself where the scheduler was late, and not after the work was done in time', async () => {
    platform.clock.moveTo('2026-03-03T20:00:00.000Z' as Instant);
    await platform.transact((tx) => startWait(tx, { therapyId, reason: 'awaiting_patient' }));
    expect((await reached()).map(([at]) => at)).toEqual([half, fourFifths]);
    await world.announce(access.enrolmentRecorded, { therapyId, outcome: 'enrolled' });
    await runAt('2026-03-09T20:00:00.000Z');
    expect((await reached()).map(([at]) => at)).toEqual([half, fourFifths]);
  });

  it('leaves nothing half done when the program ends in the middle, and does it once afterwards', async () => {
    platform.clock.moveTo(half as Instant);
    const action = therapiesTimerActions.find(({ kind }) => kind === 'therapies.escalation');
    await expect(
      platform.transact(async (tx) => {
        await action?.act(tx, { subject: therapyId, dueAt: half as Instant, payload: {} });
        throw new Error('the program ended');
      }),
    ).rejects.toThrow('the program ended');
    expect(await reached()).toEqual([]);
    await platform.runDue();
    expect(await reached()).toEqual([[half, 50]]);
  });
});
