import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import type pg from 'pg';
import type { TenantId } from '../../kernel/ids.ts';
import { addMilliseconds, type Instant } from '../../kernel/instant.ts';
import type { Json } from '../../kernel/json.ts';
import type { Clock } from '../clock/clock.ts';
import type { Log } from '../log/log.ts';
import { type Cause, timerCause, toCause } from '../transaction/actor.ts';
import type { TenantTransaction } from '../transaction/tenant-transaction.ts';
import type { Transactor } from '../transaction/transactor.ts';
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
    [parts.clock.now(), batch],
  );
  let done = 0;
  for (const row of rows) if (await fire(parts, row.tenant_id, row.timer_id)) done += 1;
  return done;
}

async function fire(parts: DueWorkParts, tenantId: TenantId, timerId: string): Promise<boolean> {
  const scope = { tenantId, actor: worker };
  try {
    return await parts.transactor.transact(scope, async (tx) => {
      const { rows } = await sql<{ kind: string; subject: string; due_at: Instant; payload: Json }>`
        delete from platform.timer where tenant_id = ${tenantId} and timer_id = (
          select timer_id from platform.timer
          where tenant_id = ${tenantId} and timer_id = ${timerId} and due_at <= ${tx.now} and dead_at is null for update skip locked)
        returning kind, subject, due_at, payload`.execute(tx.database);
      const row = rows[0];
      if (row === undefined) return false;
      const action = parts.timerActions.find((candidate) => candidate.kind === row.kind);
      if (action === undefined) throw new Error(`nobody acts on timers of kind ${row.kind}`);
      await action.act(tx.onAccountOf(timerCause(row.kind)), {
        subject: row.subject,
        dueAt: row.due_at,
        payload: row.payload,
      });
      return true;
    });
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
