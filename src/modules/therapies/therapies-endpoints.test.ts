import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Asked, askEndpoint } from '../../../test/support/ask-endpoint.ts';
import { openTestPlatform, type TestPlatform, testStart } from '../../../test/support/test-platform.ts';
import { makeId, TherapyWorld } from '../../../test/support/therapy-world.ts';
import type { EventKind, PayloadOf } from '../../kernel/domain-event.ts';
import type { Endpoint, RequestOf } from '../../kernel/endpoint.ts';
import type { PatientId, TherapyId } from '../../kernel/ids.ts';
import { addMinutes, type Instant } from '../../kernel/instant.ts';
import type { Json } from '../../kernel/json.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { TenantScope } from '../../platform/transaction/transactor.ts';
import * as access from '../access/events.ts';
import * as deliveryEvents from '../delivery/events.ts';
import { insertPartner, type NewPartner } from '../exchange/index.ts';
import { makeUpPerson, registerPatient } from '../patients/index.ts';
import { createClient } from '../programs/index.ts';
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

function ask<Called extends Endpoint>(
  endpoint: Called,
  request: RequestOf<Called>,
  scope: Partial<TenantScope> = {},
): Promise<Asked<Called>> {
  return askEndpoint({ platform, routes: therapiesRoutes }, endpoint, request, scope);
}

async function journey(asOf: Instant | null = null) {
  const answer = await ask(api.getJourney, { therapyId, asOf });
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value;
}

const courier: NewPartner = {
  ...{ name: 'Fleet Courier', kind: 'courier', formats: ['courier-webhook'], siteId: null, address: null },
  ...{ allowedSenders: [], certificateSha256: null, keySecret: 'a-secret-of-twenty-letters' },
};

async function addClient(tx: TenantTransaction, name: string) {
  const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' });
  const scopes = ['access.record'];
  const keys = { keys: [{ ...key, kid: 'one', alg: 'ES256', use: 'sig' }] } as Json;
  const made = await createClient(tx, { name, keys, scopes, siteIds: null, known: new Set(scopes) });
  if (!made.ok) throw new Error(made.refusal.code);
  return made.value;
}

/** Announces a fact on somebody's account and lets the worker deliver it. */
async function tell<Kind extends EventKind>(scope: Partial<TenantScope>, kind: Kind, payload: PayloadOf<Kind>) {
  platform.clock.advance(60_000);
  await platform.transact((tx) => tx.announce(kind, payload, therapyId), scope);
  await platform.runDue();
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

  it('lines that know only ids are told drug and number, and whose therapies these are; an unknown id is absent', async () => {
    const answer = await ask(api.listTherapyNames, { therapyIds: [therapyId, makeId()] });
    if (!answer.ok) throw new Error(answer.refusal.code);
    const { number } = (await journey()).body.therapy;
    expect(answer.value.body.names).toEqual([{ therapyId, number, drugName: expect.stringContaining('Humira') }]);
    expect(answer.value.patientIds).toEqual([patientId]);
    const elsewhere = { tenantId: platform.otherTenantId };
    expect(await ask(api.listTherapyNames, { therapyIds: [therapyId] }, elsewhere)).toMatchObject({
      value: { body: { names: [] }, patientIds: [] },
    });
  });

  it('the timeline names the person, the application or the partner that made a fact true, though the worker records it', async () => {
    const ines = await platform.addStaff({ userName: `ines-${count}`, roles: ['intakeTechnician'] });
    const { clientId, partnerId } = await platform.transact(async (tx) => ({
      clientId: await addClient(tx, 'Patient portal'),
      partnerId: await insertPartner(tx, courier),
    }));
    const enrolled = { therapyId, outcome: 'enrolled' } as const;
    await tell({ actor: ines }, access.enrolmentRecorded, enrolled);
    await tell({ actor: { kind: 'client', clientId } }, access.enrolmentRecorded, { ...enrolled, outcome: 'declined' });
    await tell({ actor: { kind: 'partner', partnerId } }, deliveryEvents.deliveryShipped, {
      ...{ therapyId, deliveryId: makeId<'delivery'>(), fillId: null, shippedAt: platform.clock.now() },
    });
    const { timeline } = (await journey()).body;
    expect(timeline.slice(1).map(({ actor }) => actor)).toEqual([`ines-${count}`, 'Patient portal', 'Fleet Courier']);
  });

  it('what a timer brings about says so', async () => {
    await world.announce(access.authorizationRecorded, {
      therapyId,
      authorizationId: makeId(),
      state: 'approved',
      validTo: '2026-03-10',
    });
    platform.clock.advance(20 * 24 * 3_600_000);
    await platform.runDue();
    const { timeline } = (await journey()).body;
    expect(timeline.at(-1)).toMatchObject({ actor: 'Timer: end of authorization' });
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
