import { createSecretKey } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TenantId } from '../../kernel/ids.ts';
import { computeIndexToken, type IndexKind, listIndexTerms, toSearchTerm } from './blind-index.ts';

const key = createSecretKey(Buffer.alloc(32, 7));
const tenantId = 1 as TenantId;

function token(kind: IndexKind, term: string, tenant: number = tenantId): string {
  return computeIndexToken(key, { tenantId: tenant as TenantId, kind, term }).toString('hex');
}

describe('terms', () => {
  test('an exact term ignores case, accents and punctuation', () => {
    expect(listIndexTerms('family-name/exact', "O'Núñez-Smith")).toEqual(['ONUNEZSMITH']);
  });

  test('a prefix is indexed from two to eight letters', () => {
    expect(listIndexTerms('family-name/prefix', 'Gonzalezmartin')).toEqual([
      'GO',
      'GON',
      'GONZ',
      'GONZA',
      'GONZAL',
      'GONZALE',
      'GONZALEZ',
    ]);
    expect(listIndexTerms('family-name/prefix', 'X')).toEqual([]);
  });

  test('a double surname is found by the sound of each part', () => {
    const terms = listIndexTerms('family-name/phonetic', 'Van Dyke');
    expect(terms).toContain(toSearchTerm('family-name/phonetic', 'Dyke'));
    expect(terms).toContain(toSearchTerm('family-name/phonetic', 'vandyke'));
  });

  test('a sound together with something else is found only with it', () => {
    const kind = 'sound-and-given/phonetic-with';
    expect(listIndexTerms(kind, 'Smeth\nJ 1968')).toEqual(listIndexTerms(kind, 'Smith\nj-1968'));
    expect(listIndexTerms(kind, 'Smeth\nJ 1969')).not.toEqual(listIndexTerms(kind, 'Smith\nJ 1968'));
    expect(listIndexTerms(kind, 'Van Dyke\nJ')).toHaveLength(3);
    expect(listIndexTerms(kind, '\nJ')).toEqual([]);
  });

  test('the last four digits leave everything else out', () => {
    expect(listIndexTerms('phone/last-digits', '(555) 010-1234')).toEqual(['1234']);
    expect(listIndexTerms('phone/last-digits', '123')).toEqual([]);
  });

  test('a search by any typed beginning meets one of the indexed terms', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z]{2,20}$/), fc.integer({ min: 2, max: 20 }), (name, length) => {
        const typed = toSearchTerm('family-name/prefix', name.slice(0, length));
        expect(listIndexTerms('family-name/prefix', name)).toContain(typed);
      }),
    );
  });
});

describe('tokens', () => {
  test('a token has sixteen bytes', () => {
    expect(token('member-id/exact', 'W123')).toHaveLength(32);
  });

  test('the same term gives another token in another tenant, field or method', () => {
    const tokens = [
      token('member-id/exact', 'W123'),
      token('member-id/exact', 'W123', 2),
      token('phone/exact', 'W123'),
      token('member-id/prefix', 'W123'),
    ];
    expect(new Set(tokens).size).toBe(4);
    expect(token('member-id/exact', 'W123')).toBe(tokens[0]);
  });
});
