import { Kysely } from 'kysely';
import type pg from 'pg';
import { isUuid, type SiteId, type TenantId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { AuditWriter } from '../audit/audit-writer.ts';
import type { Clock } from '../clock/clock.ts';
import { newId } from '../clock/new-id.ts';
import type { DataKeys } from '../crypto/tenant-keys.ts';
import { createTenantSealer, type TenantSealer } from '../crypto/tenant-sealer.ts';
import type { Database } from '../database/schema.gen.ts';
import { type Announcement, checkAnnouncement, writeAnnouncements } from '../events/announce.ts';
import type { Subscription } from '../events/subscription.ts';
import { cancelTimer, setTimer } from '../events/timers.ts';
import type { FileStore } from '../files/file-store.ts';
import type { CounterCode, Metrics } from '../metrics/metrics.ts';
import { type Actor, type Cause, toCause } from './actor.ts';
import { singleConnectionDialect } from './single-connection-dialect.ts';
import type { TenantTransaction } from './tenant-transaction.ts';
import { TransactionConnection } from './transaction-connection.ts';

/** Opens tenant transactions. */
export interface Transactor {
  /** Runs work in one transaction of a tenant; commits its outcome, or rolls back when it throws. A deadlock is tried again. */
  transact<Outcome>(scope: TenantScope, work: (tx: TenantTransaction) => Promise<Outcome>): Promise<Outcome>;
}

/** For whom a transaction is opened. Without sites it sees every site of the tenant. */
export interface TenantScope {
  readonly tenantId: TenantId;
  readonly actor: Actor;
  readonly siteIds?: readonly SiteId[];
  /** Everything that is read is of one moment, however long it takes, and nothing can be written. */
  readonly isSnapshot?: boolean;
  /** The request that the transaction answers; the audit carries it. */
  readonly requestId?: string;
}

/** Thrown inside a transaction to roll it back and still hand an outcome to the caller. */
export class RolledBack<Outcome> extends Error {
  readonly outcome: Outcome;

  constructor(outcome: Outcome) {
    super('rolled back with an outcome');
    this.outcome = outcome;
  }
}

interface TransactorParts {
  readonly pool: pg.Pool;
  readonly clock: Clock;
  readonly dataKeys: DataKeys;
  readonly auditWriter: AuditWriter;
  readonly subscriptions: readonly Subscription[];
  readonly files: FileStore;
  readonly metrics: Metrics;
  readonly onCommitted: (change: {
    readonly tenantId: TenantId;
    readonly topics: readonly string[];
    readonly announced: boolean;
  }) => void;
}

/** What a transaction leaves to be done when it ends. */
interface Traces {
  readonly topics: Set<string>;
  readonly announcements: Announcement[];
  /** What the metrics of the installation count once it is committed. */
  readonly counts: { readonly counter: CounterCode; readonly labels: Readonly<Record<string, string>> }[];
  hasTimers: boolean;
}

const retryable = new Set(['40001', '40P01']);
const mostAttempts = 4;

/** Creates the opener of tenant transactions over a pool whose connections log in as the application role. */
export function createTransactor(parts: TransactorParts): Transactor {
  return {
    async transact(scope, work) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await runOnce(parts, scope, work);
        } catch (error) {
          if (attempt >= mostAttempts || !isRetryable(error)) throw error;
        }
      }
    },
  };
}

