import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { openPool } from '../../src/platform/database/connect.ts';

const root = join(import.meta.dirname, '../..');
const cache = join(root, 'node_modules/.cache/staff-web');
const build = `
  import { buildWeb } from './src/apps/build-web.ts';
  process.stdout.write(await buildWeb(${JSON.stringify(cache)}));
`;
let built: Promise<string> | undefined;

/**
 * Builds the staff application as `npm start` does and returns where it stands, in a folder named by the hash of its sources; the same
 * sources are built once. The build runs in a process of its own, because a test run is no production environment, and under a lock,
 * because test files run beside each other.
 */
export function buildJourneyWeb(): Promise<string> {
  built ??= buildUnderLock();
  return built;
}

async function buildUnderLock(): Promise<string> {
  mkdirSync(cache, { recursive: true });
  const server = openPool({ url: inject('ownerUrl'), size: 1, name: 'journey-web' });
  const client = await server.connect();
  try {
    await client.query('select pg_advisory_lock(7243103)');
    const environment = { ...process.env, NODE_ENV: 'production' };
    const run = spawnSync(process.execPath, ['--input-type=module', '-e', build], { cwd: root, env: environment });
    if (run.status !== 0) throw new Error(`the staff application was not built: ${run.stderr.toString()}`);
    return run.stdout.toString();
  } finally {
    client.release(true);
    await server.end();
  }
}
