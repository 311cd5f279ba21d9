import { describe, expect, it } from 'vitest';
import type { Json } from '../../kernel/json.ts';
import { memberOf } from './element.ts';
import { indexResources, resolveReference } from './resource-index.ts';

type Entry = { readonly fullUrl?: string; readonly resource: Record<string, Json> };

const bundleOf = (...entries: readonly Entry[]) => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: [...entries],
});
const patient = (id: string, members: Record<string, Json> = {}): Record<string, Json> => ({
  resourceType: 'Patient',
  id,
  ...members,
});
const condition = (reference: Json): Entry => ({
  fullUrl: 'https://a.example.org/fhir/Condition/c',
  resource: { resourceType: 'Condition', id: 'c', subject: reference },
});

/** Returns where the subject of the last entry's resource leads. */
const follow = (...entries: readonly Entry[]): string | null => {
  const index = indexResources(bundleOf(...entries));
  const from = index.resources.find(({ where }) => where === `Bundle.entry[${entries.length - 1}].resource`);
  if (from === undefined) return 'no such entry';
  return resolveReference(index, from, memberOf(from, 'subject'))?.where ?? null;
};

describe('a reference inside a bundle', () => {
  it.each([
    ['https://b.example.org/fhir/Patient/1', { reference: 'https://b.example.org/fhir/Patient/1' }],
    ['https://b.example.org/fhir/Patient/1', { reference: 'https://b.example.org/fhir/Patient/1/_history/3' }],
    ['urn:uuid:7f0a6b2c-0000-4000-8000-000000000001', { reference: 'urn:uuid:7f0a6b2c-0000-4000-8000-000000000001' }],
    ['https://a.example.org/fhir/Patient/1', { reference: 'Patient/1' }],
    ['https://b.example.org/fhir/Patient/1', { reference: 'Patient/1' }],
    ['urn:uuid:7f0a6b2c-0000-4000-8000-000000000001', { reference: 'Patient?identifier=urn:mrn|77' }],
    ['urn:uuid:7f0a6b2c-0000-4000-8000-000000000001', { identifier: { system: 'urn:mrn', value: '77' } }],
    [
      'urn:uuid:7f0a6b2c-0000-4000-8000-000000000001',
      { type: 'Patient', identifier: { system: 'urn:mrn', value: '77' } },
    ],
  ])('to %s is followed (%#)', (fullUrl, reference) => {
    const target = { fullUrl, resource: patient('1', { identifier: [{ system: 'urn:mrn', value: '77' }] }) };
    expect(follow(target, condition(reference))).toBe('Bundle.entry[0].resource');
  });

  it.each([
    [{ reference: 'https://b.example.org/fhir/Patient/1' }],
    [{ reference: 'Practitioner/1' }],
    [{ reference: 'Patient/2' }],
    [{ reference: '#1' }],
    [{ reference: 'Patient?identifier=77' }],
    [{ identifier: { value: '77' } }],
    [{ display: 'somebody' }],
    ['Patient/1'],
  ])('that leads out of it is not (%#)', (reference) => {
    const target = { fullUrl: 'https://a.example.org/fhir/Patient/1', resource: patient('1') };
    expect(follow(target, condition(reference))).toBeNull();
  });

  it('prefers the server of its own entry and is not guessed among several', () => {
    const here = { fullUrl: 'https://a.example.org/fhir/Patient/1', resource: patient('1') };
    const there = { fullUrl: 'https://b.example.org/fhir/Patient/1', resource: patient('1') };
    const elsewhere = { fullUrl: 'https://c.example.org/fhir/Patient/1', resource: patient('1') };
    expect(follow(there, here, condition({ reference: 'Patient/1' }))).toBe('Bundle.entry[1].resource');
    expect(follow(there, elsewhere, condition({ reference: 'Patient/1' }))).toBeNull();
  });

  it('finds what is contained in its own resource only, and leads back to the container', () => {
    const index = indexResources(
      bundleOf(
        { resource: { resourceType: 'Condition', id: 'x', contained: [patient('p')], subject: { reference: '#p' } } },
        { resource: { resourceType: 'Condition', id: 'y', subject: { reference: '#p' } } },
      ),
    );
    const [, first, contained, second] = index.resources;
    if (first === undefined || second === undefined || contained === undefined) throw new Error('not indexed');
    expect(resolveReference(index, first, memberOf(first, 'subject'))).toBe(contained);
    expect(resolveReference(index, second, memberOf(second, 'subject'))).toBeNull();
    expect(resolveReference(index, contained, { value: { reference: '#' }, where: 'x' })).toBe(first);
  });

  it('reaches into bundles inside bundles', () => {
    const inner = bundleOf({ fullUrl: 'https://a.example.org/fhir/Patient/1', resource: patient('1') });
    expect(follow({ resource: inner }, condition({ reference: 'Patient/1' }))).toBe(
      'Bundle.entry[0].resource.entry[0].resource',
    );
  });
});

describe('an index of resources', () => {
  it('names entries of unknown type, repeated addresses and relative ones', () => {
    const index = indexResources(
      bundleOf(
        { fullUrl: 'https://a.example.org/Patient/1', resource: patient('1') },
        { fullUrl: 'https://a.example.org/Patient/1', resource: patient('1') },
        { fullUrl: 'https://a.example.org/Patient/1', resource: patient('1', { meta: { versionId: '2' } }) },
        { fullUrl: 'Patient/3', resource: patient('3') },
        { resource: { resourceType: 'Elephant' } },
        { resource: { id: '4' } },
      ),
    );
    expect(index.problems.map(({ code, where }) => `${code} ${where}`)).toEqual([
      'fhir.full-url-repeated Bundle.entry[1].fullUrl',
      'fhir.full-url-relative Bundle.entry[3].fullUrl',
      'fhir.resource-type-unknown Bundle.entry[4].resource.resourceType',
      'fhir.resource-type-missing Bundle.entry[5].resource.resourceType',
    ]);
  });
});
