import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMinutes, type Instant, instantOf } from '../../../kernel/instant.ts';
import { computeWorkOrder as computeBy, type OrderRules, standardOrder, type WorkFacts } from './work-order.ts';

const dueAt = '2026-03-05T22:00:00.000Z' as Instant;

const computeWorkOrder = (due: Instant, facts: WorkFacts, rules: OrderRules = standardOrder) =>
  computeBy(rules, { dueAt: due, facts });

describe('the order of work', () => {
  it('is the due time where no fact moves it', () => {
    expect(computeWorkOrder(dueAt, { cycle: 1 })).toEqual({ effectiveDueAt: dueAt, reasons: [], version: 1 });
  });

  it('leaves time to ship before the patient needs the drug', () => {
    const order = computeWorkOrder(dueAt, { needByAt: '2026-03-05T12:00:00.000Z' });
    expect(order.effectiveDueAt).toBe('2026-03-04T12:00:00.000Z');
    expect(order.reasons).toEqual([{ code: 'need-by', minutesEarlier: 34 * 60 }]);
  });

  it('adds up what makes work more pressing, and says each reason', () => {
    const order = computeWorkOrder(dueAt, { urgent: true, clinicalRisk: 'high', atRiskCents: 250_000 });
    expect(order.effectiveDueAt).toBe(addMinutes(dueAt, -(1_440 + 480 + 240)));
    expect(order.reasons.map(({ code }) => code)).toEqual(['urgent', 'clinical-risk', 'money-at-risk']);
  });

  it('ignores facts that say nothing pressing', () => {
    const facts = { urgent: false, clinicalRisk: 'low', atRiskCents: 99_999, needByAt: 'soon', runOutAt: null };
    expect(computeWorkOrder(dueAt, facts).reasons).toEqual([]);
  });

  it('moves as far as the weights of the tenant say, and not at all where a rule is off', () => {
    const { weights } = standardOrder;
    const own: OrderRules = {
      version: 7,
      weights: {
        ...weights,
        urgent: { isOn: false, minutes: 1_440, least: null },
        'time-used': { isOn: true, minutes: 90, least: 80 },
      },
    };
    const order = computeWorkOrder(dueAt, { urgent: true, level: 80 }, own);
    expect(order).toEqual({
      effectiveDueAt: addMinutes(dueAt, -90),
      reasons: [{ code: 'time-used', minutesEarlier: 90 }],
      version: 7,
    });
    expect(computeWorkOrder(dueAt, { level: 50 }, own).reasons).toEqual([]);
  });

  it('never puts work later, and its reasons account for every minute', () => {
    const anyInstant = fc.integer({ min: 1.7e12, max: 1.9e12 }).map((time) => instantOf(time - (time % 60_000)));
    const anyFacts = fc.record(
      {
        needByAt: anyInstant,
        runOutAt: anyInstant,
        urgent: fc.boolean(),
        clinicalRisk: fc.constantFrom('high', 'low'),
        atRiskCents: fc.nat(1_000_000),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(anyInstant, anyFacts, (due, facts) => {
        const { effectiveDueAt, reasons } = computeWorkOrder(due, facts);
        const minutes = reasons.reduce((total, { minutesEarlier }) => total + minutesEarlier, 0);
        expect(addMinutes(effectiveDueAt, minutes)).toBe(due);
        expect(effectiveDueAt <= due).toBe(true);
      }),
    );
  });
});
