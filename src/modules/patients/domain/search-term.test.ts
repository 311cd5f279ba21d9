import { describe, expect, test } from 'vitest';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { computeSearchRank, listSearchCriteria } from './search-term.ts';

describe('how patients are found', () => {
  test('each word, date, phone and number of a search is a criterion of its own', () => {
    expect(listSearchCriteria({ name: 'Alder, Bea', birthDate: '1970-01-01' as CalendarDay })).toHaveLength(3);
    expect(listSearchCriteria({ phone: '(212) 555-0143' })).toEqual([[{ kind: 'phone/exact', text: '2125550143' }]]);
    expect(listSearchCriteria({ phone: '0143' })).toEqual([[{ kind: 'phone/last-digits', text: '0143' }]]);
    expect(listSearchCriteria({ name: 'a', phone: '12', recordNumber: ' ' })).toEqual([]);
  });

  test('what mixes letters and digits is looked for among numbers and names, digits alone among numbers only', () => {
    const kindsOf = (recordNumber: string) =>
      listSearchCriteria({ recordNumber }).flatMap((terms) => terms.map(({ kind }) => kind));
    expect(kindsOf('GS1')).toEqual(['record-number/exact', 'member-id/exact', 'family-name/prefix']);
    expect(kindsOf('110388')).toEqual(['record-number/exact', 'member-id/exact']);
  });

  test('a whole name ranks above a beginning, and a beginning above a sound', () => {
    const name = { familyName: 'Alderwick', givenName: 'Bruno' };
    expect(computeSearchRank(name, 'alderwick')).toBeGreaterThan(computeSearchRank(name, 'alder'));
    expect(computeSearchRank(name, 'alder')).toBeGreaterThan(computeSearchRank(name, 'elder'));
  });
});
