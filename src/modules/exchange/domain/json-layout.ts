/** Lines of JSON with the FHIR expression that each begins with; a line that only closes something has none. */
export interface JsonLayout {
  readonly lines: readonly string[];
  readonly paths: readonly string[];
}

interface Container {
  readonly isList: boolean;
  readonly path: string;
  index: number;
  name: string | null;
}

const token = /"(?:[^"\\]|\\.)*"?|[{}[\],:]|[^\s{}[\],:"]+/g;

/** Lays JSON out one member a line by its brackets and commas alone, so that broken JSON is laid out as far as it goes. */
export function layOutJson(text: string): JsonLayout {
  const root = /"resourceType"\s*:\s*"(\w+)"/.exec(text)?.[1] ?? '';
  const open: Container[] = [];
  const lines: string[] = [];
  const paths: string[] = [];
  let line = '';
  let path = root;
  const endLine = (): void => {
    if (line !== '') lines.push(line);
    if (line !== '') paths.push(path);
    line = '';
  };
  const append = (piece: string): void => {
    if (line === '') path = pathOf(open.at(-1), piece, root);
    line = line === '' ? `${'  '.repeat(open.length)}${piece}` : `${line}${piece}`;
  };
  for (const [piece] of text.matchAll(token)) {
    if (piece === '}' || piece === ']') {
      endLine();
      open.pop();
      append(piece);
      path = '';
      continue;
    }
    append(piece === ':' ? ': ' : piece);
    const holder = open.at(-1);
    if (piece === '{' || piece === '[') {
      open.push({ isList: piece === '[', path: pathOf(holder, holder?.name ?? '', root), index: 0, name: null });
      endLine();
    } else if (piece === ',') {
      if (holder !== undefined) Object.assign(holder, { index: holder.index + 1, name: null });
      endLine();
    } else if (holder !== undefined && !holder.isList) {
      holder.name ??= nameOf(piece);
    }
  }
  endLine();
  return { lines, paths };
}

function pathOf(holder: Container | undefined, piece: string, root: string): string {
  if (holder === undefined) return root;
  if (holder.isList) return `${holder.path}[${holder.index}]`;
  const name = holder.name ?? nameOf(piece);
  return holder.path === '' ? name : `${holder.path}.${name}`;
}

function nameOf(piece: string): string {
  return piece.replaceAll('"', '');
}
