import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type CalendarDay, countDaysBetween } from '../../../kernel/calendar-day.ts';
import { evaluateDaysCoveredInput } from './adherence-input.ts';
import { adherenceRules, findAdherenceRule } from './adherence-rule.ts';
import { computeDaysCovered, type MeasuredMember } from './days-covered.ts';

const year2018 = ['2018-01-01', '2018-12-31'];
const evaluate = (input: unknown): unknown => evaluateDaysCoveredInput(input).message;
const complaints = (input: unknown): readonly string[] =>
  evaluateDaysCoveredInput(input).problems.map(({ code, where }) => `${code} ${where}`);
const fill = (date: string, days = 90, ingredient = 'metformin') => ({ date, days, ingredient });
const one = (fills: readonly object[], more: object = {}) => ({
  period: year2018,
  member: { age: 60, fills, ...more },
});

describe('the proportion of days covered', () => {
  it('GS3 V1: two ingredients one after the other cover 180 days', () => {
    expect(evaluate(one([fill('2018-01-01'), fill('2018-04-01', 90, 'glipizide')]))).toEqual({
      included: true,
      index: '2018-01-01',
      treatmentDays: 365,
      coveredDays: 180,
      gapDays: 185,
      pdc6: '0.493151',
      numerator: false,
    });
  });

  it('GS3 V2: two ingredients of one day cover 90 days, and one date of fills is not enough for the denominator', () => {
    expect(evaluate(one([fill('2018-01-01'), fill('2018-01-01', 90, 'glipizide')]))).toMatchObject({
      included: false,
      reason: 'fewer-than-two-fill-dates',
      coveredDays: 90,
      pdc6: '0.246575',
      numerator: false,
    });
  });

  it('GS3 V3: a fill that comes early begins when the supply before it ends', () => {
    expect(evaluate(one([fill('2018-03-25'), fill('2018-07-05'), fill('2018-09-25')]))).toMatchObject({
      included: true,
      index: '2018-03-25',
      treatmentDays: 282,
      coveredDays: 270,
      gapDays: 12,
      pdc6: '0.957447',
      numerator: true,
    });
  });

  it('GS3 V4: supply beyond the end of the period is cut', () => {
    const fills = [fill('2018-01-01'), fill('2018-03-25'), fill('2018-07-05'), fill('2018-10-15')];
    expect(evaluate(one(fills))).toMatchObject({
      treatmentDays: 365,
      coveredDays: 348,
      gapDays: 17,
      pdc6: '0.953425',
      numerator: true,
    });
  });

  it('GS3 V5: an index date within 91 days of the end leaves the member out', () => {
    const fills = [fill('2018-10-04', 30), fill('2018-11-01', 30), fill('2018-12-15', 30)];
    expect(evaluate(one(fills))).toMatchObject({ included: false, reason: 'index-too-late', treatmentDays: 89 });
  });

  it.each([
    ['2018-10-01', true],
    ['2018-10-02', false],
  ])('takes an index date that lies at least 91 days before the end: %s', (date, included) => {
    expect(evaluate(one([fill(date), fill('2018-12-01')]))).toMatchObject({ included });
  });

  it('takes members from 18 years on, and leaves out whom the measure excludes', () => {
    const fills = [fill('2018-01-01'), fill('2018-04-01')];
    expect(evaluate(one(fills, { age: 18 }))).toMatchObject({ included: true });
    expect(evaluate(one(fills, { age: 17 }))).toMatchObject({ included: false, reason: 'age' });
    expect(evaluate(one(fills, { exclusion: 'hospice' }))).toMatchObject({ included: false, reason: 'hospice' });
  });

  it('ends treatment with death or disenrollment, that day included', () => {
    const fills = [fill('2018-01-01', 30), fill('2018-02-01', 30), fill('2018-08-01', 30)];
    expect(evaluate(one(fills, { death: '2018-02-10' }))).toMatchObject({ treatmentDays: 41, coveredDays: 40 });
    expect(evaluate(one(fills, { death: '2018-02-10', disenrolled: '2018-01-31' }))).toMatchObject({
      treatmentDays: 31,
      coveredDays: 30,
      reason: 'fewer-than-two-fill-dates',
    });
  });

  it('holds the threshold against the exact fraction: 0.7999997 is written 0.800000 and not enough', () => {
    const measure = { period: { from: '2018-01-01', to: '2018-12-31' } as never, rule: adherenceRules[0] as never };
    const member = { age: 60, asOf: null, death: null, disenrolled: null, exclusion: null };
    const covering = (days: number) =>
      computeDaysCovered(
        { ...member, fills: [fill('2018-01-01', days - 1), fill('2018-06-01', 1, 'other')] as never },
        measure,
      );
    expect(covering(292)).toMatchObject({ coveredDays: 291, numerator: false });
    expect(evaluate(one([fill('2018-01-01', 200), fill('2018-03-01', 92)]))).toMatchObject({
      coveredDays: 292,
      pdc6: '0.800000',
      numerator: true,
    });
    expect(evaluate(one([fill('2018-01-01', 200), fill('2018-03-01', 91)]))).toMatchObject({ numerator: false });
  });

  it('says how many days may still stay uncovered, before the day that is asked about', () => {
    const fills = [fill('2018-01-01', 30), fill('2018-03-01', 30)];
    expect(evaluate(one(fills, { asOf: '2018-03-01' }))).toMatchObject({
      gapsBeforeAsOf: 29,
      allowableGapDaysLeft: 44,
    });
    expect(evaluate(one(fills, { asOf: '2018-01-31' }))).toMatchObject({ gapsBeforeAsOf: 0, allowableGapDaysLeft: 73 });
    expect(evaluate(one(fills, { asOf: '2018-02-01' }))).toMatchObject({ gapsBeforeAsOf: 1 });
    expect(evaluate(one(fills, { asOf: '2017-01-01' }))).toMatchObject({ gapsBeforeAsOf: 0 });
    expect(evaluate(one(fills, { asOf: '2020-01-01' }))).toMatchObject({
      gapsBeforeAsOf: 305,
      allowableGapDaysLeft: -232,
    });
  });

  it('has no index date and no rate without a fill in the period', () => {
    expect(evaluate(one([fill('2017-12-31')]))).toEqual({
      included: false,
      reason: 'fewer-than-two-fill-dates',
      index: null,
      treatmentDays: 0,
      coveredDays: 0,
      gapDays: 0,
      pdc6: null,
      numerator: false,
    });
  });

  it('rates several members', () => {
    const members = [
      { id: 'a', age: 60, fills: [fill('2018-03-25'), fill('2018-07-05'), fill('2018-09-25')] },
      { id: 'b', age: 60, fills: [fill('2018-01-01'), fill('2018-04-01', 90, 'glipizide')] },
      { id: 'c', age: 12, fills: [] },
      { id: '__proto__', age: 60, exclusion: 'esrd', fills: [] },
    ];
    expect(JSON.stringify(evaluate({ period: year2018, members }))).toBe(
      JSON.stringify({
        denominator: ['a', 'b'],
        numerator: ['a'],
        excluded: JSON.parse('{"c":"age","__proto__":"esrd"}'),
        pdc6: { a: '0.957447', b: '0.493151' },
        rate6: '0.500000',
      }),
    );
    expect(evaluate({ period: year2018, members: [] })).toMatchObject({ denominator: [], rate6: null });
  });
});

