import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  factsToScheduled,
  otherPrescriptionId,
  prescriptionId,
  SampleTherapy,
} from '../../../../test/support/sample-therapy.ts';
import { addMinutes, type Instant } from '../../../kernel/instant.ts';
import { getLane, getPathway, holdCodes, type LaneCode, pauseReasons } from '../../pathways/language.ts';
import { endReasonCodes } from './end-reason.ts';
import {
  accessFacts,
  claimFacts,
  clinicalFacts,
  deliveryFacts,
  fillFacts,
  type HeardFact,
  prescriptionFacts,
} from './heard-facts.ts';
import { readPosition } from './journey-position.ts';
import type { TherapyCommand } from './therapy-decision.ts';
import type { TherapyEvent } from './therapy-event.ts';
import { foldTherapy } from './therapy-evolution.ts';
import type { TherapyState } from './therapy-state.ts';

/** `npm run test:long` runs the full counts. */
const share = process.env['THERIAC_LONG'] === '1' ? 20 : 1;
const patienceMilliseconds = 20_000 * share;
const start = '2026-02-09T16:00:00.000Z' as Instant;
const pathway = getPathway({ id: 'standard', version: 1 });
const outcomesOf = (lane: LaneCode): readonly string[] => Object.keys(getLane(pathway, lane).outcomes);
const anyOf = <Value>(values: readonly Value[]): fc.Arbitrary<Value> => fc.constantFrom(...values);
const anyPrescription = anyOf([prescriptionId, prescriptionId, prescriptionId, otherPrescriptionId]);

/** Facts as modules tell them; those that carry a therapy forward come more often. */
const anyFact: fc.Arbitrary<HeardFact> = fc.oneof(
  fc.constantFrom(
    accessFacts.enrolment({ therapyId: 't', outcome: 'enrolled' }),
    accessFacts.benefits({ benefitsCheckId: 'b', outcome: 'complete', authorizationNeeded: false, patientPayCents: 0 }),
    accessFacts.assistance({ assistanceId: 'a', outcome: 'affordable' }),
    clinicalFacts.startReview({ reviewId: 'r', outcome: 'cleared' }),
    deliveryFacts.scheduled({ deliveryId: 'd', fillId: null, shipOn: '2026-02-10', needBy: null }),
    fillFacts.opened({ fillId: 'f', fillNumber: 0 }),
    fillFacts.verified({ fillId: 'f', daysSupply: 28 }),
    deliveryFacts.delivered({ deliveryId: 'd', fillId: null, daysSupply: 5, deliveredAt: start }),
  ),
  anyPrescription.map((id) => prescriptionFacts.accepted({ prescriptionId: id })),
  anyPrescription.map((id) => clinicalFacts.verified({ prescriptionId: id })),
  anyOf(outcomesOf('enrolment')).map((outcome) => accessFacts.enrolment({ therapyId: 't', outcome })),
  anyOf(outcomesOf('authorization')).map((state) =>
    accessFacts.authorization({ authorizationId: 'a', state, validTo: state === 'approved' ? '2026-03-01' : null }),
  ),
  anyOf(outcomesOf('assistance')).map((outcome) => accessFacts.assistance({ assistanceId: 'a', outcome })),
  anyOf(outcomesOf('start-review')).map((outcome) => clinicalFacts.startReview({ reviewId: 'r', outcome })),
  fc
    .subarray(['75', '79', '88', '65', '99'])
    .map((rejectCodes) => claimFacts.rejected({ claimId: 'c', fillId: 'fill', rejectCodes })),
  fc.constantFrom(
    prescriptionFacts.cancelled({ prescriptionId, reasonCode: 'prescriber' }),
    clinicalFacts.unverified({ prescriptionId, reasonCode: 'query' }),
    fillFacts.unverified({ fillId: 'f' }),
    fillFacts.cancelled({ fillId: 'f', reasonCode: 'patient' }),
    fillFacts.returnedToStock({ fillId: 'f', reasonCode: 'refused' }),
    deliveryFacts.returned({ deliveryId: 'd', fillId: null, reasonCode: 'refused' }),
    deliveryFacts.exception({ deliveryId: 'd', fillId: null, code: 'excursion' }),
    claimFacts.paid({ claimId: 'c', fillId: 'fill', patientPayCents: 0 }),
    claimFacts.reversed({ claimId: 'c', fillId: 'fill' }),
  ),
);

