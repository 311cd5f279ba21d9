import { describe, expect, it } from 'vitest';
import { factsToScheduled, SampleTherapy } from '../../../../test/support/sample-therapy.ts';
import { addMinutes, type Instant } from '../../../kernel/instant.ts';
import { composeHandFact, type HandRecord, listHandOutcomes, listOpenHandOutcomes } from './hand-outcome.ts';
import { readPosition } from './journey-position.ts';

const start = '2026-02-09T15:00:00.000Z' as Instant;
const at = (minutes: number): Instant => addMinutes(start, minutes);

function carried(pathwayId: string): SampleTherapy {
  const therapy = new SampleTherapy(start, start, pathwayId);
  for (const [index, fact] of factsToScheduled.entries()) therapy.hear(fact, at(index + 1));
  return therapy;
}

function record(therapy: SampleTherapy, given: HandRecord, moment: Instant): string | null {
  const fact = composeHandFact(therapy.state, given, moment);
  if (!fact.ok) return fact.refusal.code;
  return therapy.give({ kind: 'record-fact', fact: fact.value, source: null, occurredAt: moment }, moment);
}

const release = (therapy: SampleTherapy, moment: Instant): string | null =>
  therapy.give({ kind: 'release-to-fill', source: null }, moment);

describe('a REMS product', () => {
  it('is not released before the REMS authorized the fill by a number', () => {
    const therapy = carried('rems');
    expect(readPosition(therapy.state)).toMatchObject({ stage: 'clinical-review', mayBeFilled: false });
    expect(release(therapy, at(20))).toBe('therapies.not-ready-to-fill');
    const authorized = { lane: 'rems', outcome: 'authorized', number: null };
    expect(record(therapy, authorized, at(21))).toBe('therapies.number-missing');
    expect(record(therapy, { ...authorized, number: 'RA-1042' }, at(22))).toBeNull();
    expect(release(therapy, at(23))).toBeNull();
    expect(therapy.events.at(-2)).toMatchObject({ facts: { facts: { number: 'RA-1042' } } });
  });

  it('is held, and nobody overrides it, once the REMS refused', () => {
    const therapy = carried('rems');
    expect(record(therapy, { lane: 'rems', outcome: 'refused', number: null }, at(21))).toBeNull();
    expect(readPosition(therapy.state).blockingHolds).toEqual(['REMS']);
    const override = { kind: 'override-hold', hold: 'REMS', reasonCode: 'urgent', source: null } as const;
    expect(therapy.give(override, at(22))).toBe('therapies.hold-never-overridden');
  });
});

describe('buy and bill', () => {
  it('goes from the appointment to the hand-over, which starts the count to the next dose', () => {
    const therapy = carried('buy-and-bill');
    expect(readPosition(therapy.state)).toMatchObject({ stage: 'delivery', tasks: [{ code: 'hand-over-to-clinic' }] });
    expect(record(therapy, { lane: 'delivery', outcome: 'delivered', number: 'LOT-77' }, at(30))).toBeNull();
    expect(therapy.state).toMatchObject({ stage: 'monitoring', supply: { daysSupply: 28, isAssumed: false } });
  });
});

describe('limited distribution', () => {
  it('lets nothing begin before it is settled who may dispense', () => {
    const therapy = new SampleTherapy(start, start, 'limited-distribution');
    expect(readPosition(therapy.state).tasks.map(({ code }) => code)).toEqual([
      'check-distribution',
      'review-start',
      'verify-prescription',
    ]);
    expect(listOpenHandOutcomes(listHandOutcomes(therapy.state))).toMatchObject([{ outcome: 'ours' }]);
    expect(record(therapy, { lane: 'distribution', outcome: 'not-ours', number: null }, at(1))).toBeNull();
    expect(readPosition(therapy.state).tasks[0]?.code).toBe('transfer-referral');
    expect(record(therapy, { lane: 'distribution', outcome: 'ours', number: null }, at(2))).toBeNull();
    expect(readPosition(therapy.state).tasks.map(({ code }) => code)).toContain('check-benefits');
  });
});

describe('what a person records by hand', () => {
  it('is only what the pathway leaves to people, while the therapy runs', () => {
    const therapy = carried('standard');
    expect(listHandOutcomes(therapy.state)).toEqual([]);
    const paid = { lane: 'claim', outcome: 'paid', number: null };
    expect(record(therapy, paid, at(30))).toBe('therapies.not-by-hand');
    therapy.give({ kind: 'end', reasonCode: 'therapy-complete', source: null }, at(31));
    expect(record(therapy, paid, at(32))).toBe('therapies.therapy-ended');
  });
});
