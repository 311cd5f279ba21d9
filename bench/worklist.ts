// Row 11: the pages of a work queue and the counts of all queues, at 100,000 and 1,000,000 open items of 40 tenants (10,000,000 with
// `--ten-million` in place of one million; it takes some 12 GB of disk). Each call is a whole transaction of the program under row-level
// security: it names tenant and sites, reads which order is shown, reads 50 rows or the counts, and commits. Both sizes stand on one
// PostgreSQL and are measured in alternating rounds by two clients. The last contender sends one page statement with an explicit
// predicate from a role that row-level security does not bind, and the same statement from the application's role.
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import type { TenantId } from '../src/kernel/ids.ts';
import { type Instant, instantOf } from '../src/kernel/instant.ts';
import { listQueueCounts, listQueueItems, type WorkItemId } from '../src/modules/work/index.ts';
import { systemClock } from '../src/platform/clock/clock.ts';
import { openStateFolders } from '../src/platform/config/state-folder.ts';
import { openPool, toApplicationUrl } from '../src/platform/database/connect.ts';
import { startEmbeddedPostgres } from '../src/platform/database/embedded-postgres.ts';
import { migrate, readMigrations } from '../src/platform/database/migrate.ts';
import { silentLog } from '../src/platform/log/log.ts';
import { openPlatform, type Platform } from '../src/platform/open-platform.ts';
import { openSecrets } from '../src/platform/open-secrets.ts';

const tenantCount = 40;
const clients = 2;
const rounds = 4;
const callsPerRound = 600;
const pageRows = 50;
const small = 100_000;
const large = process.argv.includes('--ten-million') ? 10_000_000 : 1_000_000;
const queue = 'benefits';
const queueNames = [
  'benefits',
  'authorization',
  'assistance',
  'clinical-review',
  'fill',
  'shipping',
  'refills',
  'intake',
];
const firstDue = Date.UTC(2026, 0, 1);
const spreadMinutes = 60 * 24 * 60;

interface Size {
  readonly items: number;
  readonly platform: Platform;
  readonly owner: pg.Pool;
  readonly application: pg.Pool;
  close(): Promise<void>;
}

type Call = (size: Size, turn: number) => Promise<unknown>;

const at = (values: readonly number[], share: number): number =>
  values.toSorted((left, right) => left - right)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
const tenantOf = (turn: number) => ((turn % tenantCount) + 1) as TenantId;

/** A due time in the first seven tenths of a queue, so that its page is full; another one for each turn. */
function placeOf(turn: number): { readonly effectiveDueAt: Instant; readonly itemId: WorkItemId } {
  const minutes = (turn * 7_919) % Math.floor(spreadMinutes * 0.7);
  const itemId = '00000000-0000-7000-8000-000000000000' as WorkItemId;
  return { effectiveDueAt: instantOf(firstDue + minutes * 60_000), itemId };
}

const filter = { queue, owner: 'anyone', siteId: null } as const;
const readFrom =
  (after: (turn: number) => ReturnType<typeof placeOf> | null): Call =>
  ({ platform }, turn) =>
    platform.transactor.transact({ tenantId: tenantOf(turn), actor: { kind: 'system', name: 'bench' } }, async (tx) => {
      const items = await listQueueItems(tx, filter, { after: after(turn), most: pageRows });
      if (items.length !== pageRows) throw new Error('a page is not full');
    });
const firstPage = readFrom(() => null);
const deepPage = readFrom(placeOf);
const counts: Call = ({ platform }, turn) =>
  platform.transactor.transact({ tenantId: tenantOf(turn), actor: { kind: 'system', name: 'bench' } }, listQueueCounts);

/** Sends the statement of a page by itself, in a transaction that names the tenant. */
const pageStatement = (role: 'owner' | 'application'): Call => {
  return async (size, turn) => {
    const client = await size[role].connect();
    const { effectiveDueAt, itemId } = placeOf(turn);
    try {
      await client.query(
        `begin; select set_config('app.tenant', '${tenantOf(turn)}', true), set_config('app.sites', '*', true)`,
      );
      await client.query({
        name: 'page',
        text: `select item_id, subject_id, therapy_id, reason_code, facts, due_at, effective_due_at, order_reasons, taken_by
          from work.work_item where tenant_id = $1 and queue = $2 and closed_at is null and (effective_due_at, item_id) > ($3, $4)
          order by effective_due_at, item_id limit ${pageRows}`,
        values: [tenantOf(turn), queue, effectiveDueAt, itemId],
      });
      await client.query('commit');
    } finally {
      client.release();
    }
  };
};

