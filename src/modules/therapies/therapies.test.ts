import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestPlatform, type TestPlatform, testStart } from '../../../test/support/test-platform.ts';
import { makeId, TherapyWorld } from '../../../test/support/therapy-world.ts';
import type { PatientId } from '../../kernel/ids.ts';
import type { Result } from '../../kernel/result.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import * as prescriptions from '../prescriptions/events.ts';
import { listOpenWork } from '../work/index.ts';
import {
  askReleaseToFill,
  correctPatient,
  endTherapy,
  getJourney,
  getTherapySummary,
  listTherapies,
  overrideHold,
  placeHold,
  releaseHold,
} from './index.ts';
import { therapiesSubscriptions, therapiesTimerActions } from './jobs.ts';

const dayMilliseconds = 86_400_000;
let platform: TestPlatform;
let world: TherapyWorld;

beforeAll(async () => {
  platform = await openTestPlatform({ subscriptions: therapiesSubscriptions, timerActions: therapiesTimerActions });
  world = new TherapyWorld(platform);
});
afterAll(() => platform.close());
beforeEach(() => platform.clock.moveTo(testStart));

const act = <Value>(work: (tx: TenantTransaction) => Promise<Value>): Promise<Value> => platform.transact(work);

const refusalOf = (result: Result<unknown>): string | null => (result.ok ? null : result.refusal.code);

describe('opening', () => {
  it('opens a therapy with the work that is next and its clocks running', async () => {
    const { therapyId, continued } = await world.open();
    expect(continued).toBe(false);
    const journey = await world.journeyOf(therapyId);
    expect(journey.summary).toMatchObject({ stage: 'onboarding', subStatus: { label: 'To contact' }, cycle: 1 });
    expect(journey.nextActions[0]).toMatchObject({ code: 'make-welcome-call', dueAt: '2026-03-03T22:30:00.000Z' });
    expect(await world.queuesOf(therapyId)).toEqual([
      'benefits check-benefits',
      'clinical-review review-start',
      'onboarding make-welcome-call',
    ]);
  });

  it('continues the open therapy of the same patient, ingredient and indication', async () => {
    const first = await world.open();
    const renewal = makeId<'prescription'>();
    const second = await world.open({ ...first, prescriptionId: renewal });
    expect(second).toMatchObject({ therapyId: first.therapyId, continued: true });
    expect((await world.summaryOf(first.therapyId)).prescriptionId).toBe(renewal);
    const before = await world.summaryOf(first.therapyId);
    await world.open({ ...first, prescriptionId: renewal });
    expect(await world.summaryOf(first.therapyId)).toEqual(before);
  });

  it('opens another therapy for another indication, and lets one without join', async () => {
    const first = await world.open();
    const other = await world.open({ ...first, indicationCode: 'M05.9', prescriptionId: makeId<'prescription'>() });
    expect(other.continued).toBe(false);
    const unnamed = await world.open({ ...first, indicationCode: null, prescriptionId: makeId<'prescription'>() });
    expect(unnamed.continued).toBe(true);
    const listed = await act((tx) => listTherapies(tx, { patientId: first.patientId }));
    expect(listed).toHaveLength(2);
  });

  it('opens one therapy when two prescriptions for it arrive at once', async () => {
    const patientId = makeId<'patient'>();
    const opened = await Promise.all([world.open({ patientId }), world.open({ patientId }), world.open({ patientId })]);
    expect(new Set(opened.map(({ therapyId }) => therapyId)).size).toBe(1);
    expect(opened.filter(({ continued }) => !continued)).toHaveLength(1);
  });

  it('reopens a therapy that ended up to 90 days ago, and links a new one to an older', async () => {
    const first = await world.open();
    await act((tx) => endTherapy(tx, { therapyId: first.therapyId, reasonCode: 'patient-decision' }));
    platform.clock.advance(90 * dayMilliseconds);
    const again = await world.open({ ...first, prescriptionId: makeId<'prescription'>() });
    expect(again).toMatchObject({ therapyId: first.therapyId, continued: true });
    expect(await world.summaryOf(first.therapyId)).toMatchObject({ ended: null, cycle: 2, cycleKind: 'start' });
    await act((tx) => endTherapy(tx, { therapyId: first.therapyId, reasonCode: 'patient-decision' }));
    platform.clock.advance(90 * dayMilliseconds + 1);
    const later = await world.open({ ...first, prescriptionId: makeId<'prescription'>() });
    expect(later.continued).toBe(false);
    const { rows } = await platform.database.owner.query<{ linked: string }>(
      "select state ->> 'continuesTherapyId' as linked from therapies.therapy where therapy_id = $1",
      [later.therapyId],
    );
    expect(rows[0]?.linked).toBe(first.therapyId);
  });

  it('numbers the therapies of each health system from one, without gaps and without one waiting for another', async () => {
    const scope = { tenantId: platform.otherTenantId };
    const siteId = platform.otherTenantSiteId;
    const first = await world.open({ siteId }, scope);
    const summary = await platform.transact((tx) => getTherapySummary(tx, first.therapyId), scope);
    expect(summary?.number).toBe('T-000001');
    const opened = await Promise.all(Array.from({ length: 20 }, () => world.open({ siteId }, scope)));
    const { rows } = await platform.database.owner.query<{ number: number }>(
      'select number from therapies.therapy where tenant_id = $1 order by number',
      [platform.otherTenantId],
    );
    const numbers = rows.map(({ number }) => number);
    expect(new Set(numbers).size).toBe(opened.length + 1);
    expect(Math.max(...numbers)).toBeLessThanOrEqual(opened.length + 1 + 16);
  });
});