type Step = (now: Instant, therapy: SampleTherapy) => TherapyCommand;

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(anyFact, fc.nat(3_000)).map(toFactStep) },
  {
    weight: 1,
    arbitrary: anyOf(holdCodes).map(
      (hold): Step =>
        () => ({
          kind: 'place-hold',
          hold,
          reasonCode: 'found',
          source: { kind: 'fill', id: 'f' },
        }),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(anyOf(holdCodes), fc.boolean()).map(
      ([hold, isOverride]): Step =>
        (_now, therapy) => {
          const standing = therapy.state.placedHolds[0]?.hold ?? hold;
          return isOverride
            ? { kind: 'override-hold', hold: standing, reasonCode: 'risk', source: null }
            : { kind: 'release-hold', hold: standing, reasonCode: 'resolved', everyOrigin: true, source: null };
        },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(anyOf(pauseReasons), fc.boolean()).map(
      ([reason, isStart]): Step =>
        (now) =>
          isStart
            ? { kind: 'start-wait', reason, party: 'patient', since: now, source: null }
            : { kind: 'end-wait', reason, until: now, source: null },
    ),
  },
  { weight: 2, arbitrary: fc.constant<Step>(() => ({ kind: 'release-to-fill', source: null })) },
  {
    weight: 1,
    arbitrary: fc.constant<Step>((_now, { state }) => ({
      kind: 'open-refill-cycle',
      afterCycle: state.cycle.number,
      source: null,
    })),
  },
  {
    weight: 1,
    arbitrary: fc.constant<Step>((now) => ({
      kind: 'record-fact',
      ...clinicalFacts.refillCall({ callId: prescriptionId, outcome: 'confirmed', ruleCodes: [] }),
      occurredAt: now,
    })),
  },
  {
    weight: 1,
    arbitrary: fc.boolean().map(
      (isSame): Step =>
        (_now, { state }) => ({
          kind: 'correct-patient',
          patientId: isSame ? state.patientId : (prescriptionId as unknown as TherapyState['patientId']),
          reasonCode: 'wrong-match',
          source: null,
        }),
    ),
  },
);

const anyEnd: fc.Arbitrary<Step> = anyOf(endReasonCodes).map((reasonCode) => () => ({
  kind: 'end',
  reasonCode,
  source: null,
}));

const anySteps = fc
  .tuple(fc.array(anyStep, { minLength: 1, maxLength: 40 }), fc.option(anyEnd))
  .map(([steps, end]): readonly Step[] => (end === null ? steps : [...steps, end]));

/** A fact that came about up to two days before it is told. */
function toFactStep([{ fact, source }, minutesLate]: [HeardFact, number]): Step {
  return (now) => ({ kind: 'record-fact', fact, source, occurredAt: addMinutes(now, -minutesLate) });
}

function carryOut(
  steps: readonly Step[],
  watch: (therapy: SampleTherapy, command: TherapyCommand, now: Instant) => void = () => undefined,
): SampleTherapy {
  const therapy = new SampleTherapy(start);
  // Half of all sequences begin where a fill may be released; the others at the referral.
  if (steps.length % 2 === 0) for (const fact of factsToScheduled) therapy.hear(fact, start);
  steps.forEach((step, index) => {
    const now = addMinutes(start, (index + 1) * 977);
    const command = step(now, therapy);
    therapy.give(command, now);
    watch(therapy, command, now);
  });
  return therapy;
}

describe('any sequence of commands', { timeout: patienceMilliseconds }, () => {
  it('leaves the therapy equal to the fold of its events as they are stored', () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        const therapy = carryOut(steps);
        const stored = JSON.parse(JSON.stringify(therapy.events)) as TherapyEvent[];
        expect(foldTherapy(stored)).toEqual(therapy.state);
        expect(therapy.state.sequence).toBe(therapy.events.length);
      }),
      { numRuns: 300 * share },
    );
  });

  it('never has a fill released while a hold stands that is not overridden, or while a stage before it is unmet', () => {
    let released = 0;
    fc.assert(
      fc.property(anySteps, (steps) => {
        carryOut(steps, ({ state }) => {
          if (state.releasedToFillAt === null) return;
          released += 1;
          expect(readPosition(state)).toMatchObject({ blockingHolds: [], unmetStages: [] });
        });
      }),
      { numRuns: 300 * share },
    );
    expect(released).toBeGreaterThan(0);
  });

  it('never lets a release pass in spite of a hold that stands', () => {
    fc.assert(
      fc.property(anySteps, anyOf(holdCodes), (steps, hold) => {
        const therapy = carryOut(steps);
        const now = addMinutes(start, 100_000);
        therapy.give({ kind: 'place-hold', hold, reasonCode: 'found', source: { kind: 'test', id: 'x' } }, now);
        const isHeld = readPosition(therapy.state).blockingHolds.length > 0;
        const refusal = therapy.give({ kind: 'release-to-fill', source: null }, now);
        if (isHeld) expect(refusal).not.toBeNull();
        expect(therapy.state.releasedToFillAt === null || readPosition(therapy.state).mayBeFilled).toBe(true);
      }),
      { numRuns: 200 * share },
    );
  });

  it('shows the earliest stage with something unmet, and work only where there is something to do', () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        const { state } = carryOut(steps);
        expect(state.stage).toBe(readPosition(state).stage);
        const tasks = readPosition(state).tasks.map(({ code }) => code);
        expect(new Set(tasks).size).toBe(tasks.length);
        expect(Object.keys(state.dues).sort()).toEqual([...tasks].sort());
      }),
      { numRuns: 150 * share },
    );
  });

  it('has its effect once when every command is given twice', () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        const once = carryOut(steps);
        const twice = carryOut(steps, (therapy, command, now) => void therapy.give(command, now));
        const { sequence: _first, ...state } = once.state;
        expect(twice.state).toMatchObject(state);
      }),
      { numRuns: 150 * share },
    );
  });
});

