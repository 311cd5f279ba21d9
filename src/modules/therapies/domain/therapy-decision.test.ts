import { describe, expect, it } from 'vitest';
import {
  factsToScheduled,
  otherPrescriptionId,
  prescriptionId,
  SampleTherapy,
} from '../../../../test/support/sample-therapy.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { addMinutes } from '../../../kernel/instant.ts';
import { type HoldCode, holdCodes, holdKinds } from '../../pathways/language.ts';
import { accessFacts, claimFacts, clinicalFacts, deliveryFacts, fillFacts, prescriptionFacts } from './heard-facts.ts';
import { readPosition } from './journey-position.ts';
import { computeSubStatus } from './sub-status.ts';
import type { TherapyCommand } from './therapy-decision.ts';

const start = '2026-02-09T16:00:00.000Z' as Instant;
const later = (minutes: number): Instant => addMinutes(start, minutes);
const fillId = 'fill';
const deliveryId = 'delivery';
const callId = 'call';

function scheduledTherapy(): SampleTherapy {
  const therapy = new SampleTherapy(start);
  for (const fact of factsToScheduled) therapy.hear(fact, later(1));
  return therapy;
}

function deliveredTherapy(): SampleTherapy {
  const therapy = scheduledTherapy();
  therapy.hear(fillFacts.opened({ fillId, fillNumber: 0 }), later(20));
  therapy.hear(fillFacts.filled({ fillId }), later(30));
  therapy.hear(fillFacts.verified({ fillId, daysSupply: 28 }), later(40));
  therapy.hear(deliveryFacts.shipped({ deliveryId, fillId: null }), later(50));
  therapy.hear(deliveryFacts.delivered({ deliveryId, fillId, daysSupply: 28, deliveredAt: later(60) }), later(60));
  return therapy;
}

const taskCodes = (therapy: SampleTherapy): readonly string[] =>
  readPosition(therapy.state).tasks.map(({ code }) => code);
const holds = (therapy: SampleTherapy): readonly string[] => readPosition(therapy.state).blockingHolds;
const place = (hold: HoldCode): TherapyCommand => ({
  kind: 'place-hold',
  hold,
  reasonCode: 'found',
  source: { kind: 'fill', id: fillId },
});
const override = (hold: HoldCode): TherapyCommand => ({
  kind: 'override-hold',
  hold,
  reasonCode: 'accepted-risk',
  source: null,
});
const release: TherapyCommand = { kind: 'release-to-fill', source: null };

describe('stages', () => {
  it('an accepted prescription opens onboarding, benefits and clinical work beside each other', () => {
    const therapy = new SampleTherapy(start);
    expect(therapy.state.stage).toBe('onboarding');
    expect(taskCodes(therapy)).toEqual(['make-welcome-call', 'check-benefits', 'review-start', 'verify-prescription']);
  });

  it('a cancelled prescription leads back to the referral', () => {
    const therapy = scheduledTherapy();
    therapy.hear(prescriptionFacts.cancelled({ prescriptionId, reasonCode: 'prescriber' }), later(30));
    expect(therapy.state.stage).toBe('referral');
    expect(taskCodes(therapy)).toEqual(['resolve-cancelled-prescription']);
    expect(therapy.give(release, later(31))).toBe('therapies.not-ready-to-fill');
  });

  it('the stage shown is the earliest with an unmet exit criterion, whatever else is already done', () => {
    const therapy = new SampleTherapy(start);
    const [accepted, , benefits, assistance, review] = factsToScheduled;
    [accepted, benefits, assistance, review].forEach((fact, index) => {
      if (fact !== undefined) therapy.hear(fact, later(index + 1));
    });
    expect(therapy.state.stage).toBe('onboarding');
    therapy.hear(accessFacts.enrolment({ therapyId: 'therapy', outcome: 'enrolled' }), later(9));
    expect(therapy.state.stage).toBe('clinical-review');
  });

  it('a step back moves the stage back', () => {
    const therapy = scheduledTherapy();
    expect(therapy.state.stage).toBe('dispensing');
    therapy.hear(clinicalFacts.unverified({ prescriptionId, reasonCode: 'dose-query' }), later(30));
    expect(therapy.state.stage).toBe('clinical-review');
    expect(taskCodes(therapy)).toEqual(['verify-prescription']);
  });

  it('a delivery that comes back asks for a decision and for a new schedule', () => {
    const therapy = deliveredTherapy();
    therapy.hear(deliveryFacts.returned({ deliveryId, fillId: null, reasonCode: 'refused' }), later(70));
    expect(therapy.state.stage).toBe('scheduling');
    expect(taskCodes(therapy)).toEqual(['schedule-delivery', 'resolve-return']);
  });

  it('names the sub-status of the newest fact that leaves something open', () => {
    const therapy = scheduledTherapy();
    therapy.hear(fillFacts.opened({ fillId, fillNumber: 0 }), later(20));
    therapy.hear(claimFacts.rejected({ claimId: 'claim', fillId: 'fill', rejectCodes: ['79'] }), later(25));
    expect(computeSubStatus(readPosition(therapy.state), 'dispensing')).toEqual({
      code: 'claim.rejected',
      label: 'Claim: rejected',
    });
  });
});

