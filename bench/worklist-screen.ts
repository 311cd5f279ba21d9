// Row 20: the screen of a work queue. A program with the demonstration runs as a process of its own; one of its queues is filled with
// 100,000 open rows and another with 1,000. Measured in Chromium: from leaving Home for a queue to its painted rows, on fresh pages in
// alternating rounds, and from the answer to "take" (the commit) to the other person's screen, while 200 more browsers listen for news
// and 20 changes a second are made elsewhere in the same queue.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { demoPassword } from '../src/apps/demo-generator/demo-health-systems.ts';
import { openPool } from '../src/platform/database/connect.ts';
import { startEmbeddedPostgres } from '../src/platform/database/embedded-postgres.ts';
import { call, listenToLive } from '../test/drills/load.ts';
import { openChromium } from '../test/support/browser.ts';
import { findFreePort } from '../test/support/free-port.ts';

const rounds = 7;
const samples = 200;
const listenersCount = 200;
const changesPerSecond = 20;
const sizes = { onboarding: 100_000, assistance: 1_000 } as const;
const paintGoalMilliseconds = 150;
const newsGoalMilliseconds = 300;
const command = join(import.meta.dirname, '../src/apps/cli/main.ts');

const at = (values: readonly number[], share: number): number =>
  values.toSorted((left, right) => left - right)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
const verdictOf = (value: number, goal: number): string =>
  `goal at most ${goal} ms${value <= goal ? '' : ', NOT REACHED'}`;

/** A program that runs in a process of its own. */
interface RunningProgram {
  readonly webPort: number;
  codeOf(userName: string): Promise<string>;
  stop(): Promise<void>;
}

function runCommand(words: readonly string[], environment: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, [command, ...words], {
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const heard: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => heard.push(chunk.toString()));
  return { child, text: () => heard.join('') };
}

async function startProgram(folder: string, databaseUrl: string): Promise<RunningProgram> {
  const ports: Record<string, string> = {};
  for (const name of ['WEB', 'MLLP', 'PARTNER', 'SWITCH', 'COURIER', 'NETWORK', 'RECORD', 'CHART', 'IDENTITY'])
    ports[`THERIAC_${name}_PORT`] = String(await findFreePort());
  const environment = {
    ...{ PATH: process.env['PATH'], NODE_ENV: 'production', DATABASE_URL: databaseUrl, THERIAC_STATE: folder },
    ...{ THERIAC_METRICS_PORT: 'off', THERIAC_REQUESTS_PER_MINUTE: '1000000', ...ports },
  };
  const { child, text } = runCommand(['start'], environment);
  while (!text().includes('Ready after')) {
    if (child.exitCode !== null) throw new Error(`the program ended: ${text()}`);
    await wait(100);
  }
  return {
    webPort: Number(ports['THERIAC_WEB_PORT']),
    codeOf: async (userName) => {
      const asked = runCommand(['demo', 'code', userName], environment);
      await new Promise((resolve) => asked.child.once('close', resolve));
      return /\b\d{6}\b/.exec(asked.text())?.[0] ?? '';
    },
    stop: async () => {
      child.kill('SIGINT');
      await new Promise((resolve) => child.once('exit', resolve));
    },
  };
}

/** Fills the queues with open rows of therapies that exist, and the balances that count them. */
async function fill(databaseUrl: string): Promise<void> {
  const owner = openPool({ url: databaseUrl, size: 1, name: 'bench-fill' });
  for (const [queue, rows] of Object.entries(sizes)) {
    await owner.query(
      `insert into work.work_item (tenant_id, item_id, queue, subject_kind, subject_id, site_id, therapy_id, patient_id, stage, reason_code,
         facts, due_at, effective_due_at, order_version, order_reasons, second_due_at, second_version, second_reasons, opened_at)
       select 1, gen_random_uuid(), $1, 'therapy', gen_random_uuid(), t.site_id, t.therapy_id, t.patient_id, 'onboarding', 'welcome-call',
         '{"cycle": 1, "blocked": false, "level": 0}', due, due, 1, '[]', due, 1, '[]', now()
       from generate_series(1, $2::integer) as n,
         lateral (select now() - interval '90 days' + n * interval '20 seconds' as due) as dated,
         lateral (select t.therapy_id, t.patient_id, t.site_id from therapies.therapy t where t.tenant_id = 1
           order by t.therapy_id offset n % 40 limit 1) as t`,
      [queue, rows],
    );
    await owner.query(
      `insert into work.count_balance (tenant_id, balance_id, queue, site_id, taken_by, open_count)
       select 1, gen_random_uuid(), queue, site_id, null, count(*) from work.work_item
       where tenant_id = 1 and queue = $1 and due_at < now() - interval '30 days' and closed_at is null group by queue, site_id
       on conflict (tenant_id, queue, site_id, taken_by) do update set open_count = count_balance.open_count + excluded.open_count`,
      [queue],
    );
  }
  await owner.query('vacuum analyze work.work_item');
  await owner.end();
}

