/** The wire formats whose places can be found in their text. */
export type TextFormat = 'hl7v2' | 'xml' | 'json' | 'text';

/** A place in a text, as offsets of characters: from, inclusive, to, exclusive. */
export interface DocumentPlace {
  readonly from: number;
  readonly to: number;
}

/**
 * Finds the place that a problem names in the words of its format; null when the text has no such place.
 * `PID-5.1`, `RXE[2]-3`, `Message/Body/NewRx/Patient`, `Bundle.entry[3].resource.status`, `line 4 column 7`
 */
export function findPlace(text: string, format: TextFormat, where: string): DocumentPlace | null {
  const lineAndColumn = /^line (\d+)(?: column (\d+))?$/.exec(where);
  if (lineAndColumn !== null) {
    return findLineAndColumn(
      text,
      Number(lineAndColumn[1]),
      lineAndColumn[2] === undefined ? null : Number(lineAndColumn[2]),
    );
  }
  switch (format) {
    case 'hl7v2':
      return findHl7Place(text, where);
    case 'xml':
      return findXmlPlace(text, where);
    case 'json':
      return findJsonPlace(text, where);
    case 'text':
      return null;
  }
}

/** Returns the lines of a text with the offset at which each begins; carriage return, line feed or both end a line. */
export function linesOf(text: string): readonly { readonly text: string; readonly from: number }[] {
  const lines: { text: string; from: number }[] = [];
  let from = 0;
  for (const end of text.matchAll(/\r\n|\r|\n/g)) {
    lines.push({ text: text.slice(from, end.index), from });
    from = end.index + end[0].length;
  }
  if (from < text.length || lines.length === 0) lines.push({ text: text.slice(from), from });
  return lines;
}

function findLineAndColumn(text: string, line: number, column: number | null): DocumentPlace | null {
  const found = linesOf(text)[line - 1];
  if (found === undefined) return null;
  if (column === null) return { from: found.from, to: found.from + found.text.length };
  const from = Math.min(found.from + column - 1, found.from + found.text.length);
  return { from, to: from + 1 };
}

const hl7Where = /^([A-Z][A-Z0-9]{2})(?:\[(\d+)\])?(?:-(\d+)(?:\[(\d+)\])?(?:\.(\d+))?(?:\.(\d+))?)?$/;

function findHl7Place(text: string, where: string): DocumentPlace | null {
  const match = hl7Where.exec(where);
  if (match === null) return null;
  const [, name = '', nth = '1', field, repetition = '1', component, subcomponent] = match;
  const segment = linesOf(text).filter((line) => line.text.startsWith(name))[Number(nth) - 1];
  if (segment === undefined) return null;
  const whole = { from: segment.from, to: segment.from + segment.text.length };
  if (field === undefined) return { from: whole.from, to: whole.from + name.length };
  const separators = separatorsOf(text);
  // MSH-1 is the separator itself, so MSH-2 is the second piece of the text and not the third.
  const place = pieceOf(text, whole, separators.field, name === 'MSH' ? Number(field) - 1 : Number(field));
  if (place === null) return whole;
  if (name === 'MSH' && Number(field) <= 2) return place;
  const repeated = pieceOf(text, place, separators.repetition, Number(repetition) - 1) ?? place;
  if (component === undefined) return repeated;
  const inner = pieceOf(text, repeated, separators.component, Number(component) - 1) ?? repeated;
  return subcomponent === undefined
    ? inner
    : (pieceOf(text, inner, separators.subcomponent, Number(subcomponent) - 1) ?? inner);
}

function separatorsOf(text: string) {
  const [field = '|', component = '^', repetition = '~', , subcomponent = '&'] =
    /^MSH(.)(.)(.)(.)(.)/.exec(text)?.slice(1) ?? [];
  return { field, component, repetition, subcomponent };
}

function pieceOf(text: string, within: DocumentPlace, separator: string, index: number): DocumentPlace | null {
  let from = within.from;
  for (let passed = 0; passed < index; passed += 1) {
    const next = text.indexOf(separator, from);
    if (next < 0 || next >= within.to) return null;
    from = next + 1;
  }
  const end = text.indexOf(separator, from);
  return { from, to: end < 0 || end > within.to ? within.to : end };
}

const xmlPiece = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<[?!][^>]*>|<(\/?)([\w.:-]+)[^<>]*?(\/?)>/g;

function findXmlPlace(text: string, where: string): DocumentPlace | null {
  const wanted = where
    .replace(/^\//, '')
    .replace(/\/@.*$/, '')
    .replaceAll('[1]', '');
  const path: { readonly step: string; readonly children: Map<string, number> }[] = [];
  const roots = new Map<string, number>();
  for (const piece of text.matchAll(xmlPiece)) {
    const [tag, isClosing, name, isEmpty] = piece;
    if (name === undefined) continue;
    if (isClosing === '/') {
      path.pop();
      continue;
    }
    const local = name.slice(name.indexOf(':') + 1);
    const siblings = path.at(-1)?.children ?? roots;
    const nth = (siblings.get(local) ?? 0) + 1;
    siblings.set(local, nth);
    path.push({ step: nth === 1 ? local : `${local}[${nth}]`, children: new Map() });
    if (path.map((part) => part.step).join('/') === wanted) return { from: piece.index, to: piece.index + tag.length };
    if (isEmpty === '/') path.pop();
  }
  return null;
}

const jsonPiece = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

function findJsonPlace(text: string, where: string): DocumentPlace | null {
  // The name of the resource type stands for the document itself.
  const wanted = where.replace(/^[A-Z]\w*\.?/, '');
  const path: { key: string | number; keyAt: DocumentPlace | null }[] = [];
  let label: { readonly key: string; readonly at: DocumentPlace } | null = null;
  for (const piece of text.matchAll(jsonPiece)) {
    const [token] = piece;
    const at = { from: piece.index, to: piece.index + token.length };
    const top = path.at(-1);
    if (token === '}' || token === ']') path.pop();
    else if (token === ',') {
      if (typeof top?.key === 'number') top.key += 1;
    } else if (token === ':') {
      if (top !== undefined && label !== null) Object.assign(top, { key: label.key, keyAt: label.at });
    } else if (typeof top?.key === 'string' && token.startsWith('"') && isLabel(text, at.to)) {
      label = { key: token.slice(1, -1), at };
    } else {
      if (path.length > 0 && jsonPathOf(path) === wanted) return { from: top?.keyAt?.from ?? at.from, to: at.to };
      if (token === '{') path.push({ key: '', keyAt: null });
      if (token === '[') path.push({ key: 0, keyAt: null });
    }
  }
  return null;
}

function isLabel(text: string, end: number): boolean {
  return /^\s*:/.test(text.slice(end, end + 20));
}

function jsonPathOf(path: readonly { readonly key: string | number }[]): string {
  return path.reduce((whole, { key }) => {
    if (typeof key === 'number') return `${whole}[${key}]`;
    return whole === '' ? key : `${whole}.${key}`;
  }, '');
}
