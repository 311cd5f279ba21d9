import { describe, expect, it } from 'vitest';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { findDisagreement, type KnownFacts } from './contradiction.ts';
import type { ReadSection } from './request-form.ts';

const origin = { kind: 'message', id: 'm1' } as const;
const nothing: KnownFacts = { diagnoses: [], allergies: [], observations: [], coverages: [] };
const blank: ReadSection['facts'] = {
  ...{ coverages: [], allergies: [], noKnownAllergies: false, conditions: [], medications: [], observations: [] },
};
const compare = (facts: Partial<ReadSection['facts']>, known: Partial<KnownFacts>) =>
  findDisagreement({ facts: { ...blank, ...facts } }, { ...nothing, ...known });

const nuts = { rxcui: null, snomedCode: null, text: 'Nuts', reaction: null, severity: null };
const weight = { loincCode: '29463-7', text: null, value: '71', unit: 'kg', observedOn: '2026-02-20' as CalendarDay };
const known = { loincCode: '29463-7', value: '82', ucumUnit: 'kg', observedOn: '2026-02-20', origin };
const gout = { system: 'ICD-10-CM', code: 'M10.9', text: null, isPrimary: true, onsetOn: null } as const;
const card: ReadSection['facts']['coverages'][number] = {
  ...{ bin: '990001', pcn: null, groupNumber: null, memberId: 'M-2', personCode: null, payerName: 'Other Plan' },
  ...{ priority: 1, validFrom: null, validTo: null },
  relationship: 'self',
};

describe('an answer contradicts what is known', () => {
  it('that names an allergy where none was known, or denies one that is', () => {
    const penicillin = { kind: 'substance', substance: 'Penicillin', origin } as const;
    const none = { kind: 'no-known-allergies', substance: 'None', origin } as const;
    expect(compare({ noKnownAllergies: true }, { allergies: [penicillin] })).toEqual({
      ...{ known: 'Penicillin', said: 'No known allergies', origin },
    });
    expect(compare({ allergies: [nuts] }, { allergies: [none] })).toMatchObject({ said: 'Nuts' });
    expect(compare({ allergies: [nuts] }, { allergies: [penicillin, none] })).toBeNull();
    expect(compare({ noKnownAllergies: true }, { allergies: [none] })).toBeNull();
  });

  it('that gives another value for the same test of the same day', () => {
    expect(compare({ observations: [weight] }, { observations: [known] })).toMatchObject({
      ...{ known: '82 kg on 2026-02-20', said: '71 kg on 2026-02-20' },
    });
    for (const other of [{ value: '71' }, { observedOn: '2026-02-19' }, { ucumUnit: 'g' }, { loincCode: '8302-2' }])
      expect(compare({ observations: [weight] }, { observations: [{ ...known, ...other }] })).toBeNull();
  });

  it('that gives a diagnosis of another category than the order', () => {
    expect(compare({ conditions: [gout] }, { diagnoses: [{ code: 'M06.9', origin }] })).toMatchObject({
      ...{ known: 'M06.9', said: 'M10.9' },
    });
    expect(compare({ conditions: [gout] }, { diagnoses: [{ code: 'M10.00', origin }] })).toBeNull();
    expect(compare({ conditions: [gout] }, {})).toBeNull();
  });

  it('that names another card than the insurance in force', () => {
    const inForce = { name: 'Meridian', memberId: 'M-1', origin };
    expect(compare({ coverages: [card] }, { coverages: [inForce] })).toMatchObject({
      ...{ known: 'Meridian, member M-1', said: 'Other Plan, member M-2' },
    });
    expect(compare({ coverages: [card] }, { coverages: [{ ...inForce, memberId: 'M-2' }] })).toBeNull();
  });
});
