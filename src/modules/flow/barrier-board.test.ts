import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askEndpoint } from '../../../test/support/ask-endpoint.ts';
import { openTestPlatform, type TestPlatform, testStart } from '../../../test/support/test-platform.ts';
import { TherapyWorld } from '../../../test/support/therapy-world.ts';
import type { Endpoint, RequestOf } from '../../kernel/endpoint.ts';
import type { PatientId, SiteId, TherapyId } from '../../kernel/ids.ts';
import { addMinutes } from '../../kernel/instant.ts';
import type { TenantScope } from '../../platform/transaction/transactor.ts';
import * as access from '../access/events.ts';
import { makeUpPerson, recordCoverage, registerPatient } from '../patients/index.ts';
import * as prescriptions from '../prescriptions/events.ts';
import { installDemoReference, listPlans, recordPrescriber, resolveDrug } from '../reference/index.ts';
import { standingChanged } from '../therapies/events.ts';
import { endTherapy } from '../therapies/index.ts';
import { therapiesSubscriptions, therapiesTimerActions } from '../therapies/jobs.ts';
import * as api from './board-api.ts';
import { boardRoutes } from './board-routes.ts';
import { flowSubscriptions, flowTimerActions } from './jobs.ts';

const minutesOfDay = 1_440;
let platform: TestPlatform;
let world: TherapyWorld;
let late: TherapyId;
let fresh: TherapyId;
let payerId: string;
let prescriberId: string;

beforeAll(async () => {
  platform = await openTestPlatform({
    subscriptions: [...therapiesSubscriptions, ...flowSubscriptions],
    timerActions: [...therapiesTimerActions, ...flowTimerActions],
  });
  world = new TherapyWorld(platform);
  await platform.transact(installDemoReference);
  late = await openWithPayer(1);
  platform.clock.advance(20 * minutesOfDay * 60_000);
  fresh = await openWithoutPayer(2);
  await world.announce(access.enrolmentRecorded, { therapyId: fresh, outcome: 'enrolled' });
});
afterAll(() => platform.close());

async function openTherapyOf(person: number): Promise<{ therapyId: TherapyId; patientId: PatientId }> {
  const { drug } = await platform.transact((tx) => resolveDrug(tx, { ndc: '00074055402' }));
  if (drug === null) throw new Error('the demonstration has this drug');
  const patientId = await platform.transact((tx) => registerPatient(tx, makeUpPerson(person)));
  return { ...(await world.open({ patientId, drugId: drug.drugId })), patientId };
}

async function openWithPayer(person: number): Promise<TherapyId> {
  const { therapyId, patientId } = await openTherapyOf(person);
  prescriberId = await recordLena();
  const prescriptionId = '01930000-0000-7000-8000-00000000aaaa';
  await world.announce(prescriptions.prescriptionAccepted, { therapyId, prescriptionId, prescriberId });
  const [plan] = await platform.transact((tx) => listPlans(tx));
  if (plan === undefined) throw new Error('the demonstration has plans');
  payerId = plan.payerId;
  const card = { memberId: 'M-1', groupNumber: null, personCode: null, payerName: null };
  const coverage = { patientId, planId: plan.planId, payerOrder: 1, relationship: 'self', ...card } as const;
  const origin = { kind: 'staff', id: null } as const;
  await platform.transact((tx) => recordCoverage(tx, { ...coverage, validFrom: null, validTo: null, origin }));
  await platform.runDue();
  return therapyId;
}

async function recordLena(): Promise<string> {
  const contact = { credential: 'MD', specialty: null, phone: null, fax: null, state: 'NY', deaNumber: null };
  const lena = { npi: '1234567893', familyName: 'Amari', givenName: 'Lena', source: 'test', ...contact };
  const recorded = await platform.transact((tx) => recordPrescriber(tx, lena));
  if (!recorded.ok) throw new Error(recorded.refusal.code);
  return recorded.value;
}

async function openWithoutPayer(person: number): Promise<TherapyId> {
  const { therapyId } = await openTherapyOf(person);
  const prescriptionId = '01930000-0000-7000-8000-00000000bbbb';
  await world.announce(prescriptions.prescriptionAccepted, { therapyId, prescriptionId, prescriberId: null });
  return therapyId;
}

