import { parseCalendarDay } from '../../../kernel/calendar-day.ts';
import { type PatientDescription, toPhoneDigits } from './demographics.ts';
import {
  listInitialAndBirthTerms,
  listNameAndBirthTerms,
  listNameTerms,
  listPostalTerms,
} from './name-and-birth-term.ts';
import { toParts } from './name-comparison.ts';
import { toFullGivenName } from './nickname.ts';
import type { SearchKind, SearchTerm } from './search-kind.ts';
import { toIdentifierText } from './search-term.ts';

/** The ways in which records stand indexed that were written by an earlier release; nothing is written under them any more. */
type FormerKind = 'full-given-name/exact' | 'family-and-birth/exact';

/** A term by which likely records of one person are gathered, and how much finding it speaks for them. */
export interface BlockingTerm {
  readonly kind: SearchKind | FormerKind;
  readonly text: string;
  readonly points: number;
}

/** Records that gather at least so many points may be opened and compared. */
export const fewestBlockingPoints = 5;

/** Lists by what the likely records of a described person are gathered, also if its names or day and month changed places. */
export function listBlockingTerms(described: PatientDescription): readonly BlockingTerm[] {
  const { birthDate, phones, identifiers } = described;
  const swapped = { familyName: described.givenName, givenName: described.familyName };
  const names = birthDate === null ? listNameTerms : (pair: typeof swapped) => listNameAndBirthTerms(pair, birthDate);
  const otherDay = birthDate === null ? null : parseCalendarDay(birthDate.replace(/-(\d\d)-(\d\d)$/, '-$2-$1'));
  return [
    ...give(
      8,
      identifiers.map((identifier) => ({ kind: 'identifier/exact', text: toIdentifierText(identifier) })),
    ),
    ...give(
      7,
      phones.map(({ number }) => ({ kind: 'phone/exact', text: toPhoneDigits(number) })),
    ),
    ...give(6, names(described)),
    ...give(5, names(swapped)),
    ...give(5, listPostalTerms(described)),
    ...give(5, otherDay === null || otherDay === birthDate ? [] : listInitialAndBirthTerms(described, otherDay)),
  ];
}

function give(points: number, terms: readonly SearchTerm[]): readonly BlockingTerm[] {
  return terms.map((term) => ({ ...term, points }));
}

/** Lists by what records that are not yet indexed anew are gathered. */
export function listFormerBlockingTerms(described: PatientDescription): readonly BlockingTerm[] {
  const { familyName, givenName, birthDate } = described;
  const [first] = toParts(givenName);
  return [
    { kind: 'family-name/phonetic', text: familyName, points: 3 },
    ...(first === undefined
      ? []
      : ([{ kind: 'full-given-name/exact', text: toFullGivenName(first), points: 2 }] as const)),
    ...(birthDate === null
      ? []
      : ([
          { kind: 'family-and-birth/exact', text: `${familyName} ${birthDate}`, points: 6 },
          { kind: 'birth-date/birth-date', text: birthDate, points: 4 },
        ] as const)),
  ];
}
