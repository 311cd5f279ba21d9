import Fastify from 'fastify';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { permissions, routes } from '../../src/apps/composition.ts';
import { demoPassword } from '../../src/apps/demo-generator/demo-health-systems.ts';
import { demoTotpSecret } from '../../src/apps/demo-generator/demo-secrets.ts';
import { serveHealth } from '../../src/platform/http/health.ts';
import { comeToRest, takeStep } from '../simulation/run-seed.ts';
import { listCanaryWords } from '../simulation/simulated-orders.ts';
import { openWorld, type SimulatedWorld } from '../simulation/simulated-world.ts';
import { openSimulationStart, type SimulationStart, simulatedTenant } from '../simulation/simulation-start.ts';
import type { TestPlatform } from '../support/test-platform.ts';
import { startTestServer, type TestBrowser, type TestServer } from '../support/test-server.ts';
import { makeSampleRequest } from './sample-request.ts';

const people = 2;
const words = listCanaryWords(people);

let start: SimulationStart;
let world: SimulatedWorld;
let server: TestServer;

beforeAll(async () => {
  start = await openSimulationStart();
  // A seed that carries a patient through fill, hand-over, arrival and the steps back.
  world = await openWorld(start, 2, { people });
  for (let step = 0; step < 260; step += 1) await takeStep(world);
  await comeToRest(world);
  const platform = { ...world.process().platform, clock: world.clock } as unknown as TestPlatform;
  server = await startTestServer(platform, { routes, permissions });
}, 600_000);
afterAll(async () => {
  await server.close();
  await world.close();
  await start.close();
});

/** Lists the canary words that stand in a text, in clear or in hexadecimal. */
function listHits(text: string): readonly string[] {
  const lower = text.toLowerCase();
  return words.filter(
    (word) => lower.includes(word.toLowerCase()) || lower.includes(Buffer.from(word).toString('hex')),
  );
}

/** Dumps every row of every table as text, and lists the tables in which a canary word stands. */
async function listLeakingTables(owner: pg.Pool): Promise<readonly string[]> {
  const { rows: tables } = await owner.query<{ table: string }>(
    `select c.oid::regclass::text as table from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname !~ '^pg_|information_schema' order by 1`,
  );
  const leaking: string[] = [];
  for (const { table } of tables) {
    const { rows } = await owner.query<{ row: string }>(`select t::text as row from ${table} t`);
    const hits = listHits(rows.map(({ row }) => row).join('\n'));
    if (hits.length > 0) leaking.push(`${table}: ${hits.join(', ')}`);
  }
  return leaking;
}

async function signIn(userName: string): Promise<TestBrowser> {
  const browser = server.openBrowser();
  const secret = demoTotpSecret(start.secrets.derived, { tenantId: simulatedTenant, userName });
  expect((await server.signIn(browser, { userName, secret, password: demoPassword })).status).toBe(200);
  return browser;
}

describe('patients with names of their own, carried through the main job', () => {
  test('arrived, and one of them had a fill handed over', async () => {
    const { rows } = await world.database.owner.query<{ patients: number; left: number }>(
      `select (select count(*)::integer from patients.patient) as patients,
         (select count(*)::integer from dispensing.fill_step where to_state = 'handed-over') as left`,
    );
    expect(rows[0]?.patients).toBe(people);
    expect(rows[0]?.left).toBeGreaterThan(0);
  });

  test('stand readable in no row of any table: events, deliveries, timers, jobs, audit and all others', async () => {
    expect(await listLeakingTables(world.database.owner)).toEqual([]);
  });

  test('stand in no answer that refuses, no answer about health, and no line of the log', {
    timeout: 240_000,
  }, async () => {
    const refusals: string[] = [];
    const [journey] = await world.listJourneys();
    const clara = await signIn('clara');
    for (const { endpoint } of routes.filter((route) => !route.endpoint.path.startsWith('/api/identity/'))) {
      const asked = makeSampleRequest(endpoint.request, journey?.therapyId ?? '') as Record<string, unknown>;
      const named = Object.fromEntries(Object.keys({ ...asked, name: '' }).map((key) => [key, words.join(' ')]));
      for (const request of [asked, named]) {
        const answer = await clara.call(endpoint, request as never);
        if (answer.status >= 400) refusals.push(answer.text);
      }
    }
    const health = Fastify();
    serveHealth(health, world.process().platform.pool);
    for (const path of ['/health/live', '/health/ready']) {
      const answer = await health.inject(path);
      expect(answer.statusCode).toBe(200);
      refusals.push(answer.body);
    }
    for (const path of ['/metrics', `/api/patients/${words[0]}?name=${words[0]}`, '/%E0%A4%A'])
      refusals.push(await fetch(`${server.url}${path}`).then((answer) => answer.text()));
    expect(refusals.length).toBeGreaterThan(routes.length / 2);
    expect(listHits(refusals.join('\n'))).toEqual([]);
    expect(listHits(world.logLines.join('\n'))).toEqual([]);
  });

  test('are found where a leak is planted', async () => {
    const { owner } = world.database;
    await owner.query(
      `insert into platform.outbox_event (tenant_id, event_id, type, version, ordering_key, payload, recorded_at)
       values ($1, gen_random_uuid(), 'planted', 1, 'planted', jsonb_build_object('name', $2::text), now())`,
      [simulatedTenant, words[0]],
    );
    expect(await listLeakingTables(owner)).toEqual([`platform.outbox_event: ${words[0]}`]);
    expect(listHits(`{"msg":"the patient ${words[2]} waits"}`)).toEqual([words[2]]);
    expect(listHits(Buffer.from(`x${words[3]}`).toString('hex'))).toEqual([words[3]]);
  });
});
