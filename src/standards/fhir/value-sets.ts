import { type FhirElement, itemsOf, memberOf, textOf, textsOf } from './element.ts';
import type { FhirResource } from './read-fhir.ts';

/** The codes of a value set by their system. */
type CodesBySystem = ReadonlyMap<string, ReadonlySet<string>>;

/** Finds the codes of a value set by its address; null when they cannot be listed (a language, a MIME type, a filter). */
export type FindCodes = (valueSet: string) => CodesBySystem | null;

/** Indexes the value sets and code systems of definition bundles; each set is expanded when it is first asked for. */
export function indexValueSets(bundles: readonly FhirResource[]): FindCodes {
  const codeSystems = new Map<string, ReadonlySet<string>>();
  const valueSets = new Map<string, FhirElement>();
  for (const resource of bundles.flatMap(listEntries)) {
    const url = textOf(resource, 'url');
    if (url === null) continue;
    const type = textOf(resource, 'resourceType');
    if (type === 'ValueSet') valueSets.set(url, memberOf(resource, 'compose'));
    if (type === 'CodeSystem' && textOf(resource, 'content') === 'complete') {
      codeSystems.set(url, new Set(listConcepts(resource)));
    }
  }
  const expanded = new Map<string, CodesBySystem | null>();
  const find: FindCodes = (address) => {
    const url = address.split('|')[0] ?? '';
    const known = expanded.get(url);
    if (known !== undefined) return known;
    // A set that refers to itself cannot be listed.
    expanded.set(url, null);
    const compose = valueSets.get(url);
    const codes = compose === undefined ? null : expand(compose, codeSystems, find);
    expanded.set(url, codes);
    return codes;
  };
  return find;
}

function expand(
  compose: FhirElement,
  codeSystems: ReadonlyMap<string, ReadonlySet<string>>,
  find: FindCodes,
): CodesBySystem | null {
  const codes = new Map<string, Set<string>>();
  for (const include of itemsOf(compose, 'include')) {
    const included = listIncluded(include, codeSystems, find);
    if (included === null) return null;
    for (const [system, found] of included) {
      codes.set(system, new Set([...(codes.get(system) ?? []), ...found]));
    }
  }
  for (const exclude of itemsOf(compose, 'exclude')) {
    const excluded = listIncluded(exclude, codeSystems, find);
    if (excluded === null) return null;
    for (const [system, found] of excluded) for (const code of found) codes.get(system)?.delete(code);
  }
  return codes.size === 0 ? null : codes;
}

function listIncluded(
  include: FhirElement,
  codeSystems: ReadonlyMap<string, ReadonlySet<string>>,
  find: FindCodes,
): CodesBySystem | null {
  if (itemsOf(include, 'filter').length > 0) return null;
  const system = textOf(include, 'system');
  const others = textsOf(include, 'valueSet');
  if (system === null) return others.length === 1 ? find(others[0] ?? '') : null;
  if (others.length > 0) return null;
  const listed = itemsOf(include, 'concept').flatMap((concept) => textOf(concept, 'code') ?? []);
  const codes = listed.length > 0 ? new Set(listed) : codeSystems.get(system);
  return codes === undefined ? null : new Map([[system, codes]]);
}

function listConcepts(parent: FhirElement): readonly string[] {
  return itemsOf(parent, 'concept').flatMap((concept) => {
    const code = textOf(concept, 'code');
    return code === null ? listConcepts(concept) : [code, ...listConcepts(concept)];
  });
}

function listEntries(bundle: FhirResource): readonly FhirElement[] {
  const root: FhirElement = { value: bundle, where: 'Bundle' };
  return itemsOf(root, 'entry').map((entry) => memberOf(entry, 'resource'));
}
