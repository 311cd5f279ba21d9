import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateDenialsInput } from './appeal-order-input.ts';

const denial = {
  id: 'a',
  reason: 'step-therapy',
  planType: 'commercial',
  receipt: '2026-03-01',
  overturned: 8,
  appealed: 10,
  valueCents: 100_000,
  urgency: 1,
};
const facts = (...denials: readonly object[]) => ({ asOf: '2026-03-10', thinBelow: 10, denials });
const evaluate = (input: unknown): unknown => evaluateDenialsInput(input).message;
const rowOf = (more: object): unknown => (evaluate(facts({ ...denial, ...more })) as { rows: { a: unknown } }).rows.a;

describe('denials', () => {
  it('are given the smoothed rate of overturns, and their score in cents', () => {
    expect(evaluate(facts(denial))).toEqual({
      order: ['a'],
      deadlinePassed: [],
      routed: {},
      rows: { a: { deadline: '2026-08-28', daysLeft: 171, p6: '0.750000', scoreCents: 75_000, thin: false } },
    });
    expect(rowOf({ overturned: 0, appealed: 0 })).toMatchObject({ p6: '0.500000', thin: true });
    expect(rowOf({ overturned: 1, appealed: 1, valueCents: 1, urgency: 1.5 })).toMatchObject({
      p6: '0.666667',
      scoreCents: 1,
    });
    expect(rowOf({ appealed: 9 })).toMatchObject({ thin: true });
  });

  it.each([
    ['Part D', { receipt: '2026-03-01' }, '2026-04-30'],
    ['Part D', { notice: '2026-03-01' }, '2026-05-05'],
    ['part_d', { notice: '2026-03-01', receipt: '2026-03-02' }, '2026-05-01'],
    ['Medicare Advantage', { notice: '2026-03-01' }, '2026-05-05'],
    ['commercial', { receipt: '2026-03-01' }, '2026-08-28'],
    ['commercial', { notice: '2026-03-01' }, '2026-08-28'],
    ['Medicaid managed care', { notice: '2026-03-01', receipt: '2026-03-04' }, '2026-04-30'],
  ])('of %s are appealed until the day that its limit names', (planType, told, deadline) => {
    expect(rowOf({ receipt: undefined, planType, ...told })).toMatchObject({ deadline });
  });

  it('are in time on the last day, and leave the order afterwards', () => {
    const lastDay = { ...denial, planType: 'part-d', receipt: '2026-01-09' };
    const late = { ...lastDay, id: 'b', receipt: '2026-01-08', valueCents: 900_000 };
    expect(evaluate(facts(late, lastDay))).toMatchObject({
      order: ['a'],
      deadlinePassed: ['b'],
      rows: { a: { daysLeft: 0 }, b: { daysLeft: -1 } },
    });
  });

  it('that are never appealed are sent another way, even without a day', () => {
    const others = [
      ['m', 'Missing information', 'resubmit'],
      ['e', 'exclusion', 'assistance'],
      ['p', 'wrong_pharmacy', 'transfer or network override'],
      ['b', 'wrong-benefit', 're-route'],
      ['q', 'wrong payer', 're-route'],
    ].map(([id, reason, action]) => ({ id, reason, action }));
    const denials = others.map(({ id, reason }) => ({ ...denial, id, reason, receipt: null }));
    expect(evaluate(facts(...denials))).toEqual({
      order: [],
      deadlinePassed: [],
      routed: Object.fromEntries(others.map(({ id, action }) => [id, action])),
      rows: {},
    });
  });

  it('rank on the exact score, where its cents are equal', () => {
    const less = { ...denial, id: 'less', valueCents: 100_000 };
    const more = { ...denial, id: 'more', valueCents: 100_000, urgency: 1.000001 };
    expect(evaluate(facts(less, more))).toMatchObject({
      order: ['more', 'less'],
      rows: { less: { scoreCents: 75_000 }, more: { scoreCents: 75_000 } },
    });
  });

  it('of the same score rank by the earlier deadline and then by id', () => {
    const denials = ['c', 'b'].map((id) => ({ ...denial, id }));
    const sooner = { ...denial, id: 'z', receipt: '2026-02-01' };
    expect(evaluate(facts(...denials, sooner))).toMatchObject({ order: ['z', 'b', 'c'] });
  });

  it.each([
    [{ ...facts(denial), tenant: 1 }, 'unknown-key $.tenant'],
    [facts({ ...denial, patient: 'x' }), 'unknown-key $.denials[0].patient'],
    [{ ...facts(), asOf: '2026-02-30' }, 'not-a-date $.asOf'],
    [{ ...facts(), thinBelow: -1 }, 'out-of-range $.thinBelow'],
    [{ asOf: '2026-03-10', thinBelow: 1 }, 'missing $.denials'],
    [facts(denial, denial), 'repeated $.denials[1].id'],
    [facts({ ...denial, planType: 'tricare' }), 'unknown-value $.denials[0].planType'],
    [facts({ ...denial, planType: 'constructor' }), 'unknown-value $.denials[0].planType'],
    [facts({ ...denial, receipt: undefined }), 'missing $.denials[0].receipt'],
    [facts({ ...denial, planType: 'medicaid-managed' }), 'missing $.denials[0].notice'],
    [facts({ ...denial, notice: '2026-03-02' }), 'reversed $.denials[0].receipt'],
    [facts({ ...denial, overturned: 11 }), 'contradictory $.denials[0].overturned'],
    [facts({ ...denial, appealed: -1, overturned: 0 }), 'out-of-range $.denials[0].appealed'],
    [facts({ ...denial, valueCents: 1.5 }), 'wrong-type $.denials[0].valueCents'],
    [facts({ ...denial, urgency: -1 }), 'out-of-range $.denials[0].urgency'],
    [facts({ ...denial, urgency: 'high' }), 'wrong-type $.denials[0].urgency'],
  ])('are refused with the place %#', (input, complaint) => {
    const { message, problems } = evaluateDenialsInput(input);
    expect(problems.map(({ code, where }) => `${code} ${where}`)).toEqual([complaint]);
    expect(message).toBeNull();
  });

  it('each stand in exactly one list, in the same order whatever the order of the file', () => {
    const any = fc.record({
      reason: fc.constantFrom('step-therapy', 'exclusion', 'quantity', 'wrong-pharmacy', 'constructor'),
      planType: fc.constantFrom('part-d', 'commercial', 'medicare-advantage'),
      receipt: fc.constantFrom('2025-08-01', '2026-01-09', '2026-03-01'),
      appealed: fc.integer({ min: 5, max: 8 }),
      overturned: fc.integer({ min: 0, max: 5 }),
      valueCents: fc.integer({ min: 0, max: 5 }),
      urgency: fc.constantFrom(1, 1.5, '2'),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 12 }), (drawn) => {
        const denials = drawn.map((each, index) => ({ ...each, id: `d${index}` }));
        const answer = evaluate(facts(...denials)) as { order: string[]; deadlinePassed: string[]; routed: object };
        expect(evaluate(facts(...denials.toReversed()))).toEqual(answer);
        const listed = [...answer.order, ...answer.deadlinePassed, ...Object.keys(answer.routed)];
        expect(listed.toSorted()).toEqual(denials.map(({ id }) => id).toSorted());
      }),
    );
  });

  it('takes any value without a crash', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(...Object.keys(denial), 'notice'), (value, key) => {
        const { message, problems } = evaluateDenialsInput(facts({ ...denial, [key]: value }));
        expect(message !== null || problems.length > 0).toBe(true);
        expect(evaluateDenialsInput(value).message).toBeNull();
      }),
    );
  });
});
