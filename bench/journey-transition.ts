// Row 12: what a transition of a therapy costs above its bare SQL. Ours locks the therapy, decides, appends the event to the hash chain,
// brings the row up to date, announces the fact in the outbox and signs an audit entry. The bare contender writes rows of the same columns
// (1 update and 3 inserts) to tables with a primary key alone, without row-level security, triggers, foreign keys, hashes or decisions.
// Both run at 32 connections on one durable PostgreSQL, in alternating rounds of one process. The bare statements are sent one by one; a
// second line compares with the same statements prepared, as ours are.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import type { Id, PatientId, PrescriptionId, SiteId, TenantId, TherapyId } from '../src/kernel/ids.ts';
import { insertSite, insertTenant } from '../src/modules/identity/index.ts';
import { openTherapy, placeHold, releaseHold } from '../src/modules/therapies/index.ts';
import { systemClock } from '../src/platform/clock/clock.ts';
import { newId } from '../src/platform/clock/new-id.ts';
import { openStateFolders } from '../src/platform/config/state-folder.ts';
import { openPool, toApplicationUrl } from '../src/platform/database/connect.ts';
import { startEmbeddedPostgres } from '../src/platform/database/embedded-postgres.ts';
import { migrate, readMigrations } from '../src/platform/database/migrate.ts';
import { silentLog } from '../src/platform/log/log.ts';
import { openPlatform, type Platform } from '../src/platform/open-platform.ts';
import { openSecrets } from '../src/platform/open-secrets.ts';
import type { TenantTransaction } from '../src/platform/transaction/tenant-transaction.ts';

const connections = 32;
const therapyCount = 4_000;
const rounds = 5;
const roundMilliseconds = 4_000;
const goal = 0.7;
const scope = { tenantId: 1 as TenantId, actor: { kind: 'system', name: 'bench' } } as const;

/** The bare tables and the rows that are written to them, taken from what the transition itself wrote. */
interface Bare {
  readonly update: { readonly text: string; readonly values: readonly unknown[] };
  readonly inserts: readonly { readonly text: string; readonly values: readonly unknown[]; readonly keyAt: number }[];
  readonly keys: readonly string[];
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}

/** Runs one piece of work over and over on all connections and returns how many were done in a second. */
async function measure(work: (turn: number) => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  let done = 0;
  const client = async (): Promise<void> => {
    while (performance.now() - begin < roundMilliseconds) {
      const turn = done;
      done += 1;
      await work(turn);
    }
  };
  await Promise.all(Array.from({ length: connections }, client));
  return (done * 1_000) / (performance.now() - begin);
}

async function compare(name: string, bare: () => Promise<number>, ours: () => Promise<number>): Promise<void> {
  const results: { readonly bare: number; readonly ours: number }[] = [];
  await bare();
  await ours();
  for (let round = 0; round < rounds; round += 1) {
    const first = round % 2 === 0 ? await bare() : await ours();
    const second = round % 2 === 0 ? await ours() : await bare();
    results.push(round % 2 === 0 ? { bare: first, ours: second } : { bare: second, ours: first });
  }
  const ratio = median(results.map((result) => result.ours / result.bare));
  const rate = (side: 'bare' | 'ours'): string =>
    `${Math.round(median(results.map((result) => result[side])))}/s ${side}`;
  const verdict = `goal ${goal.toFixed(2)}${ratio >= goal ? '' : ', NOT REACHED'}`;
  console.log(`${name}: ratio ${ratio.toFixed(2)} (${verdict}); medians ${rate('bare')}, ${rate('ours')}`);
}

async function openTherapies(platform: Platform): Promise<readonly TherapyId[]> {
  const siteId = await platform.transactor.transact(scope, async (tx) => {
    await insertTenant(tx, { slug: 'bench', name: 'Bench', hosts: ['bench.localhost'], isDemo: false });
    return insertSite(tx, {
      name: 'Bench Pharmacy',
      npi: '1093817462',
      ncpdpId: '3412345',
      deaNumber: null,
      timeZone: 'America/New_York',
      calendar: { opening: { opens: '09:00', closes: '17:30', weekdays: [1, 2, 3, 4, 5], holidays: [] } },
      address: { lines: ['1 Main Street'], city: 'Springfield', state: 'NY', postalCode: '10001' },
      phone: '2125550100',
      isDefault: true,
      licences: [],
    });
  });
  const therapyIds: TherapyId[] = [];
  while (therapyIds.length < therapyCount) {
    const batch = Array.from({ length: connections }, () =>
      platform.transactor.transact(scope, (tx) => openOne(tx, siteId)),
    );
    therapyIds.push(...(await Promise.all(batch)));
  }
  return therapyIds;
}

async function openOne(tx: TenantTransaction, siteId: SiteId): Promise<TherapyId> {
  const { therapyId } = await openTherapy(tx, {
    patientId: newId<'patient'>(tx.now) as PatientId,
    ingredientRxcui: '1876366',
    drugId: newId<'drug'>(tx.now) as Id<'drug'>,
    indicationCode: 'L40.0',
    siteId,
    prescriptionId: newId<'prescription'>(tx.now) as PrescriptionId,
    receivedAt: tx.now,
    channel: 'hl7v2',
    rawMessageId: null,
    daysSupply: 28,
  });
  return therapyId;
}

/** One transition: a hold is placed or released, in turns. */
async function transition(tx: TenantTransaction, therapyId: TherapyId, isOdd: boolean): Promise<void> {
  const hold = { therapyId, hold: 'Stock', reasonCode: 'bench' } as const;
  const changed = isOdd ? await releaseHold(tx, hold) : await placeHold(tx, hold);
  if (!changed.ok) throw new Error(changed.refusal.code);
  await tx.audit({
    action: 'therapies.place-hold',
    outcome: 'done',
    patientIds: [changed.value.patientId],
    object: { kind: 'therapy', id: therapyId },
  });
}

