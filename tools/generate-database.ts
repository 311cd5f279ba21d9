// Writes what follows from the migrations: the types of the tables and the schema dump.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPool } from '../src/platform/database/connect.ts';
import { describeSchema } from '../src/platform/database/describe-schema.ts';
import { startEmbeddedPostgres } from '../src/platform/database/embedded-postgres.ts';
import { migrate, readMigrations } from '../src/platform/database/migrate.ts';

const root = join(import.meta.dirname, '..');
const typeMapping = { int8: 'number', timestamptz: 'Instant', date: 'CalendarDay', bytea: 'Buffer' };
const imports = `import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { Instant } from '../../kernel/instant.ts';
`;

const folder = mkdtempSync(join(tmpdir(), 'theriac-schema-'));
const server = await startEmbeddedPostgres({ folder, durable: false });
const pool = openPool({ url: server.ownerUrl, size: 2, name: 'generate-database' });
try {
  await migrate(pool, {
    migrations: readMigrations(join(root, 'database/migrations')),
    applicationPassword: 'not-used',
  });
  writeFileSync(join(root, 'database/schema.sql'), await describeSchema(pool));
  writeFileSync(join(root, 'src/platform/database/schema.gen.ts'), generateTypes(server.ownerUrl));
} finally {
  await pool.end();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

function generateTypes(url: string): string {
  const file = join(folder, 'schema.ts');
  const made = spawnSync(
    join(root, 'node_modules/.bin/kysely-codegen'),
    [
      '--dialect',
      'postgres',
      '--url',
      url,
      '--out-file',
      file,
      '--type-mapping',
      JSON.stringify(typeMapping),
      '--log-level',
      'error',
    ],
    { encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`kysely-codegen: ${made.stderr}`);
  return readFileSync(file, 'utf8')
    .replace('import type { ColumnType }', `${imports}import type { ColumnType }`)
    .replace('export interface DB {', 'export interface Database {');
}
