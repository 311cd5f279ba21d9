import { describe, expect, it } from 'vitest';
import type { Allergy } from '../../standards/hl7v2/hl7v2.ts';
import { readAllergyList } from './read-allergy-list.ts';

function allergy(text: string, changes: Partial<Allergy> = {}, code = ''): Allergy {
  return {
    type: null,
    allergen: { code, text, system: '', alternates: [], originalText: '' },
    severity: '',
    reactions: [],
    identifiedDay: null,
    action: '',
    ...changes,
  };
}

const coded = (code: string, system: string, text: string): Allergy =>
  allergy('', { allergen: { code, text, system, alternates: [], originalText: '' } });

describe('a list of allergies', () => {
  it.each([
    'NKA',
    'nkda',
    'No Known Allergies',
    'No known drug allergies (NKDA)',
    'NKA - No Known Allergies',
    'None known',
    'No known medication allergies.',
    '  no  known   allergies ',
  ])('that says %o says that none are known', (text) => {
    expect(readAllergyList([allergy(text)])).toEqual({ allergies: [], noKnownAllergies: true });
  });

  it.each([
    'None',
    'Unknown',
    'Not on file',
    'Denies',
    'No known food allergies',
    'No known allergies to latex',
    'No known drug allergies except sulfa',
    'Allergies not known',
    'Not NKA',
    'NKA?see chart',
    'Penicillin',
    '',
  ])('that says %o is left for a person', (text) => {
    expect(readAllergyList([allergy(text)])).toMatchObject({ allergies: [{ text }], noKnownAllergies: false });
  });

  it('is read by its code where it has no words, and by its words where the code is the sender’s own', () => {
    expect(readAllergyList([coded('NKA', 'L', '')]).noKnownAllergies).toBe(true);
    expect(readAllergyList([coded('716186003', 'SCT', '')]).noKnownAllergies).toBe(true);
    expect(readAllergyList([coded('48765-2', 'LOCAL', 'NKDA')]).noKnownAllergies).toBe(true);
    expect(readAllergyList([coded('91936005', 'SCT', 'NKDA')]).noKnownAllergies).toBe(false);
    expect(readAllergyList([coded('429625007', 'SCT', 'No known food allergy')]).noKnownAllergies).toBe(false);
  });

  it('that contradicts itself keeps everything, and a statement that was deleted says nothing', () => {
    const both = readAllergyList([allergy('NKA'), allergy('Penicillin')]);
    expect(both).toMatchObject({ allergies: [{ text: 'NKA' }, { text: 'Penicillin' }], noKnownAllergies: false });
    expect(readAllergyList([allergy('NKA', { action: 'D' })])).toEqual({ allergies: [], noKnownAllergies: false });
    expect(readAllergyList([])).toEqual({ allergies: [], noKnownAllergies: false });
  });

  it('is left for a person where a statement has a reaction, a severity, or speaks of foods', () => {
    const food = { code: 'FA', text: '', system: '', alternates: [], originalText: '' };
    for (const changes of [{ reactions: ['HIVES'] }, { severity: 'SV' }, { type: food }]) {
      expect(readAllergyList([allergy('NKA', changes)]).noKnownAllergies).toBe(false);
    }
  });
});