describe('facts that arrive late or out of order', { timeout: patienceMilliseconds }, () => {
  const anyOrder = fc
    .uniqueArray(fc.tuple(anyFact, fc.nat(10_000)), { minLength: 2, maxLength: 20, selector: ([, minute]) => minute })
    .chain((facts) => fc.tuple(fc.constant(facts), fc.shuffledSubarray(facts, { minLength: facts.length })));

  it('end in the same lanes, holds and stage as in order', () => {
    fc.assert(
      fc.property(anyOrder, ([facts, shuffled]) => {
        const inOrder = [...facts].sort(([, left], [, right]) => left - right);
        const [expected, found] = [tell(inOrder), tell(shuffled)];
        expect(found.lanes).toEqual(expected.lanes);
        expect(found.stage).toBe(expected.stage);
        expect(readPosition(found).holds).toEqual(readPosition(expected).holds);
        expect(found.authorizationEndsAt).toEqual(expected.authorizationEndsAt);
        expect(found.supply?.runOutOn).toEqual(expected.supply?.runOutOn);
      }),
      { numRuns: 300 * share },
    );
  });

  function tell(facts: readonly (readonly [HeardFact, number])[]): TherapyState {
    const therapy = new SampleTherapy(start);
    const now = addMinutes(start, 20_000);
    for (const [{ fact, source }, minute] of facts) {
      therapy.give({ kind: 'record-fact', fact, source, occurredAt: addMinutes(start, minute) }, now);
    }
    return therapy.state;
  }
});
