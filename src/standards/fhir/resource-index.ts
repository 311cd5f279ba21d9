import type { Problem } from '../../kernel/problem.ts';
import { type FhirElement, itemsOf, memberOf, textOf } from './element.ts';
import { fhirProblems, problemAt } from './problems.ts';
import { type FhirResource, findTypeProblem } from './read-fhir.ts';

/** A resource with its place in the document. */
export interface IndexedResource extends FhirElement {
  readonly value: FhirResource;
  readonly type: string;
  readonly id: string | null;
  readonly fullUrl: string | null;
  /** The resource that contains this one; null for one that stands in a bundle or alone. */
  readonly container: IndexedResource | null;
}

/** All resources of a document, of bundles inside bundles too, and the ways to find them. */
export interface ResourceIndex {
  readonly root: IndexedResource;
  readonly resources: readonly IndexedResource[];
  readonly problems: readonly Problem[];
  /** Resources by each key that a reference may use; see `keysOf`. */
  readonly byKey: ReadonlyMap<string, readonly IndexedResource[]>;
}

const maxResources = 100_000;

/** Lists every resource of a document by its place and addresses, and what is wrong with its entries. */
export function indexResources(resource: FhirResource): ResourceIndex {
  const collector = new ResourceCollector();
  const root = collector.add(resource, resource.resourceType, null, null);
  const { resources, problems } = collector;
  const byKey = new Map<string, IndexedResource[]>();
  for (const each of resources) {
    for (const key of keysOf(each)) {
      const sharing = byKey.get(key);
      if (sharing === undefined) byKey.set(key, [each]);
      else sharing.push(each);
    }
  }
  return { root, resources, problems, byKey };
}

/**
 * Finds the resource that a Reference leads to, by the rules of Bundle (FHIR R4, 2.36.4): a fragment inside the same
 * container, an absolute address or URN by full address, a relative one against the base of the entry that holds it.
 * Where that finds nothing, the only entry of that type and id counts, and an identifier leads to the only entry that
 * has it. Null when the reference leads out of the document or to more than one.
 */
export function resolveReference(
  index: ResourceIndex,
  from: IndexedResource,
  reference: FhirElement,
): IndexedResource | null {
  const text = textOf(reference, 'reference');
  if (text === null) {
    const identifier = memberOf(reference, 'identifier');
    return findOnly(index, `identifier:${textOf(reference, 'type') ?? ''}?${tokenOf(identifier)}`);
  }
  const holder = from.container ?? from;
  if (text.startsWith('#')) return text === '#' ? holder : findOnly(index, `contained:${holder.where}${text}`);
  const [address = '', query] = text.split('?', 2);
  if (query !== undefined) {
    return findOnly(index, `identifier:${address}?${new URLSearchParams(query).get('identifier')}`);
  }
  const target = address.replace(/\/_history\/[^/]*$/, '');
  const based = `${findBase(holder.fullUrl)}${target}`;
  return findFirst(index, `url:${target}`) ?? findFirst(index, `url:${based}`) ?? findOnly(index, `id:${target}`);
}

/** Lists the resources of a type that stand in the document, contained ones left out. */
export function listResources(index: ResourceIndex, type: string): readonly IndexedResource[] {
  return index.resources.filter((each) => each.type === type && each.container === null);
}

class ResourceCollector {
  readonly resources: IndexedResource[] = [];
  readonly problems: Problem[] = [];
  private readonly versions = new Set<string>();

  add(value: FhirResource, where: string, fullUrl: string | null, container: IndexedResource | null): IndexedResource {
    const id = typeof value['id'] === 'string' ? value['id'] : null;
    const added: IndexedResource = { value, where, type: value.resourceType, id, fullUrl, container };
    this.resources.push(added);
    if (fullUrl !== null) this.checkUrl(added, fullUrl);
    if (container === null) {
      for (const contained of itemsOf(added, 'contained')) this.addChild(contained, null, added);
    }
    if (added.type === 'Bundle') {
      for (const entry of itemsOf(added, 'entry')) {
        this.addChild(memberOf(entry, 'resource'), textOf(entry, 'fullUrl'), null);
      }
    }
    return added;
  }

  private addChild(element: FhirElement, fullUrl: string | null, container: IndexedResource | null): void {
    if (element.value === undefined || this.resources.length >= maxResources) return;
    const problem = findTypeProblem(element.value, element.where);
    if (problem === null) this.add(element.value as FhirResource, element.where, fullUrl, container);
    else this.problems.push(problem);
  }

  private checkUrl(added: IndexedResource, fullUrl: string): void {
    const place = added.where.replace(/\.resource$/, '.fullUrl');
    if (!/^[a-zA-Z][a-zA-Z0-9+.-]*:/.test(fullUrl)) this.problems.push(problemAt(fhirProblems.fullUrlRelative, place));
    const version = `${fullUrl} ${textOf(added, 'meta', 'versionId') ?? ''}`;
    if (this.versions.has(version)) this.problems.push(problemAt(fhirProblems.fullUrlRepeated, place));
    this.versions.add(version);
  }
}

function keysOf(resource: IndexedResource): readonly string[] {
  const { type, id, fullUrl, container } = resource;
  if (container !== null) return [`contained:${container.where}#${id}`];
  const tokens = new Set(itemsOf(resource, 'identifier').flatMap((identifier) => tokenOf(identifier) ?? []));
  return [
    ...(id === null ? [] : [`id:${type}/${id}`, `id:urn:uuid:${id}`]),
    ...(fullUrl === null ? [] : [`url:${fullUrl}`]),
    ...[...tokens].flatMap((token) => [`identifier:?${token}`, `identifier:${type}?${token}`]),
  ];
}

function tokenOf(identifier: FhirElement): string | null {
  const system = textOf(identifier, 'system');
  const value = textOf(identifier, 'value');
  return system === null || value === null ? null : `${system}|${value}`;
}

/** Returns the server's address before `Type/id`; empty for URNs and entries without an address. */
function findBase(fullUrl: string | null): string {
  return /^(https?:.*\/)[A-Za-z]+\/[A-Za-z0-9.-]{1,64}$/.exec(fullUrl ?? '')?.[1] ?? '';
}

function findFirst(index: ResourceIndex, key: string): IndexedResource | null {
  return index.byKey.get(key)?.[0] ?? null;
}

function findOnly(index: ResourceIndex, key: string): IndexedResource | null {
  const found = index.byKey.get(key) ?? [];
  return found.length === 1 ? (found[0] ?? null) : null;
}
