/** A comparison operator of RFC 7644, 3.4.2.2. */
type Comparison = 'eq' | 'ne' | 'co' | 'sw' | 'ew' | 'gt' | 'ge' | 'lt' | 'le';

/** A value that a filter compares with. */
type FilterValue = string | number | boolean | null;

/** A filter as a tree. Attributes are paths, without the URN of their schema. */
export type ScimFilter =
  | { readonly kind: 'compare'; readonly path: readonly string[]; readonly by: Comparison; readonly value: FilterValue }
  | { readonly kind: 'present'; readonly path: readonly string[] }
  | { readonly kind: 'and' | 'or'; readonly left: ScimFilter; readonly right: ScimFilter }
  | { readonly kind: 'not'; readonly of: ScimFilter }
  /** Some value of a list fits: `emails[type eq "work"]`. */
  | { readonly kind: 'some'; readonly path: readonly string[]; readonly of: ScimFilter };

/** A target of PATCH: an attribute, values of it that fit a filter, and a part of them (RFC 7644, figure 7). */
export interface ScimPath {
  readonly path: readonly string[];
  readonly filter: ScimFilter | null;
  readonly part: string | null;
}

/** Any value in JSON. */
export type ScimValue = null | boolean | number | string | readonly ScimValue[] | ScimObject;

/** A resource, or a complex value in one. */
export interface ScimObject {
  readonly [name: string]: ScimValue;
}

const longestFilter = 2_000;
const deepest = 20;
const comparisons: readonly string[] = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'];
const tokenPattern = /\s*(?:([()[\]])|("(?:[^"\\]|\\.)*")|([^\s()[\]"]+))/y;

/** Reads a filter; null when it is none. Words are compared without regard to case, as the standard has it. */
export function readFilter(text: string): ScimFilter | null {
  const reader = openReader(text);
  if (reader === null) return null;
  const filter = readOr(reader, 0);
  return filter !== null && reader.tokens.length === reader.at.index ? filter : null;
}

/** Reads the path of a PATCH operation; null when it is none. */
export function readPath(text: string): ScimPath | null {
  const reader = openReader(text);
  const path = reader === null ? null : readAttribute(take(reader));
  if (reader === null || path === null) return null;
  if (peek(reader) === undefined) return { path, filter: null, part: null };
  if (take(reader) !== '[') return null;
  const filter = readOr(reader, 0);
  if (filter === null || take(reader) !== ']') return null;
  const rest = take(reader);
  const part = rest === undefined ? null : /^\.([A-Za-z$][\w$-]*)$/.exec(rest)?.[1];
  return part === undefined || peek(reader) !== undefined ? null : { path, filter, part };
}

/** Tells whether a resource fits a filter. Texts are compared without regard to case. */
export function fitsFilter(filter: ScimFilter, resource: ScimValue): boolean {
  switch (filter.kind) {
    case 'and':
      return fitsFilter(filter.left, resource) && fitsFilter(filter.right, resource);
    case 'or':
      return fitsFilter(filter.left, resource) || fitsFilter(filter.right, resource);
    case 'not':
      return !fitsFilter(filter.of, resource);
    case 'present':
      return listValues(resource, filter.path).some((value) => value !== null && value !== '');
    case 'some':
      return listValues(resource, filter.path).some((value) => fitsFilter(filter.of, value));
    case 'compare':
      return fitsComparison(filter, listValues(resource, filter.path));
  }
}

interface Reader {
  readonly tokens: readonly string[];
  readonly at: { index: number };
}

function openReader(text: string): Reader | null {
  if (text.length > longestFilter) return null;
  const tokens: string[] = [];
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < text.trimEnd().length) {
    const match = tokenPattern.exec(text);
    if (match === null) return null;
    tokens.push(match[1] ?? match[2] ?? match[3] ?? '');
  }
  return tokens.length === 0 ? null : { tokens, at: { index: 0 } };
}

function peek({ tokens, at }: Reader): string | undefined {
  return tokens[at.index];
}

function take(reader: Reader): string | undefined {
  const token = peek(reader);
  reader.at.index += 1;
  return token;
}

function takeWord(reader: Reader, word: string): boolean {
  if (peek(reader)?.toLowerCase() !== word) return false;
  reader.at.index += 1;
  return true;
}

