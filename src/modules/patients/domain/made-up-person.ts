import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { Demographics } from './demographics.ts';

const beginnings = [
  'Alder',
  'Bram',
  'Cor',
  'Dun',
  'Ever',
  'Fenn',
  'Gram',
  'Holl',
  'Inge',
  'Juno',
  'Kess',
  'Lund',
  'Morr',
];
const endings = ['wick', 'by', 'stone', 'ander', 'field', 'ovski', 'hart', 'mere', 'quist', 'ley', 'dotter'];
const girls = ['Agnes', 'Beatrix', 'Clara', 'Delphine', 'Freya', 'Imogen', 'Ottilie'];
const boys = ['Anselm', 'Bruno', 'Casimir', 'Edmund', 'Gideon', 'Lorcan', 'Osric'];
const towns = [
  ['Albany', 'NY', '12203'],
  ['Buffalo', 'NY', '14201'],
  ['Newark', 'NJ', '07102'],
  ['Hartford', 'CT', '06103'],
  ['Scranton', 'PA', '18503'],
] as const;

/**
 * Makes up a person for tests and demonstrations: the same number always gives the same person, and the first thousand are told apart
 * by name, birth date, phone and record number. Nobody of this name is known; phone numbers are of the range kept free for fiction.
 */
export function makeUpPerson(number: number, changes: Partial<Demographics> = {}): Demographics {
  const pick = <Item>(items: readonly Item[], step: number, fallback: Item): Item =>
    items[Math.floor(number / step) % items.length] ?? fallback;
  const isGirl = number % 2 === 0;
  const [city, state, postalCode] = pick(towns, 1, towns[0]);
  const twoDigits = (value: number): string => String(value).padStart(2, '0');
  const birthDate = `${1935 + ((number * 7) % 70)}-${twoDigits(((number * 5) % 12) + 1)}-${twoDigits(((number * 11) % 28) + 1)}`;
  return {
    familyName: `${pick(beginnings, 1, '')}${pick(endings, 1, '')}`,
    givenName: isGirl ? pick(girls, 2, '') : pick(boys, 2, ''),
    middleName: null,
    suffix: null,
    birthDate: birthDate as CalendarDay,
    sex: isGirl ? 'female' : 'male',
    addresses: [{ lines: [`${number + 1} Sample Street`], city, state, postalCode, use: 'home' }],
    phones: [{ number: `${200 + Math.floor(number / 100)}55501${twoDigits(number % 100)}`, use: 'mobile' }],
    emails: [],
    language: 'en-US',
    identifiers: [{ kind: 'MR', assigner: 'DEMO', value: `R${String(number).padStart(6, '0')}` }],
    deceasedOn: null,
    ...changes,
  };
}
