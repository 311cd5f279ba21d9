import { describe, expect, it } from 'vitest';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { claimFacts, deliveryFacts } from './heard-facts.ts';
import { laneCodes, milestoneCodes } from './pathway.ts';
import { getPathway, getPathwayInForce } from './pathways.ts';
import { stageCodes } from './stage.ts';
import { formatTherapyNumber, parseTherapyNumber } from './therapy-number.ts';

const pathway = getPathway({ id: 'standard', version: 1 });

describe('the standard pathway', () => {
  it('is in force from its first day, and no version comes out of nowhere', () => {
    expect(getPathwayInForce('2026-11-22' as CalendarDay)).toBe(pathway);
    expect(() => getPathway({ id: 'standard', version: 99 })).toThrow('no version 99');
  });

  it('passes all twelve stages of the field', () => {
    const passed = [...pathway.cycles.start, ...pathway.cycles.refill].map(({ stage }) => stage);
    expect(stageCodes.filter((stage) => !passed.includes(stage))).toEqual(['ended']);
  });

  it('has an outcome that meets each milestone, but for the refill window, which time opens', () => {
    const met = laneCodes.flatMap((code) =>
      Object.values(pathway.lanes[code].outcomes).flatMap(({ meets }) => meets ?? []),
    );
    expect(milestoneCodes.filter((code) => !met.includes(code))).toEqual(['refill-window-opened']);
  });

  it('asks for nothing before what opens it', () => {
    for (const [kind, steps] of Object.entries(pathway.cycles)) {
      const order = steps.flatMap(({ exit }) => exit);
      for (const milestone of order) {
        const after = pathway.milestones[milestone].opensWhen.filter(
          (code) => order.indexOf(code) > order.indexOf(milestone),
        );
        expect({ kind, milestone, after }).toEqual({ kind, milestone, after: [] });
      }
    }
  });

  it('puts each milestone into the step of its own stage', () => {
    for (const { stage, exit } of [...pathway.cycles.start, ...pathway.cycles.refill]) {
      for (const milestone of exit) expect(pathway.milestones[milestone].stage).toBe(stage);
    }
  });
});

describe('holds that follow from a fact', () => {
  it('come with the reject codes that stand for them; other codes are worked by billing alone', () => {
    const { fact } = claimFacts.rejected({ claimId: 'c', fillId: 'fill', rejectCodes: ['88', '75', '70', '7C'] });
    expect(fact.entries).toEqual([{ lane: 'claim', outcome: 'rejected', fillId: 'fill', holds: ['DURSevere', 'PA'] }]);
    const plain = claimFacts.rejected({ claimId: 'c', fillId: 'fill', rejectCodes: ['7C'] });
    expect(plain.fact.entries).toEqual([{ lane: 'claim', outcome: 'rejected', fillId: 'fill' }]);
  });

  it('come with an exception of the delivery', () => {
    const { fact } = deliveryFacts.exception({ deliveryId: 'd', fillId: null, code: 'excursion' });
    expect(fact.entries).toEqual([{ lane: 'delivery', outcome: 'exception', holds: ['Excursion'] }]);
  });
});

describe('the number of a therapy', () => {
  it('is written with six digits and read as people type it', () => {
    expect(formatTherapyNumber(123)).toBe('T-000123');
    expect(['T-000123', 't123', ' 123 ', 'T - 123'].map(parseTherapyNumber)).toEqual([123, 123, 123, 123]);
    expect(['', 'T-', '0', 'X-1', '1234567890'].map(parseTherapyNumber)).toEqual([null, null, null, null, null]);
  });
});
