import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { PatientId } from '../../../kernel/ids.ts';
import type { PatientDescription } from './demographics.ts';
import { compareBirthDates, comparePatients, decidePatientMatch } from './patient-matching.ts';

const thresholds = { matchAt: 90, reviewAt: 45 };

function person(changes: Partial<PatientDescription> = {}): PatientDescription {
  return {
    familyName: 'Hollander',
    givenName: 'Elizabeth',
    middleName: null,
    suffix: null,
    birthDate: '1968-04-17' as CalendarDay,
    sex: 'female',
    addresses: [{ lines: ['14 Birch Lane'], city: 'Albany', state: 'NY', postalCode: '12203', use: 'home' }],
    phones: [{ number: '5185550143', use: 'mobile' }],
    emails: [],
    language: null,
    identifiers: [{ kind: 'MR', assigner: 'FIRST', value: '000123' }],
    ...changes,
  };
}

const bare = { addresses: [], phones: [], identifiers: [] } as const;

function decide(described: PatientDescription, ...known: readonly PatientDescription[]) {
  return decidePatientMatch(
    described,
    known.map((demographics, index) => ({ patientId: `patient-${index}` as PatientId, demographics })),
    thresholds,
  );
}

describe('whose record it is', () => {
  test('name and birth date with one element more are a match, without it a question', () => {
    const phone = person({ ...bare, phones: [{ number: '(518) 555-0143', use: 'home' }] });
    expect(decide(phone, person())).toMatchObject({ decision: 'matched', patientId: 'patient-0' });
    expect(decide(person({ ...bare, identifiers: person().identifiers }), person()).decision).toBe('matched');
    expect(decide(person(bare), person())).toMatchObject({ decision: 'review', patientId: null });
  });

  test('a nickname and a married name are questions with their reasons', () => {
    const married = person({ familyName: 'Brandt', identifiers: [] });
    expect(decide(married, person())).toMatchObject({ decision: 'review' });
    expect(decide(married, person()).reasons).toContain('The family name is another one.');
    const beth = decide(person({ givenName: 'Beth' }), person());
    expect(beth).toMatchObject({ decision: 'matched' });
    expect(beth.reasons).toContain('The given name is an everyday form of the other.');
  });

  test('a slip in the birth date needs more beside it', () => {
    const swapped = { birthDate: '1968-05-04' as CalendarDay };
    const known = person({ birthDate: '1968-04-05' as CalendarDay });
    expect(decide(person({ ...bare, ...swapped }), known).decision).toBe('review');
    expect(decide(person(swapped), known).decision).toBe('matched');
  });

  test('the same record number with another person always goes to a person', () => {
    const other = person({
      familyName: 'Okafor',
      givenName: 'Daniel',
      birthDate: '1999-12-31' as CalendarDay,
      sex: 'male',
    });
    const decided = decide({ ...other, addresses: [], phones: [] }, person());
    expect(decided.decision).toBe('review');
    expect(decided.reasons).toContain('The record number is the same and the person seems to be another.');
  });

  test('a record number of somebody else keeps the right person from counting by itself', () => {
    const other = person({
      familyName: 'Okafor',
      givenName: 'Daniel',
      birthDate: '1999-12-31' as CalendarDay,
      sex: 'male',
    });
    const twin = person({ identifiers: [] });
    const decided = decide(person(), twin, other);
    expect(decided).toMatchObject({ decision: 'review', score: 100 });
    expect(decided.reasons).toContain('The record number belongs to somebody else here.');
  });

  test('a brother or sister of one birth is never taken by itself', () => {
    const twin = person({ givenName: 'Elisabeta', identifiers: [] });
    const decided = decide(twin, person());
    expect(decided).toMatchObject({ decision: 'review', patientId: null });
    expect(decided.score).toBeGreaterThanOrEqual(thresholds.matchAt);
    expect(decided.reasons).toContain(
      'It may be a brother or sister: the given name is not the same, and no record number says more.',
    );
    expect(decide(person({ givenName: 'E', identifiers: [] }), person()).decision).toBe('review');
    expect(decide(person({ givenName: 'Elisabeta' }), person()).decision).toBe('matched');
  });

  test('names that changed places are seen through a slip, an everyday form, and another name beside', () => {
    const swapped = person({ familyName: 'Betty', givenName: 'Holander', identifiers: [] });
    expect(decide(swapped, person())).toMatchObject({ decision: 'review', candidates: [{ patientId: 'patient-0' }] });
    const married = person({ familyName: 'Elizabeth', givenName: 'Brandt', identifiers: [] });
    expect(decide(married, person())).toMatchObject({ decision: 'review', candidates: [{ patientId: 'patient-0' }] });
  });

  test('two digits of the birth date are a question where name and phone are the same', () => {
    const described = person({ birthDate: '1969-04-11' as CalendarDay, identifiers: [] });
    expect(decide(described, person())).toMatchObject({ decision: 'review', candidates: [{ patientId: 'patient-0' }] });
  });

  test('two records that both fit go to a person', () => {
    expect(decide(person(), person(), person())).toMatchObject({ decision: 'review', patientId: null });
  });

  test('a parent and a child of one name are told apart by the suffix', () => {
    const junior = person({ ...bare, suffix: 'Jr', phones: person().phones });
    expect(decide(junior, person({ suffix: 'Sr' })).decision).not.toBe('matched');
  });

  test('a person who was not heard of is new', () => {
    const stranger = person({
      ...bare,
      familyName: 'Okafor',
      givenName: 'Daniel',
      birthDate: '1999-12-31' as CalendarDay,
    });
    expect(decide(stranger, person())).toMatchObject({ decision: 'new', patientId: null, candidates: [] });
  });

  test('names that changed places are seen', () => {
    const swapped = person({ familyName: 'Elizabeth', givenName: 'Hollander' });
    expect(comparePatients(swapped, person()).reasons).toContain('Family and given name changed places.');
  });
});

