import { describe, expect, it } from 'vitest';
import { factsToScheduled, office, prescriptionId, SampleTherapy } from '../../../../test/support/sample-therapy.ts';
import { addMinutes, type Instant, instantAt } from '../../../kernel/instant.ts';
import type { Turnaround } from '../../quality/language.ts';
import { computeTimeByStage, evaluateCycleTurnaround, readCycleHistories } from './cycle-history.ts';
import { accessFacts, clinicalFacts, deliveryFacts, fillFacts, prescriptionFacts } from './heard-facts.ts';

const at = (day: string, time: string): Instant =>
  instantAt({ day: `2026-02-${day}` as Parameters<typeof instantAt>[0]['day'], time, timeZone: office.timeZone });

function turnaroundOf(therapy: SampleTherapy): Turnaround {
  const [history] = readCycleHistories(therapy.events);
  if (history === undefined) throw new Error('a therapy has a first cycle');
  return evaluateCycleTurnaround(history, { calendar: office, budgetMinutes: 1_020 });
}

/** The clean referral of GS1: received Monday 10:00, ready Tuesday 09:30. */
function cleanTherapy(): SampleTherapy {
  const therapy = new SampleTherapy(at('09', '10:00'));
  therapy.hear(prescriptionFacts.accepted({ prescriptionId }), at('09', '10:01'));
  therapy.hear(accessFacts.enrolment({ therapyId: 't', outcome: 'enrolled' }), at('09', '11:00'));
  const benefits = { benefitsCheckId: 'b', outcome: 'complete', authorizationNeeded: false, patientPayCents: 500 };
  therapy.hear(accessFacts.benefits(benefits), at('09', '11:30'));
  therapy.hear(accessFacts.assistance({ assistanceId: 'a', outcome: 'affordable' }), at('09', '11:45'));
  therapy.hear(clinicalFacts.verified({ prescriptionId }), at('09', '13:50'));
  therapy.hear(clinicalFacts.startReview({ reviewId: 'r', outcome: 'cleared' }), at('09', '14:00'));
  therapy.hear(
    deliveryFacts.scheduled({ deliveryId: 'd', fillId: null, shipOn: '2026-02-10', needBy: null }),
    at('09', '15:00'),
  );
  therapy.hear(fillFacts.opened({ fillId: 'f', fillNumber: 0 }), at('09', '15:10'));
  therapy.hear(fillFacts.verified({ fillId: 'f', daysSupply: 28 }), at('10', '09:30'));
  return therapy;
}

describe('turnaround through the stream', () => {
  it('GS1: a clean referral is ready after 1,410 minutes and one business day', () => {
    expect(turnaroundOf(cleanTherapy())).toMatchObject({
      totalMinutes: 1_410,
      pharmacyMinutes: 1_410,
      businessDays: 1,
      slaBreached: false,
      clean: true,
    });
  });

  it('GS2: the wait for a missing result pauses the clock from Friday evening to Tuesday noon', () => {
    const therapy = new SampleTherapy(at('13', '16:45'));
    therapy.give(
      {
        kind: 'start-wait',
        reason: 'awaiting_prescriber',
        party: 'prescriber',
        since: at('13', '17:00'),
        source: null,
      },
      at('13', '17:05'),
    );
    therapy.give(
      { kind: 'end-wait', reason: 'awaiting_prescriber', until: at('17', '12:00'), source: null },
      at('17', '12:10'),
    );
    for (const fact of factsToScheduled) therapy.hear(fact, at('17', '13:00'));
    therapy.hear(fillFacts.opened({ fillId: 'f', fillNumber: 0 }), at('17', '14:00'));
    therapy.hear(fillFacts.verified({ fillId: 'f', daysSupply: 28 }), at('18', '10:00'));
    expect(turnaroundOf(therapy)).toMatchObject({
      totalMinutes: 113 * 60 + 15,
      pausedMinutes: 91 * 60,
      pharmacyMinutes: 22 * 60 + 15,
      slaBreached: false,
      clean: false,
    });
  });

  it('waits that overlap are counted once, whether declared or following from a fact', () => {
    const therapy = cleanTherapy();
    const submitted = accessFacts.authorization({ authorizationId: 'a', state: 'submitted', validTo: null });
    const approved = accessFacts.authorization({ authorizationId: 'a', state: 'approved', validTo: null });
    const wait = { kind: 'start-wait', reason: 'awaiting_payer', party: 'payer', source: null } as const;
    const late = at('10', '09:30');
    therapy.give({ kind: 'record-fact', ...approved, occurredAt: at('09', '13:30') }, late);
    therapy.give({ kind: 'record-fact', ...submitted, occurredAt: at('09', '12:00') }, late);
    therapy.give({ ...wait, since: at('09', '12:30') }, late);
    therapy.give({ kind: 'end-wait', reason: 'awaiting_payer', until: at('09', '13:00'), source: null }, late);
    expect(turnaroundOf(therapy)).toMatchObject({ pausedMinutes: 90, clean: false });
  });

  it('a fill whose verification was withdrawn is not ready', () => {
    const therapy = cleanTherapy();
    therapy.hear(fillFacts.unverified({ fillId: 'f' }), at('10', '09:45'));
    expect(turnaroundOf(therapy)).toMatchObject({ totalMinutes: null, clean: null });
  });
});