const copied = {
  'bench.journey': 'therapies.therapy',
  'bench.event': 'therapies.therapy_event',
  'bench.announcement': 'platform.outbox_event',
  'bench.entry': 'audit.entry',
} as const;

/** Makes bare tables of the same columns, with the rows that the transitions wrote. */
async function prepareBare(owner: pg.Pool, therapyIds: readonly TherapyId[]): Promise<Bare> {
  await owner.query('create schema bench; grant usage on schema bench to theriac_app');
  for (const [table, source] of Object.entries(copied)) {
    await owner.query(`create table ${table} as select * from ${source}`);
    await owner.query(`grant select, insert, update on ${table} to theriac_app`);
  }
  await owner.query('alter table bench.journey add primary key (tenant_id, therapy_id)');
  await owner.query('alter table bench.event add primary key (tenant_id, therapy_id, sequence)');
  await owner.query('alter table bench.announcement add primary key (tenant_id, event_id)');
  await owner.query('alter table bench.entry add primary key (tenant_id, entry_id)');
  await owner.query('analyze');
  const inserts = [
    await composeInsert(owner, 'bench.event', 'therapy_id'),
    await composeInsert(owner, 'bench.announcement', 'event_id'),
    await composeInsert(owner, 'bench.entry', 'entry_id'),
  ];
  return { update: await composeUpdate(owner), inserts, keys: therapyIds };
}

async function readSample(owner: pg.Pool, table: string, order: string) {
  const { rows } = await owner.query<Record<string, unknown>>(`select * from ${table} order by ${order} desc limit 1`);
  return Object.entries(rows[0] ?? {}).map(([name, value]): [string, unknown] => [
    name,
    isJson(value) ? JSON.stringify(value) : value,
  ]);
}

/** Arrays are SQL arrays here; every other object that is no buffer is JSON. */
function isJson(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Buffer.isBuffer(value) && !Array.isArray(value);
}

async function composeInsert(owner: pg.Pool, table: string, key: string) {
  const sample = await readSample(owner, table, table === 'bench.event' ? 'sequence' : key);
  const places = sample.map((_, index) => `$${index + 1}`).join(', ');
  const keyAt = sample.findIndex(([name]) => name === key);
  return {
    text: `insert into ${table} (${sample.map(([name]) => name).join(', ')}) values (${places})`,
    values: sample.map(([, value]) => value),
    keyAt,
  };
}

async function composeUpdate(owner: pg.Pool) {
  const sample = (await readSample(owner, 'bench.journey', 'therapy_id')).filter(([name]) => name !== 'tenant_id');
  const others = sample.filter(([name]) => name !== 'therapy_id');
  const assignments = others.map(([name], index) => `${name} = $${index + 2}`).join(', ');
  return {
    text: `update bench.journey set ${assignments} where tenant_id = 1 and therapy_id = $1`,
    values: others.map(([, value]) => value),
  };
}

async function writeBare(pool: pg.Pool, bare: Bare, run: { readonly turn: number; readonly isPrepared: boolean }) {
  const client = await pool.connect();
  const name = (number: number) => (run.isPrepared ? { name: `bare_${number}` } : {});
  await client.query('begin');
  const { text, values } = bare.update;
  await client.query({ text, values: [bare.keys[run.turn % bare.keys.length], ...values], ...name(0) });
  for (const [index, { text, values, keyAt }] of bare.inserts.entries()) {
    const own = values.with(keyAt, newId(systemClock.now())) as unknown[];
    await client.query({ text, values: own, ...name(index + 1) });
  }
  await client.query('commit');
  client.release();
}

const folder = await mkdtemp(join(tmpdir(), 'theriac-bench-'));
const server = await startEmbeddedPostgres({ folder: join(folder, 'postgres'), durable: true });
const owner = openPool({ url: server.ownerUrl, size: 2, name: 'bench-owner' });
await migrate(owner, {
  migrations: readMigrations(join(import.meta.dirname, '../database/migrations')),
  applicationPassword: 'bench',
});
const applicationUrl = toApplicationUrl(server.ownerUrl, 'bench');
const folders = openStateFolders(join(folder, 'state'));
const platform = await openPlatform({
  applicationUrl,
  folders,
  secrets: await openSecrets(folders),
  clock: systemClock,
  log: silentLog,
  subscriptions: [],
  timerActions: [],
  poolSize: connections,
});
const barePool = openPool({ url: applicationUrl, size: connections, name: 'bench-bare' });
try {
  const therapyIds = await openTherapies(platform);
  const transit = (turn: number): Promise<void> => {
    const therapyId = therapyIds[turn % therapyIds.length];
    const isOdd = Math.floor(turn / therapyIds.length) % 2 === 1;
    if (therapyId === undefined) throw new Error('there are therapies');
    return platform.transactor.transact(scope, (tx) => transition(tx, therapyId, isOdd));
  };
  await transit(0);
  const bare = await prepareBare(owner, therapyIds);
  let turn = 1;
  const nextTurn = (): number => {
    turn += 1;
    return turn - 1;
  };
  for (const isPrepared of [false, true]) {
    await compare(
      `transition of a therapy, one by one, ${connections} connections, bare statements ${isPrepared ? 'prepared' : 'as they come'}`,
      () => measure((each) => writeBare(barePool, bare, { turn: each, isPrepared })),
      () => measure(() => transit(nextTurn())),
    );
  }
} finally {
  await barePool.end();
  await platform.close();
  await owner.end();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
