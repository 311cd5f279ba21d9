import {
  findKey,
  fitsFilter,
  isScimObject,
  readPath,
  type ScimObject,
  type ScimPath,
  type ScimValue,
} from './scim-filter.ts';

/** Why a PATCH could not be carried out: an error type of RFC 7644, table 9. */
type PatchProblem = 'invalidSyntax' | 'invalidPath' | 'noTarget' | 'invalidValue';

/** The resource after all operations, or the first problem; nothing is changed halfway. */
export type PatchOutcome =
  | { readonly ok: true; readonly resource: ScimObject }
  | { readonly ok: false; readonly problem: PatchProblem };

const mostOperations = 1_000;

/** Applies the operations of a PATCH request in order (RFC 7644, 3.5.2). Names of operations are taken in any case, as directories send them. */
export function applyPatch(resource: ScimObject, request: ScimObject): PatchOutcome {
  const operations = request[findKey(request, 'Operations') ?? ''];
  if (!Array.isArray(operations) || operations.length === 0 || operations.length > mostOperations)
    return { ok: false, problem: 'invalidSyntax' };
  let current = resource;
  for (const operation of operations as readonly ScimValue[]) {
    const next = applyOne(current, operation);
    if (typeof next === 'string') return { ok: false, problem: next };
    current = next;
  }
  return { ok: true, resource: current };
}

function applyOne(resource: ScimObject, operation: ScimValue): ScimObject | PatchProblem {
  if (!isScimObject(operation)) return 'invalidSyntax';
  const verb = typeof operation['op'] === 'string' ? operation['op'].toLowerCase() : '';
  if (verb !== 'add' && verb !== 'replace' && verb !== 'remove') return 'invalidSyntax';
  const { path, value } = operation;
  if (path === undefined) {
    if (verb === 'remove') return 'noTarget';
    return isScimObject(value) ? mergeAll(resource, value, verb) : 'invalidValue';
  }
  const target = typeof path === 'string' ? readPath(path) : null;
  if (target === null) return 'invalidPath';
  if (verb !== 'remove' && value === undefined) return 'invalidValue';
  return applyAt(resource, target, { verb, value: value ?? null, hasValue: value !== undefined });
}

interface Change {
  readonly verb: 'add' | 'replace' | 'remove';
  readonly value: ScimValue;
  readonly hasValue: boolean;
}

/** Without a path the value names the attributes; a name may itself be a path, as some directories write it. */
function mergeAll(resource: ScimObject, value: ScimObject, verb: 'add' | 'replace'): ScimObject | PatchProblem {
  let current: ScimObject | PatchProblem = resource;
  for (const [name, one] of Object.entries(value)) {
    const target = readPath(name);
    if (target === null) return 'invalidPath';
    if (typeof current === 'string') return current;
    current = applyAt(current, target, { verb, value: one, hasValue: true });
  }
  return current;
}

function applyAt(resource: ScimObject, target: ScimPath, change: Change): ScimObject | PatchProblem {
  const [name = '', inner] = target.path;
  const key = findKey(resource, name) ?? name;
  const present = resource[key];
  if (target.filter !== null) {
    const list = applyToSome(present, target, change);
    return typeof list === 'string' ? list : { ...resource, [key]: list };
  }
  if (inner !== undefined) {
    const whole = isScimObject(present) ? present : {};
    const part = findKey(whole, inner) ?? inner;
    return { ...resource, [key]: setOrRemove(whole, part, change) };
  }
  return setOrRemove(resource, key, change);
}

function setOrRemove(within: ScimObject, key: string, change: Change): ScimObject {
  const present = within[key];
  if (change.verb === 'remove') {
    // Some directories name the members to remove by a value in place of a filter.
    if (Array.isArray(present) && change.hasValue)
      return { ...within, [key]: present.filter((each: ScimValue) => !isNamed(each, change.value)) };
    const { [key]: _gone, ...rest } = within;
    return rest;
  }
  if (change.verb === 'add' && Array.isArray(present)) {
    const added: readonly ScimValue[] = Array.isArray(change.value) ? change.value : [change.value];
    const fresh = added.filter((each) => !present.some((known: ScimValue) => isNamed(known, each)));
    return { ...within, [key]: [...present, ...fresh] };
  }
  if (isScimObject(present) && isScimObject(change.value)) return { ...within, [key]: { ...present, ...change.value } };
  return { ...within, [key]: change.value };
}

/** Changes the values of a list that fit the filter of a path. */
function applyToSome(
  present: ScimValue | undefined,
  { filter, part }: ScimPath,
  change: Change,
): readonly ScimValue[] | PatchProblem {
  if (filter === null) return 'invalidPath';
  const list: readonly ScimValue[] = Array.isArray(present) ? present : [];
  const fits = (each: ScimValue): boolean => fitsFilter(filter, each);
  if (change.verb === 'remove') {
    if (part === null) return list.filter((each) => !fits(each));
    return list.map((each) => (fits(each) && isScimObject(each) ? setOrRemove(each, part, change) : each));
  }
  if (!list.some(fits)) return 'noTarget';
  return list.map((each) => {
    if (!fits(each) || !isScimObject(each)) return each;
    if (part !== null) return setOrRemove(each, findKey(each, part) ?? part, change);
    return isScimObject(change.value) ? { ...each, ...change.value } : each;
  });
}

function isNamed(each: ScimValue, by: ScimValue): boolean {
  if (Array.isArray(by)) return by.some((one: ScimValue) => isNamed(each, one));
  const toPlain = (one: ScimValue): ScimValue => (isScimObject(one) ? (one['value'] ?? null) : one);
  return toPlain(each) === toPlain(by);
}
