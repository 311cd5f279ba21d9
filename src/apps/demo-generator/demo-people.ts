import { addDays, type CalendarDay } from '../../kernel/calendar-day.ts';
import type { IncomingCoverage, IncomingPatient } from '../../modules/prescriptions/index.ts';
import type { DemoRegimen } from './demo-regimens.ts';
import type { Chance } from './seeded-chance.ts';

const givenNames = {
  female: [
    'Maria',
    'Aisha',
    'Grace',
    'Linh',
    'Sofia',
    'Hannah',
    'Rosa',
    'Fatima',
    'Emily',
    'Chiara',
    'Naomi',
    'Priya',
    'Olivia',
    'Ingrid',
    'Keiko',
    'Dolores',
  ],
  male: [
    'James',
    'Omar',
    'Mateo',
    'Wei',
    'Daniel',
    'Samuel',
    'Luca',
    'Ahmed',
    'Peter',
    'Ravi',
    'Anton',
    'Jorge',
    'Tomas',
    'Eric',
    'Kwame',
    'Walter',
  ],
} as const;
const familyNames = [
  'Abernathy',
  'Bianchi',
  'Castellanos',
  'Donovan',
  'Eriksen',
  'Fairbanks',
  'Gutierrez',
  'Hollister',
  'Ibrahim',
  'Jankowski',
  'Kimura',
  'Lombardi',
  'Montgomery',
  'Nakamura',
  'Oyelaran',
  'Pemberton',
  'Quintana',
  'Rosenthal',
  'Santoro',
  'Thornbury',
  'Ulrich',
  'Vandermeer',
  'Westbrook',
  'Yamada',
  'Zielinski',
  'Delacroix',
] as const;
const streets = [
  'Maple Street',
  'Harbor Road',
  'Chestnut Avenue',
  'Elm Court',
  'Summit Drive',
  'Orchard Lane',
  'Bay View Terrace',
  'Mill Pond Road',
] as const;

/** A town to which a pharmacy ships. */
export interface DemoTown {
  readonly city: string;
  readonly state: string;
  readonly postalCode: string;
  readonly areaCode: string;
}

/** Towns around each site of the demonstration, in states for which it is licensed. */
export const townsBySite: Readonly<Record<string, readonly DemoTown[]>> = {
  central: [
    { city: 'Boston', state: 'MA', postalCode: '02118', areaCode: '617' },
    { city: 'Worcester', state: 'MA', postalCode: '01608', areaCode: '508' },
    { city: 'Nashua', state: 'NH', postalCode: '03060', areaCode: '603' },
    { city: 'Providence', state: 'RI', postalCode: '02903', areaCode: '401' },
  ],
  cancer: [
    { city: 'Cambridge', state: 'MA', postalCode: '02139', areaCode: '617' },
    { city: 'Quincy', state: 'MA', postalCode: '02169', areaCode: '617' },
  ],
  mesa: [
    { city: 'Phoenix', state: 'AZ', postalCode: '85004', areaCode: '602' },
    { city: 'Tucson', state: 'AZ', postalCode: '85701', areaCode: '520' },
  ],
  pacific: [
    { city: 'Oakland', state: 'CA', postalCode: '94612', areaCode: '510' },
    { city: 'Sacramento', state: 'CA', postalCode: '95814', areaCode: '916' },
  ],
  lakes: [
    { city: 'Evanston', state: 'IL', postalCode: '60201', areaCode: '847' },
    { city: 'Milwaukee', state: 'WI', postalCode: '53202', areaCode: '414' },
  ],
  main: [{ city: 'Boulder', state: 'CO', postalCode: '80302', areaCode: '303' }],
};

/** Makes an invented person who lives in a town. Telephone numbers are of the block 555-01xx, which is given to nobody. */
export function makePerson(
  chance: Chance,
  place: {
    readonly town: DemoTown;
    readonly number: number;
    readonly today: CalendarDay;
    readonly assigner: string;
    readonly regimen: Pick<DemoRegimen, 'ages' | 'sex'>;
  },
): IncomingPatient {
  const { ages } = place.regimen;
  const sex = place.regimen.sex ?? (chance.next() < 0.55 ? 'female' : 'male');
  const { town } = place;
  return {
    familyName: chance.pick(familyNames),
    givenName: chance.pick(givenNames[sex]),
    middleName: null,
    suffix: null,
    birthDate: addDays(place.today, -chance.between(ages[0] * 366, ages[1] * 365 + 364)),
    sex,
    addresses: [
      {
        lines: [`${chance.between(3, 998)} ${chance.pick(streets)}`],
        city: town.city,
        state: town.state,
        postalCode: town.postalCode,
        use: 'home',
      },
    ],
    phones: [{ number: `${town.areaCode}55501${String(chance.between(0, 99)).padStart(2, '0')}`, use: 'mobile' }],
    emails: [],
    language: chance.next() < 0.15 ? 'es' : 'en',
    identifiers: [{ kind: 'MR', assigner: place.assigner, value: `MR${String(100_000 + place.number)}` }],
    deceasedOn: null,
  };
}

const cards = [
  { bin: '990001', pcn: 'MBP', payerName: 'Meridian Benefit Partners' },
  { bin: '990001', pcn: 'MBP', payerName: 'Meridian Benefit Partners' },
  { bin: '990002', pcn: 'NLH', payerName: 'Northlight Health' },
  { bin: '990003', pcn: 'SWPARTD', payerName: 'Silverway Senior' },
  { bin: '990005', pcn: 'MCDFFS', payerName: 'State Medicaid' },
  { bin: '990006', pcn: 'HCC', payerName: 'Harbor Community Care' },
  { bin: '990007', pcn: 'TRIC', payerName: 'TRICARE' },
  { bin: '990003', pcn: 'SWADV', payerName: 'Silverway Senior' },
  { bin: '990004', pcn: 'PARTB', payerName: 'Medicare' },
  { bin: '990008', pcn: 'VACC', payerName: 'Veterans Affairs' },
  { bin: '990002', pcn: 'NLHEX', payerName: 'Northlight Health' },
] as const;

/** Makes the card of an invented person; government plans are told apart, because manufacturer help is closed to them. */
export function makeCard(chance: Chance, number: number): IncomingCoverage & { readonly isGovernment: boolean } {
  const card = chance.pick(cards);
  return {
    bin: card.bin,
    pcn: card.pcn,
    groupNumber: `GRP${chance.between(100, 999)}`,
    memberId: `W${String(900_000_000 + number)}`,
    personCode: '01',
    payerName: card.payerName,
    priority: 1,
    relationship: 'self',
    validFrom: '2026-01-01' as CalendarDay,
    validTo: null,
    isGovernment: !['990001', '990002'].includes(card.bin),
  };
}
