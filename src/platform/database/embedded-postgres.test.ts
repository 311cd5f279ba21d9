import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openPool } from './connect.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';

const here = join(import.meta.dirname, 'embedded-postgres.ts');

test('a first start that is killed while the cluster is made leaves the next one to make it whole', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'theriac-killed-'));
  // The account of the database server must be able to pass through.
  await chmod(folder, 0o755);
  const options = { folder: join(folder, 'postgres'), durable: false };
  const script = `import { startEmbeddedPostgres } from ${JSON.stringify(here)}; await startEmbeddedPostgres(${JSON.stringify(options)});`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { detached: true, stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const begun = join(options.folder, 'data-unfinished', 'PG_VERSION');
  await expect.poll(() => existsSync(begun), { interval: 5, timeout: 20_000 }).toBe(true);
  process.kill(-(child.pid ?? 0), 'SIGKILL');
  await ended;
  const server = await startEmbeddedPostgres(options);
  const pool = openPool({ url: server.ownerUrl, size: 1, name: 'killed' });
  expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  await pool.end();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}, 60_000);
