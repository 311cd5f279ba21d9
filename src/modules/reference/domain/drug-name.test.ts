import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { computeNameAgreement, listSearchWords } from './drug-name.ts';
import { computeTrigramSimilarity } from './word-similarity.ts';

const humira = { name: 'Humira(CF) Pen', genericName: 'adalimumab' };

describe('names of drugs', () => {
  test.each([
    'Humira Pen 40 mg/0.4 mL',
    'ADALIMUMAB 40MG/0.4ML PEN INJECTOR KIT',
    'Humira (adalimumab) CF pen',
  ])('%s names the drug', (description) => {
    expect(computeNameAgreement(description, humira)).toBeGreaterThan(0.8);
  });

  test('a slip of spelling lowers the agreement and does not end it', () => {
    const agreement = computeNameAgreement('adalimumabb', humira);
    expect(agreement).toBeGreaterThan(0.7);
    expect(agreement).toBeLessThan(1);
  });

  test('the name of a biosimilar agrees less than the name of the originator', () => {
    const originator = computeNameAgreement('adalimumab', humira);
    expect(computeNameAgreement('adalimumab-aaty (Yuflyma)', humira)).toBeLessThan(originator - 0.15);
  });

  test('another drug does not agree', () => {
    expect(computeNameAgreement('ustekinumab 90 mg/mL', humira)).toBeLessThan(0.4);
    expect(computeNameAgreement('40 mg tablet', humira)).toBe(0);
  });

  test('a drug is found by every word of its names', () => {
    expect(listSearchWords(humira)).toEqual(['humira', 'cf', 'pen', 'adalimumab']);
  });

  test('similarity of words is symmetric, 1 only for the same word and never above', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{2,12}$/), fc.stringMatching(/^[a-z]{2,12}$/), (left, right) => {
        const similarity = computeTrigramSimilarity(left, right);
        expect(similarity).toBe(computeTrigramSimilarity(right, left));
        expect(similarity).toBeGreaterThanOrEqual(0);
        expect(similarity).toBeLessThanOrEqual(1);
      }),
    );
  });
});
