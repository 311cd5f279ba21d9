// Row 12, timers: 1,000,000 waits of 40 health systems stand in `platform.timer`, and of these 2,000 a second fall due for 20 seconds
// (`--quick`: 100,000 waits and 8 seconds). The program's own worker fires an action that does nothing but note how late it is; it takes
// the timer out in the transaction that acts, as every action of the program does. Then a backlog that fell due at once is fired, against
// one statement that removes one timer in a transaction of its own on the same connections, in alternating rounds.
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import { systemClock } from '../src/platform/clock/clock.ts';
import { openStateFolders } from '../src/platform/config/state-folder.ts';
import { openPool, toApplicationUrl } from '../src/platform/database/connect.ts';
import { startEmbeddedPostgres } from '../src/platform/database/embedded-postgres.ts';
import { migrate, readMigrations } from '../src/platform/database/migrate.ts';
import type { TimerAction } from '../src/platform/events/subscription.ts';
import { silentLog } from '../src/platform/log/log.ts';
import { openPlatform, type Platform } from '../src/platform/open-platform.ts';
import { openSecrets } from '../src/platform/open-secrets.ts';

const isQuick = process.argv.includes('--quick');
const pending = isQuick ? 100_000 : 1_000_000;
const seconds = isQuick ? 8 : 20;
const perSecond = 2_000;
const tenantCount = 40;
const connections = 4;
const rounds = 3;
const backlog = 6_000;
const patienceSeconds = 60;

const at = (values: readonly number[], share: number): number =>
  values.toSorted((left, right) => left - right)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

/** Sets timers of all health systems in turn: the first due at an instant, the others a share of a millisecond later each. */
async function setTimers(
  owner: pg.Pool,
  timers: { readonly name: string; readonly count: number; readonly from: Date; readonly eachMilliseconds: number },
): Promise<void> {
  await owner.query(
    `insert into platform.timer (tenant_id, timer_id, kind, subject, payload, due_at)
     select number % ${tenantCount} + 1, gen_random_uuid(), 'bench.tick', $1::text || number, '{}',
       $2::timestamptz + number * $3::double precision * interval '1 millisecond'
     from generate_series(0, $4::integer - 1) as number`,
    [timers.name, timers.from, timers.eachMilliseconds, timers.count],
  );
}

/** Lets timers fall due at their rate while the worker runs, and tells how late each was. */
async function fireAtRate(platform: Platform, owner: pg.Pool, lateness: number[]): Promise<void> {
  const count = perSecond * seconds;
  await setTimers(owner, {
    name: 'due',
    count,
    from: new Date(Date.now() + 5_000),
    eachMilliseconds: 1_000 / perSecond,
  });
  lateness.length = 0;
  const worker = platform.dueWork.start();
  const begin = Date.now() + 5_000;
  while (lateness.length < count && Date.now() < begin + (seconds + patienceSeconds) * 1_000) await wait(20);
  const took = (Date.now() - begin) / 1_000;
  await worker.stop();
  const p99 = at(lateness, 0.99);
  const isReached = lateness.length === count && p99 <= 1_000;
  console.log(
    `${pending.toLocaleString('en-US')} pending, ${perSecond} a second due for ${seconds} s: ${lateness.length} of ${count} fired, ${Math.round(lateness.length / took)}/s; late p50 ${at(lateness, 0.5)} ms, p99 ${p99} ms (goal 1000${isReached ? '' : ', NOT REACHED'})`,
  );
}

/** Removes due timers one by one, each in a transaction of one statement; returns how many in a second. */
async function removeOneByOne(owner: pg.Pool): Promise<number> {
  const { rows } = await owner.query<{ tenant_id: number; timer_id: string }>(
    `select tenant_id, timer_id from platform.timer where due_at <= now() order by due_at`,
  );
  const begin = performance.now();
  const lane = async (): Promise<void> => {
    for (let row = rows.pop(); row !== undefined; row = rows.pop())
      await owner.query({
        name: 'remove',
        text: `delete from platform.timer where tenant_id = $1 and timer_id = (select timer_id from platform.timer where tenant_id = $1 and timer_id = $2 for update skip locked)`,
        values: [row.tenant_id, row.timer_id],
      });
  };
  await Promise.all(Array.from({ length: connections }, lane));
  return (backlog * 1_000) / (performance.now() - begin);
}

async function fireBacklogs(platform: Platform, owner: pg.Pool): Promise<void> {
  const results: { ours: number; bare: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const set = () =>
      setTimers(owner, { name: 'backlog', count: backlog, from: new Date(Date.now() - 60_000), eachMilliseconds: 0 });
    const fire = async (): Promise<number> => {
      await set();
      const begin = performance.now();
      if ((await platform.dueWork.runDue()) !== backlog) throw new Error('not every timer was fired');
      return (backlog * 1_000) / (performance.now() - begin);
    };
    const remove = async (): Promise<number> => {
      await set();
      return removeOneByOne(owner);
    };
    if (round % 2 === 0) results.push({ ours: await fire(), bare: await remove() });
    else {
      const bare = await remove();
      results.push({ ours: await fire(), bare });
    }
  }
  const median = (values: readonly number[]): number => at(values, 0.5);
  console.log(
    `backlog of ${backlog}: ratio ${median(results.map(({ ours, bare }) => ours / bare)).toFixed(2)} (no goal); medians ${Math.round(median(results.map(({ ours }) => ours)))}/s fired by one worker, ${Math.round(median(results.map(({ bare }) => bare)))}/s removed one by one on ${connections} connections`,
  );
}

const folder = await mkdtemp(join(tmpdir(), 'theriac-bench-timers-'));
// The account of the database server must be able to pass through.
await chmod(folder, 0o755);
const server = await startEmbeddedPostgres({ folder: join(folder, 'postgres'), durable: true });
const owner = openPool({ url: server.ownerUrl, size: connections, name: 'bench-owner' });
try {
  const migrations = readMigrations(join(import.meta.dirname, '../database/migrations'));
  await migrate(owner, { migrations, applicationPassword: 'bench' });
  const lateness: number[] = [];
  const tick: TimerAction = {
    kind: 'bench.tick',
    act: async (_tx, { dueAt }) => {
      lateness.push(Math.max(0, Date.now() - Date.parse(dueAt)));
    },
  };
  const folders = openStateFolders(join(folder, 'state'));
  const platform = await openPlatform({
    applicationUrl: toApplicationUrl(server.ownerUrl, 'bench'),
    folders,
    secrets: await openSecrets(folders),
    ...{ clock: systemClock, log: silentLog, subscriptions: [], timerActions: [tick], poolSize: connections },
  });
  try {
    const far = new Date(Date.now() + 30 * 86_400_000);
    const inOneStatement = 50_000;
    for (let made = 0; made < pending; made += inOneStatement)
      await setTimers(owner, { name: `pending ${made} `, count: inOneStatement, from: far, eachMilliseconds: 1_000 });
    await owner.query('vacuum analyze platform.timer');
    console.log(`load before: ${loadavg()[0]?.toFixed(1)}`);
    await fireAtRate(platform, owner, lateness);
    await fireBacklogs(platform, owner);
    console.log(`load after: ${loadavg()[0]?.toFixed(1)}`);
  } finally {
    await platform.close();
  }
} finally {
  await owner.end();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