describe('holds and the release to fill', () => {
  it('a fill is released when nothing blocks it, and the release is remembered', async () => {
    const therapy = await world.open();
    const { therapyId } = therapy;
    const refused = await act((tx) => askReleaseToFill(tx, therapyId));
    expect(refused).toMatchObject({ refusal: { code: 'therapies.not-ready-to-fill', facts: { holds: [] } } });
    await world.carryToScheduled(therapy);
    expect(await act((tx) => askReleaseToFill(tx, therapyId))).toEqual({ ok: true, value: { cycle: 1 } });
    const { version } = await world.summaryOf(therapyId);
    await act((tx) => askReleaseToFill(tx, therapyId));
    expect((await world.summaryOf(therapyId)).version).toBe(version);
  });

  it('names the holds that block, until each is released or overridden', async () => {
    const therapy = await world.open();
    const { therapyId } = therapy;
    await world.carryToScheduled(therapy);
    const source = { kind: 'fill', id: makeId() };
    await act((tx) => placeHold(tx, { therapyId, hold: 'Stock', reasonCode: 'none-left', source }));
    await act((tx) => placeHold(tx, { therapyId, hold: 'PaymentMethod', reasonCode: 'card-expired' }));
    expect(await act((tx) => askReleaseToFill(tx, therapyId))).toMatchObject({
      refusal: { facts: { holds: ['Stock', 'PaymentMethod'], stages: [] } },
    });
    expect((await world.queuesOf(therapyId)).length).toBe(1);
    await act((tx) => releaseHold(tx, { therapyId, hold: 'Stock', reasonCode: 'received', source }));
    await act((tx) => overrideHold(tx, { therapyId, hold: 'PaymentMethod', reasonCode: 'invoice' }));
    expect((await act((tx) => askReleaseToFill(tx, therapyId))).ok).toBe(true);
  });

  it('no hold comes between the answer and the end of the transaction that asked', async () => {
    const therapy = await world.open();
    const { therapyId } = therapy;
    await world.carryToScheduled(therapy);
    const order: string[] = [];
    let placed: Promise<unknown> = Promise.resolve();
    await act(async (tx) => {
      await askReleaseToFill(tx, therapyId);
      placed = act((other) => placeHold(other, { therapyId, hold: 'Recall', reasonCode: 'class-i' })).then(() =>
        order.push('held'),
      );
      // The other transaction is given every chance to come first; it waits for the lock.
      await act((other) => getTherapySummary(other, therapyId));
      order.push('filled');
    });
    await placed;
    expect(order).toEqual(['filled', 'held']);
    expect(await world.summaryOf(therapyId)).toMatchObject({ isReleasedToFill: false, blockingHolds: ['Recall'] });
  });

  it('a command that saw an older therapy is refused and changes nothing', async () => {
    const { therapyId } = await world.open();
    const seen = await world.summaryOf(therapyId);
    await act((tx) => placeHold(tx, { therapyId, hold: 'Stock', reasonCode: 'none-left' }));
    const context = { expectedVersion: seen.version };
    const late = await act((tx) => endTherapy(tx, { therapyId, reasonCode: 'cost' }, context));
    expect(refusalOf(late)).toBe('therapies.therapy-moved');
    expect((await world.summaryOf(therapyId)).ended).toBeNull();
  });
});