/** Goes to a queue within the application and returns how long its rows took to be painted, in milliseconds. It runs in the page. */
async function paintQueue(queue: string): Promise<number> {
  const begin = performance.now();
  history.pushState({}, '', `/queues/${queue}`);
  await new Promise<void>((resolve) => {
    const look = (): void => {
      if (document.querySelectorAll('[role="grid"] [role="row"]').length > 10) resolve();
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  return performance.now() - begin;
}

/** Waits until the first row names who took it, or nobody, and returns the time of day. It runs in the page. */
async function seeFirstRow(wanted: { readonly holder: string; readonly isTaken: boolean }): Promise<number> {
  const isSo = (): boolean => {
    const row = document.querySelectorAll('[role="grid"] [role="row"]')[1];
    return row !== undefined && (row.textContent ?? '').includes(wanted.holder) === wanted.isTaken;
  };
  await new Promise<void>((resolve) => {
    const look = (): void => {
      if (isSo()) resolve();
      else requestAnimationFrame(look);
    };
    look();
  });
  return Date.now();
}

async function measurePaint(page: Page, home: string): Promise<void> {
  const times: Record<keyof typeof sizes, number[]> = { onboarding: [], assistance: [] };
  for (let round = 0; round <= rounds; round += 1) {
    for (const queue of round % 2 === 0
      ? (['onboarding', 'assistance'] as const)
      : (['assistance', 'onboarding'] as const)) {
      await page.goto(home);
      await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
      await wait(1_000);
      const milliseconds = await page.evaluate(paintQueue, queue);
      if (round > 0) times[queue].push(milliseconds);
    }
  }
  const [large, small] = [at(times.onboarding, 0.5), at(times.assistance, 0.5)];
  console.log(
    `from Home to painted rows, median: ${large.toFixed(0)} ms at 100,000 rows (${verdictOf(large, paintGoalMilliseconds)}), ` +
      `${small.toFixed(0)} ms at 1,000; ratio ${(large / small).toFixed(2)}`,
  );
}

async function measureNews(
  page: Page,
  program: RunningProgram,
  cookies: { taker: string; watcher: string },
): Promise<void> {
  const { webPort } = program;
  const page0 = {
    path: '/api/work/list-queue-items',
    request: { queue: 'onboarding', owner: 'anyone', siteId: null, narrowing: null, after: null },
  };
  const { text } = await call(webPort, { ...page0, cookie: cookies.taker });
  const items = (JSON.parse(text) as { readonly items: readonly { readonly itemId: string }[] }).items;
  const [first, ...others] = items.map(({ itemId }) => itemId);
  const change = (verb: string, itemId: string | undefined) =>
    call(webPort, { path: `/api/work/${verb}-item`, request: { itemId }, cookie: cookies.taker });
  for (let count = 0; count < listenersCount; count += 1) await listenToLive(webPort, cookies.watcher);
  let isOver = false;
  const noise = (async () => {
    for (let turn = 0; !isOver; turn += 1) {
      const itemId = others[Math.floor(turn / 2) % others.length];
      void change(turn % 2 === 0 ? 'take' : 'release', itemId);
      await wait(1_000 / changesPerSecond);
    }
  })();
  const times: number[] = [];
  for (let sample = 0; sample < samples; sample += 1) {
    const isTaken = sample % 2 === 0;
    const seen = page.evaluate(seeFirstRow, { holder: 'Ines Okafor', isTaken });
    const { status } = await change(isTaken ? 'take' : 'release', first);
    if (status !== 200) throw new Error(`take or release was answered with ${status}`);
    const committed = Date.now();
    times.push((await seen) - committed);
    await wait(100 + ((sample * 37) % 200));
  }
  isOver = true;
  await noise;
  const [middle, worst] = [at(times, 0.5), at(times, 0.99)];
  console.log(
    `commit to the other screen with ${listenersCount} listeners and ${changesPerSecond} other changes a second: ` +
      `p50 ${middle} ms, p99 ${worst} ms (${verdictOf(worst, newsGoalMilliseconds)}), ${times.length} samples`,
  );
}

async function signIn(program: RunningProgram, userName: string): Promise<string> {
  const request = { userName, password: demoPassword, code: await program.codeOf(userName) };
  const { cookie, status } = await call(program.webPort, { path: '/api/identity/sign-in', request });
  if (status !== 200) throw new Error(`${userName} could not sign in`);
  return cookie;
}

const folder = await mkdtemp(join(tmpdir(), 'theriac-bench-'));
const server = await startEmbeddedPostgres({ folder: join(folder, 'database'), durable: true });
const program = await startProgram(join(folder, 'state'), server.ownerUrl);
const browser = await openChromium();
try {
  await fill(server.ownerUrl);
  const home = `http://localhost:${program.webPort}`;
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  const proof = { userName: 'lee', password: demoPassword, code: await program.codeOf('lee') };
  const headers = { 'x-theriac-csrf': '1', 'idempotency-key': randomUUID() };
  const entered = await context.request.post(`${home}/api/identity/sign-in`, { headers, data: proof });
  if (!entered.ok()) throw new Error('lee could not sign in');
  const kept = await context.cookies(home);
  const watcher = kept.map(({ name, value }) => `${name}=${value}`).join('; ');
  const cookies = { taker: await signIn(program, 'ines'), watcher };
  const page = await context.newPage();
  console.log(`load ${loadavg()[0]?.toFixed(1)}`);
  await measurePaint(page, home);
  await page.goto(`${home}/queues/onboarding`);
  await page.locator('[role="grid"] [role="row"]').nth(2).waitFor();
  await measureNews(page, program, cookies);
  console.log(`load ${loadavg()[0]?.toFixed(1)}`);
} finally {
  await browser.close();
  await program.stop();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
