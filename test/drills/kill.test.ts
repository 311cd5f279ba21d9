import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { checkServer, openPool } from '../../src/platform/database/connect.ts';
import { composeOrder } from '../support/mllp-conversation.ts';
import { type DurablePostgres, startDurablePostgres } from './durable-postgres.ts';
import { foundInstallation, type Installation } from './installation.ts';
import { compareWithDatabase } from './ledger.ts';
import { type LiveStream, type Load, listenToLive, sendOrder, signIn, startLoad } from './load.ts';
import { type ProgramProcess, startProgram } from './program-process.ts';

// The usual run kills a few times, the long run often.
const isLong = process.env['THERIAC_LONG'] === '1';
const kills = isLong ? 50 : 2;
const timeout = kills * 60_000 + 400_000;
const factsBetweenKills = 12;

let server: DurablePostgres;
let installation: Installation;
let program: ProgramProcess;
let load: Load | null = null;

beforeAll(async () => {
  server = await startDurablePostgres({ wal_writer_delay: '10s', wal_writer_flush_after: '1GB' });
  installation = await foundInstallation(server.ownerUrl);
  program = await startProgram(installation, 'web,worker,gateways');
}, 600_000);
afterEach(() => load?.abandon());
afterAll(async () => {
  await program?.stop();
  await server?.stop();
  installation?.remove();
}, 600_000);

/** Kills again and again under load, each time after a few more facts were acknowledged, and holds the books against the database. */
async function drill(strike: () => Promise<void>) {
  load = startLoad(installation, program);
  for (let kill = 0; kill < kills; kill += 1) {
    await load.more(factsBetweenKills);
    await strike();
  }
  await load.more(factsBetweenKills);
  await load.finish();
  return compareWithDatabase(server.ownerUrl, load);
}

describe('under load of orders and commands', () => {
  test(`nothing acknowledged is lost or doubled when the program is killed ${kills} times`, { timeout }, async () => {
    const found = await drill(async () => {
      await program.kill();
      await program.start();
    });
    expect(found).toEqual({ acknowledged: expect.any(Number), lost: 0, doubled: 0 });
    expect(found.acknowledged).toBeGreaterThanOrEqual((kills + 1) * factsBetweenKills);
  });

  test(`nothing acknowledged is lost or doubled when PostgreSQL is killed ${kills} times`, { timeout }, async () => {
    const found = await drill(async () => {
      await server.kill();
      await server.start();
    });
    expect(found).toEqual({ acknowledged: expect.any(Number), lost: 0, doubled: 0 });
    expect(found.acknowledged).toBeGreaterThanOrEqual((kills + 1) * factsBetweenKills);
  });

  test('browsers hear of changes again after PostgreSQL was killed', { timeout: 400_000 }, async () => {
    const cookie = await signIn(installation, program.webPort, 'ines');
    const heard = await listenAtLast(cookie);
    await server.kill();
    await server.start();
    await heard.ended;
    const again = await listenAtLast(cookie);
    const order = composeOrder({ controlId: 'LIVE', sender: 'EHR|HARBORVIEW' });
    expect(await sendOrder(installation, program.mllpPort, order)).toBe('AA');
    await expect.poll(() => again.text(), { timeout: 60_000 }).toContain('topics');
  });

  test.each([
    ['alter role theriac_app set synchronous_commit = off', 'alter role theriac_app reset synchronous_commit'],
    [
      "do $$ begin execute format('alter role theriac_app in database %I set synchronous_commit = ''false''', current_database()); end $$",
      "do $$ begin execute format('alter role theriac_app in database %I reset synchronous_commit', current_database()); end $$",
    ],
  ])('no program starts after %s', async (losing, reset) => {
    const pool = openPool({ url: server.ownerUrl, size: 1, name: 'drill-check' });
    await checkServer(pool, { durable: true });
    await pool.query(losing);
    await expect(checkServer(pool, { durable: true })).rejects.toThrow(
      'The database role theriac_app has synchronous_commit off',
    );
    await pool.query(reset);
    await checkServer(pool, { durable: true });
    await pool.end();
  });

  test('the same drill finds what is lost when commits are not written before they are acknowledged', {
    timeout: 400_000,
  }, async () => {
    // The program refuses to start on such a role, so the setting comes while it runs, and its sessions are made to begin anew.
    await execute('alter role theriac_app set synchronous_commit = off');
    await execute("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'theriac_app'");
    load = startLoad(installation, program);
    await load.more(3 * factsBetweenKills);
    load.abandon();
    await server.kill();
    await server.start();
    const found = await compareWithDatabase(server.ownerUrl, load);
    await execute('alter role theriac_app reset synchronous_commit');
    expect(found.lost).toBeGreaterThan(0);
  });
});

describe('after the load', () => {
  test('Ctrl-C ends the program while it looks for a database that was just started anew', {
    timeout: 120_000,
  }, async () => {
    await server.kill();
    await server.start();
    expect(await program.stop()).toBe(0);
  });
});

/** Listens as a browser does, which comes back by itself when it is sent away. */
async function listenAtLast(cookie: string): Promise<LiveStream> {
  for (;;) {
    const stream = await listenToLive(program.webPort, cookie).catch(() => null);
    if (stream !== null) return stream;
    await wait(100);
  }
}

async function execute(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server.ownerUrl });
  await client.connect();
  await client.query(statement);
  await client.end();
}
