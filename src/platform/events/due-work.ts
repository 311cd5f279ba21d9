import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import type pg from 'pg';
import type { TenantId } from '../../kernel/ids.ts';
import { addMilliseconds, type Instant } from '../../kernel/instant.ts';
import type { Clock } from '../clock/clock.ts';
import type { Log } from '../log/log.ts';
import { type Cause, toCause } from '../transaction/actor.ts';
import type { TenantTransaction } from '../transaction/tenant-transaction.ts';
import type { Transactor } from '../transaction/transactor.ts';
import { fireTimers } from './fire-timers.ts';
import type { Announced, Subscription, TimerAction } from './subscription.ts';

/** Delivers announced facts and fires due timers; any number of workers may do so at once. */
export interface DueWork {
  /** Does everything that is due now and returns how many pieces were done. */
  runDue(): Promise<number>;
  /** Keeps doing due work until it is stopped. */
  start(): { wake(): void; stop(): Promise<void> };
}

interface DueWorkParts {
  readonly pool: pg.Pool;
  readonly clock: Clock;
  readonly transactor: Transactor;
  readonly subscriptions: readonly Subscription[];
  readonly timerActions: readonly TimerAction[];
  readonly log: Log;
}

const worker = { kind: 'system', name: 'worker' } as const;
const batch = 64;
const timerBatch = 1_000;
const timersTogether = 32;
const lanes = 4;
const mostMilliseconds = 500;
const mostAttempts = 5;
const idleMilliseconds = 250;

/** Creates the worker of due deliveries and timers. */
export function createDueWork(parts: DueWorkParts): DueWork {
  async function runDue(): Promise<number> {
    let done = 0;
    for (;;) {
      const round = (await deliverOnce(parts)) + (await fireOnce(parts));
      if (round === 0) return done;
      done += round;
    }
  }
  return { runDue, start: () => loop(runDue, parts.log) };
}

function loop(runDue: () => Promise<number>, log: Log): { wake(): void; stop(): Promise<void> } {
  let running = true;
  let nap = new AbortController();
  const finished = (async () => {
    while (running) {
      const done = await runDue().catch((error: unknown) => {
        log.fault('due-work', error);
        return 0;
      });
      if (done > 0 || !running) continue;
      nap = new AbortController();
      await wait(idleMilliseconds, undefined, { signal: nap.signal }).catch(() => undefined);
    }
  })();
  return {
    wake: () => nap.abort(),
    stop: async () => {
      running = false;
      nap.abort();
      await finished;
    },
  };
}

async function deliverOnce(parts: DueWorkParts): Promise<number> {
  const { rows } = await parts.pool.query<{ tenant_id: TenantId; delivery_id: number }>(
    'select tenant_id, delivery_id from platform.take_deliveries($1, $2)',
    [parts.clock.now(), batch],
  );
  let done = 0;
  for (const row of rows) if (await deliver(parts, row.tenant_id, row.delivery_id)) done += 1;
  return done;
}

async function deliver(parts: DueWorkParts, tenantId: TenantId, deliveryId: number): Promise<boolean> {
  const scope = { tenantId, actor: worker };
  try {
    return await parts.transactor.transact(scope, async (tx) => {
      const row = await lockDelivery(tx, deliveryId);
      if (row === undefined) return false;
      const hearer = parts.subscriptions.find(
        (subscription) => subscription.subscriber === row.subscriber && subscription.type === row.type,
      );
      if (hearer === undefined) throw new Error(`nobody subscribes as ${row.subscriber}`);
      const event: Announced<unknown> = {
        eventId: row.event_id as Announced<unknown>['eventId'],
        type: row.type,
        recordedAt: row.recorded_at,
        payload: row.payload,
      };
      await hearer.hear(tx.onAccountOf(readCause(row)), event);
      await tx.database
        .deleteFrom('platform.outbox_delivery')
        .where('tenant_id', '=', tenantId)
        .where('delivery_id', '=', deliveryId)
        .execute();
      return true;
    });
  } catch (error) {
    parts.log.fault('delivery', error);
    await postpone(parts, {
      tenantId,
      table: 'platform.outbox_delivery',
      column: 'delivery_id',
      id: deliveryId,
      error,
    });
    return true;
  }
}