const day = fc.integer({ min: 0, max: 800 }).map((days) => addDays('2017-06-01' as CalendarDay, days));
const anyFill = fc.record({
  date: day,
  days: fc.integer({ min: 1, max: 200 }),
  ingredient: fc.constantFrom('metformin', 'glipizide', 'sitagliptin'),
});
const anyMember: fc.Arbitrary<MeasuredMember> = fc.record({
  age: fc.integer({ min: 0, max: 90 }),
  asOf: fc.option(day),
  death: fc.option(day),
  disenrolled: fc.option(day),
  exclusion: fc.constantFrom(null, 'hospice'),
  fills: fc.array(anyFill, { maxLength: 12 }),
});
const rule = findAdherenceRule('2018-12-31' as CalendarDay);
const measure = { period: { from: '2018-01-01' as CalendarDay, to: '2018-12-31' as CalendarDay }, rule };

/** Counts covered days the slow way: a day at a time. */
function countDayByDay(
  member: MeasuredMember,
  { index, treatmentDays }: { index: string; treatmentDays: number },
): number {
  const covered = new Set<number>();
  const next = new Map<string, number>();
  const inOrder = [...member.fills].sort((left, right) => left.date.localeCompare(right.date));
  for (const { date, days, ingredient } of inOrder) {
    const start = countDaysBetween({ from: index as CalendarDay, to: date });
    if (date < measure.period.from || start < 0 || start >= treatmentDays) continue;
    let at = Math.max(start, next.get(ingredient) ?? 0);
    for (let left = days; left > 0; left -= 1, at += 1) if (at < treatmentDays) covered.add(at);
    next.set(ingredient, at);
  }
  return covered.size;
}

