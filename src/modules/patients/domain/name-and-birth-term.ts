import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { PatientDescription } from './demographics.ts';
import { toParts } from './name-comparison.ts';
import { toFullGivenName } from './nickname.ts';
import type { SearchTerm } from './search-kind.ts';

/** The two names of a person, each in its place. */
export type TwoNames = Pick<PatientDescription, 'familyName' | 'givenName'>;

/**
 * Lists under what a person of these names and this birth date is gathered. Every term joins parts of both kinds, so that it is rare in any
 * population: whoever slipped in the family name, the given name, or one of year and day still shares one of them.
 */
export function listNameAndBirthTerms(names: TwoNames, birthDate: CalendarDay): readonly SearchTerm[] {
  const { familyName } = names;
  const family = toParts(familyName).join('').slice(0, 1);
  const given = toFullName(names.givenName);
  const initial = given.slice(0, 1);
  const [year, day] = [birthDate.slice(0, 4), birthDate.slice(5)];
  return [
    ...listInitialAndBirthTerms(names, birthDate),
    ...(initial === ''
      ? []
      : ([
          { kind: 'sound-initial-and-year/phonetic-with', text: `${familyName}\n${initial} ${year}` },
          { kind: 'sound-initial-and-day/phonetic-with', text: `${familyName}\n${initial} ${day}` },
        ] as const)),
    ...(initial === '' || family === ''
      ? []
      : ([
          { kind: 'initial-given-and-year/exact', text: `${family} ${given} ${year}` },
          { kind: 'initial-given-and-day/exact', text: `${family} ${given} ${day}` },
        ] as const)),
  ];
}

/** Lists the terms of either first letter with the whole birth date: the rest of both names may be wrong. */
export function listInitialAndBirthTerms(names: TwoNames, birthDate: CalendarDay): readonly SearchTerm[] {
  const family = toParts(names.familyName).join('').slice(0, 1);
  const given = toFullName(names.givenName).slice(0, 1);
  return [
    ...(family === '' ? [] : ([{ kind: 'family-initial-and-birth/exact', text: `${family} ${birthDate}` }] as const)),
    ...(given === '' ? [] : ([{ kind: 'given-initial-and-birth/exact', text: `${given} ${birthDate}` }] as const)),
  ];
}

/** Lists under what a person is gathered whose birth date was not said. */
export function listNameTerms({ familyName, givenName }: TwoNames): readonly SearchTerm[] {
  const given = toFullName(givenName);
  return given === '' ? [] : [{ kind: 'sound-and-given/phonetic-with', text: `${familyName}\n${given}` }];
}

/** Lists the terms of each postal code: with the birth date, with half of it and the given name, and with the family name. */
export function listPostalTerms(
  described: TwoNames & Pick<PatientDescription, 'addresses' | 'birthDate'>,
): readonly SearchTerm[] {
  const { addresses, birthDate, familyName } = described;
  const given = toFullName(described.givenName);
  const codes = addresses.map(({ postalCode }) => postalCode.replace(/\s/g, '').slice(0, 5));
  return [...new Set(codes.filter((code) => code !== ''))].flatMap((code): readonly SearchTerm[] => [
    { kind: 'sound-and-postal-code/phonetic-with', text: `${familyName}\n${code}` },
    ...(birthDate === null ? [] : ([{ kind: 'postal-code-and-birth/exact', text: `${code} ${birthDate}` }] as const)),
    ...(birthDate === null || given === ''
      ? []
      : ([
          { kind: 'postal-code-given-and-year/exact', text: `${code} ${given} ${birthDate.slice(0, 4)}` },
          { kind: 'postal-code-given-and-day/exact', text: `${code} ${given} ${birthDate.slice(5)}` },
        ] as const)),
  ]);
}

function toFullName(givenName: string): string {
  return toFullGivenName(toParts(givenName)[0] ?? '');
}
