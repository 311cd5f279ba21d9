import pg from 'pg';
import { openPool } from './connect.ts';

/** Drops every schema of the program with all that stands in it; the next start migrates from nothing. */
export async function emptyDatabase(ownerUrl: string): Promise<void> {
  const pool = openPool({ url: ownerUrl, size: 1, name: 'theriac-empty' });
  try {
    const { rows } = await pool.query<{ name: string }>(
      `select nspname as name from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema' order by 1`,
    );
    const schemas = rows.map(({ name }) => pg.escapeIdentifier(name)).join(', ');
    if (schemas !== '') await pool.query(`drop schema ${schemas} cascade; create schema public`);
  } finally {
    await pool.end();
  }
}
