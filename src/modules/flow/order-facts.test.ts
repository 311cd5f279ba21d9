import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts';
import { TherapyWorld } from '../../../test/support/therapy-world.ts';
import type { PatientId, PrescriptionId, TherapyId } from '../../kernel/ids.ts';
import { makeUpPerson, recordContactPreference, registerPatient } from '../patients/index.ts';
import { installDemoReference, resolveDrug } from '../reference/index.ts';
import { endTherapy } from '../therapies/index.ts';
import { therapiesSubscriptions, therapiesTimerActions } from '../therapies/jobs.ts';
import { listOpenWork, openWorkItem } from '../work/index.ts';
import { flowSubscriptions, flowTimerActions } from './jobs.ts';

let platform: TestPlatform;
let world: TherapyWorld;
let patientId: PatientId;
let therapy: { readonly therapyId: TherapyId; readonly prescriptionId: PrescriptionId };

beforeAll(async () => {
  platform = await openTestPlatform({
    subscriptions: [...therapiesSubscriptions, ...flowSubscriptions],
    timerActions: [...therapiesTimerActions, ...flowTimerActions],
  });
  world = new TherapyWorld(platform);
  await platform.transact(installDemoReference);
  const { drug } = await platform.transact((tx) => resolveDrug(tx, { ndc: '00074055402' }));
  if (drug === null) throw new Error('the demonstration has this drug');
  patientId = await platform.transact((tx) => registerPatient(tx, makeUpPerson(1)));
  therapy = await world.open({ patientId, drugId: drug.drugId });
  await platform.runDue();
});
afterAll(() => platform.close());

const listWork = () => platform.transact((tx) => listOpenWork(tx, therapy));
const openReject = () =>
  platform.transact((tx) =>
    openWorkItem(tx, {
      ...{ queue: 'claim-rejects', subjectKind: 'fill', subjectId: '01930000-0000-7000-8000-00000000bbbb' as never },
      ...{
        siteId: platform.siteId,
        patientId,
        therapyId: therapy.therapyId,
        reasonCode: '75',
        dueAt: platform.clock.now(),
      },
    }),
  );

describe('what orders the work of a therapy', () => {
  it('reaches what is open, and what another module opens later', async () => {
    await openReject();
    const work = await listWork();
    expect(work.map(({ queue }) => queue)).toContain('claim-rejects');
    expect(work.length).toBeGreaterThan(1);
    for (const { facts } of work) {
      expect(facts).toMatchObject({ needByFrom: 'expected-start', clinicalRisk: 'low', isRiskVerified: false });
    }
  });

  it('is told anew when the therapy stands elsewhere', async () => {
    await world.carryToScheduled(therapy);
    await world.carryToDelivered(therapy.therapyId);
    const work = await listWork();
    expect(work.map(({ queue }) => queue)).toContain('claim-rejects');
    for (const { facts } of work) {
      expect(facts).toMatchObject({ runOutOn: expect.stringMatching(/^2026-/), runOutAt: expect.any(String) });
      expect(facts).not.toHaveProperty('needByAt');
    }
  });

  it('says in which language the patient is called and where medicines go, and anew once that changes', async () => {
    const known = { patientLanguage: 'en', shipToState: 'NY', programme: 'rheumatology' };
    for (const { facts } of await listWork()) expect(facts).toMatchObject(known);
    const nothing = { bestTime: null, caregiver: null, note: null };
    const preference = { channel: 'phone', language: 'es-MX', needsInterpreter: true, ...nothing } as const;
    await platform.transact((tx) => recordContactPreference(tx, { patientId, preference }));
    await platform.runDue();
    const work = await listWork();
    expect(work.length).toBeGreaterThan(0);
    for (const { facts, asking } of work) {
      expect(facts).toMatchObject({ ...known, patientLanguage: 'es', needsInterpreter: true });
      expect(asking).toMatchObject({ language: 'es', needsInterpreter: true, shipToState: known.shipToState });
    }
  });

  it('ends with the therapy', async () => {
    await platform.transact((tx) => endTherapy(tx, { therapyId: therapy.therapyId, reasonCode: 'patient-decision' }));
    await platform.runDue();
    expect(await listWork()).toEqual([
      expect.objectContaining({ queue: 'claim-rejects', facts: {}, orderReasons: [] }),
    ]);
  });
});
