import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import type { PatientId, TenantId } from '../../src/kernel/ids.ts';
import { instantOf } from '../../src/kernel/instant.ts';
import { type Anchor, signAnchor } from '../../src/platform/audit/anchor.ts';
import { openAnchorFiles } from '../../src/platform/audit/anchor-files.ts';
import type { AuditNote, AuditScope } from '../../src/platform/audit/audit-entry.ts';
import { type AuditKeys, createAuditKeys } from '../../src/platform/audit/audit-keys.ts';
import { type AuditWriter, createAuditWriter } from '../../src/platform/audit/audit-writer.ts';
import { chainEntries, findChainEnd } from '../../src/platform/audit/chainer.ts';
import { type AuditVerification, verifyAudit } from '../../src/platform/audit/verify-audit.ts';
import { settleWriter } from '../../src/platform/audit/writer-settlement.ts';
import { MovableClock } from '../../src/platform/clock/clock.ts';
import { derivedSecretsOf } from '../../src/platform/crypto/derived-secrets.ts';
import { openKeyFiles } from '../../src/platform/crypto/key-files.ts';
import { withTenantClient } from '../../src/platform/crypto/tenant-client.ts';
import { createDataKeys } from '../../src/platform/crypto/tenant-keys.ts';
import { openFileStore } from '../../src/platform/files/file-store.ts';
import { silentLog } from '../../src/platform/log/log.ts';
import { createMetrics } from '../../src/platform/metrics/metrics.ts';
import { createTransactor, type Transactor } from '../../src/platform/transaction/transactor.ts';
import { openTestDatabase, type TestDatabase } from './test-database.ts';

/** One process that writes audit entries. */
export interface TestWriter {
  readonly writer: AuditWriter;
  readonly transactor: Transactor;
  /** Writes one entry in a transaction of its own. */
  write(tenantId: TenantId): Promise<void>;
  /** Writes one entry in a transaction that is then rolled back. */
  writeInVain(tenantId: TenantId): Promise<void>;
  settle(): Promise<void>;
}

/** An audit on a database of its own, without any rounds that run by themselves. */
export interface TestAudit {
  readonly database: TestDatabase;
  readonly folder: string;
  readonly keys: AuditKeys;
  readonly clock: MovableClock;
  nextTenant(): TenantId;
  openWriter(pool?: pg.Pool): TestWriter;
  chain(): Promise<number>;
  anchor(tenantId: TenantId): Promise<Anchor>;
  verify(tenantId: TenantId): Promise<AuditVerification>;
  close(): Promise<void>;
}

export const patientId = '0190a000-0000-7000-8000-000000000001' as PatientId;
export const readNote: AuditNote = { action: 'patients.find-patient', outcome: 'done', patientIds: [patientId] };
export const system = { kind: 'system', name: 'test' } as const;

/** Opens an audit whose keys, clock and folders belong to the test. */
export async function openTestAudit(): Promise<TestAudit> {
  const database = await openTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'theriac-audit-'));
  const clock = new MovableClock(instantOf(Date.UTC(2026, 0, 5, 12)));
  const keys = createAuditKeys(derivedSecretsOf(Buffer.alloc(32, 5)));
  const sink = openAnchorFiles(join(folder, 'anchors'));
  let lastTenant = 0;
  return {
    database,
    folder,
    keys,
    clock,
    nextTenant: () => {
      lastTenant += 1;
      return lastTenant as TenantId;
    },
    openWriter: (pool = database.app) => openTestWriter({ pool, keys, clock, folder }),
    chain: () => chainEntries({ pool: database.app, keys }),
    anchor: async (tenantId) => {
      const end = await withTenantClient(database.app, tenantId, findChainEnd);
      if (end === null) throw new Error('there is no chain to anchor');
      const anchor = signAnchor(keys, { tenantId, end, at: clock.now() });
      await sink.append([anchor]);
      return anchor;
    },
    verify: (tenantId) => verifyAudit({ pool: database.app, keys, sinks: [sink] }, tenantId),
    close: async () => {
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Says who reads, for entries outside a transaction. */
export function scopeOf(audit: TestAudit, tenantId: TenantId): AuditScope {
  return { tenantId, actor: system, at: audit.clock.now() };
}

function openTestWriter(parts: {
  readonly pool: pg.Pool;
  readonly keys: AuditKeys;
  readonly clock: MovableClock;
  readonly folder: string;
}): TestWriter {
  const { pool, clock } = parts;
  const writer = createAuditWriter(parts);
  const keyEncryptionKeys = openKeyFiles(join(parts.folder, 'keys'));
  const dataKeys = createDataKeys({ pool, clock, keyEncryptionKeys, log: silentLog });
  const transactor = createTransactor({
    pool,
    clock,
    dataKeys,
    auditWriter: writer,
    subscriptions: [],
    files: openFileStore(join(parts.folder, 'files'), dataKeys),
    metrics: createMetrics(),
    onCommitted: () => undefined,
  });
  return {
    writer,
    transactor,
    write: (tenantId) => transactor.transact({ tenantId, actor: system }, (tx) => tx.audit(readNote)),
    writeInVain: async (tenantId) => {
      const vain = new Error('in vain');
      const work = transactor.transact({ tenantId, actor: system }, async (tx) => {
        await tx.audit(readNote);
        throw vain;
      });
      await work.catch((error: unknown) => {
        if (error !== vain) throw error;
      });
    },
    settle: () => settleWriter({ pool, writer, clock, log: silentLog }),
  };
}