async function ask<Called extends Endpoint>(
  endpoint: Called,
  request: RequestOf<Called>,
  scope: Partial<TenantScope> = {},
) {
  const answer = await askEndpoint({ platform, routes: boardRoutes }, endpoint, request, scope);
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value;
}

describe('the barrier board', () => {
  it('lists therapies with their one barrier, those longest without doses first, and tells the audit whose they are', async () => {
    const { body, patientIds } = await ask(api.listBarrierRows, { parts: [], after: null });
    expect(body.rows.map(({ therapyId }) => therapyId)).toEqual([late, fresh]);
    expect(patientIds).toHaveLength(2);
    const [first, second] = body.rows;
    expect(first).toMatchObject({ daysLost: 20, prescriber: 'Lena Amari', siteName: 'Main Pharmacy' });
    expect(first?.cost).toMatchObject({ sentence: 'Start 6 days late', daysWithout: 6 });
    expect(second).toMatchObject({ daysLost: 0, payer: null, cost: { sentence: 'Start due in 14 days' } });
  });

  it('puts them together with the days lost, and counts those that are late', async () => {
    const { body } = await ask(api.listBarrierBars, { by: 'payer', parts: [] });
    expect(body.bars).toEqual([
      { key: payerId, label: expect.any(String), therapies: 1, late: 1, daysLost: 20, medianDays: 20 },
      { key: null, label: 'No insurance on file', therapies: 1, late: 0, daysLost: 0, medianDays: 0 },
    ]);
  });

  it('shows in a bar exactly the therapies that the bar counts, whatever the dimension', async () => {
    for (const by of ['barrier', 'party', 'stage', 'payer', 'prescriber', 'drug', 'site'] as const) {
      const { bars } = (await ask(api.listBarrierBars, { by, parts: [] })).body;
      expect(bars.reduce((sum, bar) => sum + bar.therapies, 0)).toBe(2);
      for (const bar of bars) {
        expect(bar.label).not.toBe('');
        const { rows } = (await ask(api.listBarrierRows, { parts: [{ by, key: bar.key }], after: null })).body;
        expect(rows).toHaveLength(bar.therapies);
      }
    }
  });

  it('narrows by several parts at once and names them', async () => {
    const parts = [
      { by: 'prescriber' as const, key: prescriberId },
      { by: 'stage' as const, key: 'onboarding' },
    ];
    const { body } = await ask(api.listBarrierBars, { by: 'drug', parts });
    expect(body.partLabels).toEqual(['Lena Amari', 'Onboarding']);
    expect(body.bars.map(({ therapies }) => therapies)).toEqual([1]);
  });

  it('goes on after the last row of a page', async () => {
    const after = { harmOn: addDay(testStart, 14), therapyId: late };
    const { body } = await ask(api.listBarrierRows, { parts: [], after });
    expect(body.rows.map(({ therapyId }) => therapyId)).toEqual([fresh]);
  });

  it('shows nothing of another site', async () => {
    const elsewhere = '01930000-0000-7000-8000-00000000eeee' as SiteId;
    const { body } = await ask(api.listBarrierRows, { parts: [], after: null }, { siteIds: [elsewhere] } as never);
    expect(body.rows).toEqual([]);
  });

  it('ends as the therapy stands when it is told again of what is long over', async () => {
    const before = await ask(api.listBarrierRows, { parts: [], after: null });
    await world.announce(standingChanged, { therapyId: late });
    await world.announce(standingChanged, { therapyId: fresh });
    expect(await ask(api.listBarrierRows, { parts: [], after: null })).toEqual(before);
  });

  it('leaves out a therapy that has ended', async () => {
    const { version } = await world.summaryOf(fresh);
    const command = { therapyId: fresh, reasonCode: 'patient-decision' } as const;
    const ended = await platform.transact((tx) => endTherapy(tx, command, { expectedVersion: version, note: null }));
    expect(ended.ok).toBe(true);
    await platform.runDue();
    const { rows } = (await ask(api.listBarrierRows, { parts: [], after: null })).body;
    expect(rows.map(({ therapyId }) => therapyId)).toEqual([late]);
  });
});

function addDay(instant: typeof testStart, days: number): string {
  return addMinutes(instant, days * minutesOfDay).slice(0, 10);
}
