import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PatientId } from '../../../kernel/ids.ts';
import { tidyDemographics } from './demographics.ts';
import { makeUpPerson } from './made-up-person.ts';
import { decidePatientMatch } from './patient-matching.ts';

const number = fc.nat(999);

test('a number always makes the same person, already tidy', () => {
  fc.assert(
    fc.property(number, (each) => {
      expect(makeUpPerson(each)).toEqual(makeUpPerson(each));
      expect(tidyDemographics(makeUpPerson(each))).toEqual(makeUpPerson(each));
    }),
  );
});

test('two numbers make two people whom matching never joins', () => {
  fc.assert(
    fc.property(number, number, (first, second) => {
      fc.pre(first !== second);
      const known = [{ patientId: 'known' as PatientId, demographics: makeUpPerson(second) }];
      const match = decidePatientMatch(makeUpPerson(first), known, { matchAt: 90, reviewAt: 45 });
      expect(match.decision).not.toBe('matched');
    }),
  );
});
