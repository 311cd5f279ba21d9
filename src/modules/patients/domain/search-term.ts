import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import {
  type Demographics,
  identifierKey,
  type PatientDescription,
  type PatientIdentifier,
  toPhoneDigits,
} from './demographics.ts';
import { toParts } from './name-comparison.ts';
import { toFullGivenName } from './nickname.ts';

/** The ways in which patients are found; each is indexed by keyed tokens of its own. */
export type SearchKind =
  | 'family-name/phonetic'
  | 'family-name/prefix'
  | 'given-name/prefix'
  | 'full-given-name/exact'
  | 'birth-date/birth-date'
  | 'family-and-birth/exact'
  | 'phone/exact'
  | 'phone/last-digits'
  | 'identifier/exact'
  | 'record-number/exact'
  | 'member-id/exact';

/** A text to be indexed or asked for in one way. */
export interface SearchTerm {
  readonly kind: SearchKind;
  readonly text: string;
}

/** Lists under what a patient is to be found. */
export function listSearchTerms(demographics: Demographics): readonly SearchTerm[] {
  const { familyName, givenName, birthDate, phones, identifiers } = demographics;
  return [
    { kind: 'family-name/phonetic', text: familyName },
    { kind: 'family-name/prefix', text: familyName },
    ...[givenName, ...toParts(givenName).slice(1)].map((text): SearchTerm => ({ kind: 'given-name/prefix', text })),
    ...toFullNameTerms(givenName),
    { kind: 'birth-date/birth-date', text: birthDate },
    { kind: 'family-and-birth/exact', text: `${familyName} ${birthDate}` },
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

/** A term by which likely records of one person are gathered, and how much finding it speaks for them. */
export interface BlockingTerm extends SearchTerm {
  readonly points: number;
}

/** Records that gather at least so many points are opened and compared. */
export const fewestBlockingPoints = 5;

/** Lists by what the likely records of a described person are gathered. */
export function listBlockingTerms(described: PatientDescription): readonly BlockingTerm[] {
  const { familyName, givenName, birthDate, phones, identifiers } = described;
  return [
    ...identifiers.map(
      (identifier): BlockingTerm => ({ kind: 'identifier/exact', text: toIdentifierText(identifier), points: 8 }),
    ),
    ...toBirthTerms(familyName, birthDate),
    ...phones.map(({ number }): BlockingTerm => ({ kind: 'phone/exact', text: toPhoneDigits(number), points: 5 })),
    { kind: 'family-name/phonetic', text: familyName, points: 3 },
    ...toFullNameTerms(givenName).map((term): BlockingTerm => ({ ...term, points: 2 })),
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
      : [[{ kind: 'record-number/exact', text: number } as const, { kind: 'member-id/exact', text: number } as const]]),
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

function toBirthTerms(familyName: string, birthDate: CalendarDay | null): readonly BlockingTerm[] {
  if (birthDate === null) return [];
  return [
    { kind: 'family-and-birth/exact', text: `${familyName} ${birthDate}`, points: 6 },
    { kind: 'birth-date/birth-date', text: birthDate, points: 4 },
  ];
}

function toFullNameTerms(givenName: string): readonly SearchTerm[] {
  const [first] = toParts(givenName);
  return first === undefined ? [] : [{ kind: 'full-given-name/exact', text: toFullGivenName(first) }];
}

/** Makes the text under which an identifier of an assigner is found. */
export function toIdentifierText(identifier: PatientIdentifier): string {
  return identifierKey(identifier);
}