function readOr(reader: Reader, depth: number): ScimFilter | null {
  let left = readAnd(reader, depth);
  while (left !== null && takeWord(reader, 'or')) {
    const right = readAnd(reader, depth);
    left = right === null ? null : { kind: 'or', left, right };
  }
  return left;
}

function readAnd(reader: Reader, depth: number): ScimFilter | null {
  let left = readOne(reader, depth);
  while (left !== null && takeWord(reader, 'and')) {
    const right = readOne(reader, depth);
    left = right === null ? null : { kind: 'and', left, right };
  }
  return left;
}

function readOne(reader: Reader, depth: number): ScimFilter | null {
  if (depth > deepest) return null;
  if (takeWord(reader, 'not')) {
    const of = peek(reader) === '(' ? readOne(reader, depth + 1) : null;
    return of === null ? null : { kind: 'not', of };
  }
  if (takeWord(reader, '(')) {
    const inner = readOr(reader, depth + 1);
    return take(reader) === ')' ? inner : null;
  }
  const path = readAttribute(take(reader));
  if (path === null) return null;
  if (takeWord(reader, '[')) {
    const of = readOr(reader, depth + 1);
    return of !== null && take(reader) === ']' ? { kind: 'some', path, of } : null;
  }
  if (takeWord(reader, 'pr')) return { kind: 'present', path };
  return readComparison(reader, path);
}

function readComparison(reader: Reader, path: readonly string[]): ScimFilter | null {
  const by = take(reader)?.toLowerCase() ?? '';
  const value = readValue(take(reader));
  return comparisons.includes(by) && value !== undefined
    ? { kind: 'compare', path, by: by as Comparison, value }
    : null;
}

/** Reads the path of an attribute; the URN of a schema before it is dropped. */
function readAttribute(token: string | undefined): readonly string[] | null {
  const name = token?.replace(/^urn:.*:(?=[A-Za-z][\w$.-]*$)/i, '') ?? '';
  return /^[A-Za-z$][\w$-]*(\.[A-Za-z$][\w$-]*)?$/.test(name) ? name.split('.') : null;
}

function readValue(token: string | undefined): FilterValue | undefined {
  if (token === undefined || !/^("|true$|false$|null$|-?\d)/.test(token)) return undefined;
  try {
    return JSON.parse(token) as FilterValue;
  } catch {
    return undefined;
  }
}

/** Lists the values at a path; a list stands for each of its values, and a complex value is compared by its `value`. */
function listValues(from: ScimValue, path: readonly string[]): readonly ScimValue[] {
  if (Array.isArray(from)) return from.flatMap((each: ScimValue) => listValues(each, path));
  const [name, ...rest] = path;
  if (name === undefined) return [from];
  if (!isScimObject(from)) return [];
  const key = findKey(from, name);
  return key === undefined ? [] : listValues(from[key] ?? null, rest);
}

/** Finds how an attribute is written in a resource: names are compared without regard to case. */
export function findKey(resource: ScimObject, name: string): string | undefined {
  return Object.keys(resource).find((key) => key.toLowerCase() === name.toLowerCase());
}

/** Tells whether a value is a complex one. */
export function isScimObject(value: ScimValue | undefined): value is ScimObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fitsComparison({ by, value }: Extract<ScimFilter, { kind: 'compare' }>, found: readonly ScimValue[]): boolean {
  const plain = found.map((each) => (isScimObject(each) ? (each['value'] ?? null) : each));
  if (by === 'ne') return !plain.some((each) => fold(each) === fold(value));
  return plain.some((each) => compare(by, fold(each), fold(value)));
}

function compare(by: Exclude<Comparison, 'ne'>, left: ScimValue, right: ScimValue): boolean {
  if (by === 'eq') return left === right;
  if (typeof left === 'string' && typeof right === 'string') {
    if (by === 'co') return left.includes(right);
    if (by === 'sw') return left.startsWith(right);
    if (by === 'ew') return left.endsWith(right);
    return isOrdered(by, left < right ? -1 : left > right ? 1 : 0);
  }
  return typeof left === 'number' && typeof right === 'number' && isOrdered(by, left - right);
}

function isOrdered(by: Comparison, difference: number): boolean {
  if (by === 'gt') return difference > 0;
  if (by === 'ge') return difference >= 0;
  if (by === 'lt') return difference < 0;
  return by === 'le' && difference <= 0;
}

function fold(value: ScimValue): ScimValue {
  return typeof value === 'string' ? value.toLowerCase() : value;
}
