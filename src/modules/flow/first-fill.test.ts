import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestPlatform, type TestPlatform, testStart } from '../../../test/support/test-platform.ts';
import { TherapyWorld } from '../../../test/support/therapy-world.ts';
import type { Id, TherapyId } from '../../kernel/ids.ts';
import { addMinutes } from '../../kernel/instant.ts';
import * as access from '../access/events.ts';
import { makeUpPerson, registerPatient } from '../patients/index.ts';
import * as prescriptions from '../prescriptions/events.ts';
import { installDemoReference, resolveDrug } from '../reference/index.ts';
import { endTherapy, type TherapyRequest } from '../therapies/index.ts';
import { therapiesSubscriptions, therapiesTimerActions } from '../therapies/jobs.ts';
import { listOpenWork, listQueueCounts } from '../work/index.ts';
import { flowSubscriptions, flowTimerActions } from './jobs.ts';

let platform: TestPlatform;
let world: TherapyWorld;
let drugId: Id<'drug'>;
let persons = 0;

beforeAll(async () => {
  platform = await openTestPlatform({
    subscriptions: [...therapiesSubscriptions, ...flowSubscriptions],
    timerActions: [...therapiesTimerActions, ...flowTimerActions],
  });
  world = new TherapyWorld(platform);
  await platform.transact(installDemoReference);
  const { drug } = await platform.transact((tx) => resolveDrug(tx, { ndc: '00074055402' }));
  if (drug === null) throw new Error('the demonstration has this drug');
  drugId = drug.drugId;
});
afterAll(() => platform.close());

/** Opens a therapy of a new patient at the start of the tests, and accepts its prescription. */
async function accept(request: Partial<TherapyRequest> = {}) {
  platform.clock.moveTo(testStart);
  persons += 1;
  const patientId = await platform.transact((tx) => registerPatient(tx, makeUpPerson(persons)));
  const therapy = await world.open({ patientId, drugId, ...request });
  const { therapyId, prescriptionId } = therapy;
  await world.announce(prescriptions.prescriptionAccepted, { therapyId, prescriptionId, prescriberId: null });
  return therapy;
}

async function moveToDay(days: number): Promise<void> {
  platform.clock.moveTo(addMinutes(testStart, days * 1_440));
  await platform.runDue();
}

async function findWork(therapyId: TherapyId) {
  const work = await platform.transact((tx) => listOpenWork(tx, { therapyId }));
  return work.find(({ queue }) => queue === 'first-fills') ?? null;
}

async function outcomeOf(therapyId: TherapyId): Promise<string | undefined> {
  const { rows } = await platform.database.owner.query<{ outcome: string }>(
    `select outcome from work.work_item where queue = 'first-fills' and subject_id = $1`,
    [therapyId],
  );
  return rows[0]?.outcome;
}

describe('a first fill that was not handed over', () => {
  it('is work from the day after the last one in time, with what stands in the way and whose move it is', async () => {
    const { therapyId } = await accept();
    await moveToDay(30);
    expect(await findWork(therapyId)).toBeNull();
    await moveToDay(32);
    expect(await findWork(therapyId)).toMatchObject({
      reasonCode: 'first-fill-overdue',
      stage: 'onboarding',
      facts: { barrier: 'task.make-welcome-call', barrierParty: 'pharmacy' },
    });
    const counts = await platform.transact((tx) => listQueueCounts(tx));
    expect(counts.filter(({ queue }) => queue === 'first-fills').map(({ count }) => count)).toEqual([1]);
  });

  it('tells the barrier of now once that moved', async () => {
    const { therapyId } = await accept();
    await moveToDay(32);
    await world.announce(access.enrolmentRecorded, { therapyId, outcome: 'enrolled' });
    expect(await findWork(therapyId)).toMatchObject({
      stage: 'benefits',
      facts: { barrier: 'task.check-benefits' },
    });
  });

  it('is closed by the first delivery', async () => {
    const therapy = await accept();
    await moveToDay(32);
    expect(await findWork(therapy.therapyId)).not.toBeNull();
    await world.carryToScheduled(therapy);
    await world.carryToDelivered(therapy.therapyId);
    expect(await findWork(therapy.therapyId)).toBeNull();
    expect(await outcomeOf(therapy.therapyId)).toBe('handed-over');
  });

  it('is closed by a coded end', async () => {
    const { therapyId } = await accept();
    await moveToDay(32);
    await platform.transact((tx) => endTherapy(tx, { therapyId, reasonCode: 'cost' }));
    await platform.runDue();
    expect(await outcomeOf(therapyId)).toBe('ended.cost');
  });

  it('is no work when the start was delivered in time, was ended, or did not come electronically', async () => {
    const delivered = await accept();
    await world.carryToScheduled(delivered);
    await world.carryToDelivered(delivered.therapyId);
    const ended = await accept();
    await platform.transact((tx) => endTherapy(tx, { therapyId: ended.therapyId, reasonCode: 'cost' }));
    const phoned = await accept({ channel: 'phone' });
    await moveToDay(40);
    for (const { therapyId } of [delivered, ended, phoned]) expect(await findWork(therapyId)).toBeNull();
  });
});