async function lockDelivery(tx: TenantTransaction, deliveryId: number) {
  const { rows } = await sql<{
    event_id: string;
    subscriber: string;
    type: string;
    recorded_at: Instant;
    payload: unknown;
    cause_kind: string | null;
    cause_id: string | null;
    cause_name: string | null;
  }>`
    select d.event_id, d.subscriber, e.type, e.recorded_at, e.payload, e.cause_kind, e.cause_id, e.cause_name
    from platform.outbox_delivery d join platform.outbox_event e using (tenant_id, event_id)
    where d.tenant_id = ${tx.tenantId} and d.delivery_id = ${deliveryId} and d.dead_at is null
    for update of d skip locked`.execute(tx.database);
  return rows[0];
}

/** A fact that was announced before causes were kept is the program's own. */
function readCause(row: {
  readonly cause_kind: string | null;
  readonly cause_id: string | null;
  readonly cause_name: string | null;
}): Cause {
  if (row.cause_kind === null) return toCause(worker);
  return { kind: row.cause_kind as Cause['kind'], id: row.cause_id, name: row.cause_name };
}

async function fireOnce(parts: DueWorkParts): Promise<number> {
  const { rows } = await parts.pool.query<{ tenant_id: TenantId; timer_id: string }>(
    'select tenant_id, timer_id from platform.take_timers($1, $2)',
    [parts.clock.now(), timerBatch],
  );
  const byTenant = new Map<TenantId, string[]>();
  for (const row of rows) byTenant.set(row.tenant_id, [...(byTenant.get(row.tenant_id) ?? []), row.timer_id]);
  const waiting = [...byTenant];
  // What is not begun by then stays due; facts that wait to be delivered have their turn first.
  const until = performance.now() + mostMilliseconds;
  let done = 0;
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [tenantId, timerIds] = next;
      for (let at = 0; at < timerIds.length && performance.now() < until; at += timersTogether) {
        const fired = await fireTogether(parts, tenantId, timerIds.slice(at, at + timersTogether));
        done += fired;
      }
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return done;
}

/**
 * Fires timers of a tenant one after the other in one transaction, which saves most of what a transaction costs. When one of them fails,
 * nothing of any has happened, and each is fired again in a transaction of its own.
 */
async function fireTogether(parts: DueWorkParts, tenantId: TenantId, timerIds: readonly string[]): Promise<number> {
  const scope = { tenantId, actor: worker };
  const [only, ...others] = timerIds;
  if (only !== undefined && others.length === 0) return (await fire(parts, tenantId, only)) ? 1 : 0;
  try {
    return await parts.transactor.transact(scope, (tx) => fireTimers(tx, { timerIds, actions: parts.timerActions }));
  } catch {
    // Which of them failed is found, and said, when they are fired one by one.
  }
  let done = 0;
  for (const timerId of timerIds) if (await fire(parts, tenantId, timerId)) done += 1;
  return done;
}

async function fire(parts: DueWorkParts, tenantId: TenantId, timerId: string): Promise<boolean> {
  const timers = { timerIds: [timerId], actions: parts.timerActions };
  try {
    return (await parts.transactor.transact({ tenantId, actor: worker }, (tx) => fireTimers(tx, timers))) > 0;
  } catch (error) {
    parts.log.fault('timer', error);
    await postpone(parts, { tenantId, table: 'platform.timer', column: 'timer_id', id: timerId, error });
    return true;
  }
}

/** Puts a failed piece of work off by a growing delay, and aside for a person after the last attempt. */
async function postpone(
  parts: DueWorkParts,
  failed: {
    readonly tenantId: TenantId;
    readonly table: string;
    readonly column: string;
    readonly id: string | number;
    readonly error: unknown;
  },
): Promise<void> {
  const scope = { tenantId: failed.tenantId, actor: worker };
  const fault = failed.error instanceof Error ? failed.error.name : 'unknown';
  await parts.transactor.transact(scope, async (tx) => {
    const later = addMilliseconds(tx.now, 1000);
    await sql`
      update ${sql.table(failed.table)} set
        attempts = attempts + 1,
        last_fault = ${fault},
        due_at = ${later}::timestamptz + make_interval(secs => 4 ^ attempts),
        dead_at = case when attempts + 1 >= ${mostAttempts} then ${tx.now}::timestamptz end
      where tenant_id = ${tx.tenantId} and ${sql.ref(failed.column)} = ${failed.id}`.execute(tx.database);
  });
}
