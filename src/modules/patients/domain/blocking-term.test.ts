import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { type IndexKind, listIndexTerms } from '../../../platform/crypto/blind-index.ts';
import { listBlockingTerms } from './blocking-term.ts';
import type { Demographics, PatientDescription } from './demographics.ts';
import { makeUpPerson } from './made-up-person.ts';
import { comparePatients } from './patient-matching.ts';
import { listSearchTerms } from './search-term.ts';

function toKeys(terms: readonly { readonly kind: IndexKind; readonly text: string }[]): ReadonlySet<string> {
  return new Set(terms.flatMap(({ kind, text }) => listIndexTerms(kind, text).map((term) => `${kind} ${term}`)));
}

function countShared(described: PatientDescription, known: Demographics): number {
  const indexed = toKeys(listSearchTerms(known));
  return [...toKeys(listBlockingTerms(described))].filter((key) => indexed.has(key)).length;
}

const bare = { addresses: [], phones: [], identifiers: [] } as const;
const known = makeUpPerson(3, {
  familyName: 'Hollander',
  givenName: 'Elizabeth',
  birthDate: '1968-04-11' as CalendarDay,
});

describe('by what likely records are gathered', () => {
  test.each([
    ['a slip in the family name', { familyName: 'Hollxnder' }],
    ['a slip in the first letter of the family name', { familyName: 'Gollander' }],
    ['another family name', { familyName: 'Brandt' }],
    ['an everyday form of the given name', { givenName: 'Betty' }],
    ['a slip in the given name', { givenName: 'Elizbaeth' }],
    ['names that changed places', { familyName: 'Elizabeth', givenName: 'Hollander' }],
    ['day and month that changed places', { birthDate: '1968-11-04' }],
    ['another year', { birthDate: '1986-04-11' }],
    ['another day', { birthDate: '1968-04-17' }],
    ['a slip in the family name and another year', { familyName: 'Hollxnder', birthDate: '1986-04-11' }],
    ['a slip in the given name and another day', { givenName: 'Elizbaeth', birthDate: '1968-04-17' }],
    ['slips in both names', { familyName: 'Hollxnder', givenName: 'Elixabeth' }],
    [
      'everything of the name wrong but its first letter, day and month swapped',
      { familyName: 'Huber', birthDate: '1968-11-04' },
    ],
  ])('%s still gathers the record, without number and phone', (_what, changes) => {
    expect(countShared({ ...known, ...bare, ...changes } as PatientDescription, known)).toBeGreaterThan(0);
  });

  test('the postal code gathers with the birth date, whatever the names are', () => {
    const described = { ...known, phones: [], identifiers: [], familyName: 'Other', givenName: 'Xaver' };
    expect(countShared(described, known)).toBe(1);
    expect(countShared({ ...described, birthDate: '1951-07-30' as CalendarDay, familyName: 'Hollander' }, known)).toBe(
      1,
    );
    expect(countShared({ ...described, birthDate: '1968-07-30' as CalendarDay, givenName: 'Beth' }, known)).toBe(1);
    expect(countShared({ ...described, birthDate: '1951-07-30' as CalendarDay }, known)).toBe(0);
  });

  test('names gather without a birth date, a phone or a number without either', () => {
    expect(countShared({ ...known, ...bare, birthDate: null }, known)).toBe(1);
    const nameless = { ...known, familyName: 'Other', givenName: 'Xaver', birthDate: null };
    expect(countShared({ ...nameless, identifiers: [] }, known)).toBe(1);
    expect(countShared({ ...nameless, phones: [] }, known)).toBe(1);
  });

  test('no name, first letter or birth date gathers by itself', () => {
    const stranger = { ...known, ...bare, birthDate: '1951-07-30' as CalendarDay };
    expect(countShared(stranger, known)).toBe(0);
    expect(
      countShared({ ...stranger, familyName: 'Other', givenName: 'Xaver', birthDate: known.birthDate }, known),
    ).toBe(0);
  });

  test('whoever is worth a question by name and birth date is gathered', () => {
    const letters = fc.stringMatching(/^[A-Z][a-z]{3,9}$/);
    const days = fc.constantFrom(
      '1968-04-11',
      '1968-11-04',
      '1968-04-17',
      '1986-04-11',
      '1951-07-30',
    ) as fc.Arbitrary<CalendarDay>;
    const people = fc.record({
      familyName: fc.constantFrom('Hollander', 'Hollxnder', 'Brandt'),
      givenName: letters,
      birthDate: days,
    });
    fc.assert(
      fc.property(people, people, fc.boolean(), (left, right, isSameGiven) => {
        const person = { ...known, ...bare, ...left } as Demographics;
        const described = {
          ...person,
          ...right,
          givenName: isSameGiven ? left.givenName : right.givenName,
        } as Demographics;
        const reviewAt = 45;
        if (comparePatients(described, person).score >= reviewAt)
          expect(countShared(described, person)).toBeGreaterThan(0);
      }),
    );
  });
});
