// Invented people for the benchmark of matching: family and given names with the uneven shares that names have, households that share
// address and phone, siblings of one birth, and a parent and child of one name; and how their particulars come to be written wrongly.

import type { Chance } from '../../src/apps/demo-generator/seeded-chance.ts';
import { addDays, type CalendarDay, parseCalendarDay } from '../../src/kernel/calendar-day.ts';
import type { Demographics, PatientDescription } from '../../src/modules/patients/domain/demographics.ts';

const beginnings =
  'Al Bar Ber Bra Car Cor Dal Den Dun El Fal Fen Gar Gor Hal Har Hol Jan Kel Kor Lan Lor Mac Mal Mar Mor Nor Os Par Per Ram Ros San Sel Stan Tal Thor Ul Van Wal Wen Win Yar Zel'.split(
    ' ',
  );
const middles = [
  '',
  'a',
  'be',
  'chi',
  'de',
  'en',
  'fo',
  'gi',
  'in',
  'ko',
  'le',
  'mi',
  'o',
  'ra',
  'sto',
  'ti',
  'u',
  'vo',
];
const endings =
  'berg by dale der dez field ford gate hart ings kin land ler ley lin man mer mond ner nez son sen ski stein ston ter ton vic well wick win wood worth zon'.split(
    ' ',
  );
const familyCount = 24_000;
const girls =
  'Maria Elizabeth Jennifer Patricia Barbara Susan Sarah Margaret Dorothy Nancy Betty Sandra Catherine Deborah Rebecca Christina Cynthia Melissa Victoria Abigail Judith Theresa Virginia Eleanor Isabella Guadalupe Pamela Martha Emily Grace Hannah Olivia Sophia Ava Mia Chloe Alice Helen Ruth Rosa Irene Diane Julia Karen Laura Linda Lisa Michelle Megan Nicole Rachel Samantha Teresa Tracy Wanda Yolanda Zoe Aisha Fatima Priya Linh Keiko Ingrid Naomi Ana Carmen Lucia Elena Brenda Carla Donna'.split(
    ' ',
  );
const boys =
  'James Robert John Michael David William Richard Joseph Thomas Charles Christopher Daniel Matthew Anthony Donald Steven Andrew Kenneth Joshua Edward Ronald Timothy Jeffrey Gary Nicholas Eric Jonathan Stephen Larry Justin Scott Brandon Benjamin Samuel Gregory Alexander Patrick Frank Raymond Jack Dennis Jerry Tyler Aaron Jose Adam Nathan Henry Zachary Douglas Peter Kyle Noah Ethan Jeremy Walter Keith Roger Terry Austin Sean Gerald Carl Harold Dylan Arthur Lawrence Omar Ahmed Wei Mateo Luca Ravi Jorge Kwame'.split(
    ' ',
  );
const nicknames: Readonly<Record<string, readonly string[]>> = {
  Elizabeth: ['Beth', 'Liz', 'Betty'],
  Jennifer: ['Jen', 'Jenny'],
  Patricia: ['Pat', 'Trish'],
  Barbara: ['Barb'],
  Susan: ['Sue'],
  Margaret: ['Maggie', 'Peggy', 'Meg'],
  Catherine: ['Kate', 'Cathy'],
  Deborah: ['Debbie', 'Deb'],
  Rebecca: ['Becky'],
  Christina: ['Tina'],
  Cynthia: ['Cindy'],
  Victoria: ['Vicky'],
  Abigail: ['Abby'],
  Judith: ['Judy'],
  Virginia: ['Ginny'],
  Pamela: ['Pam'],
  James: ['Jim', 'Jimmy'],
  Robert: ['Bob', 'Rob'],
  John: ['Jack', 'Johnny'],
  Michael: ['Mike'],
  David: ['Dave'],
  William: ['Bill', 'Will', 'Liam'],
  Richard: ['Rick', 'Dick', 'Rich'],
  Joseph: ['Joe'],
  Thomas: ['Tom'],
  Charles: ['Chuck', 'Charlie'],
  Christopher: ['Chris'],
  Daniel: ['Dan', 'Danny'],
  Matthew: ['Matt'],
  Anthony: ['Tony'],
  Steven: ['Steve'],
  Andrew: ['Andy', 'Drew'],
  Kenneth: ['Ken'],
  Joshua: ['Josh'],
  Edward: ['Ed', 'Ted'],
  Timothy: ['Tim'],
  Nicholas: ['Nick'],
  Benjamin: ['Ben'],
  Samuel: ['Sam'],
  Gregory: ['Greg'],
  Alexander: ['Alex'],
  Jose: ['Pepe'],
  Zachary: ['Zach'],
  Peter: ['Pete'],
  Walter: ['Walt'],
  Lawrence: ['Larry'],
};
const streets = ['Maple Street', 'Harbor Road', 'Chestnut Avenue', 'Elm Court', 'Summit Drive', 'Orchard Lane'];
const firstBirth = '1930-01-01' as CalendarDay;
const birthDays = 34_000;

/** Chooses among names by rank, as surnames are shared: the first is borne by about one in a hundred. */
function pickRanked<Value>(chance: Chance, values: readonly Value[], offset: number): Value {
  const spread = Math.log((values.length + offset) / offset);
  const rank = Math.floor(offset * Math.exp(chance.next() * spread) - offset);
  const value = values[Math.min(rank, values.length - 1)];
  if (value === undefined) throw new Error('there is nothing to choose from');
  return value;
}