describe('birth dates', () => {
  test.each([
    ['1968-04-05', '1968-05-04', 'swapped'],
    ['1968-04-17', '1968-04-11', 'one-digit'],
    ['1968-04-17', '1986-04-17', 'one-digit'],
    ['1968-04-17', '1968-04-17', 'same'],
    ['1968-04-17', '1969-05-17', 'two-digits'],
    ['1968-04-17', '1979-05-17', 'different'],
  ] as const)('%s and %s: %s', (left, right, level) => {
    expect(compareBirthDates(left as CalendarDay, right as CalendarDay)).toBe(level);
    expect(compareBirthDates(right as CalendarDay, left as CalendarDay)).toBe(level);
  });

  test('one that was not said is missing', () => {
    expect(compareBirthDates(null, '1968-04-17' as CalendarDay)).toBe('missing');
  });
});

const name = fc.constantFrom('Smith', 'Smyth', 'Okafor', 'Jones', 'Smith-Jones', 'Li', 'Lee');
const given = fc.constantFrom('William', 'Bill', 'Will', 'Anna', 'Ana', 'J', 'Maria');
const birthDate = fc.constantFrom('1980-03-04', '1980-04-03', '1980-03-05', '1951-12-30', null);
const people = fc.record({
  familyName: name,
  givenName: given,
  birthDate: birthDate as fc.Arbitrary<CalendarDay | null>,
  sex: fc.constantFrom('female', 'male', 'unknown') as fc.Arbitrary<PatientDescription['sex']>,
  suffix: fc.constantFrom(null, 'Jr', 'Sr'),
  addresses: fc.array(
    fc.constantFrom('12203', '12210', '90210').map((postalCode) => ({ ...person().addresses[0], postalCode })),
    { maxLength: 2 },
  ) as fc.Arbitrary<PatientDescription['addresses']>,
  phones: fc.array(
    fc.constantFrom('5185550143', '2125550100').map((number) => ({ number, use: 'home' as const })),
    { maxLength: 2 },
  ),
  emails: fc.constant([]),
  identifiers: fc.array(
    fc.constantFrom('1', '2').map((value) => ({ kind: 'MR', assigner: 'FIRST', value })),
    { maxLength: 1 },
  ),
});

describe('what holds for all people', () => {
  test('the comparison is the same both ways', () => {
    fc.assert(
      fc.property(people, people, (left, right) => {
        const [there, back] = [comparePatients(left, right), comparePatients(right, left)];
        expect(there.score).toBe(back.score);
        expect(there.isConflict).toBe(back.isConflict);
      }),
    );
  });

  test('one more element that agrees never lowers the score', () => {
    fc.assert(
      fc.property(people, people, (left, right) => {
        const before = comparePatients({ ...left, phones: [] }, { ...right, phones: [] }).score;
        const phones = [{ number: '5185550199', use: 'home' as const }];
        expect(comparePatients({ ...left, phones }, { ...right, phones }).score).toBeGreaterThanOrEqual(before);
        const identifiers = [{ kind: 'SS', assigner: '', value: '9' }];
        const without = comparePatients({ ...left, identifiers: [] }, { ...right, identifiers: [] }).score;
        const withOne = comparePatients({ ...left, identifiers }, { ...right, identifiers }).score;
        expect(withOne).toBeGreaterThanOrEqual(without);
      }),
    );
  });

  test('a person with another family name and another birth date is never matched', () => {
    fc.assert(
      fc.property(people, people, (left, right) => {
        const described = { ...left, familyName: 'Okafor', birthDate: '1999-12-31' as CalendarDay };
        const known = { ...right, familyName: 'Lindqvist', birthDate: '1951-02-17' as CalendarDay };
        expect(decide(described, known).decision).not.toBe('matched');
      }),
    );
  });

  test('a match always names a known record, and nothing else does', () => {
    fc.assert(
      fc.property(people, fc.array(people, { maxLength: 4 }), (described, known) => {
        const decided = decide(described, ...known);
        expect(decided.patientId !== null).toBe(decided.decision === 'matched');
        expect(decided.score).toBeGreaterThanOrEqual(0);
        expect(decided.score).toBeLessThanOrEqual(100);
      }),
    );
  });
});