/** Makes a call over and over by two clients and returns how long each took, in milliseconds. */
async function measure(call: Call, size: Size, round: number): Promise<readonly number[]> {
  const times: number[] = [];
  let turn = round * callsPerRound;
  const end = turn + callsPerRound;
  const client = async (): Promise<void> => {
    while (turn < end) {
      const own = turn;
      turn += 1;
      const begin = performance.now();
      await call(size, own);
      times.push(performance.now() - begin);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return times;
}

interface Contender {
  readonly name: string;
  readonly call: Call;
  readonly size: Size;
}

/** Measures two contenders in turns and prints the ratio of a share of their times: other over base. */
async function compare(
  name: string,
  contenders: { readonly base: Contender; readonly other: Contender },
  wanted: { readonly goal: number; readonly share: number },
): Promise<void> {
  const { base, other } = contenders;
  const times: Readonly<Record<'base' | 'other', number[]>> = { base: [], other: [] };
  await measure(base.call, base.size, 0);
  await measure(other.call, other.size, 0);
  for (let round = 1; round <= rounds; round += 1) {
    const order = round % 2 === 0 ? (['base', 'other'] as const) : (['other', 'base'] as const);
    for (const side of order) times[side].push(...(await measure(contenders[side].call, contenders[side].size, round)));
  }
  const ratio = at(times.other, wanted.share) / at(times.base, wanted.share);
  const say = (side: 'base' | 'other'): string =>
    `${contenders[side].name} p50 ${at(times[side], 0.5).toFixed(2)} p99 ${at(times[side], 0.99).toFixed(2)} ms`;
  const verdict = `goal at most ${wanted.goal}${ratio <= wanted.goal ? '' : ', NOT REACHED'}`;
  console.log(
    `${name}: p${wanted.share * 100} ratio ${ratio.toFixed(2)} (${verdict}); ${say('base')}, ${say('other')}`,
  );
}

/** Fills a database with open items, an eighth of them taken, and with the balances that count them. */
async function fill(owner: pg.Pool, items: number): Promise<void> {
  await owner.query('set statement_timeout = 0');
  const perBatch = 100_000;
  for (let from = 0; from < items; from += perBatch) {
    await owner.query(
      `insert into work.work_item (tenant_id, item_id, queue, subject_kind, subject_id, site_id, therapy_id, stage, reason_code, facts,
         due_at, effective_due_at, order_version, order_reasons, second_due_at, second_version, second_reasons, opened_at,
         taken_by, taken_at, taken_until)
       select n % ${tenantCount} + 1, gen_random_uuid(), ($3::text[])[(n / ${tenantCount}) % 8 + 1], 'therapy', gen_random_uuid(),
         md5((n % ${tenantCount} * 10 + n % 3)::text)::uuid, gen_random_uuid(), 'benefits', 'check-benefits',
         '{"cycle": 1, "blocked": false, "level": 0}', due, due, 1, '[]', due, 1, '[]', due, holder, since, since
       from generate_series($1::bigint, $2::bigint) as n,
         lateral (select to_timestamp(${firstDue / 1_000}) + (hashint8(n)::bigint + 2147483648) % ${spreadMinutes} * interval '1 minute' as due) as dated,
         lateral (select case when n % 8 = 0 then md5((n % ${tenantCount} * 100 + n % 5)::text)::uuid end as holder,
           case when n % 8 = 0 then now() end as since) as held`,
      [from, Math.min(items, from + perBatch) - 1, queueNames],
    );
  }
  await owner.query(
    `insert into work.count_balance (tenant_id, balance_id, queue, site_id, taken_by, open_count)
     select tenant_id, gen_random_uuid(), queue, site_id, taken_by, count(*) from work.work_item group by tenant_id, queue, site_id, taken_by`,
  );
  await owner.query('vacuum analyze work.work_item');
  await owner.query('analyze');
}

async function openSize(server: { readonly ownerUrl: string }, folder: string, items: number): Promise<Size> {
  const name = `bench_${items}`;
  const first = openPool({ url: server.ownerUrl, size: 1, name: 'bench-first' });
  await first.query(`create database ${name}`);
  await first.end();
  const url = new URL(server.ownerUrl);
  url.pathname = `/${name}`;
  const owner = openPool({ url: url.toString(), size: 1, name: 'bench-fill' });
  const migrations = readMigrations(join(import.meta.dirname, '../database/migrations'));
  await migrate(owner, { migrations, applicationPassword: 'bench' });
  await fill(owner, items);
  await owner.end();
  const applicationUrl = toApplicationUrl(url.toString(), 'bench');
  const folders = openStateFolders(join(folder, name));
  const parts = { clock: systemClock, log: silentLog, subscriptions: [], timerActions: [], poolSize: clients };
  const platform = await openPlatform({ applicationUrl, folders, secrets: await openSecrets(folders), ...parts });
  const pools = {
    owner: openPool({ url: url.toString(), size: clients, name: 'bench-owner' }),
    application: openPool({ url: applicationUrl, size: clients, name: 'bench-application' }),
  };
  const close = async (): Promise<void> => {
    await platform.close();
    await Promise.all([pools.owner.end(), pools.application.end()]);
  };
  return { items, platform, ...pools, close };
}

const folder = await mkdtemp(join(tmpdir(), 'theriac-bench-'));
const server = await startEmbeddedPostgres({ folder: join(folder, 'postgres'), durable: false });
const sizes: Size[] = [];
try {
  const fewer = await openSize(server, folder, small);
  sizes.push(fewer);
  const more = await openSize(server, folder, large);
  sizes.push(more);
  console.log(`load before: ${loadavg()[0]?.toFixed(1)}`);
  const named = (call: Call) => ({
    base: { name: small.toLocaleString('en-US'), call, size: fewer },
    other: { name: large.toLocaleString('en-US'), call, size: more },
  });
  await compare('first page', named(firstPage), { goal: 1.5, share: 0.99 });
  await compare('page anywhere in the queue', named(deepPage), { goal: 1.5, share: 0.99 });
  await compare('counts of all queues', named(counts), { goal: 2, share: 0.99 });
  const depth = {
    base: { name: 'first page', call: firstPage, size: more },
    other: { name: 'any page', call: deepPage, size: more },
  };
  await compare('depth', depth, { goal: 1.3, share: 0.5 });
  const bound = {
    base: { name: 'explicit predicate', call: pageStatement('owner'), size: more },
    other: { name: 'row-level security', call: pageStatement('application'), size: more },
  };
  await compare('row-level security', bound, { goal: 1.1, share: 0.5 });
  console.log(`load after: ${loadavg()[0]?.toFixed(1)}`);
} finally {
  for (const size of sizes) await size.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