describe('days covered, whatever the fills', () => {
  it('are the same as counted day by day, in any order of the fills, and never more than the days of treatment', () => {
    if (rule === null) throw new Error('There is no rule.');
    fc.assert(
      fc.property(anyMember, fc.integer(), (member, seed) => {
        const result = computeDaysCovered(member, { ...measure, rule });
        const shuffled = [...member.fills].sort(
          (left, right) => ((left.days * 31 + seed) % 7) - ((right.days * 17) % 5),
        );
        expect(computeDaysCovered({ ...member, fills: shuffled }, { ...measure, rule })).toEqual(result);
        expect(result.coveredDays).toBeLessThanOrEqual(result.treatmentDays);
        expect(result.coveredDays + result.gapDays).toBe(result.treatmentDays);
        expect(result.numerator && !result.included).toBe(false);
        if (result.index !== null)
          expect(result.coveredDays).toBe(countDayByDay(member, { ...result, index: result.index }));
      }),
      { numRuns: 300 },
    );
  });
});

describe('the facts of adherence', () => {
  const good = { age: 60, fills: [fill('2018-01-01')] };
  const inPeriod = (member: unknown) => ({ period: year2018, member });
  it.each([
    [{ ...inPeriod(good), colour: 'blue' }, 'unknown-key $.colour'],
    [inPeriod({ ...good, name: 'x' }), 'unknown-key $.member.name'],
    [inPeriod({ ...good, fills: [{ ...fill('2018-01-01'), dose: 1 }] }), 'unknown-key $.member.fills[0].dose'],
    [{ member: good }, 'missing $.period'],
    [{ period: ['2018-12-31', '2018-01-01'], member: good }, 'reversed $.period[1]'],
    [{ period: ['2018-02-29', '2018-12-31'], member: good }, 'not-a-date $.period[0]'],
    [{ period: ['2018-01-01'], member: good }, 'wrong-type $.period'],
    [{ period: year2018 }, 'missing $.member'],
    [{ ...inPeriod(good), members: [] }, 'contradictory $.members'],
    [{ period: year2018, members: [good] }, 'missing $.members[0].id'],
    [
      {
        period: year2018,
        members: [
          { ...good, id: 'a' },
          { ...good, id: 'a' },
        ],
      },
      'repeated $.members[1].id',
    ],
    [inPeriod({ ...good, age: -1 }), 'out-of-range $.member.age'],
    [inPeriod({ ...good, age: '60' }), 'wrong-type $.member.age'],
    [inPeriod({ ...good, death: '2018-13-01' }), 'not-a-date $.member.death'],
    [inPeriod({ age: 60 }), 'missing $.member.fills'],
    [inPeriod({ ...good, fills: [fill('2018-01-01', -5)] }), 'out-of-range $.member.fills[0].days'],
    [inPeriod({ ...good, fills: [fill('2018-01-01', 0)] }), 'out-of-range $.member.fills[0].days'],
    [inPeriod({ ...good, fills: [fill('2018-01-01', 1.5)] }), 'wrong-type $.member.fills[0].days'],
    [inPeriod({ ...good, fills: [fill('2018-06-31')] }), 'not-a-date $.member.fills[0].date'],
    [inPeriod({ ...good, fills: [fill('2018-06-30', 1, ' ')] }), 'empty $.member.fills[0].ingredient'],
    [inPeriod({ ...good, fills: [null] }), 'wrong-type $.member.fills[0]'],
    [[], 'wrong-type $'],
  ])('are refused with the place %#', (input, complaint) => {
    expect(complaints(input)).toEqual([complaint]);
    expect(evaluate(input)).toBeNull();
  });

  it('may be anything without a crash', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom('age', 'asOf', 'death', 'exclusion', 'fills', 'id'), (value, key) => {
        const spoiled = evaluateDaysCoveredInput(inPeriod({ ...good, [key]: value }));
        expect(spoiled.message !== null || spoiled.problems.length > 0).toBe(true);
        expect(evaluateDaysCoveredInput(value).message).toBeNull();
      }),
    );
  });

  it('may be a hundred thousand fills', () => {
    const fills = Array.from({ length: 100_000 }, (_, index) =>
      fill(addDays('2018-01-01' as CalendarDay, index % 365), 1),
    );
    expect(evaluate(one(fills))).toMatchObject({ coveredDays: 365, pdc6: '1.000000' });
  });
});
