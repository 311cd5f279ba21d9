import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import { findStatementName } from '../database/statement-names.ts';
import type { Log } from '../log/log.ts';
import type { AuditNote, AuditScope } from './audit-entry.ts';
import { type AuditWriter, markAll, usualKind } from './audit-writer.ts';
import { appendEntries, type RunStatement, type SignedEntry } from './entry-store.ts';
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
 * Creates the read auditor. While one batch is being committed, the next one gathers: a lone read waits for nothing but its own commit,
 * and under load many reads of all tenants share one.
 */
export function createReadAuditor(parts: ReadAuditorParts): ReadAuditor {
  const queue: Waiting[] = [];
  let draining = false;

  async function drain(): Promise<void> {
    draining = true;
    // Entries that are recorded in the same turn of the event loop go together from the start.
    await new Promise(setImmediate);
    while (queue.length > 0) await commitBatch(parts, queue.splice(0, mostPerBatch));
    draining = false;
  }

  return {
    record: (scope, note) =>
      new Promise((resolve, reject) => {
        queue.push({ entry: parts.writer.sign(scope, { kind: usualKind(note, 'read'), ...note }), resolve, reject });
        if (!draining) void drain();
      }),
  };
}

async function commitBatch(parts: ReadAuditorParts, batch: readonly Waiting[]): Promise<void> {
  try {
    await storeOrSpill(
      parts,
      batch.map((waiting) => waiting.entry),
    );
    for (const waiting of batch) waiting.resolve();
  } catch (error) {
    for (const waiting of batch) waiting.reject(new AuditUnavailable(error));
  }
}

async function storeOrSpill(parts: ReadAuditorParts, entries: readonly SignedEntry[]): Promise<void> {
  const { ledger } = parts.writer;
  const storing = store(parts, entries);
  try {
    await within(storing, parts.patienceMilliseconds ?? usualPatienceMilliseconds);
  } catch (error) {
    parts.log.fault('audit', error, { count: entries.length });
    // If the late insert succeeds after all, bringing in the spilled batch changes nothing.
    await parts.spill.write(entries);
    markAll(ledger, entries, { kind: 'spilled' });
  }
}

async function store(parts: ReadAuditorParts, entries: readonly SignedEntry[]): Promise<void> {
  const { ledger } = parts.writer;
  try {
    markAll(ledger, entries, { kind: 'written', transactionId: await appendEntries(runOn(parts.pool), entries) });
  } catch (error) {
    markAll(ledger, entries, { kind: 'void' });
    throw error;
  }
}

/** Runs statements on an open connection, or on any connection of a pool; those that come again and again stay prepared. */
export function runOn(client: pg.PoolClient | pg.Pool): RunStatement {
  return async <Row>(statement: string, values: readonly unknown[]) =>
    (await client.query({ text: statement, values: [...values], name: findStatementName(statement) })).rows as Row[];
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
