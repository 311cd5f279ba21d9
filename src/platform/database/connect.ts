import pg from 'pg';
import { StartProblem } from '../config/start-problem.ts';
import { GatheringSocket } from './gathering-socket.ts';

/** The login role of the application. It owns nothing and row-level security always applies to it. */
export const applicationRole = 'theriac_app';

const oldestServer = 150000;

/** Reads instants as ISO text in UTC, days as `YYYY-MM-DD` and 64-bit counts as safe numbers. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === pg.types.builtins.TIMESTAMPTZ) return (text: string) => new Date(text).toISOString();
    if (oid === pg.types.builtins.DATE) return (text: string) => text;
    if (oid === pg.types.builtins.INT8) return readSafeInteger;
    return pg.types.getTypeParser(oid, format);
  }) as pg.CustomTypesConfig['getTypeParser'],
};

/** Opens a pool of connections, on which a statement need not wait for the answer to the one before. */
export function openPool(options: { readonly url: string; readonly size: number; readonly name: string }): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.size,
    application_name: options.name,
    options: '-c timezone=UTC -c statement_timeout=30000 -c idle_in_transaction_session_timeout=30000',
    types,
    pipeline: true,
    stream: () => new GatheringSocket(),
  });
  // A connection that breaks is replaced by the pool at its next use; whoever holds it hears of it from their next statement.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** Returns the address by which the application role logs in to the same database. */
export function toApplicationUrl(ownerUrl: string, password: string): string {
  const url = new URL(ownerUrl);
  url.username = applicationRole;
  url.password = password;
  return url.toString();
}

const durableSettings = ['fsync', 'full_page_writes', 'synchronous_commit'] as const;

/**
 * Refuses a server that is out of reach, too old, or set up to lose what it acknowledged: for this session, or for the application's,
 * for which a setting may have been given to its role alone.
 */
export async function checkServer(pool: pg.Pool, options: { readonly durable: boolean }): Promise<void> {
  const settings = await readSettings(pool);
  if (Number(settings['server_version_num']) < oldestServer) {
    throw new StartProblem(
      `The database server is PostgreSQL ${settings['server_version']}: Theriac needs version 15 or newer.`,
    );
  }
  if (!options.durable) return;
  const ofApplication = await readApplicationSettings(pool);
  for (const setting of durableSettings) {
    if (isOff(settings[setting])) {
      throw new StartProblem(
        `The database server has ${setting} off and would lose acknowledged prescriptions in a crash: turn it on.`,
      );
    }
    if (isOff(ofApplication[setting])) {
      throw new StartProblem(
        `The database role ${applicationRole} has ${setting} off and would lose acknowledged prescriptions in a crash: reset it.`,
      );
    }
  }
}

/** A setting of a role stands as it was typed, so that every spelling of PostgreSQL for off counts. */
function isOff(value: string | undefined): boolean {
  return value !== undefined && /^(of|off|f|fa|fal|fals|false|n|no|0)$/i.test(value);
}

async function readSettings(pool: pg.Pool): Promise<Record<string, string>> {
  try {
    const { rows } = await pool.query<{ name: string; setting: string }>(
      `select name, setting from pg_settings
       where name in ('server_version', 'server_version_num', 'fsync', 'full_page_writes', 'synchronous_commit')`,
    );
    return Object.fromEntries(rows.map((row) => [row.name, row.setting]));
  } catch (error) {
    throw new StartProblem(explainConnection(error));
  }
}

/**
 * Reads what new sessions of the application's role begin with beside the server's own settings. One for the role in this database
 * counts before one for the role, and that before one for the database.
 */
async function readApplicationSettings(pool: pg.Pool): Promise<Record<string, string>> {
  const { rows } = await pool.query<{ line: string }>(
    `select unnest(given.setconfig) as line from pg_db_role_setting given
     left join pg_roles role on role.oid = given.setrole
     left join pg_database base on base.oid = given.setdatabase
     where (given.setrole = 0 or role.rolname = $1) and (given.setdatabase = 0 or base.datname = current_database())
     order by given.setrole <> 0, given.setdatabase <> 0`,
    [applicationRole],
  );
  return Object.fromEntries(
    rows.map(({ line }) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
}

function explainConnection(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === '28P01' || code === '28000') return 'The database refused the user or password of DATABASE_URL.';
  if (code === '3D000') return 'The database named in DATABASE_URL does not exist.';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'The host named in DATABASE_URL is not known.';
  if (code === 'ECONNREFUSED' || code === 'ETIMEDOUT')
    return 'No database server answers at the address of DATABASE_URL.';
  if (code === '53300') return 'The database server has no free connections left.';
  return `The database of DATABASE_URL cannot be used (${code === '' ? 'no code' : code}).`;
}

function readSafeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error('a 64-bit count is too large to be exact');
  return value;
}
