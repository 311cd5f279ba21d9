import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openPool } from '../../src/platform/database/connect.ts';
import { startEmbeddedPostgres } from '../../src/platform/database/embedded-postgres.ts';
import { migrate, readMigrations } from '../../src/platform/database/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    ownerUrl: string;
    /** What test files of one run share: a folder that goes with the run. */
    sharedFolder: string;
  }
}

/** The password of the application role on the test server. */
export const testApplicationPassword = 'test-application-password';

/** The migrated database that each test file clones. */
export const templateDatabase = 'theriac_template';

/** Starts one PostgreSQL server for the whole run, with a migrated template database. */
export default async function startTestServer(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'theriac-test-'));
  const server = await startEmbeddedPostgres({ folder, durable: false });
  const owner = openPool({ url: server.ownerUrl, size: 1, name: 'test-server' });
  await owner.query(`create database ${templateDatabase}`);
  const template = new URL(server.ownerUrl);
  template.pathname = `/${templateDatabase}`;
  const pool = openPool({ url: template.toString(), size: 1, name: 'test-template' });
  await migrate(pool, {
    migrations: readMigrations(join(import.meta.dirname, '../../database/migrations')),
    applicationPassword: testApplicationPassword,
  });
  await pool.end();
  await owner.end();
  const sharedFolder = mkdtempSync(join(tmpdir(), 'theriac-shared-'));
  project.provide('ownerUrl', server.ownerUrl);
  project.provide('sharedFolder', sharedFolder);
  return async () => {
    await server.stop();
    for (const one of [folder, sharedFolder]) rmSync(one, { recursive: true, force: true });
  };
}
