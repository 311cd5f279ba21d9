import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import type { TenantId } from '../../kernel/ids.ts';
import { withTenantClient } from '../crypto/tenant-client.ts';
import type { Log } from '../log/log.ts';
import type { AuditNote, AuditScope } from './audit-entry.ts';
import { type AuditWriter, insertMarked, markAll, usualKind } from './audit-writer.ts';
import type { RunStatement, SignedEntry } from './entry-store.ts';
import type { SpillFolder } from './spill-folder.ts';

/** Records what has no transaction of its own: reads, searches, refusals, failed sign-ins. */
export interface ReadAuditor {
  /**
   * Returns once the entry is durable in the database or in the spill folder, so that an answer may leave; throws
   * {@link AuditUnavailable} when neither took it, and then no patient data may be served.
   */
  record(scope: AuditScope, note: AuditNote): Promise<void>;
}

/** Thrown when an entry could be written nowhere. */
export class AuditUnavailable extends Error {
  override readonly name = 'AuditUnavailable';

  constructor(cause: unknown) {
    super('no audit entry can be written, so no patient data are served', { cause });
  }
}

export interface ReadAuditorParts {
  /** Logs in as the application role; best a pool of its own, so that reads never wait for a connection that a long write holds. */
  readonly pool: pg.Pool;
  readonly writer: AuditWriter;
  readonly spill: SpillFolder;
  readonly log: Log;
  /** How long the database may take before the spill folder is used. */
  readonly patienceMilliseconds?: number;
}

interface Waiting {
  readonly entry: SignedEntry;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

const mostPerBatch = 500;
const usualPatienceMilliseconds = 2000;

/**
 * Creates the read auditor. While one batch of a tenant is being committed, the next one gathers: a lone read waits for nothing but its
 * own commit, and under load many reads share one.
 */
export function createReadAuditor(parts: ReadAuditorParts): ReadAuditor {
  const queues = new Map<TenantId, Waiting[]>();

  async function drain(tenantId: TenantId, queue: Waiting[]): Promise<void> {
    // Entries that are recorded in the same turn of the event loop go together from the start.
    await new Promise(setImmediate);
    while (queue.length > 0) await commitBatch(parts, tenantId, queue.splice(0, mostPerBatch));
    queues.delete(tenantId);
  }

  return {
    record: (scope, note) =>
      new Promise((resolve, reject) => {
        const entry = parts.writer.sign(scope, { kind: usualKind(note, 'read'), ...note });
        const queue = queues.get(scope.tenantId);
        const waiting: Waiting = { entry, resolve, reject };
        if (queue !== undefined) return void queue.push(waiting);
        const started = [waiting];
        queues.set(scope.tenantId, started);
        void drain(scope.tenantId, started);
      }),
  };
}

async function commitBatch(parts: ReadAuditorParts, tenantId: TenantId, batch: readonly Waiting[]): Promise<void> {
  const entries = batch.map((waiting) => waiting.entry);
  try {
    await storeOrSpill(parts, tenantId, entries);
    for (const waiting of batch) waiting.resolve();
  } catch (error) {
    for (const waiting of batch) waiting.reject(new AuditUnavailable(error));
  }
}

async function storeOrSpill(
  parts: ReadAuditorParts,
  tenantId: TenantId,
  entries: readonly SignedEntry[],
): Promise<void> {
  const { ledger } = parts.writer;
  const storing = withTenantClient(parts.pool, tenantId, (client) => insertMarked(ledger, runOn(client), entries));
  try {
    await within(storing, parts.patienceMilliseconds ?? usualPatienceMilliseconds);
  } catch (error) {
    parts.log.fault('audit', error, { tenantId, count: entries.length });
    // If the late insert succeeds after all, bringing in the spilled batch changes nothing.
    await parts.spill.write(entries);
    markAll(ledger, entries, { kind: 'spilled' });
  }
}

/** Runs statements on an open connection. */
export function runOn(client: pg.PoolClient): RunStatement {
  return async <Row>(statement: string, values: readonly unknown[]) =>
    (await client.query(statement, [...values])).rows as Row[];
}

/** Fails when a promise takes longer than it may; the promise itself goes on. */
async function within(promise: Promise<void>, milliseconds: number): Promise<void> {
  const late = new AbortController();
  const timeout = wait(milliseconds, undefined, { signal: late.signal }).then(() => {
    throw new Error('the database took too long to store audit entries');
  });
  promise.catch(() => undefined);
  timeout.catch(() => undefined);
  try {
    await Promise.race([promise, timeout]);
  } finally {
    late.abort();
  }
}