describe('holds', () => {
  it('follow from the newest fact of a lane and end with it', () => {
    const therapy = scheduledTherapy();
    therapy.hear(claimFacts.rejected({ claimId: 'claim', fillId: 'fill', rejectCodes: ['75', '79'] }), later(20));
    expect(holds(therapy)).toEqual(['PA', 'RefillTooSoon']);
    therapy.hear(claimFacts.paid({ claimId: 'claim', fillId: 'fill', patientPayCents: 500 }), later(30));
    expect(holds(therapy)).toEqual([]);
  });

  it('several stand at once, and a module releases only its own', () => {
    const therapy = scheduledTherapy();
    therapy.give(place('Stock'), later(20));
    therapy.give({ ...place('Stock'), source: { kind: 'fill', id: 'another' } }, later(21));
    therapy.give(place('Recall'), later(22));
    const own: TherapyCommand = {
      kind: 'release-hold',
      hold: 'Stock',
      reasonCode: 'received',
      everyOrigin: false,
      source: { kind: 'fill', id: fillId },
    };
    therapy.give(own, later(23));
    expect(holds(therapy)).toEqual(['Stock', 'Recall']);
    expect(therapy.give({ ...own, everyOrigin: true, source: null }, later(24))).toBeNull();
    expect(holds(therapy)).toEqual(['Recall']);
  });

  it('a hold that follows from a fact is not released by hand', () => {
    const therapy = scheduledTherapy();
    therapy.hear(claimFacts.rejected({ claimId: 'claim', fillId: 'fill', rejectCodes: ['79'] }), later(20));
    const command: TherapyCommand = {
      kind: 'release-hold',
      hold: 'RefillTooSoon',
      reasonCode: 'resolved',
      everyOrigin: true,
      source: null,
    };
    expect(therapy.give(command, later(21))).toBe('therapies.hold-follows-fact');
    expect(therapy.give({ ...command, hold: 'Stock' }, later(21))).toBe('therapies.hold-not-standing');
  });

  it.each([
    'REMS',
    'Recall',
    'IdentityMismatch',
    'PDMPNotReviewed',
    'Excursion',
  ] as const)('%s is never overridden', (hold) => {
    const therapy = scheduledTherapy();
    therapy.give(place(hold), later(20));
    expect(therapy.give(override(hold), later(21))).toBe('therapies.hold-never-overridden');
    expect(therapy.give(release, later(22))).toBe('therapies.not-ready-to-fill');
  });

  it.each(
    holdCodes.filter((hold) => holdKinds[hold].canBeOverridden),
  )('%s lets the fill pass once overridden', (hold) => {
    const therapy = scheduledTherapy();
    therapy.give(place(hold), later(20));
    expect(therapy.give(release, later(21))).toBe('therapies.not-ready-to-fill');
    expect(therapy.give(override(hold), later(22))).toBeNull();
    expect(therapy.give(release, later(23))).toBeNull();
  });

  it('an override ends with its hold: the same hold placed anew blocks again', () => {
    const therapy = scheduledTherapy();
    therapy.give(place('Stock'), later(20));
    therapy.give(override('Stock'), later(21));
    const freed = {
      kind: 'release-hold',
      hold: 'Stock',
      reasonCode: 'received',
      everyOrigin: true,
      source: null,
    } as const;
    therapy.give(freed, later(22));
    therapy.give(place('Stock'), later(23));
    expect(holds(therapy)).toEqual(['Stock']);
    expect(therapy.give(override('PA'), later(24))).toBe('therapies.hold-not-standing');
  });
});

