// Row 6: an HL7 order over MLLP, its bytes committed, its journey committed, then the acknowledgement. The floor is pgbench running the very
// statements of one order, recorded from the gateway, one message at a time: the same reads, writes and two commits. Both run on one durable
// PostgreSQL, in alternating rounds, with the load generator on the same cores. Where other work shares the machine, whoever runs more
// processes gets more of it, and pgbench runs more; so the processor time of one order is printed too, which does not depend on that.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import pg from 'pg';
import { subscriptions } from '../src/apps/composition.ts';
import { startHl7Gateway } from '../src/gateways/hl7v2-mllp/hl7-gateway.ts';
import type { CalendarDay } from '../src/kernel/calendar-day.ts';
import type { TenantId } from '../src/kernel/ids.ts';
import { insertPartner, type PartnerId } from '../src/modules/exchange/index.ts';
import { createStaff, insertSite, insertTenant } from '../src/modules/identity/index.ts';
import { installDemoReference } from '../src/modules/reference/index.ts';
import { systemClock } from '../src/platform/clock/clock.ts';
import { openStateFolders } from '../src/platform/config/state-folder.ts';
import { openPool, toApplicationUrl } from '../src/platform/database/connect.ts';
import { startEmbeddedPostgres } from '../src/platform/database/embedded-postgres.ts';
import { migrate, readMigrations } from '../src/platform/database/migrate.ts';
import { silentLog } from '../src/platform/log/log.ts';
import { openPlatform, type Platform } from '../src/platform/open-platform.ts';
import { openSecrets } from '../src/platform/open-secrets.ts';
import type { LoadOrder, LoadReport } from './mllp-intake-load-peer.ts';
import { composeReplay, type RecordedStatement } from './mllp-intake-replay-peer.ts';

const connections = 8;
const rounds = 5;
const roundMilliseconds = 4000;
const tenantId = 1 as TenantId;
const scope = { tenantId, actor: { kind: 'system', name: 'bench' } } as const;

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}

function percentile(values: readonly number[], share: number): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length * share)] ?? 0;
}

/** Founds a health system that can take orders for Humira in New York. */
function found(platform: Platform): Promise<PartnerId> {
  return platform.transactor.transact(scope, async (tx) => {
    await insertTenant(tx, { slug: 'bench', name: 'Bench Health', hosts: ['localhost'], isDemo: false });
    const siteId = await insertSite(tx, {
      name: 'Main Pharmacy',
      npi: '1093817465',
      ncpdpId: '3412345',
      deaNumber: null,
      timeZone: 'America/New_York',
      calendar: { opening: '24/7' },
      address: { lines: ['1 Main Street'], city: 'Albany', state: 'NY', postalCode: '12207' },
      phone: '5185550100',
      isDefault: true,
      licences: [{ state: 'NY', number: 'NY-1', validFrom: '2020-01-01' as CalendarDay, validTo: null }],
    });
    await createStaff(tx, {
      userName: 'pharmacist',
      displayName: 'Pat Pharmacist',
      password: 'correct horse battery staple',
      roles: ['clinicalPharmacist'],
      seesAllSites: true,
      siteIds: [],
      licences: [{ kind: 'pharmacist', state: 'NY', number: 'RPH-1', validFrom: '2020-01-01' as CalendarDay }],
    });
    await installDemoReference(tx);
    return insertPartner(tx, {
      name: 'Bench EHR',
      kind: 'ehr',
      formats: ['hl7v2'],
      siteId,
      address: null,
      allowedSenders: ['EHR|BENCH'],
      certificateSha256: null,
      keySecret: null,
    });
  });
}

function load(order: LoadOrder): Promise<LoadReport> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(join(import.meta.dirname, 'mllp-intake-load-peer.ts'), { workerData: order });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

/** Records every statement that one order sends to the database, with its values. */
async function record(run: () => Promise<unknown>): Promise<readonly RecordedStatement[]> {
  const statements: RecordedStatement[] = [];
  const original = pg.Client.prototype.query;
  function spying(this: pg.Client, ...given: readonly unknown[]): unknown {
    const [query, values] = given;
    const config = query as string | { readonly text: string; readonly values?: readonly unknown[] };
    const text = typeof config === 'string' ? config : config.text;
    const own = typeof config === 'string' ? values : config.values;
    statements.push({ text, values: Array.isArray(own) ? own : [] });
    return Reflect.apply(original, this, given);
  }
  pg.Client.prototype.query = spying as typeof original;
  try {
    await run();
  } finally {
    pg.Client.prototype.query = original;
  }
  return statements;
}

interface Rate {
  readonly perSecond: number;
  readonly count: number;
}

/** A contender in one round: orders in a second, and milliseconds of processor for each. */
interface Round {
  readonly perSecond: number;
  readonly database: number;
  readonly program: number;
}

/** Reads how many milliseconds of processor the database server used so far, with all its connections. */
function readServerTime(serverId: number): number {
  let ticks = 0;
  for (const id of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const fields = readStat(id);
    const isServer = Number(id) === serverId;
    if (!isServer && Number(fields[1]) !== serverId) continue;
    // User and system time, and for the server itself those of connections that have ended.
    for (const at of isServer ? [11, 12, 13, 14] : [11, 12]) ticks += Number(fields[at]);
  }
  return ticks * 10;
}

/** The fields of a process after its name, from its state on; none when it has just ended. */
function readStat(id: string): readonly string[] {
  try {
    return readFileSync(`/proc/${id}/stat`, 'latin1')
      .replace(/^.*\) /s, '')
      .split(' ');
  } catch {
    return [];
  }
}