/** Makes people one after the other; what each is like follows from the chance alone. */
export function createPopulation(chance: Chance): { next(): Demographics } {
  const families = new Set<string>();
  while (families.size < familyCount)
    families.add(`${chance.pick(beginnings)}${chance.pick(middles)}${chance.pick(endings)}`);
  const familyNames = [...families];
  let number = 0;
  let before: Demographics | null = null;

  function makeAlone(): Demographics {
    number += 1;
    const sex = chance.next() < 0.53 ? 'female' : 'male';
    const first = pickRanked(chance, familyNames, 12);
    const area = pickRanked(
      chance,
      Array.from({ length: 400 }, (_, index) => index),
      40,
    );
    return {
      familyName: chance.next() < 0.03 ? `${first}-${pickRanked(chance, familyNames, 12)}` : first,
      givenName: pickRanked(chance, sex === 'female' ? girls : boys, 25),
      middleName: chance.next() < 0.4 ? chance.pick([...girls, ...boys]).slice(0, 1) : null,
      suffix: null,
      birthDate: addDays(firstBirth, chance.between(0, birthDays)),
      sex,
      addresses: [address(area)],
      phones: [phone()],
      emails: [],
      language: 'en-US',
      identifiers: [{ kind: 'MR', assigner: 'BENCH', value: `B${String(number).padStart(8, '0')}` }],
      deceasedOn: null,
    };
  }

  function address(area: number): Demographics['addresses'][number] {
    const lines = [`${chance.between(1, 9999)} ${chance.pick(streets)}`];
    return { lines, city: `Town ${area}`, state: 'NY', postalCode: String(10_000 + area * 7), use: 'home' };
  }

  function phone(): Demographics['phones'][number] {
    return { number: `${chance.between(200, 989)}${chance.between(2_000_000, 9_999_999)}`, use: 'mobile' };
  }

  return {
    next() {
      const alone = makeAlone();
      const kind = chance.next();
      if (before !== null && kind < 0.2) {
        const { familyName, addresses, phones } = before;
        const person: Demographics = { ...alone, familyName, addresses, phones };
        // Of those who share a household one in twenty is a sibling of one birth, and one in twenty bears the name of a parent.
        if (kind < 0.01 && alone.givenName !== before.givenName) return { ...person, birthDate: before.birthDate };
        if (kind > 0.19)
          return { ...person, givenName: before.givenName, sex: before.sex, suffix: chance.next() < 0.5 ? 'Jr' : null };
        return person;
      }
      before = alone;
      return alone;
    },
  };
}

const mistakes = [
  'family typo',
  'given typo',
  'digit of birth date',
  'day and month',
  'nickname',
  'names swapped',
  'maiden name',
] as const;

/** Describes a person as a message might: with one to three mistakes, and often without number, address or phone of today. */
export function describeWrongly(chance: Chance, person: Demographics, strangerName: string): PatientDescription {
  let described: PatientDescription = {
    ...person,
    identifiers: chance.next() < 0.45 ? person.identifiers : [],
    addresses:
      chance.next() < 0.2
        ? [{ lines: ['1 New Road'], city: 'Elsewhere', state: 'NY', postalCode: '14999', use: 'home' }]
        : chance.next() < 0.1
          ? []
          : person.addresses,
    phones:
      chance.next() < 0.25
        ? [{ number: `212${chance.between(2_000_000, 9_999_999)}`, use: 'home' }]
        : chance.next() < 0.15
          ? []
          : person.phones,
    middleName: chance.next() < 0.5 ? null : (person.middleName ?? null),
  };
  const dice = chance.next();
  for (let left = dice < 0.7 ? 1 : dice < 0.95 ? 2 : 3; left > 0; left -= 1)
    described = makeMistake(chance, described, { mistake: chance.pick(mistakes), strangerName });
  return described;
}

function makeMistake(
  chance: Chance,
  described: PatientDescription,
  made: { readonly mistake: (typeof mistakes)[number]; readonly strangerName: string },
): PatientDescription {
  const { familyName, givenName, birthDate } = described;
  if (made.mistake === 'family typo') return { ...described, familyName: mistype(chance, familyName) };
  if (made.mistake === 'given typo') return { ...described, givenName: mistype(chance, givenName) };
  if (made.mistake === 'names swapped') return { ...described, familyName: givenName, givenName: familyName };
  if (made.mistake === 'nickname') return { ...described, givenName: chance.pick(nicknames[givenName] ?? [givenName]) };
  if (made.mistake === 'maiden name') return { ...described, familyName: made.strangerName };
  if (birthDate === null) return described;
  const swapped = parseCalendarDay(birthDate.replace(/-(\d\d)-(\d\d)$/, '-$2-$1'));
  return {
    ...described,
    birthDate: made.mistake === 'day and month' && swapped !== null ? swapped : mistypeDay(chance, birthDate),
  };
}

/** Leaves out, adds, replaces or swaps one letter. */
function mistype(chance: Chance, word: string): string {
  const at = chance.between(0, word.length - 2);
  const letter = String.fromCharCode(chance.between(97, 122));
  const way = chance.between(0, 3);
  if (way === 0) return word.slice(0, at) + word.slice(at + 1);
  if (way === 1) return word.slice(0, at) + letter + word.slice(at);
  if (way === 2) return word.slice(0, at) + letter + word.slice(at + 1);
  return word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
}

function mistypeDay(chance: Chance, day: CalendarDay): CalendarDay {
  for (;;) {
    const at = chance.pick([2, 3, 5, 6, 8, 9]);
    const other = parseCalendarDay(day.slice(0, at) + String(chance.between(0, 9)) + day.slice(at + 1));
    if (other !== null && other !== day && other < '2026') return other;
  }
}