describe('release to fill', () => {
  it('names the holds and the stages that are not complete', () => {
    const therapy = new SampleTherapy(start);
    therapy.give(place('Stock'), later(1));
    expect(therapy.give(release, later(2))).toBe('therapies.not-ready-to-fill');
    expect(scheduledTherapy().give(release, later(20))).toBeNull();
  });

  it('is taken back by a hold that comes afterwards', () => {
    const therapy = scheduledTherapy();
    therapy.give(release, later(20));
    expect(therapy.state.releasedToFillAt).toBe(later(20));
    therapy.give(place('Recall'), later(21));
    expect(therapy.state.releasedToFillAt).toBeNull();
  });

  it('asks for an authorization that is still good on this day', () => {
    const therapy = new SampleTherapy(start);
    const authorized = accessFacts.authorization({
      authorizationId: 'authorization',
      state: 'approved',
      validTo: '2026-02-20',
    });
    for (const fact of [...factsToScheduled, authorized]) therapy.hear(fact, later(1));
    expect(therapy.state.authorizationEndsAt).toBe('2026-02-21T06:00:00.000Z');
    expect(therapy.give(release, '2026-02-21T05:59:59.999Z' as Instant)).toBeNull();
    expect(therapy.give(release, '2026-02-21T06:00:00.000Z' as Instant)).toBe('therapies.not-ready-to-fill');
  });

  it('is refused for a therapy that has ended, as are holds and waits', () => {
    const therapy = scheduledTherapy();
    therapy.give({ kind: 'end', reasonCode: 'death', source: null }, later(20));
    expect(therapy.state.stage).toBe('ended');
    expect(therapy.give(release, later(21))).toBe('therapies.therapy-ended');
    expect(therapy.give(place('Stock'), later(21))).toBe('therapies.therapy-ended');
  });
});

describe('waits', () => {
  const wait = { kind: 'start-wait', reason: 'awaiting_prescriber', party: 'prescriber', source: null } as const;

  it('begin no later than now and end no earlier than they began', () => {
    const therapy = scheduledTherapy();
    expect(therapy.give({ ...wait, since: later(31) }, later(30))).toBe('therapies.wait-begins-later');
    expect(therapy.give({ ...wait, since: later(25) }, later(30))).toBeNull();
    const end = { kind: 'end-wait', reason: 'awaiting_prescriber', source: null } as const;
    expect(therapy.give({ ...end, until: later(24) }, later(40))).toBe('therapies.wait-begins-later');
    expect(therapy.give({ ...end, until: later(35) }, later(40))).toBeNull();
    expect(therapy.give({ ...end, until: later(35) }, later(40))).toBe('therapies.wait-not-open');
  });

  it('follow from a lane where the move is provably outside', () => {
    const therapy = new SampleTherapy(start);
    const submitted = accessFacts.authorization({ authorizationId: 'a', state: 'submitted', validTo: null });
    therapy.hear(submitted, later(5));
    expect(readPosition(therapy.state).waits).toEqual([
      { reason: 'awaiting_payer', party: 'payer', since: later(5), isDeclared: false },
    ]);
  });
});

