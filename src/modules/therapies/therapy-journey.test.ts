import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestPlatform, type TestPlatform, testStart } from '../../../test/support/test-platform.ts';
import { makeId, TherapyWorld } from '../../../test/support/therapy-world.ts';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import { addMinutes, type Instant, instantAt, type TimeZone } from '../../kernel/instant.ts';
import type { Result } from '../../kernel/result.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import * as access from '../access/events.ts';
import * as clinical from '../clinical/events.ts';
import * as delivery from '../delivery/events.ts';
import * as dispensing from '../dispensing/events.ts';
import { insertSite } from '../identity/index.ts';
import * as prescriptions from '../prescriptions/events.ts';
import {
  endTherapy,
  endWait,
  getJourney,
  placeHold,
  recordTherapyFact,
  startWait,
  type TherapySummary,
} from './index.ts';
import { therapiesSubscriptions, therapiesTimerActions } from './jobs.ts';

const _dayMilliseconds = 86_400_000;
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

describe('the journey', () => {
  it('GS1: a clean referral is ready after 1,410 minutes and one business day', async () => {
    const therapy = await world.open();
    const { therapyId, prescriptionId } = therapy;
    const at = (minutes: number): Instant => addMinutes(testStart, minutes);
    await world.announceAt(at(1), prescriptions.prescriptionAccepted, {
      therapyId,
      prescriptionId,
      prescriberId: null,
    });
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
    const [cycle] = (await world.journeyOf(therapyId)).cycles;
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
    const [cycle] = (await world.journeyOf(therapyId)).cycles;
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
    await world.announce(prescriptions.prescriptionAccepted, { therapyId, prescriptionId, prescriberId: null });
    expect(await world.queuesOf(therapyId)).toEqual([
      'benefits check-benefits',
      'clinical-review review-start',
      'onboarding make-welcome-call',
    ]);
    await world.carryToScheduled(therapy);
    expect(await world.queuesOf(therapyId)).toEqual(['fill open-fill']);
    await world.carryToDelivered(therapyId);
    expect(await world.summaryOf(therapyId)).toMatchObject({ stage: 'monitoring', runOutOn: '2026-03-30' });
    expect(await world.queuesOf(therapyId)).toEqual(['monitoring confirm-start']);
  });

  it('a fact told twice, or late, leaves the therapy as it should be', async () => {
    const { therapyId, prescriptionId } = await world.open();
    await world.announce(prescriptions.prescriptionAccepted, { therapyId, prescriptionId, prescriberId: null });
    const before = await world.summaryOf(therapyId);
    await world.announce(prescriptions.prescriptionAccepted, { therapyId, prescriptionId, prescriberId: null });
    expect(await world.summaryOf(therapyId)).toEqual(before);
    await world.announceAt(addMinutes(testStart, 60), access.enrolmentRecorded, { therapyId, outcome: 'enrolled' });
    await world.announceAt(addMinutes(testStart, 30), access.enrolmentRecorded, { therapyId, outcome: 'declined' });
    expect(await world.summaryOf(therapyId)).toMatchObject({ stage: 'benefits', blockingHolds: [] });
  });

  it('an earlier moment is replayed from what had been recorded by then', async () => {
    const therapy = await world.open();
    const { therapyId } = therapy;
    const seen: { readonly at: Instant; readonly summary: TherapySummary }[] = [];
    const look = async (): Promise<void> => {
      seen.push({ at: platform.clock.now(), summary: await world.summaryOf(therapyId) });
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
    for (const { at, summary } of seen) expect((await world.journeyOf(therapyId, at)).summary).toEqual(summary);
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
    expect(journey.ok && journey.value.contexts.at(-1)).toMatchObject({ actor: 'anna', note });
    const { rows } = await platform.database.owner.query<{ line: string }>(
      'select e::text as line from therapies.therapy_event e union all select t::text from therapies.therapy t',
    );
    expect(rows.some(({ line }) => line.includes('Wilhelmina'))).toBe(false);
  });
});

describe('time', () => {
  it('opens the refill window ten days before run-out, once, with its call to make', async () => {
    const therapy = await world.open();
    const { therapyId } = therapy;
    await world.carryToScheduled(therapy);
    const fillId = await world.carryToDelivered(therapyId);
    platform.clock.moveTo('2026-03-20T03:59:59.000Z' as Instant);
    await platform.runDue();
    expect((await world.summaryOf(therapyId)).cycle).toBe(1);
    platform.clock.moveTo('2026-03-20T04:00:00.000Z' as Instant);
    await platform.runDue();
    expect(await world.summaryOf(therapyId)).toMatchObject({ cycle: 2, cycleKind: 'refill', stage: 'refill' });
    expect(await world.queuesOf(therapyId)).toEqual(['refills confirm-refill']);
    await world.announce(clinical.refillCallRecorded, {
      therapyId,
      callId: makeId(),
      outcome: 'confirmed',
      ruleCodes: [],
    });
    expect(await world.queuesOf(therapyId)).toEqual(['scheduling schedule-delivery']);
    await world.announce(delivery.deliveryReturned, { therapyId, deliveryId: makeId(), fillId, reasonCode: 'refused' });
    expect((await world.summaryOf(therapyId)).stage).toBe('scheduling');
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
    expect((await world.summaryOf(therapyId)).blockingHolds).toEqual([]);
    platform.clock.moveTo('2026-03-21T04:00:00.000Z' as Instant);
    await platform.runDue();
    expect(await world.summaryOf(therapyId)).toMatchObject({ stage: 'dispensing', blockingHolds: ['PA'] });
  });

  it('an ended therapy has no open work and no timers', async () => {
    const therapy = await world.open();
    const { therapyId } = therapy;
    await world.carryToScheduled(therapy);
    await world.carryToDelivered(therapyId);
    await act((tx) => endTherapy(tx, { therapyId, reasonCode: 'adverse-event' }));
    expect(await world.queuesOf(therapyId)).toEqual([]);
    const { rows } = await platform.database.owner.query('select from platform.timer where subject = $1', [therapyId]);
    expect(rows).toEqual([]);
  });
});
