import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, inject, test } from 'vitest';

const command = join(import.meta.dirname, '../../src/apps/cli/main.ts');
const folders: string[] = [];
const servers: Server[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  for (const server of servers.splice(0)) server.close();
});

/** Starts the program, which is to give up by itself, and returns its exit code and what it said. */
function start(
  environment: Readonly<Record<string, string>>,
): Promise<{ readonly code: number | null; readonly said: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'theriac-start-'));
  folders.push(folder);
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [command, 'start', '--no-demo', '--run', 'worker'], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: {
        ...{ PATH: process.env['PATH'], NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] },
        ...{ THERIAC_STATE: folder, ...environment },
      },
    });
    const said: Buffer[] = [];
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
    child.once('exit', (code) => resolve({ code, said: Buffer.concat(said).toString() }));
  });
}

/** Listens on a free port of loopback. */
function listen(serve: (socket: Socket) => void): Promise<number> {
  const server = createServer(serve);
  servers.push(server);
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}

function changeUrl(
  change: Partial<Record<'port' | 'password' | 'username' | 'pathname' | 'hostname', string>>,
): string {
  return Object.assign(new URL(inject('ownerUrl')), change).toString();
}

describe('a program that cannot start says why in one sentence and ends with 3', () => {
  test.each<[string, () => string | Promise<string>, string]>([
    [
      'an address that is none',
      () => 'somewhere',
      'DATABASE_URL is not an address such as postgres://user:password@host:5432/database.',
    ],
    [
      'nobody at the address',
      async () => changeUrl({ port: '1' }),
      'No database server answers at the address of DATABASE_URL.',
    ],
    [
      'a wrong password',
      () => changeUrl({ password: 'wrong' }),
      'The database refused the user or password of DATABASE_URL.',
    ],
    [
      'a missing account',
      () => changeUrl({ username: 'nobody_here' }),
      'The database refused the user or password of DATABASE_URL.',
    ],
    [
      'a missing database',
      () => changeUrl({ pathname: '/not_there' }),
      'The database named in DATABASE_URL does not exist.',
    ],
    [
      'an unknown host',
      () => changeUrl({ hostname: 'no-such-host.invalid' }),
      'The host named in DATABASE_URL is not known.',
    ],
    [
      'a server that may lose what it acknowledged',
      () => inject('ownerUrl'),
      'would lose acknowledged prescriptions in a crash: turn it on.',
    ],
    [
      'a server that is too old',
      async () => `postgres://old:old@127.0.0.1:${await listen(answerAsOldServer)}/old`,
      'The database server is PostgreSQL 13.4: Theriac needs version 15 or newer.',
    ],
  ])('%s', { timeout: 120_000 }, async (_what, url, sentence) => {
    const { code, said } = await start({ DATABASE_URL: await url() });
    expect(said).toContain(sentence);
    expect(said.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(3);
  });
});

/** Speaks just enough of PostgreSQL's protocol (version 3) to say of itself that it is version 13.4. */
function answerAsOldServer(socket: Socket): void {
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => {
    const isQuestion = chunk[0] === 0x51;
    if (isQuestion)
      socket.write(Buffer.concat([columns, ...settings.map(toRow), message('C', text('SELECT 2')), ready]));
    else if (chunk[0] !== 0x58) socket.write(Buffer.concat([message('R', Buffer.alloc(4)), ready]));
  });
}

const settings = [
  ['server_version', '13.4'],
  ['server_version_num', '130004'],
] as const;

function message(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

const text = (value: string): Buffer => Buffer.from(`${value}\0`);
const short = (value: number): Buffer => Buffer.from([value >> 8, value & 255]);
const ready = message('Z', Buffer.from('I'));
// Text columns: object id 25, any length, in text.
const column = (name: string): Buffer =>
  Buffer.concat([
    text(name),
    Buffer.from([0, 0, 0, 0, 0, 0]),
    Buffer.from([0, 0, 0, 25]),
    short(65_535),
    Buffer.from([255, 255, 255, 255]),
    short(0),
  ]);
const columns = message('T', Buffer.concat([short(2), column('name'), column('setting')]));

function toRow(values: readonly string[]): Buffer {
  const fields = values.map((value) => {
    const length = Buffer.alloc(4);
    length.writeInt32BE(value.length);
    return Buffer.concat([length, Buffer.from(value)]);
  });
  return message('D', Buffer.concat([short(values.length), ...fields]));
}
