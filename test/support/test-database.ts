import type pg from 'pg';
import { inject } from 'vitest';
import { openPool, toApplicationUrl } from '../../src/platform/database/connect.ts';
import { templateDatabase, testApplicationPassword } from './start-test-server.ts';

/** A database of its own for one test file. `app` logs in as the application role, `owner` as the owner of the schema. */
export interface TestDatabase {
  readonly name: string;
  readonly owner: pg.Pool;
  readonly app: pg.Pool;
  readonly ownerUrl: string;
  readonly appUrl: string;
  /** Ends the connections and leaves the database, so that it can be cloned. */
  leave(): Promise<void>;
  close(): Promise<void>;
}

let count = 0;

/** Clones the migrated template, or another database that nobody is connected to, into a new one. */
export async function openTestDatabase(template: string = templateDatabase): Promise<TestDatabase> {
  count += 1;
  const name = `test_${process.pid}_${Math.random().toString(36).slice(2, 8)}_${count}`;
  const server = openPool({ url: inject('ownerUrl'), size: 1, name: 'test-clone' });
  await cloneTemplate(server, { template, name });
  const url = new URL(inject('ownerUrl'));
  url.pathname = `/${name}`;
  const ownerUrl = url.toString();
  const appUrl = toApplicationUrl(ownerUrl, testApplicationPassword);
  const owner = openPool({ url: ownerUrl, size: 3, name: 'test-owner' });
  const app = openPool({ url: appUrl, size: 12, name: 'test-app' });
  const leave = async (): Promise<void> => {
    if (app.ended) return;
    await app.end();
    await owner.end();
  };
  return {
    name,
    owner,
    app,
    ownerUrl,
    appUrl,
    leave,
    close: async () => {
      await leave();
      await server.query(`drop database if exists ${name} with (force)`);
      await server.end();
    },
  };
}

/** Clones under a lock, because PostgreSQL refuses to copy a database that another connection is copying. */
async function cloneTemplate(
  server: pg.Pool,
  { template, name }: { readonly template: string; readonly name: string },
): Promise<void> {
  const client = await server.connect();
  try {
    await client.query('select pg_advisory_lock(7243102)');
    await client.query(`create database ${name} template ${template}`);
  } finally {
    await client.query('select pg_advisory_unlock(7243102)');
    client.release();
  }
}