describe('refills', () => {
  it('the window opens ten days before the supply runs out, and the cycle begins with the refill call', () => {
    const therapy = deliveredTherapy();
    expect(therapy.state.stage).toBe('monitoring');
    expect(therapy.state.supply).toMatchObject({ runOutOn: '2026-03-09', windowOpensAt: '2026-02-27T06:00:00.000Z' });
    const open: TherapyCommand = { kind: 'open-refill-cycle', afterCycle: 1, source: null };
    therapy.give(open, '2026-02-27T05:00:00.000Z' as Instant);
    expect(therapy.state.cycle.number).toBe(1);
    therapy.give(open, '2026-02-27T06:00:00.000Z' as Instant);
    therapy.give(open, '2026-02-27T06:00:00.000Z' as Instant);
    expect(therapy.state.cycle).toMatchObject({ number: 2, kind: 'refill' });
    expect(therapy.state.stage).toBe('refill');
    expect(taskCodes(therapy)).toEqual(['confirm-refill']);
    expect(therapy.state.dues).toEqual({ 'confirm-refill': '2026-03-04T23:30:00.000Z' });
  });

  it('what holds for the therapy stands, what belongs to the last fill does not', () => {
    const therapy = deliveredTherapy();
    const at = '2026-02-27T06:00:00.000Z' as Instant;
    therapy.give({ kind: 'open-refill-cycle', afterCycle: 1, source: null }, at);
    therapy.hear(clinicalFacts.refillCall({ callId, outcome: 'confirmed', ruleCodes: [] }), addMinutes(at, 10));
    expect(therapy.state.stage).toBe('scheduling');
    therapy.hear(deliveryFacts.returned({ deliveryId, fillId, reasonCode: 'refused' }), addMinutes(at, 11));
    expect(therapy.state.stage).toBe('scheduling');
  });

  it('answers that need a pharmacist hold the fill until the pharmacist has reviewed them', () => {
    const therapy = deliveredTherapy();
    const at = '2026-02-27T06:00:00.000Z' as Instant;
    therapy.give({ kind: 'open-refill-cycle', afterCycle: 1, source: null }, at);
    const ruleCodes = ['missed-doses'];
    therapy.hear(clinicalFacts.refillCall({ callId, outcome: 'review-needed', ruleCodes }), addMinutes(at, 10));
    expect(readPosition(therapy.state).blockingHolds).toEqual(['ClinicalReview']);
    expect(taskCodes(therapy)).toEqual(['review-refill']);
    therapy.hear(clinicalFacts.refillReviewed({ callId, outcome: 'confirmed' }), addMinutes(at, 20));
    expect(readPosition(therapy.state).blockingHolds).toEqual([]);
    expect(therapy.state.stage).toBe('scheduling');
  });

  it('a prescription that will not carry the refill is renewed beside the call, and the new one goes on', () => {
    const therapy = deliveredTherapy();
    const at = '2026-02-27T06:00:00.000Z' as Instant;
    therapy.give({ kind: 'open-refill-cycle', afterCycle: 1, source: null }, at);
    therapy.hear(prescriptionFacts.usedUp({ prescriptionId, reasonCode: 'no-refills-left' }), addMinutes(at, 1));
    expect(taskCodes(therapy)).toEqual(['renew-prescription', 'confirm-refill']);
    therapy.hear(clinicalFacts.refillCall({ callId, outcome: 'confirmed', ruleCodes: [] }), addMinutes(at, 10));
    expect(taskCodes(therapy)).toEqual(['renew-prescription']);
    const renewal = { drugId: therapy.state.drugId, indicationCode: null, daysSupply: 28 };
    therapy.join({ ...renewal, prescriptionId: otherPrescriptionId }, addMinutes(at, 20));
    expect(taskCodes(therapy)).not.toContain('renew-prescription');
  });

  it('a run-out that counted doses move takes the refill window and the due time of the call with it', () => {
    const therapy = deliveredTherapy();
    const before = therapy.state.supply;
    const move = (runOutOn: string): void => {
      const moved = { therapyId: callId, runOutOn, reasonCode: 'patient-count' };
      therapy.hear(clinicalFacts.runOutMoved(moved), later(200));
    };
    move('2026-03-14');
    expect(therapy.state.supply).toEqual({
      ...before,
      runOutOn: '2026-03-14',
      windowOpensAt: '2026-03-04T06:00:00.000Z',
    });
    const count = therapy.state.sequence;
    move('2026-03-14');
    expect(therapy.state.sequence).toBe(count);
    const at = '2026-03-04T06:00:00.000Z' as Instant;
    therapy.give({ kind: 'open-refill-cycle', afterCycle: 1, source: null }, at);
    expect(therapy.state.dues).toEqual({ 'confirm-refill': '2026-03-09T22:30:00.000Z' });
    const again = { therapyId: callId, runOutOn: '2026-03-18', reasonCode: 'patient-count' };
    therapy.hear(clinicalFacts.runOutMoved(again), addMinutes(at, 5));
    expect(therapy.state.priorRunOutOn).toBe('2026-03-18');
    expect(therapy.state.dues).toEqual({ 'confirm-refill': '2026-03-13T22:30:00.000Z' });
  });

  it('a renewal asks for its own verification, but does not disturb the fill under way', () => {
    const therapy = deliveredTherapy();
    const renewal = {
      prescriptionId: otherPrescriptionId,
      drugId: therapy.state.drugId,
      indicationCode: null,
      daysSupply: 28,
    };
    therapy.join(renewal, later(90));
    expect(therapy.state.stage).toBe('monitoring');
    therapy.hear(prescriptionFacts.accepted({ prescriptionId: otherPrescriptionId }), later(91));
    const at = '2026-02-27T06:00:00.000Z' as Instant;
    therapy.give({ kind: 'open-refill-cycle', afterCycle: 1, source: null }, at);
    expect(taskCodes(therapy)).toEqual(['confirm-refill', 'verify-prescription']);
    therapy.hear(prescriptionFacts.cancelled({ prescriptionId, reasonCode: 'replaced' }), addMinutes(at, 1));
    expect(therapy.state.stage).toBe('refill');
  });
});

describe('a therapy under the wrong patient', () => {
  const other = '01920000-0000-7000-8000-00000000000b' as SampleTherapy['state']['patientId'];
  const correct = { kind: 'correct-patient', patientId: other, reasonCode: 'wrong-match', source: null } as const;

  it('is moved, and everything found out about the other person is to be done again', () => {
    const therapy = scheduledTherapy();
    expect(therapy.give(correct, later(20))).toBeNull();
    expect(therapy.state).toMatchObject({ patientId: other, stage: 'onboarding', releasedToFillAt: null });
    expect(therapy.give(correct, later(21))).toBe('therapies.same-patient');
  });

  it('is not moved while a fill for the other person is under way', () => {
    expect(deliveredTherapy().give(correct, later(90))).toBe('therapies.fill-under-way');
  });
});
