import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { type Demographics, identifierKey, type PatientIdentifier, toPhoneDigits } from './demographics.ts';
import { listNameAndBirthTerms, listNameTerms, listPostalTerms } from './name-and-birth-term.ts';
import { toParts } from './name-comparison.ts';
import type { SearchTerm } from './search-kind.ts';

/** Lists under what a patient is to be found. */
export function listSearchTerms(demographics: Demographics): readonly SearchTerm[] {
  const { familyName, givenName, birthDate, phones, identifiers } = demographics;
  return [
    { kind: 'family-name/phonetic', text: familyName },
    { kind: 'family-name/prefix', text: familyName },
    ...[givenName, ...toParts(givenName).slice(1)].map((text): SearchTerm => ({ kind: 'given-name/prefix', text })),
    { kind: 'birth-date/birth-date', text: birthDate },
    ...listNameAndBirthTerms({ familyName, givenName }, birthDate),
    ...listNameTerms({ familyName, givenName }),
    ...listPostalTerms(demographics),
    ...phones.flatMap(({ number }): readonly SearchTerm[] => [
      { kind: 'phone/exact', text: toPhoneDigits(number) },
      { kind: 'phone/last-digits', text: number },
    ]),
    ...identifiers.flatMap((identifier): readonly SearchTerm[] => [
      { kind: 'identifier/exact', text: toIdentifierText(identifier) },
      { kind: 'record-number/exact', text: identifier.value },
    ]),
  ];
}

/** What a person of the staff types to find a patient. */
export interface PatientSearch {
  readonly name?: string;
  readonly birthDate?: CalendarDay;
  readonly phone?: string;
  readonly recordNumber?: string;
}

/** Lists the criteria of a search; a patient is found when every criterion is met by one of its terms. */
export function listSearchCriteria(search: PatientSearch): readonly (readonly SearchTerm[])[] {
  const words = toParts(search.name ?? '').filter((word) => word.length > 1);
  const digits = toPhoneDigits(search.phone ?? '');
  const number = (search.recordNumber ?? '').trim();
  return [
    ...words.map((text): readonly SearchTerm[] => [
      { kind: 'family-name/prefix', text },
      { kind: 'family-name/phonetic', text },
      { kind: 'given-name/prefix', text },
    ]),
    ...(search.birthDate === undefined ? [] : [[{ kind: 'birth-date/birth-date', text: search.birthDate } as const]]),
    ...(digits.length >= 10 ? [[{ kind: 'phone/exact', text: digits } as const]] : []),
    ...(digits.length >= 4 && digits.length < 10 ? [[{ kind: 'phone/last-digits', text: digits } as const]] : []),
    ...(number === ''
      ? []
      : [
          [
            { kind: 'record-number/exact', text: number } as const,
            { kind: 'member-id/exact', text: number } as const,
            // What mixes letters and digits may be a name, such as those of people who stand in for somebody.
            ...(/\p{L}/u.test(number) ? [{ kind: 'family-name/prefix', text: number } as const] : []),
          ],
        ]),
  ];
}

/** Computes how well names fit what was typed, so that exact beginnings stand before names that only sound alike. */
export function computeSearchRank(name: Pick<Demographics, 'familyName' | 'givenName'>, typed: string): number {
  const words = toParts(typed);
  const family = toParts(name.familyName).join('');
  const given = toParts(name.givenName).join('');
  return words.reduce((rank, word) => {
    if (family === word || given === word) return rank + 3;
    return rank + (family.startsWith(word) || given.startsWith(word) ? 2 : 0);
  }, 0);
}

/** Makes the text under which an identifier of an assigner is found. */
export function toIdentifierText(identifier: PatientIdentifier): string {
  return identifierKey(identifier);
}
