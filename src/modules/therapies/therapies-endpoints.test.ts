import { Compile } from 'typebox/compile';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestPlatform, type TestPlatform, testStart } from '../../../test/support/test-platform.ts';
import { TherapyWorld } from '../../../test/support/therapy-world.ts';
import type { Endpoint, RequestOf, ResponseOf } from '../../kernel/endpoint.ts';
import type { PatientId, TherapyId } from '../../kernel/ids.ts';
import { addMinutes, type Instant } from '../../kernel/instant.ts';
import type { Result } from '../../kernel/result.ts';
import type { TenantScope } from '../../platform/transaction/transactor.ts';
import * as access from '../access/events.ts';
import { makeUpPerson, registerPatient } from '../patients/index.ts';
import { installDemoReference, resolveDrug } from '../reference/index.ts';
import * as api from './api.ts';
import { endReasonCodes } from './domain/end-reason.ts';
import { therapiesSubscriptions, therapiesTimerActions } from './jobs.ts';
import { therapiesRoutes } from './routes.ts';

let platform: TestPlatform;
let world: TherapyWorld;
let patientId: PatientId;
let therapyId: TherapyId;

beforeAll(async () => {
  platform = await openTestPlatform({ subscriptions: therapiesSubscriptions, timerActions: therapiesTimerActions });
  world = new TherapyWorld(platform);
  await platform.transact(installDemoReference);
});
afterAll(() => platform.close());
beforeEach(async () => {
  platform.clock.moveTo(testStart);
  const { drug } = await platform.transact((tx) => resolveDrug(tx, { ndc: '00074055402' }));
  if (drug === null) throw new Error('the demonstration has this drug');
  count += 1;
  patientId = await platform.transact((tx) => registerPatient(tx, makeUpPerson(count)));
  const opened = await world.open({ patientId, drugId: drug.drugId });
  therapyId = opened.therapyId;
});

let count = 0;

/** Asks an endpoint as the server does, and checks that the answer has its declared shape. */
async function ask<Called extends Endpoint>(
  endpoint: Called,
  request: RequestOf<Called>,
  scope: Partial<TenantScope> = {},
): Promise<Result<{ readonly body: ResponseOf<Called>; readonly patientIds: readonly PatientId[] }>> {
  const route = therapiesRoutes.find((each) => each.endpoint === endpoint);
  if (route === undefined) throw new Error('nothing answers this endpoint');
  const call = { request, principal: null, requestId: 'test', source: 'test', sessionToken: null };
  expect(Compile(endpoint.request).Check(request)).toBe(true);
  const answer = await platform.transact((tx) => route.answer(tx, call as never), scope);
  if (answer.ok) expect(Compile(endpoint.response).Check(answer.value.body)).toBe(true);
  return answer as never;
}

async function journey(asOf: Instant | null = null) {
  const answer = await ask(api.getJourney, { therapyId, asOf });
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value;
}

const seen = async () => ({ therapyId, expectedVersion: (await journey()).body.therapy.version, note: null });

describe('the endpoints of therapies', () => {
  it('the journey names patient, drug and site, and tells the audit whose data it holds', async () => {
    const { body, patientIds } = await journey();
    expect(patientIds).toEqual([patientId]);
    expect(body).toMatchObject({ siteName: 'Main Pharmacy', asOf: null, barrier: { code: 'task.make-welcome-call' } });
    expect(body.therapy.drugName).toContain('Humira');
    expect(body.patient.name.length).toBeGreaterThan(2);
    const work = body.openWork.map(({ queueLabel, takenBy }) => [queueLabel, takenBy]);
    expect(work).toContainEqual(['Onboarding', null]);
    expect(body.timeline).toMatchObject([{ sentence: 'Therapy opened', actor: 'Automatic' }]);
  });

  it('an earlier moment shows what stood then, without the work of today', async () => {
    platform.clock.advance(60_000);
    await world.announce(access.enrolmentRecorded, { therapyId, outcome: 'enrolled' });
    const { body } = await journey(addMinutes(testStart, 0));
    expect(body).toMatchObject({ asOf: testStart, openWork: [], timeline: [{ sequence: 1 }] });
  });

  it('a therapy is found by its number and listed with its patient', async () => {
    const { number } = (await journey()).body.therapy;
    const found = await ask(api.findTherapy, { text: number.toLowerCase() });
    expect(found).toMatchObject({ value: { body: { therapy: { therapyId } }, patientIds: [patientId] } });
    expect(await ask(api.findTherapy, { text: 'T-999999' })).toMatchObject({ value: { body: { therapy: null } } });
    const listed = await ask(api.listTherapies, { patientId });
    expect(listed).toMatchObject({ value: { body: { therapies: [{ therapyId }] }, patientIds: [patientId] } });
  });

  it('holds are placed, overridden and released with the reason in words kept', async () => {
    const command = { hold: 'Stock', reasonCode: 'none-left' } as const;
    expect((await ask(api.placeHold, { ...(await seen()), ...command })).ok).toBe(true);
    const note = 'It arrives this afternoon';
    expect((await ask(api.overrideHold, { ...(await seen()), ...command, note })).ok).toBe(true);
    expect((await journey()).body).toMatchObject({
      holds: [{ hold: 'Stock', isOverridden: true, isPlaced: true, owner: 'Inventory buyer' }],
      timeline: [{}, {}, { sentence: 'Hold overridden: Stock', note }],
    });
    expect((await ask(api.releaseHold, { ...(await seen()), ...command })).ok).toBe(true);
    expect((await journey()).body.holds).toEqual([]);
  });

  it('a wait is begun and ended, also after the fact', async () => {
    platform.clock.advance(3_600_000);
    const since = addMinutes(testStart, 10);
    const reason = 'awaiting_prescriber';
    expect((await ask(api.startWait, { ...(await seen()), reason, since })).ok).toBe(true);
    expect((await journey()).body.waits).toMatchObject([{ reason, since, isDeclared: true }]);
    expect((await ask(api.endWait, { ...(await seen()), reason, until: addMinutes(testStart, 30) })).ok).toBe(true);
    expect((await journey()).body.waits).toEqual([]);
  });

  it('a refill call is refused while no refill is due', async () => {
    const answer = await ask(api.recordRefillCall, { ...(await seen()), outcome: 'confirmed' });
    expect(answer).toMatchObject({ refusal: { code: 'therapies.refill-not-due' } });
  });

  it.each(endReasonCodes)('a therapy ends for the reason %s', async (reasonCode) => {
    expect((await ask(api.endTherapy, { ...(await seen()), reasonCode })).ok).toBe(true);
    const { body } = await journey();
    expect(body.therapy).toMatchObject({ stage: 'ended', barrier: null });
    expect(body.rail.at(-1)).toMatchObject({ stage: 'ended', state: 'current' });
    expect(body.nextActions).toEqual([]);
  });

  it('an unknown and a foreign therapy are answered alike', async () => {
    const foreign = await ask(api.getJourney, { therapyId, asOf: null }, { tenantId: platform.otherTenantId });
    const unknown = await ask(api.getJourney, { therapyId: patientId, asOf: null });
    expect(JSON.stringify(foreign)).toBe(JSON.stringify(unknown));
  });
});
