import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { makeUpPerson } from './made-up-person.ts';
import {
  computeSearchRank,
  fewestBlockingPoints,
  listBlockingTerms,
  listSearchCriteria,
  listSearchTerms,
} from './search-term.ts';

describe('how patients are found', () => {
  test('everything that gathers likely records is indexed in the same form', () => {
    fc.assert(
      fc.property(fc.nat(999), (number) => {
        const person = makeUpPerson(number);
        const indexed = listSearchTerms(person).map(({ kind, text }) => `${kind} ${text}`);
        for (const { kind, text } of listBlockingTerms(person)) expect(indexed).toContain(`${kind} ${text}`);
      }),
    );
  });

  test('a family name alone gathers nobody; with a given name, a date or a phone it does', () => {
    const points = new Map(listBlockingTerms(makeUpPerson(1)).map(({ kind, points: each }) => [kind, each]));
    const family = points.get('family-name/phonetic') ?? 0;
    expect(family).toBeLessThan(fewestBlockingPoints);
    expect(points.get('birth-date/birth-date')).toBeLessThan(fewestBlockingPoints);
    expect(family + (points.get('full-given-name/exact') ?? 0)).toBeGreaterThanOrEqual(fewestBlockingPoints);
    expect(points.get('phone/exact')).toBeGreaterThanOrEqual(fewestBlockingPoints);
  });

  test('each word, date, phone and number of a search is a criterion of its own', () => {
    expect(listSearchCriteria({ name: 'Alder, Bea', birthDate: '1970-01-01' as CalendarDay })).toHaveLength(3);
    expect(listSearchCriteria({ phone: '(212) 555-0143' })).toEqual([[{ kind: 'phone/exact', text: '2125550143' }]]);
    expect(listSearchCriteria({ phone: '0143' })).toEqual([[{ kind: 'phone/last-digits', text: '0143' }]]);
    expect(listSearchCriteria({ name: 'a', phone: '12', recordNumber: ' ' })).toEqual([]);
  });

  test('a whole name ranks above a beginning, and a beginning above a sound', () => {
    const name = { familyName: 'Alderwick', givenName: 'Bruno' };
    expect(computeSearchRank(name, 'alderwick')).toBeGreaterThan(computeSearchRank(name, 'alder'));
    expect(computeSearchRank(name, 'alder')).toBeGreaterThan(computeSearchRank(name, 'elder'));
  });
});
