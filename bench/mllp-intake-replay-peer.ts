// Turns recorded statements into a script for pgbench that can run any number of times: what was new in the recording is new in each run.
// Locks on people and therapies are new as well, so that clients never wait for each other where orders of other people would not.

/** A statement as it was sent to the database. */
export interface RecordedStatement {
  readonly text: string;
  readonly values: readonly unknown[];
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g;

/**
 * Composes the script. Ids that stood in the database before are kept, all others become new ones in each run, and so do the
 * numbers that must not occur twice: control ids, order numbers, writer sequences and therapy numbers.
 */
export function composeReplay(statements: readonly RecordedStatement[], known: ReadonlySet<string>): string {
  const fresh = new Map<string, number>();
  const lines = statements.map(({ text, values }) => {
    const numbers = listUniqueNumbers(text, values);
    const locks = text.includes('pg_advisory_xact_lock') ? [':m', ':m + 1'] : null;
    const literals = values.map((value, index) => {
      if (numbers.has(index)) return ':m';
      return locks !== null && Array.isArray(value) ? `array[${locks.join(', ')}]` : toLiteral(value, known, fresh);
    });
    const filled = text
      .replace(/\s+/g, ' ')
      .replace(/\$(\d+)/g, (_, place: string) => literals[Number(place) - 1] ?? 'null');
    return `${filled.replace(/;?\s*$/, '')};`;
  });
  return `\\set m random(1, 2000000000)\n${lines.join('\n')}\n`;
}

/** Numbers that a table allows once: which they are shows by the statement. */
function listUniqueNumbers(text: string, values: readonly unknown[]): ReadonlySet<number> {
  const columns = /insert into (?:therapies\.therapy|audit\.entry) \(([^)]*)\)/i.exec(text)?.[1]?.split(',') ?? [];
  const names = new Set(['number', 'writer_sequence']);
  const places = columns.flatMap((name, index) => (names.has(name.trim().replaceAll('"', '')) ? [index] : []));
  return new Set(places.filter((place) => typeof values[place] === 'number'));
}

function toLiteral(value: unknown, known: ReadonlySet<string>, fresh: Map<string, number>): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (Buffer.isBuffer(value)) return toBytes(value, fresh);
  if (value instanceof Date) return quote(value.toISOString());
  if (Array.isArray(value) && value.some(Buffer.isBuffer))
    return `array[${value.map((item) => toLiteral(item, known, fresh)).join(', ')}]`;
  if (Array.isArray(value)) return quote(toArrayText(value));
  return toFreshText(typeof value === 'string' ? value : JSON.stringify(value), known, fresh);
}

/** A text with new ids, or with the numbers of the recorded order, becomes an expression that makes new ones. */
function toFreshText(text: string, known: ReadonlySet<string>, fresh: Map<string, number>): string {
  const isWholeId = text.match(uuid)?.[0] === text;
  if (isWholeId) return known.has(text) ? quote(text) : idExpression(text, fresh);
  const parts = text.split(new RegExp(`(${uuid.source}|(?:ORD|MEM|P)?91-1\\b)`, 'g'));
  if (parts.length === 1) return quote(text);
  const pieces = parts.map((part, index) => {
    if (index % 2 === 0) return quote(part);
    if (part.endsWith('91-1')) return `(${quote(part)} || :m)`;
    return known.has(part) ? quote(part) : `${idExpression(part, fresh)}::text`;
  });
  const isJson = text.startsWith('{') || text.startsWith('[');
  return `(${pieces.join(' || ')})${isJson ? '::jsonb' : ''}`;
}

function idExpression(id: string, fresh: Map<string, number>): string {
  return `md5('${freshNumber(id, fresh)}-' || :m)::uuid`;
}

function freshNumber(recorded: string, fresh: Map<string, number>): number {
  const number = fresh.get(recorded) ?? fresh.size + 1;
  fresh.set(recorded, number);
  return number;
}

/** A search token has 16 bytes: tokens of somebody new are new in each run, or the search would find ever more people. */
function toBytes(bytes: Buffer, fresh: Map<string, number>): string {
  const text = bytes.toString('hex');
  return bytes.length === 16 ? `decode(md5('${freshNumber(text, fresh)}-' || :m), 'hex')` : quote(`\\x${text}`);
}

function toArrayText(items: readonly unknown[]): string {
  const texts = items.map((item) => {
    if (item === null) return 'NULL';
    return `"${String(item).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  });
  return `{${texts.join(',')}}`;
}

/** Colons would be variables to pgbench, also inside quotation marks. */
function quote(text: string): string {
  return `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll(':', '\\072')}'`;
}