async function runOnce<Outcome>(
  parts: TransactorParts,
  scope: TenantScope,
  work: (tx: TenantTransaction) => Promise<Outcome>,
): Promise<Outcome> {
  const began = performance.now();
  const client = await parts.pool.connect();
  const connection = new TransactionConnection(client);
  const traces: Traces = { topics: new Set(), counts: [], announcements: [], hasTimers: false };
  let broken: Error | undefined;
  try {
    connection.begin(toOpeningStatement(scope));
    const opened: OpenTransaction = {
      ...{ parts, scope, connection, traces, now: parts.clock.now() },
      database: new Kysely<Database>({ dialect: singleConnectionDialect(connection) }),
      sealer: createTenantSealer(parts.dataKeys, scope.tenantId),
    };
    const tx = toTransaction(opened, toCause(scope.actor));
    const outcome = await work(tx);
    writeAnnouncements(tx, parts.subscriptions, traces.announcements);
    await connection.commit();
    const announced = traces.hasTimers || traces.announcements.length > 0;
    parts.onCommitted({ tenantId: scope.tenantId, topics: [...traces.topics], announced });
    for (const { counter, labels } of traces.counts) {
      parts.metrics.count(counter, { tenant: String(scope.tenantId), ...labels });
    }
    return outcome;
  } catch (error) {
    await connection.rollback().catch((fault: Error) => {
      broken = fault;
    });
    const cause = connection.failure ?? error;
    if (isOutdatedPlan(cause)) broken = cause;
    if (cause instanceof RolledBack) return cause.outcome as Outcome;
    throw cause;
  } finally {
    parts.metrics.observe('transaction', {}, (performance.now() - began) / 1000);
    client.release(broken);
  }
}

/** Begins the transaction and names its tenant and sites in one round trip; both are checked, because they stand in the text. */
function toOpeningStatement(scope: TenantScope): string {
  if (!Number.isSafeInteger(scope.tenantId)) throw new Error('a tenant is a whole number');
  if (scope.siteIds?.every(isUuid) === false) throw new Error('a site id is a UUID');
  const sites = scope.siteIds === undefined ? '*' : `{${scope.siteIds.join(',')}}`;
  const begin = scope.isSnapshot === true ? 'begin isolation level repeatable read read only' : 'begin';
  return `${begin}; select set_config('app.tenant', '${scope.tenantId}', true), set_config('app.sites', '${sites}', true)`;
}

interface OpenTransaction {
  readonly parts: TransactorParts;
  readonly scope: TenantScope;
  readonly connection: TransactionConnection;
  readonly now: Instant;
  readonly database: Kysely<Database>;
  readonly sealer: TenantSealer;
  readonly traces: Traces;
}

function toTransaction(open: OpenTransaction, cause: Cause): TenantTransaction {
  const { parts, scope, connection, now, database, sealer, traces } = open;
  const tx: TenantTransaction = {
    tenantId: scope.tenantId,
    actor: scope.actor,
    cause,
    ...(scope.requestId === undefined ? {} : { requestId: scope.requestId }),
    now,
    database,
    sealer,
    onAccountOf: (other) => toTransaction(open, other),
    newId: () => newId(now),
    write: (statement) => connection.write('compile' in statement ? statement.compile() : statement),
    files: {
      adopt: (received) => parts.files.adopt(tx, received),
      save: (file) => parts.files.save(tx, file),
      saveStream: (file) => parts.files.saveStream(tx, file),
      spool: (file) => parts.files.spool(tx, file),
      open: (fileId) => parts.files.open(tx, fileId),
      read: (fileId) => parts.files.read(tx, fileId),
    },
    count: (counter, labels) => void traces.counts.push({ counter, labels }),
    announce: async (kind, payload, orderingKey) => {
      traces.announcements.push(checkAnnouncement({ kind, payload, orderingKey, cause }));
    },
    setTimer: async (timer) => {
      traces.hasTimers = true;
      setTimer(tx, timer);
    },
    cancelTimer: async (kind, subject) => cancelTimer(tx, { kind, subject }),
    audit: async (note) => {
      // An entry that cannot be signed fails here; one that cannot be stored fails the connection, and so the commit.
      parts.auditWriter.append({ ...tx, database: connection }, note).catch(() => undefined);
    },
    touch: (topic) => {
      traces.topics.add(topic);
    },
  };
  return tx;
}

function isRetryable(error: unknown): boolean {
  return isOutdatedPlan(error) || (error instanceof Error && 'code' in error && retryable.has(String(error.code)));
}

/** A prepared statement whose tables were altered meanwhile can never be used again: its connection goes, and the work is tried again. */
function isOutdatedPlan(error: unknown): error is Error {
  return error instanceof Error && 'routine' in error && error.routine === 'RevalidateCachedQuery';
}
