import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { askEndpoint } from '../../../test/support/ask-endpoint.ts';
import { openTestPlatform, type TestPlatform, testStart } from '../../../test/support/test-platform.ts';
import { makeId, TherapyWorld } from '../../../test/support/therapy-world.ts';
import { addTherapy } from '../../../test/support/verified-fill.ts';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { Endpoint, RequestOf } from '../../kernel/endpoint.ts';
import type { PrescriptionId, TherapyId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import { recordConsent, recordContactPreference } from '../patients/index.ts';
import { therapiesSubscriptions, therapiesTimerActions } from '../therapies/jobs.ts';
import { clinicalSubscriptions } from './jobs.ts';
import * as api from './refill-api.ts';
import { refillRoutes } from './refill-routes.ts';

const windowOpens = '2026-03-20T15:00:00.000Z' as Instant;
const well = {
  ...{ onHandThousandths: null, dosesMissed: 0, missedReason: null, dosesLost: 0, sideEffects: 'none' },
  ...{ hasNewMedicine: false, hasNewAllergy: false, visit: 'none', procedureOn: null },
  ...{ address: 'same', deliveryOn: '2026-03-26', copayConsent: true, words: 'Canary words of Ada' },
} as const;

let platform: TestPlatform;
let world: TherapyWorld;

beforeAll(async () => {
  platform = await openTestPlatform({
    subscriptions: [...therapiesSubscriptions, ...clinicalSubscriptions],
    timerActions: therapiesTimerActions,
  });
  world = new TherapyWorld(platform);
});
afterAll(() => platform.close());
beforeEach(() => platform.clock.moveTo(testStart));

/** Asks an endpoint, delivers the news, and returns what was answered or the refusal. */
async function ask<Called extends Endpoint>(
  endpoint: Called,
  request: RequestOf<Called>,
): Promise<Readonly<Record<string, unknown>>> {
  const answer = await askEndpoint({ platform, routes: refillRoutes }, endpoint, request);
  await platform.runDue();
  return (answer.ok ? answer.value.body : answer.refusal) as unknown as Readonly<Record<string, unknown>>;
}

/** A therapy in its refill window: 28 days were delivered on 2 March. */
async function openRefill(): Promise<TherapyId> {
  const { therapyId } = await addTherapy(platform);
  await world.carryToScheduled({ therapyId, prescriptionId: await prescriptionOf(therapyId) });
  await world.carryToDelivered(therapyId);
  platform.clock.moveTo(windowOpens);
  await platform.runDue();
  return therapyId;
}

async function prescriptionOf(therapyId: TherapyId): Promise<PrescriptionId> {
  return (await world.summaryOf(therapyId)).prescriptionId;
}

const call = (therapyId: TherapyId, answers: Partial<Record<keyof typeof well, unknown>> = {}) =>
  ask(api.recordRefillCall, {
    ...{ therapyId, channel: 'phone', outcome: 'confirmed' },
    answers: { ...well, ...answers } as RequestOf<typeof api.recordRefillCall>['answers'],
  });
const attempt = (
  therapyId: TherapyId,
  channel: 'phone' | 'text-message' | 'mail',
  outcome: 'not-reached' | 'prescriber-told' = 'not-reached',
) => ask(api.recordRefillAttempt, { therapyId, channel, outcome });

describe('a refill call', () => {
  it('that brings nothing new confirms the refill, once', async () => {
    const therapyId = await openRefill();
    expect(await call(therapyId)).toHaveProperty('callId');
    expect(await world.summaryOf(therapyId)).toMatchObject({ stage: 'scheduling', blockingHolds: [] });
    expect(await call(therapyId)).toMatchObject({ code: 'clinical.refill-not-due' });
  });

  it('whose answers a rule sends to a pharmacist holds the fill until the review', async () => {
    const therapyId = await openRefill();
    await call(therapyId, { dosesMissed: 3, missedReason: 'forgot' });
    expect(await world.summaryOf(therapyId)).toMatchObject({ stage: 'refill', blockingHolds: ['ClinicalReview'] });
    expect(await world.queuesOf(therapyId)).toEqual(['clinical-review review-refill']);
    const shown = await ask(api.getRefill, { therapyId });
    expect(shown['calls']).toMatchObject([
      { needsReview: true, rules: [{ code: 'missed-doses', explanation: expect.stringContaining('Missed 3 doses') }] },
    ]);
    const [{ callId }] = shown['calls'] as [{ readonly callId: string }];
    const review = { callId, decision: 'go-on', note: 'Pill box agreed' } as const;
    expect(await ask(api.reviewRefill, review)).toEqual({});
    expect(await world.summaryOf(therapyId)).toMatchObject({ stage: 'scheduling', blockingHolds: [] });
    expect(await ask(api.reviewRefill, review)).toMatchObject({ code: 'clinical.no-review-needed' });
    expect(await ask(api.reviewRefill, { ...review, callId: makeId() })).toMatchObject({
      code: 'clinical.unknown-refill-call',
    });
  });

  it('moves the end of the supply to where the counted doses put it, and says why', async () => {
    const therapyId = await openRefill();
    expect((await world.summaryOf(therapyId)).runOutOn).toBe('2026-03-30');
    await call(therapyId, { onHandThousandths: 14_000 });
    expect((await world.summaryOf(therapyId)).runOutOn).toBe('2026-04-03');
    const { timeline } = await world.journeyOf(therapyId);
    expect(timeline.at(-1)).toMatchObject({
      ...{ sentence: 'Run out moved', detail: 'patient count, supply ends on 2026-04-03' },
    });
    expect((await ask(api.getRefill, { therapyId }))['doses']).toMatchObject({
      ...{ onHandThousandths: 14_000, countedOn: '2026-03-20', runOutOn: '2026-04-03' },
    });
  });

  it('is refused while no refill is due, for an unknown therapy, and with answers that do not fit together', async () => {
    const { therapyId } = await addTherapy(platform);
    expect(await call(therapyId, { deliveryOn: '2026-04-01' })).toMatchObject({ code: 'clinical.refill-not-due' });
    expect(await call(makeId<'therapy'>())).toMatchObject({ code: 'clinical.unknown-therapy' });
    expect(await ask(api.getRefill, { therapyId: makeId() })).toMatchObject({ code: 'clinical.unknown-therapy' });
    const due = await openRefill();
    expect(await call(due, { dosesMissed: 1 })).toMatchObject({ code: 'clinical.missed-reason-missing' });
    expect(await call(due, { deliveryOn: null })).toMatchObject({ code: 'clinical.delivery-day-missing' });
    expect(await call(due, { deliveryOn: '2026-03-19' })).toMatchObject({ code: 'clinical.day-in-past' });
  });

  it('keeps what the patient said sealed', async () => {
    const therapyId = await openRefill();
    await call(therapyId);
    const { rows } = await platform.database.owner.query<{ line: string }>(
      'select c::text as line from clinical.refill_call c union all select e::text from therapies.therapy_event e',
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.some(({ line }) => line.includes('Canary words'))).toBe(false);
  });
});

describe('attempts to reach a patient', () => {
  it('end with the prescriber, after three on two channels', async () => {
    const therapyId = await openRefill();
    expect(await attempt(therapyId, 'phone', 'prescriber-told')).toMatchObject({ code: 'clinical.attempts-left' });
    await attempt(therapyId, 'phone');
    await attempt(therapyId, 'phone');
    expect(await world.queuesOf(therapyId)).toEqual(['refills confirm-refill']);
    await attempt(therapyId, 'mail');
    expect(await world.queuesOf(therapyId)).toEqual(['refills tell-prescriber-unreached']);
    expect((await world.summaryOf(therapyId)).blockingHolds).toEqual(['PatientUnreachable']);
    await attempt(therapyId, 'phone', 'prescriber-told');
    expect(await world.queuesOf(therapyId)).toEqual(['refills confirm-refill']);
    await call(therapyId);
    expect(await world.summaryOf(therapyId)).toMatchObject({ stage: 'scheduling', blockingHolds: [] });
  });

  it('follow how the patient wants to be reached', async () => {
    const therapyId = await openRefill();
    const { patientId } = await world.summaryOf(therapyId);
    await platform.transact(async (tx) => {
      const preference = {
        ...({ channel: 'mail', language: 'en', needsInterpreter: false, bestTime: 'after six' } as const),
        ...{ caregiver: null, note: null },
      };
      await recordContactPreference(tx, { patientId, preference });
      await recordConsent(tx, {
        ...({ patientId, use: 'calls', decision: 'declined', wordingVersion: '1', channel: 'phone' } as const),
        ...{ decidedAt: tx.now, expiresOn: null, documentId: null },
      });
    });
    expect((await ask(api.getRefill, { therapyId }))['contact']).toMatchObject({
      ...{ channel: 'mail', barred: ['phone', 'text-message', 'email'], bestTime: 'after six' },
    });
    expect(await attempt(therapyId, 'phone')).toMatchObject({ code: 'clinical.channel-barred' });
  });
});

describe('a change of dose', () => {
  const titrated = { fromOn: '2026-03-12', amountThousandths: 2_000, everyDays: 1 };
  const change = { ...titrated, kind: 'dose', reasonCode: 'titration' } as const;

  it('moves the refill window and the run-out with it', async () => {
    const { therapyId } = await addTherapy(platform);
    expect(await ask(api.changeDose, { therapyId, ...change })).toMatchObject({ code: 'clinical.nothing-to-measure' });
    await world.carryToScheduled({ therapyId, prescriptionId: await prescriptionOf(therapyId) });
    await world.carryToDelivered(therapyId);
    expect(await ask(api.changeDose, { therapyId, ...change })).toEqual({});
    expect((await world.summaryOf(therapyId)).runOutOn).toBe('2026-03-21');
    platform.clock.moveTo('2026-03-11T15:00:00.000Z' as Instant);
    await platform.runDue();
    expect((await world.summaryOf(therapyId)).cycleKind).toBe('refill');
  });

  it('needs an amount and a therapy', async () => {
    const { therapyId } = await addTherapy(platform);
    const without = { ...change, therapyId, amountThousandths: 0 };
    expect(await ask(api.changeDose, without)).toMatchObject({ code: 'clinical.dose-missing' });
    const unknown = { ...change, therapyId: makeId() };
    expect(await ask(api.changeDose, unknown)).toMatchObject({ code: 'clinical.unknown-therapy' });
  });
});

describe('adherence', () => {
  it('is measured from the supplies that reached the patient', async () => {
    const { therapyId } = await addTherapy(platform);
    expect(await ask(api.getAdherence, { therapyId: makeId() })).toMatchObject({ code: 'clinical.unknown-therapy' });
    expect(await ask(api.getAdherence, { therapyId })).toMatchObject({ measure: null, fills: [] });
    await world.carryToScheduled({ therapyId, prescriptionId: await prescriptionOf(therapyId) });
    const fillId = await world.carryToDelivered(therapyId);
    platform.clock.moveTo('2026-04-10T15:00:00.000Z' as Instant);
    const indexOn: CalendarDay = '2026-03-02' as CalendarDay;
    expect(await ask(api.getAdherence, { therapyId })).toMatchObject({
      measure: { indexOn, percentCovered: '70.0', coveredDays: 28, treatmentDays: 40, gapDays: 12, isBelow: true },
      fills: [{ supplyId: fillId, deliveredOn: indexOn, daysSupply: 28, daysLate: null }],
    });
  });
});