describe('the wrong patient', () => {
  it('a therapy is moved by a correcting event, and its work with it', async () => {
    const therapy = await world.open();
    const { therapyId } = therapy;
    await world.carryToScheduled(therapy);
    const patientId = makeId<'patient'>();
    const moved = await act((tx) => correctPatient(tx, { therapyId, patientId, reasonCode: 'wrong-match' }));
    expect(moved).toMatchObject({ ok: true, value: { patientId, stage: 'onboarding' } });
    const work = await act((tx) => listOpenWork(tx, { therapyId }));
    expect(work.map((item) => item.patientId)).toEqual(work.map(() => patientId));
    expect(await act((tx) => listTherapies(tx, { patientId: therapy.patientId }))).toEqual([]);
  });

  it('is not moved to a patient who has this therapy, nor while a fill is under way, nor where it is', async () => {
    const wrong = await world.open();
    const right = await world.open();
    const { therapyId } = wrong;
    const move = (patientId: PatientId) =>
      act((tx) => correctPatient(tx, { therapyId, patientId, reasonCode: 'wrong-match' }));
    expect(refusalOf(await move(right.patientId))).toBe('therapies.patient-has-this-therapy');
    expect(refusalOf(await move(wrong.patientId))).toBe('therapies.same-patient');
    await world.carryToScheduled(wrong);
    await world.carryToDelivered(therapyId);
    expect(refusalOf(await move(makeId<'patient'>()))).toBe('therapies.fill-under-way');
  });

  it('a therapy whose prescription was moved to another patient ends as entered in error and is not reopened', async () => {
    const wrong = await world.open();
    const { therapyId: wrongTherapyId, prescriptionId, patientId: wrongPatientId } = wrong;
    await platform.transact((tx) =>
      tx.announce(
        prescriptions.prescriptionMoved,
        { prescriptionId, wrongPatientId, patientId: makeId(), wrongTherapyId, therapyId: null },
        wrongTherapyId,
      ),
    );
    await platform.runDue();
    expect((await world.summaryOf(wrongTherapyId)).ended).toMatchObject({ reasonCode: 'entered-in-error' });
    expect((await world.open({ ...wrong, prescriptionId: makeId<'prescription'>() })).continued).toBe(false);
  });
});

describe('walls', () => {
  it('a therapy of another health system, or of a site where one does not work, does not exist', async () => {
    const { therapyId } = await world.open();
    for (const scope of [{ tenantId: platform.otherTenantId }, { siteIds: [platform.secondSiteId] }]) {
      const answers = await Promise.all([
        platform.transact((tx) => placeHold(tx, { therapyId, hold: 'Stock', reasonCode: 'x' }), scope),
        platform.transact((tx) => getJourney(tx, therapyId), scope),
        platform.transact((tx) => askReleaseToFill(tx, therapyId), scope),
      ]);
      for (const answer of answers) expect(answer).toMatchObject({ refusal: { status: 404, facts: {} } });
      expect(await platform.transact((tx) => getTherapySummary(tx, therapyId), scope)).toBeNull();
    }
  });
});
