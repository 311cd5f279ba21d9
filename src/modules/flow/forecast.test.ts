import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestPlatform, type TestPlatform, testStart } from '../../../test/support/test-platform.ts';
import { makeId, TherapyWorld } from '../../../test/support/therapy-world.ts';
import type { TherapyId } from '../../kernel/ids.ts';
import { addMinutes } from '../../kernel/instant.ts';
import * as access from '../access/events.ts';
import { therapiesSubscriptions, therapiesTimerActions } from '../therapies/jobs.ts';
import { getStartForecast } from './actions/get-start-forecast.ts';
import { learnCycles } from './actions/learn-cycles.ts';
import { flowSubscriptions, flowTimerActions } from './jobs.ts';
import { findLearnedAt, listBacktest, listStageUsuals, listStartCycles } from './learning-queries.ts';

let platform: TestPlatform;
let world: TherapyWorld;
let open: TherapyId;

beforeAll(async () => {
  platform = await openTestPlatform({
    subscriptions: [...therapiesSubscriptions, ...flowSubscriptions],
    timerActions: [...therapiesTimerActions, ...flowTimerActions],
  });
  world = new TherapyWorld(platform);
});
afterAll(() => platform.close());

describe('what a pharmacy learns of its own cycles', () => {
  it('is nothing before it was learned', async () => {
    const { therapyId } = await world.open();
    const forecast = await platform.transact((tx) => getStartForecast(tx, therapyId));
    expect(forecast.ok && forecast.value).toMatchObject({ standing: 'thin', forecast: null, learnedAt: null });
  });

  it('is learned when a therapy moves, at most once an hour, and the same when it is learned again', async () => {
    const learnedAt = () => platform.transact(findLearnedAt);
    await startTwelve();
    platform.clock.moveTo(addMinutes(testStart, 13 * 1_440));
    open = (await world.open()).therapyId;
    await platform.runDue();
    const first = platform.clock.now();
    expect(await learnedAt()).toBe(first);
    platform.clock.moveTo(addMinutes(first, 59));
    await world.announce(access.enrolmentRecorded, { therapyId: open, outcome: 'enrolled' });
    expect(await learnedAt()).toBe(first);
    platform.clock.moveTo(addMinutes(first, 60));
    const benefits = { benefitsCheckId: makeId(), outcome: 'complete', authorizationNeeded: false } as const;
    await world.announce(access.benefitsRecorded, { therapyId: open, ...benefits, patientPayCents: 500 });
    expect(await learnedAt()).toBe(addMinutes(first, 60));
    const cycles = await platform.transact(listStartCycles);
    expect(cycles).toHaveLength(14);
    expect(cycles.filter(({ deliveredAt }) => deliveredAt !== null)).toHaveLength(12);
    await platform.transact(learnCycles);
    expect(await platform.transact(listStartCycles)).toEqual(cycles);
  });

  it('knows where a therapy stands after everything that moved it', async () => {
    const cycle = (await platform.transact(listStartCycles)).find(({ therapyId }) => therapyId === open);
    const { stage, barrier } = await world.summaryOf(open);
    expect(cycle?.steps.at(-1)).toMatchObject({ stage, barrierCode: barrier?.code, leftAt: null });
  });

  it('tells the median time of finished cycles in each stage with its count', async () => {
    const usuals = await platform.transact((tx) => listStageUsuals(tx, 'start'));
    const dispensing = usuals.find(({ stage }) => stage === 'dispensing');
    expect(dispensing?.cycles).toBe(12);
    expect(dispensing?.medianMinutes).toBeGreaterThanOrEqual(600);
    expect(dispensing?.medianMinutes).toBeLessThan(720);
  });

  it('forecasts the start of a therapy with a band and what it rests on', async () => {
    const found = await platform.transact((tx) => getStartForecast(tx, open));
    if (!found.ok || found.value.forecast === null) throw new Error('there is a forecast');
    const { lowOn, middleOn, highOn, starts, reasons } = found.value.forecast;
    expect(starts).toBe(12);
    expect(lowOn <= middleOn && middleOn <= (highOn ?? '9')).toBe(true);
    expect(reasons[0]).toMatch(/^Rests on 12 starts of this pharmacy/);
  });

  it('forecasts nothing for a therapy that was delivered', async () => {
    const cycles = await platform.transact(listStartCycles);
    const delivered = cycles.find(({ deliveredAt }) => deliveredAt !== null);
    if (delivered === undefined) throw new Error('there is a cycle');
    const found = await platform.transact((tx) => getStartForecast(tx, delivered.therapyId));
    expect(found.ok && found.value.standing).toBe('not-starting');
  });

  it('keeps no backtest while the older history is too thin to forecast from', async () => {
    expect(await platform.transact(listBacktest)).toEqual([]);
  });

  it('is refused for a therapy that is not there', async () => {
    const unknown = '0190f0de-0000-7000-8000-00000000dead' as TherapyId;
    const found = await platform.transact((tx) => getStartForecast(tx, unknown));
    expect(found.ok ? null : found.refusal.code).toBe('flow.unknown-therapy');
  });
});

/** Carries twelve therapies from the referral to the delivery, one begun on each day. */
async function startTwelve(): Promise<void> {
  for (let index = 0; index < 12; index += 1) {
    platform.clock.moveTo(addMinutes(testStart, index * 1_440));
    const therapy = await world.open();
    await world.carryToScheduled(therapy);
    platform.clock.moveTo(addMinutes(platform.clock.now(), 600 + index * 10));
    await world.carryToDelivered(therapy.therapyId);
  }
}
