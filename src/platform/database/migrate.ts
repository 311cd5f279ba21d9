import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { StartProblem } from '../config/start-problem.ts';
import { applicationRole } from './connect.ts';

/** One numbered file of SQL; applied once, in order, and never changed afterwards. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  readonly sha256: string;
}

const lockNumber = 7_243_101;
const fileName = /^(\d{4})_([a-z0-9_]+)\.sql$/;

/** Reads the migrations of a folder in the order of their numbers; throws when two share a number. */
export function readMigrations(folder: string): readonly Migration[] {
  const migrations = readdirSync(folder).flatMap((file) => {
    const match = fileName.exec(file);
    if (match === null) return [];
    const sql = readFileSync(join(folder, file), 'utf8');
    return [
      { number: Number(match[1]), name: match[2] ?? '', sql, sha256: createHash('sha256').update(sql).digest('hex') },
    ];
  });
  migrations.sort((left, right) => left.number - right.number);
  const twice = migrations.find((migration, index) => migrations[index - 1]?.number === migration.number);
  if (twice !== undefined) throw new Error(`two migrations have the number ${twice.number}`);
  return migrations;
}

/**
 * Brings the database to the newest migration and returns the names of those applied now.
 * Several processes may start at once: one migrates, the others wait. Each migration is one transaction.
 */
export async function migrate(
  pool: pg.Pool,
  setup: { readonly migrations: readonly Migration[]; readonly applicationPassword: string },
): Promise<readonly string[]> {
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [lockNumber]);
    await prepare(client, setup.applicationPassword);
    const applied = await readApplied(client);
    refuseUnknown(applied, setup.migrations);
    const names: string[] = [];
    for (const migration of setup.migrations) {
      if (applied.has(migration.number)) continue;
      await apply(client, migration);
      names.push(migration.name);
    }
    return names;
  } finally {
    await client.query('select pg_advisory_unlock($1)', [lockNumber]).catch(() => undefined);
    client.release();
  }
}

async function prepare(client: pg.PoolClient, applicationPassword: string): Promise<void> {
  await client.query(`
    create schema if not exists platform;
    create table if not exists platform.migration (
      number integer primary key,
      name text not null,
      sha256 text not null,
      applied_at timestamptz(3) not null default now()
    );
    do $$ begin
      if not exists (select from pg_roles where rolname = '${applicationRole}') then
        create role ${applicationRole} login noinherit nosuperuser nobypassrls nocreatedb nocreaterole;
      end if;
    end $$;`);
  await client.query(`alter role ${applicationRole} password ${client.escapeLiteral(applicationPassword)}`);
}

async function readApplied(client: pg.PoolClient): Promise<ReadonlyMap<number, string>> {
  const { rows } = await client.query<{ number: number; sha256: string }>(
    'select number, sha256 from platform.migration',
  );
  return new Map(rows.map((row) => [row.number, row.sha256]));
}

function refuseUnknown(applied: ReadonlyMap<number, string>, known: readonly Migration[]): void {
  const bySha = new Map(known.map((migration) => [migration.number, migration.sha256]));
  for (const [number, sha256] of applied) {
    if (!bySha.has(number))
      throw new StartProblem(
        `The database has migration ${number}, which this version does not know: it was written by a newer Theriac.`,
      );
    if (bySha.get(number) !== sha256)
      throw new StartProblem(`Migration ${number} was changed after it was applied: restore the file.`);
  }
}

async function apply(client: pg.PoolClient, migration: Migration): Promise<void> {
  try {
    await client.query('begin');
    await client.query('set local statement_timeout = 0');
    await client.query(migration.sql);
    await client.query('insert into platform.migration (number, name, sha256) values ($1, $2, $3)', [
      migration.number,
      migration.name,
      migration.sha256,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    const reason = error instanceof Error ? error.message : 'unknown reason';
    throw new Error(`migration ${migration.number} ${migration.name}: ${reason}`, { cause: error });
  }
}
