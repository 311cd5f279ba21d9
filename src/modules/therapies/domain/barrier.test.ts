import { describe, expect, it } from 'vitest';
import { factsToScheduled, prescriptionId, SampleTherapy } from '../../../../test/support/sample-therapy.ts';
import { addMinutes, type Instant } from '../../../kernel/instant.ts';
import { computeDaysLost, findBarrier } from './barrier.ts';
import { accessFacts, clinicalFacts, fillFacts, prescriptionFacts } from './heard-facts.ts';
import { listNextActions } from './next-action.ts';

const start = '2026-02-09T16:00:00.000Z' as Instant;
const later = (minutes: number): Instant => addMinutes(start, minutes);

function therapyWithPayer(): SampleTherapy {
  const therapy = new SampleTherapy(start);
  const benefits = { benefitsCheckId: 'b', outcome: 'complete', authorizationNeeded: true, patientPayCents: null };
  therapy.hear(prescriptionFacts.accepted({ prescriptionId }), later(1));
  therapy.hear(accessFacts.enrolment({ therapyId: 't', outcome: 'enrolled' }), later(2));
  therapy.hear(accessFacts.benefits(benefits), later(3));
  therapy.hear(accessFacts.authorization({ authorizationId: 'a', state: 'submitted', validTo: null }), later(4));
  return therapy;
}

describe('the barrier', () => {
  it('names what stands in the way of the earliest stage, whose move it is and since when', () => {
    expect(findBarrier(therapyWithPayer().state)).toEqual({
      code: 'task.chase-payer',
      kind: 'task',
      clause: 'Prior authorization is with the payer',
      party: 'payer',
      stage: 'authorization',
      since: later(4),
    });
  });

  it('names a hold of the same stage before the work there', () => {
    const therapy = therapyWithPayer();
    therapy.hear(accessFacts.authorization({ authorizationId: 'a', state: 'denied', validTo: null }), later(5));
    expect(findBarrier(therapy.state)).toMatchObject({ code: 'hold.PA', party: 'pharmacy', since: later(5) });
  });

  it('passes over a hold that was overridden', () => {
    const therapy = new SampleTherapy(start);
    for (const fact of factsToScheduled) therapy.hear(fact, later(1));
    therapy.give({ kind: 'place-hold', hold: 'Stock', reasonCode: 'none-left', source: null }, later(2));
    expect(findBarrier(therapy.state)).toMatchObject({ code: 'hold.Stock' });
    therapy.give({ kind: 'override-hold', hold: 'Stock', reasonCode: 'arrives-today', source: null }, later(3));
    expect(findBarrier(therapy.state)).toMatchObject({ code: 'task.open-fill' });
  });

  it('is a declared wait where there is no hold', () => {
    const therapy = therapyWithPayer();
    const wait = { kind: 'start-wait', reason: 'awaiting_prescriber', party: 'prescriber', source: null } as const;
    therapy.give({ ...wait, since: later(6) }, later(6));
    expect(findBarrier(therapy.state)).toMatchObject({ code: 'wait.awaiting_prescriber', since: later(6) });
  });

  it('is none once the therapy has ended', () => {
    const therapy = therapyWithPayer();
    therapy.give({ kind: 'end', reasonCode: 'patient-decision', source: null }, later(6));
    expect(findBarrier(therapy.state)).toBeNull();
    expect(listNextActions(therapy.state)).toEqual([]);
  });

  it('has cost whole days only', () => {
    const barrier = findBarrier(therapyWithPayer().state);
    if (barrier === null) throw new Error('the payer has not decided');
    expect(computeDaysLost(barrier, later(4 + 1_439))).toBe(0);
    expect(computeDaysLost(barrier, later(4 + 2_880))).toBe(2);
  });
});

describe('next actions', () => {
  it('begin with what moves the stage shown', () => {
    const [first, ...rest] = listNextActions(therapyWithPayer().state);
    expect(first).toMatchObject({ code: 'chase-payer', role: 'authorizationSpecialist', blockedBy: [] });
    expect(first?.dueAt).toBe('2026-02-11T23:30:00.000Z');
    expect(rest.map(({ code }) => code)).toEqual(['review-start', 'verify-prescription']);
  });

  it('say which holds forbid a fill', () => {
    const therapy = new SampleTherapy(start);
    for (const fact of factsToScheduled) therapy.hear(fact, later(1));
    therapy.hear(fillFacts.opened({ fillId: 'f', fillNumber: 0 }), later(2));
    therapy.give({ kind: 'place-hold', hold: 'Recall', reasonCode: 'class-i', source: null }, later(3));
    expect(listNextActions(therapy.state)).toMatchObject([{ code: 'fill-order', blockedBy: ['Recall'] }]);
  });

  it('count the due time of clinical work from the moment the cost was settled', () => {
    const therapy = therapyWithPayer();
    const opened = listNextActions(therapy.state).find(({ code }) => code === 'review-start');
    expect(opened?.dueAt).toBe('2026-02-12T23:30:00.000Z');
    therapy.hear(accessFacts.authorization({ authorizationId: 'a', state: 'approved', validTo: null }), later(10));
    therapy.hear(accessFacts.assistance({ assistanceId: 'c', outcome: 'affordable' }), later(11));
    const settled = listNextActions(therapy.state).find(({ code }) => code === 'review-start');
    expect(settled?.dueAt).toBe('2026-02-10T23:30:00.000Z');
    therapy.hear(clinicalFacts.startReview({ reviewId: 'r', outcome: 'held' }), later(12));
    expect(listNextActions(therapy.state)[0]).toMatchObject({ code: 'resolve-clinical-hold' });
  });
});
