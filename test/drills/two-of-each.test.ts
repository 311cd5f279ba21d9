import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { composeOrder } from '../support/mllp-conversation.ts';
import { type DurablePostgres, startDurablePostgres } from './durable-postgres.ts';
import { foundInstallation, type Installation } from './installation.ts';
import { call, listenToLive, sendOrder, signIn } from './load.ts';
import { type ProgramProcess, startProgram } from './program-process.ts';

let server: DurablePostgres;
let installation: Installation;
let database: pg.Pool;
let webs: readonly ProgramProcess[];
let gateways: readonly ProgramProcess[];
let workers: readonly ProgramProcess[];

beforeAll(async () => {
  server = await startDurablePostgres();
  installation = await foundInstallation(server.ownerUrl);
  database = new pg.Pool({ connectionString: server.ownerUrl, max: 2 });
  const start = (parts: string) => Promise.all([startProgram(installation, parts), startProgram(installation, parts)]);
  webs = await start('web');
  gateways = await start('gateways');
  workers = await start('worker');
}, 600_000);
afterAll(async () => {
  await Promise.all([...webs, ...gateways, ...workers].map((one) => one.stop()));
  await database.end();
  await server.stop();
  installation.remove();
}, 600_000);

const patience = 60_000;

/** Waits until something is so; fails when it is not so in time. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const from = Date.now(); !(await isSo()); await wait(50))
    if (Date.now() - from > patience) throw new Error('it did not come about in time');
}

async function countRows(text: string): Promise<number> {
  const { rows } = await database.query<{ count: number }>(`select count(*)::integer as count from ${text}`);
  return rows[0]?.count ?? 0;
}

function read(web: ProgramProcess | undefined, cookie: string): Promise<{ readonly status: number }> {
  return call(web?.webPort ?? 0, { path: '/api/identity/get-session', request: {}, cookie });
}

test('a program whose port is busy says so and ends, also when others of its parts run already', {
  timeout: 120_000,
}, async () => {
  const busy = gateways[0]?.mllpPort;
  await expect(startProgram(installation, 'worker', { THERIAC_METRICS_PORT: String(busy) })).rejects.toThrow(
    `Port ${busy} is in use by another program`,
  );
});

describe('two web servers, two workers and two gateways on one database', () => {
  test('a message that comes to both gateways at once, and again, has its effect once', {
    timeout: 120_000,
  }, async () => {
    const orders = Array.from({ length: 6 }, (_, index) =>
      composeOrder({ controlId: `TWO-${index}`, sender: 'EHR|HARBORVIEW' }),
    );
    const ports = gateways.map(({ mllpPort }) => mllpPort);
    const answers = await Promise.all(
      orders.flatMap((order) => [...ports, ...ports].map((port) => sendOrder(installation, port, order))),
    );
    expect(answers).toEqual(answers.map(() => 'AA'));
    expect(await countRows('exchange.raw_message')).toBe(orders.length);
    expect(await countRows('prescriptions.prescription')).toBe(orders.length);
  });

  test('what is announced is done once by whichever worker takes it', { timeout: 120_000 }, async () => {
    const accepted = await countRows("prescriptions.prescription where status = 'accepted'");
    expect(accepted).toBeGreaterThan(0);
    await until(async () => (await countRows('platform.outbox_delivery')) === 0);
    expect(await countRows('clinical.screening')).toBe(accepted);
    expect(await countRows('therapies.therapy')).toBe(accepted);
  });

  test('who signed in at one web server is known at the other, and hears there what is done at the first', {
    timeout: 120_000,
  }, async () => {
    const [first, second] = webs;
    const cookie = await signIn(installation, first?.webPort ?? 0, 'clara');
    expect(await read(second, cookie)).toMatchObject({ status: 200 });
    const { rows } = await database.query<{ therapy_id: string }>('select therapy_id from therapies.therapy limit 1');
    const therapyId = rows[0]?.therapy_id ?? '';
    const heard = await listenToLive(second?.webPort ?? 0, cookie);
    const request = {
      therapyId,
      expectedVersion: await versionOf(therapyId),
      hold: 'ClinicalReview',
      reasonCode: 'drill',
      note: '',
    };
    const placed = await call(first?.webPort ?? 0, { path: '/api/therapies/place-hold', request, cookie });
    expect(placed.text).not.toContain('"code"');
    await until(async () => heard.text().includes(`therapy:${therapyId}`));
  });

  test('a person who is disabled at one web server is out of the other within seconds', {
    timeout: 120_000,
  }, async () => {
    const [first, second] = webs;
    const theirs = await signIn(installation, second?.webPort ?? 0, 'vera');
    expect(await read(second, theirs)).toMatchObject({ status: 200 });
    const { rows } = await database.query<{ staff_id: string }>(
      "select staff_id from identity.staff where user_name = 'vera'",
    );
    const administrator = await signIn(installation, first?.webPort ?? 0, 'admin');
    const request = { staffId: rows[0]?.staff_id ?? '', reasonCode: 'left' };
    const disabled = await call(first?.webPort ?? 0, {
      path: '/api/identity/disable-staff',
      request,
      cookie: administrator,
    });
    expect(disabled).toMatchObject({ status: 200 });
    await until(async () => (await read(second, theirs)).status === 401);
  });

  test('a worker and a gateway that are killed leave nothing undone for the others', { timeout: 120_000 }, async () => {
    const before = await countRows('prescriptions.prescription');
    await Promise.all([workers[0]?.kill(), gateways[0]?.kill()]);
    const order = composeOrder({ controlId: 'TWO-LAST', sender: 'EHR|HARBORVIEW' });
    expect(await sendOrder(installation, gateways[1]?.mllpPort ?? 0, order)).toBe('AA');
    await until(async () => (await countRows('platform.outbox_delivery')) === 0);
    expect(await countRows('prescriptions.prescription')).toBe(before + 1);
  });

  test('Ctrl-C ends every part, even while a browser listens', { timeout: 120_000 }, async () => {
    const [, second] = webs;
    await listenToLive(second?.webPort ?? 0, await signIn(installation, second?.webPort ?? 0, 'dana'));
    const codes = await Promise.all([...webs, gateways[1], workers[1]].map((one) => one?.stop()));
    expect(codes).toEqual([0, 0, 0, 0]);
  });
});

async function versionOf(therapyId: string): Promise<number> {
  const { rows } = await database.query<{ sequence: number }>(
    'select sequence from therapies.therapy where therapy_id = $1',
    [therapyId],
  );
  return rows[0]?.sequence ?? 0;
}
