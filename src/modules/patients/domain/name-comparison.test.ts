import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareFamilyNames, compareGivenNames, computeJaroWinkler, isOneSlipApart } from './name-comparison.ts';

const word = fc.stringMatching(/^[a-z]{0,9}$/);

describe('family names', () => {
  test.each([
    ['García', 'Garcia', 'same'],
    ['O’Brien', 'OBrien', 'same'],
    ['Smith-Jones', 'Jones', 'similar'],
    ['Van Dyke', 'Vandyke', 'same'],
    ['Petersen', 'Peterson', 'similar'],
    ['Smith', 'Simth', 'similar'],
    ['Smith', 'Okafor', 'different'],
    ['Lee', 'Li', 'different'],
    ['', 'Lee', 'missing'],
  ] as const)('%s and %s are %s', (left, right, level) => {
    expect(compareFamilyNames(left, right)).toBe(level);
  });
});

describe('given names', () => {
  test.each([
    ['William', 'Bill', 'everyday'],
    ['Bob', 'Rob', 'everyday'],
    ['Mary Ann', 'Mary', 'everyday'],
    ['J', 'James', 'initial'],
    ['J.', 'Anna', 'different'],
    ['Katherine', 'Kathrine', 'similar'],
    ['Daniel', 'Maria', 'different'],
    ['', 'Maria', 'missing'],
  ] as const)('%s and %s are %s', (left, right, level) => {
    expect(compareGivenNames(left, right)).toBe(level);
  });
});

test('Jaro-Winkler gives the published values', () => {
  // Winkler, "The State of Record Linkage and Current Research Problems", 1999, table of examples.
  expect(computeJaroWinkler('martha', 'marhta')).toBeCloseTo(0.961, 3);
  expect(computeJaroWinkler('dwayne', 'duane')).toBeCloseTo(0.84, 2);
  expect(computeJaroWinkler('dixon', 'dicksonx')).toBeCloseTo(0.813, 3);
});

test('comparisons of words are symmetric, and a word is most similar to itself', () => {
  fc.assert(
    fc.property(word, word, (left, right) => {
      expect(computeJaroWinkler(left, right)).toBe(computeJaroWinkler(right, left));
      expect(computeJaroWinkler(left, right)).toBeLessThanOrEqual(computeJaroWinkler(left, left));
      expect(isOneSlipApart(left, right)).toBe(isOneSlipApart(right, left));
      expect(isOneSlipApart(left, left)).toBe(false);
    }),
  );
});

test('one letter left out, replaced, or swapped with its neighbor is one slip', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-y]{2,9}$/), fc.nat(8), (name, position) => {
      const at = position % name.length;
      expect(isOneSlipApart(name, name.slice(0, at) + name.slice(at + 1))).toBe(true);
      expect(isOneSlipApart(name, `${name.slice(0, at)}z${name.slice(at + 1)}`)).toBe(true);
    }),
  );
  expect(isOneSlipApart('smith', 'simth')).toBe(true);
  expect(isOneSlipApart('smith', 'smiht x')).toBe(false);
});
