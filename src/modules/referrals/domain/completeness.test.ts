import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { ReferralRequirement } from '../../reference/index.ts';
import { computeCompleteness, listUnmet, type ReferralFact } from './completeness.ts';

const today = '2026-03-02' as CalendarDay;

function requirement(changes: Partial<ReferralRequirement> = {}): ReferralRequirement {
  return {
    programme: 'rheumatology',
    ingredientRxcui: null,
    itemCode: 'tb-screen',
    kind: 'laboratory',
    label: 'Tuberculosis screen',
    codes: ['71773-6', '46217-0'],
    consentUse: null,
    maximumAgeDays: 365,
    validFrom: '2020-01-01' as CalendarDay,
    validTo: null,
    source: 'Test',
    isVerified: false,
    ...changes,
  };
}

function fact(changes: Partial<ReferralFact> = {}): ReferralFact {
  return {
    kind: 'laboratory',
    code: '71773-6',
    text: 'negative',
    on: '2026-01-10' as CalendarDay,
    origin: { kind: 'message', id: 'm1' },
    ...changes,
  };
}

const statusOf = (of: ReferralRequirement, ...facts: ReferralFact[]) =>
  computeCompleteness([of], facts, today).items[0]?.status;

describe('a required item', () => {
  it('is met by any of its codes, and by nothing else', () => {
    expect(statusOf(requirement(), fact({ code: '46217-0' }))).toBe('met');
    expect(statusOf(requirement(), fact({ code: '5195-3' }))).toBe('missing');
    expect(statusOf(requirement(), fact({ kind: 'weight', code: null }))).toBe('missing');
  });

  it('is stale the day after its last day, and shows what was there', () => {
    expect(statusOf(requirement(), fact({ on: '2025-03-02' as CalendarDay }))).toBe('met');
    const old = fact({ on: '2025-03-01' as CalendarDay });
    const [item] = computeCompleteness([requirement()], [old], today).items;
    expect(item).toMatchObject({ status: 'stale', fact: old });
  });

  it('is shown with its newest fact', () => {
    const newest = fact({ on: '2026-02-20' as CalendarDay, text: 'newest' });
    const [item] = computeCompleteness([requirement()], [fact(), newest, fact({ on: null })], today).items;
    expect(item?.fact?.text).toBe('newest');
  });

  it('is met by a document that was filed for it', () => {
    const filed = fact({ kind: 'document', code: 'tb-screen', origin: { kind: 'document', id: 'd1' } });
    expect(statusOf(requirement(), filed)).toBe('met');
    expect(statusOf(requirement(), { ...filed, code: 'hbv-screen' })).toBe('missing');
  });

  it('is, for a consent, the very use', () => {
    const consent = requirement({ kind: 'consent', codes: [], consentUse: 'drug-monitoring', maximumAgeDays: null });
    expect(statusOf(consent, fact({ kind: 'consent', code: 'treatment', on: null }))).toBe('missing');
    expect(statusOf(consent, fact({ kind: 'consent', code: 'drug-monitoring', on: null }))).toBe('met');
  });

  it('is, for a diagnosis, what the prescription is for, or a condition that the drug is usually for', () => {
    const diagnosis = requirement({ kind: 'diagnosis', codes: ['M05', 'M06'], maximumAgeDays: null });
    const stated = fact({ kind: 'diagnosis', code: 'Z00.0', origin: { kind: 'prescription', id: 'p1' } });
    expect(statusOf(diagnosis, stated)).toBe('met');
    const ofChart = fact({ kind: 'diagnosis', code: 'I10' });
    expect(statusOf(diagnosis, ofChart)).toBe('missing');
    expect(statusOf(diagnosis, { ...ofChart, code: 'M06.9' })).toBe('met');
  });
});

describe('the score', () => {
  it('is 100 only when every item is met', () => {
    const three = ['a', 'b', 'c'].map((itemCode) => requirement({ itemCode, codes: [itemCode] }));
    const facts = [fact({ code: 'a' }), fact({ code: 'b' })];
    const completeness = computeCompleteness(three, facts, today);
    expect(completeness).toMatchObject({ percent: 66, metCount: 2 });
    expect(listUnmet(completeness).map(({ requirement: { itemCode } }) => itemCode)).toEqual(['c']);
    expect(computeCompleteness([], [], today).percent).toBe(100);
  });

  it('never falls when another fact comes', () => {
    const codes = fc.constantFrom('a', 'b', 'c', 'd');
    const days = fc.constantFrom(null, '2024-01-01', '2026-02-01').map((day) => day as CalendarDay | null);
    fc.assert(
      fc.property(fc.array(fc.record({ code: codes, on: days }), { maxLength: 8 }), codes, (known, code) => {
        const requirements = ['a', 'b', 'c'].map((each) => requirement({ itemCode: each, codes: [each] }));
        const facts = known.map((each) => fact(each));
        const before = computeCompleteness(requirements, facts, today).percent;
        const after = computeCompleteness(requirements, [...facts, fact({ code })], today).percent;
        expect(after).toBeGreaterThanOrEqual(before);
      }),
    );
  });
});
