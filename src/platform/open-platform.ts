import { createSecretKey } from 'node:crypto';
import type pg from 'pg';
import type { TenantId } from '../kernel/ids.ts';
import { type AuditKeys, createAuditKeys } from './audit/audit-keys.ts';
import { type AuditWriter, createAuditWriter } from './audit/audit-writer.ts';
import { createReadAuditor, type ReadAuditor } from './audit/read-auditor.ts';
import { openSpillFolder, type SpillFolder } from './audit/spill-folder.ts';
import type { Clock } from './clock/clock.ts';
import type { StateFolders } from './config/state-folder.ts';
import { createDataKeys, type DataKeys } from './crypto/tenant-keys.ts';
import { openPool } from './database/connect.ts';
import { createDueWork, type DueWork } from './events/due-work.ts';
import type { Subscription, TimerAction } from './events/subscription.ts';
import { type FileStore, openFileStore } from './files/file-store.ts';
import type { Log } from './log/log.ts';
import { createMetrics, type Metrics } from './metrics/metrics.ts';
import { watchProcess } from './metrics/process-load.ts';
import { readWaitingWork } from './metrics/waiting-work.ts';
import type { OpenedSecrets } from './open-secrets.ts';
import { createTransactor, type Transactor } from './transaction/transactor.ts';

/** What is committed and whom it may concern. */
export interface Change {
  readonly tenantId: TenantId;
  readonly topics: readonly string[];
  readonly announced: boolean;
}

/** The machinery that one process runs on. */
export interface Platform {
  readonly clock: Clock;
  readonly log: Log;
  readonly pool: pg.Pool;
  readonly keyPool: pg.Pool;
  readonly secrets: OpenedSecrets;
  readonly dataKeys: DataKeys;
  readonly auditKeys: AuditKeys;
  readonly auditWriter: AuditWriter;
  readonly readAuditor: ReadAuditor;
  readonly spill: SpillFolder;
  readonly transactor: Transactor;
  readonly files: FileStore;
  readonly dueWork: DueWork;
  readonly metrics: Metrics;
  close(): Promise<void>;
}

/** Opens the platform over a migrated database. */
export async function openPlatform(parts: {
  readonly applicationUrl: string;
  readonly folders: StateFolders;
  readonly secrets: OpenedSecrets;
  readonly clock: Clock;
  readonly log: Log;
  readonly subscriptions: readonly Subscription[];
  readonly timerActions: readonly TimerAction[];
  readonly poolSize?: number;
  readonly onCommitted?: (change: Change) => void;
}): Promise<Platform> {
  const { clock, log, secrets, subscriptions, timerActions } = parts;
  const metrics = createMetrics();
  const pool = openPool({ url: parts.applicationUrl, size: parts.poolSize ?? 16, name: 'theriac' });
  const keyPool = openPool({ url: parts.applicationUrl, size: 3, name: 'theriac-keys' });
  const dataKeys = createDataKeys({ pool: keyPool, keyEncryptionKeys: secrets.keyEncryptionKeys, clock, log });
  const auditKeys = createAuditKeys(secrets.derived);
  const auditWriter = createAuditWriter({ keys: auditKeys, clock });
  const spill = await openSpillFolder({
    folder: parts.folders.spill,
    key: createSecretKey(secrets.derived.derive('audit/spill')),
    clock,
  });
  const readAuditor = createReadAuditor({ pool: keyPool, writer: auditWriter, spill, log });
  const onCommitted = parts.onCommitted ?? (() => undefined);
  const files = openFileStore(parts.folders.files, dataKeys);
  const transactor = createTransactor({
    ...{ files, pool, clock, dataKeys, auditWriter, subscriptions, metrics, onCommitted },
  });
  const load = watchProcess({ work: pool, keys: keyPool });
  metrics.addSource(load.read);
  metrics.addSource(() => readWaitingWork(keyPool, clock.now()));
  const dueWork = createDueWork({ pool, clock, transactor, subscriptions, timerActions, log });
  return {
    clock,
    log,
    pool,
    keyPool,
    secrets,
    dataKeys,
    auditKeys,
    auditWriter,
    readAuditor,
    spill,
    transactor,
    files,
    dueWork,
    metrics,
    close: async () => {
      load.stop();
      await pool.end();
      await keyPool.end();
    },
  };
}