/** Measures a round: the processor time of the database server and of this process, load generator included, for each order. */
async function measure(serverId: number, run: () => Rate | Promise<Rate>): Promise<Round> {
  const [before, own] = [readServerTime(serverId), process.cpuUsage()];
  const { perSecond, count } = await run();
  const { user, system } = process.cpuUsage(own);
  const database = (readServerTime(serverId) - before) / count;
  return { perSecond, database, program: (user + system) / 1000 / count };
}

/** Runs pgbench with a script. */
function runPgbench(url: string, script: string, mode: 'simple' | 'prepared'): Rate {
  const seconds = Math.round(roundMilliseconds / 1000);
  const arguments_ = ['-n', '-f', script, '-M', mode, '-c', String(connections), '-j', '2', '-T', String(seconds), url];
  const run = spawnSync('pgbench', arguments_, { encoding: 'utf8' });
  const tps = /tps = ([\d.]+)/.exec(run.stdout)?.[1];
  const count = /actually processed: (\d+)/.exec(run.stdout)?.[1];
  if (tps === undefined || count === undefined || /aborted|error/i.test(run.stderr))
    throw new Error(`pgbench: ${run.stderr.slice(0, 2000)}`);
  return { perSecond: Number(tps), count: Number(count) };
}

const folder = await mkdtemp(join(tmpdir(), 'theriac-bench-'));
const server = await startEmbeddedPostgres({ folder: join(folder, 'postgres'), durable: true });
const owner = openPool({ url: server.ownerUrl, size: 2, name: 'bench-owner' });
await migrate(owner, {
  migrations: readMigrations(join(import.meta.dirname, '../database/migrations')),
  applicationPassword: 'bench',
});
const folders = openStateFolders(join(folder, 'state'));
const applicationUrl = toApplicationUrl(server.ownerUrl, 'bench');
const platform = await openPlatform({
  applicationUrl,
  folders,
  secrets: await openSecrets(folders),
  clock: systemClock,
  log: silentLog,
  subscriptions,
  timerActions: [],
});
const partnerId = await found(platform);
const gateway = await startHl7Gateway({
  ...platform,
  ports: [{ host: '127.0.0.1', port: 0, tls: null, partner: { tenantId, partnerId } }],
});
const port = gateway.ports[0] ?? 0;
try {
  await load({ port, connections, milliseconds: 3000, round: 90 });
  const statements = await record(() => load({ port, connections: 1, milliseconds: 1, round: 91 }));
  const script = join(folder, 'replay.sql');
  const { rows } = await owner.query<{ id: string }>(
    `select site_id::text as id from identity.site union select partner_id::text from exchange.partner
     union select drug_id::text from reference.drug union select prescriber_id::text from reference.prescriber
     union select plan_id::text from reference.plan union select payer_id::text from reference.payer
     union select staff_id::text from identity.staff`,
  );
  writeFileSync(script, composeReplay(statements, new Set(rows.map(({ id }) => id))));
  console.log(`one order is ${statements.length} statements in two commits; load average ${loadavg()[0]?.toFixed(1)}`);
  const measured: { intake: Round; p50: number; p99: number; floors: Round[] }[] = [];
  const modes = existsSync('/usr/bin/pgbench') ? (['simple', 'prepared'] as const) : [];
  for (let round = 1; round <= rounds; round += 1) {
    const floors: Round[] = [];
    for (const mode of modes)
      floors.push(await measure(server.processId, () => runPgbench(applicationUrl, script, mode)));
    let latencies: readonly number[] = [];
    const intake = await measure(server.processId, async () => {
      const report = await load({ port, connections, milliseconds: roundMilliseconds, round });
      if (report.otherAnswers > 0) throw new Error(`${report.otherAnswers} orders were not accepted`);
      latencies = report.latencies;
      return { perSecond: report.perSecond, count: latencies.length };
    });
    measured.push({ intake, p50: percentile(latencies, 0.5), p99: percentile(latencies, 0.99), floors });
  }
  const [p50, p99] = [median(measured.map((each) => each.p50)), median(measured.map((each) => each.p99))];
  const of = (key: keyof Round): string => median(measured.map(({ intake }) => intake[key])).toFixed(1);
  console.log(`intake over MLLP, ${connections} connections: ${of('perSecond')} messages/s`);
  console.log(
    `processor time of one order: ${of('database')} ms database, ${of('program')} ms program with load generator`,
  );
  console.log(
    `answered in ${p50.toFixed(1)} ms (p50), ${p99.toFixed(1)} ms (p99; goal 15${p99 <= 15 ? '' : ', NOT REACHED'})`,
  );
  modes.forEach((mode, index) => {
    const floor = (key: keyof Round): number => median(measured.map(({ floors }) => floors[index]?.[key] ?? 0));
    const ratio = median(measured.map(({ intake, floors }) => intake.perSecond / (floors[index]?.perSecond ?? 1)));
    const verdict = `goal 1.0${ratio >= 1 ? '' : ', NOT REACHED'}`;
    const rate = `${floor('perSecond').toFixed(1)}/s, ${floor('database').toFixed(1)} ms of database time for each`;
    console.log(`pgbench -M ${mode}, the same statements: ${rate}; ratio ${ratio.toFixed(2)} (${verdict})`);
  });
  if (modes.length === 0) console.log('pgbench is not on this machine: no ratio was measured');
} finally {
  await gateway.close();
  await platform.close();
  await owner.end();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
