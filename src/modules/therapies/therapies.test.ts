import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestPlatform, type TestPlatform, testStart } from '../../../test/support/test-platform.ts';
import { deliveryDelivered, makeId, TherapyWorld } from '../../../test/support/therapy-world.ts';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { PatientId, TherapyId } from '../../kernel/ids.ts';
import { addMinutes, type Instant, instantAt, type TimeZone } from '../../kernel/instant.ts';
import type { Result } from '../../kernel/result.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import * as access from '../access/events.ts';
import * as clinical from '../clinical/events.ts';
import * as dispensing from '../dispensing/events.ts';
import { insertSite } from '../identity/index.ts';
import * as prescriptions from '../prescriptions/events.ts';
import { listOpenWork } from '../work/index.ts';
import {
  askReleaseToFill,
  correctPatient,
  endTherapy,
  endWait,
  getJourney,
  getTherapySummary,
  type Journey,
  listTherapies,
  overrideHold,
  placeHold,
  recordRefillCall,
  recordTherapyFact,
  releaseHold,
  startWait,
  type TherapySummary,
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

async function summaryOf(therapyId: TherapyId): Promise<TherapySummary> {
  const summary = await act((tx) => getTherapySummary(tx, therapyId));
  if (summary === null) throw new Error('there is no such therapy');
  return summary;
}

async function journeyOf(therapyId: TherapyId, asOf: Instant | null = null): Promise<Journey> {
  const journey = await act((tx) => getJourney(tx, therapyId, { asOf }));
  if (!journey.ok) throw new Error(journey.refusal.code);
  return journey.value;
}

const refusalOf = (result: Result<unknown>): string | null => (result.ok ? null : result.refusal.code);
const queuesOf = async (therapyId: TherapyId): Promise<readonly string[]> =>
  (await act((tx) => listOpenWork(tx, { therapyId }))).map(({ queue, reasonCode }) => `${queue} ${reasonCode}`).sort();

describe('opening', () => {
  it('opens a therapy with its referral to accept and its clocks running', async () => {
    const { therapyId, continued } = await world.open();
    expect(continued).toBe(false);
    const journey = await journeyOf(therapyId);
    expect(journey.summary).toMatchObject({ stage: 'referral', subStatus: { label: 'New' }, cycle: 1 });
    expect(journey.nextActions).toMatchObject([{ code: 'accept-referral', dueAt: '2026-03-03T22:30:00.000Z' }]);
    expect(await queuesOf(therapyId)).toEqual(['intake accept-referral']);
  });

  it('continues the open therapy of the same patient, ingredient and indication', async () => {
    const first = await world.open();
    const renewal = makeId<'prescription'>();
    const second = await world.open({ ...first, prescriptionId: renewal });
    expect(second).toMatchObject({ therapyId: first.therapyId, continued: true });
    expect((await summaryOf(first.therapyId)).prescriptionId).toBe(renewal);
    const before = await summaryOf(first.therapyId);
    await world.open({ ...first, prescriptionId: renewal });
    expect(await summaryOf(first.therapyId)).toEqual(before);
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
    expect(await summaryOf(first.therapyId)).toMatchObject({ ended: null, cycle: 2, cycleKind: 'start' });
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

describe('the journey', () => {
  it('GS1: a clean referral is ready after 1,410 minutes and one business day', async () => {
    const therapy = await world.open();
    const { therapyId, prescriptionId } = therapy;
    const at = (minutes: number): Instant => addMinutes(testStart, minutes);
    await world.announceAt(at(1), prescriptions.prescriptionAccepted, { therapyId, prescriptionId });
    await world.announceAt(at(60), access.enrolmentRecorded, { therapyId, outcome: 'enrolled' });
    await world.announceAt(at(90), access.benefitsRecorded, {
      therapyId,
      benefitsCheckId: makeId(),
      outcome: 'complete',
      authorizationNeeded: false,
      patientPayCents: 500,
    });
    await world.announceAt(at(95), access.assistanceRecorded, {
      therapyId,
      assistanceId: makeId(),
      outcome: 'affordable',
    });
    await world.announceAt(at(235), clinical.prescriptionVerified, { therapyId, prescriptionId });
    const cleared = { therapyId, reviewId: makeId(), outcome: 'cleared' } as const;
    await world.announceAt(at(240), clinical.startReviewRecorded, cleared);
    const fillId = makeId();
    await world.announceAt(at(1_410), dispensing.fillVerified, { therapyId, fillId, daysSupply: 28 });
    const [cycle] = (await journeyOf(therapyId)).cycles;
    expect(cycle?.turnaround).toMatchObject({
      totalMinutes: 1_410,
      pharmacyMinutes: 1_410,
      businessDays: 1,
      clean: true,
      slaBreached: false,
    });
  });

  it('GS2: a missing result pauses the clock from Friday evening over the holiday to Tuesday noon', async () => {
    const siteId = await act((tx) =>
      insertSite(tx, {
        name: 'Chicago Pharmacy',
        npi: '1346298752',
        ncpdpId: '1412345',
        deaNumber: null,
        timeZone: 'America/Chicago',
        calendar: {
          opening: { opens: '09:00', closes: '17:30', weekdays: [1, 2, 3, 4, 5], holidays: ['2026-02-16'] },
        },
        address: { lines: ['2 Lake Street'], city: 'Chicago', state: 'IL', postalCode: '60601' },
        phone: '3125550100',
        isDefault: false,
        licences: [],
      }),
    );
    const zone = 'America/Chicago' as TimeZone;
    const at = (day: string, time: string): Instant => instantAt({ day: day as CalendarDay, time, timeZone: zone });
    platform.clock.moveTo(at('2026-02-13', '16:45'));
    const { therapyId } = await world.open({ siteId });
    platform.clock.moveTo(at('2026-02-13', '17:00'));
    await act((tx) => startWait(tx, { therapyId, reason: 'awaiting_prescriber' }));
    platform.clock.moveTo(at('2026-02-17', '12:00'));
    await act((tx) => endWait(tx, { therapyId, reason: 'awaiting_prescriber' }));
    await world.announceAt(at('2026-02-18', '10:00'), dispensing.fillVerified, {
      therapyId,
      fillId: makeId(),
      daysSupply: 28,
    });
    const [cycle] = (await journeyOf(therapyId)).cycles;
    expect(cycle?.turnaround).toMatchObject({
      totalMinutes: 6_795,
      pausedMinutes: 5_460,
      pharmacyMinutes: 1_335,
      clean: false,
      slaBreached: false,
    });
  });

  it('follows the facts of the other modules, opens what is next and closes what is done', async () => {
    const therapy = await world.open();
    const { therapyId, prescriptionId } = therapy;
    await world.announce(prescriptions.prescriptionAccepted, { therapyId, prescriptionId });
    expect(await queuesOf(therapyId)).toEqual([
      'benefits check-benefits',
      'clinical-review review-start',
      'onboarding make-welcome-call',
    ]);
    await world.carryToScheduled(therapy);
    expect(await queuesOf(therapyId)).toEqual(['fill open-fill']);
    await world.carryToDelivered(therapyId);
    expect(await summaryOf(therapyId)).toMatchObject({ stage: 'monitoring', runOutOn: '2026-03-30' });
    expect(await queuesOf(therapyId)).toEqual(['monitoring confirm-start']);
  });

  it('a fact told twice, or late, leaves the therapy as it should be', async () => {
    const { therapyId, prescriptionId } = await world.open();
    await world.announce(prescriptions.prescriptionAccepted, { therapyId, prescriptionId });
    const before = await summaryOf(therapyId);
    await world.announce(prescriptions.prescriptionAccepted, { therapyId, prescriptionId });
    expect(await summaryOf(therapyId)).toEqual(before);
    await world.announceAt(addMinutes(testStart, 60), access.enrolmentRecorded, { therapyId, outcome: 'enrolled' });
    await world.announceAt(addMinutes(testStart, 30), access.enrolmentRecorded, { therapyId, outcome: 'declined' });
    expect(await summaryOf(therapyId)).toMatchObject({ stage: 'benefits', blockingHolds: [] });
  });

  it('an earlier moment is replayed from what had been recorded by then', async () => {
    const therapy = await world.open();
    const { therapyId } = therapy;
    const seen: { readonly at: Instant; readonly summary: TherapySummary }[] = [];
    const look = async (): Promise<void> => {
      seen.push({ at: platform.clock.now(), summary: await summaryOf(therapyId) });
      platform.clock.advance(60_000);
    };
    await look();
    await world.carryToScheduled(therapy);
    await look();
    await act((tx) => placeHold(tx, { therapyId, hold: 'Stock', reasonCode: 'none-left' }));
    await look();
    const source = { kind: 'document', id: makeId() };
    await act((tx) =>
      recordTherapyFact(tx, therapyId, { code: 'documents.letter-filed', source, occurredAt: testStart }),
    );
    await look();
    await world.carryToDelivered(therapyId);
    for (const { at, summary } of seen) expect((await journeyOf(therapyId, at)).summary).toEqual(summary);
    const before = await act((tx) => getJourney(tx, therapyId, { asOf: addMinutes(testStart, -1) }));
    expect(refusalOf(before)).toBe('therapies.unknown-therapy');
  });

  it('tells who wrote what, and keeps the words sealed', async () => {
    const { therapyId } = await world.open();
    const anna = await platform.addStaff({ userName: 'anna', roles: ['clinicalPharmacist'] });
    const note = 'Daughter Wilhelmina asked us to call in the evening';
    await platform.transact(
      (tx) => placeHold(tx, { therapyId, hold: 'PatientRequestedDelay', reasonCode: 'travel' }, { note }),
      { actor: anna },
    );
    const journey = await act((tx) => getJourney(tx, therapyId));
    expect(journey.ok && journey.value.contexts.at(-1)).toMatchObject({ actorName: 'anna', note });
    const { rows } = await platform.database.owner.query<{ line: string }>(
      'select e::text as line from therapies.therapy_event e union all select t::text from therapies.therapy t',
    );
    expect(rows.some(({ line }) => line.includes('Wilhelmina'))).toBe(false);
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
    const { version } = await summaryOf(therapyId);
    await act((tx) => askReleaseToFill(tx, therapyId));
    expect((await summaryOf(therapyId)).version).toBe(version);
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
    expect((await queuesOf(therapyId)).length).toBe(1);
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
    expect(await summaryOf(therapyId)).toMatchObject({ isReleasedToFill: false, blockingHolds: ['Recall'] });
  });

  it('a command that saw an older therapy is refused and changes nothing', async () => {
    const { therapyId } = await world.open();
    const seen = await summaryOf(therapyId);
    await act((tx) => placeHold(tx, { therapyId, hold: 'Stock', reasonCode: 'none-left' }));
    const context = { expectedVersion: seen.version };
    const late = await act((tx) => endTherapy(tx, { therapyId, reasonCode: 'cost' }, context));
    expect(refusalOf(late)).toBe('therapies.therapy-moved');
    expect((await summaryOf(therapyId)).ended).toBeNull();
  });
});

describe('time', () => {
  it('opens the refill window ten days before run-out, once, with its call to make', async () => {
    const therapy = await world.open();
    const { therapyId } = therapy;
    await world.carryToScheduled(therapy);
    await world.carryToDelivered(therapyId);
    platform.clock.moveTo('2026-03-20T03:59:59.000Z' as Instant);
    await platform.runDue();
    expect((await summaryOf(therapyId)).cycle).toBe(1);
    platform.clock.moveTo('2026-03-20T04:00:00.000Z' as Instant);
    await platform.runDue();
    expect(await summaryOf(therapyId)).toMatchObject({ cycle: 2, cycleKind: 'refill', stage: 'refill' });
    expect(await queuesOf(therapyId)).toEqual(['refills confirm-refill']);
    await act((tx) => recordRefillCall(tx, { therapyId, outcome: 'confirmed' }));
    expect(await queuesOf(therapyId)).toEqual(['scheduling schedule-delivery']);
    await world.announce(deliveryDelivered, { therapyId, deliveryId: makeId(), deliveredAt: testStart });
    expect((await summaryOf(therapyId)).stage).toBe('scheduling');
  });

  it('an authorization ends with its last day, unless it was renewed', async () => {
    const therapy = await world.open();
    const { therapyId } = therapy;
    await world.carryToScheduled(therapy);
    const approve = (validTo: string): Promise<void> =>
      world.announce(access.authorizationRecorded, {
        therapyId,
        authorizationId: makeId(),
        state: 'approved',
        validTo,
      });
    await approve('2026-03-10');
    platform.clock.moveTo('2026-03-09T15:00:00.000Z' as Instant);
    await approve('2026-03-20');
    platform.clock.moveTo('2026-03-15T15:00:00.000Z' as Instant);
    await platform.runDue();
    expect((await summaryOf(therapyId)).blockingHolds).toEqual([]);
    platform.clock.moveTo('2026-03-21T04:00:00.000Z' as Instant);
    await platform.runDue();
    expect(await summaryOf(therapyId)).toMatchObject({ stage: 'dispensing', blockingHolds: ['PA'] });
  });

  it('an ended therapy has no open work and no timers', async () => {
    const therapy = await world.open();
    const { therapyId } = therapy;
    await world.carryToScheduled(therapy);
    await world.carryToDelivered(therapyId);
    await act((tx) => endTherapy(tx, { therapyId, reasonCode: 'adverse-event' }));
    expect(await queuesOf(therapyId)).toEqual([]);
    const { rows } = await platform.database.owner.query('select from platform.timer where subject = $1', [therapyId]);
    expect(rows).toEqual([]);
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
    expect((await summaryOf(wrongTherapyId)).ended).toMatchObject({ reasonCode: 'entered-in-error' });
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
