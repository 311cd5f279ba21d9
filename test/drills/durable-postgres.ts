import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { locateBinaries, startEmbeddedPostgres } from '../../src/platform/database/embedded-postgres.ts';
import { chooseServerFolder, findServerAccount } from '../../src/platform/database/server-account.ts';
import { findFreePort } from '../support/free-port.ts';

/**
 * A PostgreSQL server that keeps what it acknowledged, on one port for its whole life. This process started it and reaps it, so that
 * its lock file is judged as after a real crash and never deleted.
 */
export interface DurablePostgres {
  readonly ownerUrl: string;
  /** Kills every process of the server at once, as a power cut of the machine would, except that the disk stays. */
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Makes a cluster and starts it. @param settings added to those of the server */
export async function startDurablePostgres(settings: Readonly<Record<string, string>> = {}): Promise<DurablePostgres> {
  const root = mkdtempSync(join(tmpdir(), 'theriac-drill-'));
  const account = findServerAccount();
  const folder = chooseServerFolder(root, account);
  const made = await startEmbeddedPostgres({ folder: root, durable: true });
  await made.stop();
  const port = await findFreePort();
  const url = new URL(made.ownerUrl);
  url.port = String(port);
  const cluster = join(folder, 'data');
  let server: ChildProcess | null = null;

  async function start(): Promise<void> {
    const given = { ...usual, ...settings, port: String(port), unix_socket_directories: cluster };
    const words = Object.entries(given).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const log = openSync(join(root, 'drill.log'), 'a');
    server = spawn(join(locateBinaries(folder, account), 'postgres'), ['-D', cluster, ...words], {
      ...account,
      cwd: '/',
      stdio: ['ignore', log, log],
    });
    await waitUntilReady(url.toString(), server);
  }

  await start();
  return {
    ownerUrl: url.toString(),
    start,
    kill: async () => {
      if (server?.pid === undefined) return;
      const exited = once(server, 'exit');
      const others = listChildren(server.pid);
      server.kill('SIGKILL');
      for (const pid of others) signal(pid, 'SIGKILL');
      await exited;
      while (others.some(isRunning)) await wait(5);
    },
    stop: async () => {
      if (server !== null && server.exitCode === null && server.signalCode === null) {
        const exited = once(server, 'exit');
        server.kill('SIGINT');
        await exited;
      }
      rmSync(root, { recursive: true, force: true });
      if (folder !== root) rmSync(folder, { recursive: true, force: true });
    },
  };
}

const usual = {
  listen_addresses: '127.0.0.1',
  max_connections: '150',
  shared_buffers: '64MB',
  log_min_error_statement: 'panic',
};

async function waitUntilReady(url: string, server: ChildProcess): Promise<void> {
  for (;;) {
    if (server.exitCode !== null) throw new Error('the database server did not start');
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1000 });
    client.on('error', () => undefined);
    const isReady = await client.connect().then(
      () => true,
      () => false,
    );
    await client.end().catch(() => undefined);
    if (isReady) return;
    await wait(20);
  }
}

function listChildren(parent: number): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => readStatus(pid)?.parent === parent);
}

/** A process that ended and was not reaped by its new parent yet is not running any more. */
function isRunning(pid: number): boolean {
  const status = readStatus(pid);
  return status !== null && status.state !== 'Z' && status.state !== 'X';
}

function readStatus(pid: number): { readonly state: string; readonly parent: number } | null {
  try {
    const [, state = '', parent = ''] = /\) (\S) (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    return { state, parent: Number(parent) };
  } catch {
    return null;
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended by itself meanwhile.
  }
}
