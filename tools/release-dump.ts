import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { Migration } from '../src/platform/database/migrate.ts';

/** A release as it is kept: which migrations made its schema, the keys of its sealed values, and the rows of each table as JSON. */
export interface ReleaseDump {
  readonly migrations: readonly { readonly number: number; readonly sha256: string }[];
  /** The files of the key folder in base64. They open invented people only. */
  readonly keys: Readonly<Record<string, string>>;
  readonly tables: readonly { readonly table: string; readonly rows: readonly string[] }[];
}

/** Reads every row of one tenant, table by table in the order of their names. */
export async function dumpTenant(
  owner: pg.Pool,
  parts: { readonly tenantId: number; readonly migrations: readonly Migration[]; readonly keyFolder: string },
): Promise<ReleaseDump> {
  const { rows: tables } = await owner.query<{ table: string }>(
    `select c.oid::regclass::text as table from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
     where c.relkind = 'r' and n.nspname !~ '^pg_|information_schema' order by 1`,
  );
  const dumped = [];
  for (const { table } of tables) {
    // The text as it stands: what is hashed over JSON is hashed over its very characters.
    const { rows } = await owner.query<{ row: string }>(
      `select to_json(t)::text as row from ${table} t where tenant_id = $1 order by 1`,
      [parts.tenantId],
    );
    if (rows.length > 0) dumped.push({ table, rows: rows.map(({ row }) => row) });
  }
  return {
    migrations: parts.migrations.map(({ number, sha256 }) => ({ number, sha256 })),
    keys: readKeys(parts.keyFolder),
    tables: dumped,
  };
}

/** Writes a release as SQL that puts its rows back, below the facts about it as comments. */
export function writeReleaseDump(file: string, dump: ReleaseDump): void {
  const statements = dump.tables.map(({ table, rows }) => {
    const lines = rows.join(',\n');
    return `insert into ${table} overriding system value select * from json_populate_recordset(null::${table}, ${pg.escapeLiteral(`[\n${lines}\n]`)});\n`;
  });
  const facts = [`-- migrations ${JSON.stringify(dump.migrations)}`, `-- keys ${JSON.stringify(dump.keys)}`];
  const head = 'Written by tools/dump-release.ts; never changed afterwards. Invented people only.';
  writeFileSync(file, `-- ${head}\n${facts.join('\n')}\n\n${statements.join('\n')}`);
}

/** A release read back from its file: its facts, the SQL of its rows, and how many rows each table had. */
export interface StoredRelease extends Omit<ReleaseDump, 'tables'> {
  readonly name: string;
  readonly sql: string;
  readonly rowCounts: ReadonlyMap<string, number>;
}

/** Reads the releases of a folder, the oldest first. */
export function readReleases(folder: string): readonly StoredRelease[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => readRelease(name, readFileSync(join(folder, name), 'utf8')));
}

function readRelease(name: string, sql: string): StoredRelease {
  const read = (word: string): unknown => {
    const line = sql.split('\n').find((text) => text.startsWith(`-- ${word} `));
    if (line === undefined) throw new Error(`${name} does not name its ${word}`);
    return JSON.parse(line.slice(word.length + 4));
  };
  const rowCounts = new Map<string, number>();
  for (const block of sql.split('\ninsert into ').slice(1))
    rowCounts.set(block.split(' ')[0] ?? '', block.split('\n').filter((line) => line.startsWith('{')).length);
  return {
    ...{ name, sql, rowCounts },
    migrations: read('migrations') as ReleaseDump['migrations'],
    keys: read('keys') as ReleaseDump['keys'],
  };
}

function readKeys(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(files.map(({ name }) => [name, readFileSync(join(folder, name)).toString('base64')]));
}