describe('the history of a cycle', () => {
  it('tells how long each stage was shown, also over a step back', () => {
    const therapy = cleanTherapy();
    therapy.hear(clinicalFacts.unverified({ prescriptionId, reasonCode: 'query' }), at('10', '09:40'));
    therapy.hear(clinicalFacts.verified({ prescriptionId }), at('10', '09:50'));
    const [history] = readCycleHistories(therapy.events);
    const times = computeTimeByStage(history?.stays ?? [], at('10', '10:00'));
    const minutes = Object.fromEntries([...times].map(([stage, time]) => [stage, time / 60_000]));
    expect(minutes).toEqual({
      onboarding: 60,
      benefits: 30,
      assistance: 15,
      'clinical-review': 135 + 10,
      scheduling: 60,
      dispensing: 18 * 60 + 30,
      delivery: 10 + 10,
    });
  });

  it('begins anew with the refill', () => {
    const therapy = cleanTherapy();
    therapy.hear(
      deliveryFacts.delivered({ deliveryId: 'd', fillId: null, daysSupply: 5, deliveredAt: at('10', '12:00') }),
      at('10', '12:00'),
    );
    therapy.give({ kind: 'open-refill-cycle', afterCycle: 1, source: null }, at('11', '09:00'));
    expect(readCycleHistories(therapy.events)).toMatchObject([
      { number: 1, kind: 'start', readyAt: at('10', '09:30') },
      { number: 2, kind: 'refill', receivedAt: at('11', '09:00'), readyAt: null, stays: [{ stage: 'refill' }] },
    ]);
  });

  it('begins at the referral, where a prescription waits until a therapy is opened for it', () => {
    const therapy = new SampleTherapy(at('09', '10:00'), at('09', '09:15'));
    const [history] = readCycleHistories(therapy.events);
    expect(history?.stays).toEqual([
      { stage: 'referral', entered: at('09', '09:15'), left: at('09', '10:00') },
      { stage: 'onboarding', entered: at('09', '10:00'), left: null },
    ]);
  });

  it('has no stay that is shorter than nothing when facts are told late', () => {
    const therapy = new SampleTherapy(at('09', '10:00'));
    const early = addMinutes(at('09', '10:00'), -30);
    const enrolled = accessFacts.enrolment({ therapyId: 't', outcome: 'enrolled' });
    therapy.give({ kind: 'record-fact', ...enrolled, occurredAt: early }, at('09', '10:05'));
    const [history] = readCycleHistories(therapy.events);
    const [first] = history?.stays ?? [];
    expect(first?.left).toBe(first?.entered);
  });
});
