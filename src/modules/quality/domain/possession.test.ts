import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluatePossessionInput } from './possession-input.ts';

const period = ['2018-01-01', '2018-12-31'];
const evaluate = (input: object): unknown => evaluatePossessionInput({ period, ...input }).message;
const fills = [
  { date: '2018-03-25', days: 90 },
  { date: '2018-07-05', days: 90 },
  { date: '2018-09-25', days: 90 },
];

describe('possession of a drug', () => {
  it('is the supply over the days of the window', () => {
    expect(evaluate({ fills })).toEqual({
      mprRaw6: '0.739726',
      mpr6: '0.739726',
      daysLate: [
        { date: '2018-07-05', days: 12 },
        { date: '2018-09-25', days: -8 },
      ],
      persistenceDays: 282,
      dosesOnHand: null,
    });
  });

  it('cuts or leaves out the last fill where it lasts beyond the window', () => {
    const late = [...fills, { date: '2018-12-22', days: 30 }];
    expect(evaluate({ fills: late })).toMatchObject({ mprRaw6: '0.767123' });
    expect(evaluate({ fills: late, lastFill: 'leave-out' })).toMatchObject({ mprRaw6: '0.739726' });
  });

  it('may exceed one and is capped for a report', () => {
    const often = Array.from({ length: 6 }, () => ({ date: '2018-01-01', days: 90 }));
    expect(evaluate({ fills: often })).toMatchObject({ mprRaw6: '1.479452', mpr6: '1.000000' });
  });

  it('persists until a gap of more than 60 days', () => {
    const first = { date: '2018-01-01', days: 30 };
    expect(evaluate({ fills: [first, { date: '2018-04-01', days: 300 }] })).toMatchObject({ persistenceDays: 365 });
    expect(evaluate({ fills: [first, { date: '2018-04-02', days: 300 }] })).toMatchObject({ persistenceDays: 30 });
    expect(evaluate({ fills: [first] })).toMatchObject({ persistenceDays: 30 });
    expect(evaluate({ fills: [] })).toMatchObject({ persistenceDays: null, mprRaw6: '0.000000' });
  });

  it('counts the doses that should still be there', () => {
    const doses = { dispensed: 30, dueSinceStart: 20, missed: 3, held: 2, lost: 1 };
    expect(evaluate({ fills: [], doses })).toMatchObject({ dosesOnHand: 14 });
  });

  it.each([
    [{ fills, lastFill: 'half' }, 'unknown-value $.lastFill'],
    [{ fills: [{ date: '2018-01-01', days: -1 }] }, 'out-of-range $.fills[0].days'],
    [{ fills, doses: { dispensed: 1, dueSinceStart: 0, missed: 0, held: 0 } }, 'missing $.doses.lost'],
    [{ fills, ingredient: 'x' }, 'unknown-key $.ingredient'],
    [{}, 'missing $.fills'],
  ])('is refused with the place %#', (input, complaint) => {
    const { message, problems } = evaluatePossessionInput({ period, ...input });
    expect(problems.map(({ code, where }) => `${code} ${where}`)).toEqual([complaint]);
    expect(message).toBeNull();
  });

  it('may be told as anything without a crash', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom('fills', 'doses', 'lastFill', 'period'), (value, key) => {
        const { message, problems } = evaluatePossessionInput({ period, fills, [key]: value });
        expect(message !== null || problems.length > 0).toBe(true);
      }),
    );
  });
});
