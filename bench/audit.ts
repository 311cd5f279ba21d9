// Row 19: what it costs that the audit is tamper-evident, and how fast it is verified. The plain contender inserts the same columns under
// the same row-level security, keys and triggers, without MAC, chain, anchors and settlements. Both run at 32 connections on one durable
// PostgreSQL, in alternating rounds of one process, with the load generator on the same cores.
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import type { PatientId, TenantId } from '../src/kernel/ids.ts';
import { openAnchorFiles } from '../src/platform/audit/anchor-files.ts';
import {
  type AuditNote,
  type AuditScope,
  canonicalEntryText,
  composeEntry,
  entryColumns,
} from '../src/platform/audit/audit-entry.ts';
import { createAuditKeys } from '../src/platform/audit/audit-keys.ts';
import { startChainUpkeep, startWriterUpkeep } from '../src/platform/audit/audit-upkeep.ts';
import { createAuditWriter, insertMarked } from '../src/platform/audit/audit-writer.ts';
import { chainBeginning, computeLinks } from '../src/platform/audit/chain-link.ts';
import { createReadAuditor, runOn } from '../src/platform/audit/read-auditor.ts';
import { openSpillFolder } from '../src/platform/audit/spill-folder.ts';
import { verifyAudit } from '../src/platform/audit/verify-audit.ts';
import { beginVerification, type StoredLink } from '../src/platform/audit/verify-chain.ts';
import { systemClock } from '../src/platform/clock/clock.ts';
import { newId } from '../src/platform/clock/new-id.ts';
import { derivedSecretsOf } from '../src/platform/crypto/derived-secrets.ts';
import { withTenantClient } from '../src/platform/crypto/tenant-client.ts';
import { openPool, toApplicationUrl } from '../src/platform/database/connect.ts';
import { startEmbeddedPostgres } from '../src/platform/database/embedded-postgres.ts';
import { migrate, readMigrations } from '../src/platform/database/migrate.ts';
import { silentLog } from '../src/platform/log/log.ts';

const connections = 32;
const tenantCount = 40;
const rounds = 5;
const roundMilliseconds = 4000;
const verifiedLinks = 200_000;

const keys = createAuditKeys(derivedSecretsOf(Buffer.alloc(32, 9)));
const note: AuditNote = {
  action: 'dispensing.verify-fill',
  outcome: 'done',
  patientIds: ['0190a000-0000-7000-8000-000000000001' as PatientId],
  object: { kind: 'fill', id: '0190a000-0000-7000-8000-000000000002' },
};

function scopeOf(tenantId: TenantId): AuditScope {
  return {
    tenantId,
    at: systemClock.now(),
    requestId: 'b8e7a3c2-5c39-4a5e-9a53-1f0c2f0a7d11',
    actor: {
      kind: 'staff',
      staffId: newId<'staff'>(systemClock.now()),
      sessionId: newId<'session'>(systemClock.now()),
      siteId: newId<'site'>(systemClock.now()),
      roles: ['verifyingPharmacist'],
    },
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}

/** Runs one piece of work over and over on all connections and returns how many were done in a second. */
async function measure(work: (tenantId: TenantId) => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  let done = 0;
  const client = async (number: number): Promise<void> => {
    while (performance.now() - begin < roundMilliseconds) {
      await work((((done + number) % tenantCount) + 1) as TenantId);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, (_, number) => client(number)));
  return (done * 1000) / (performance.now() - begin);
}

async function compare(
  name: string,
  goal: number | null,
  contenders: { plain(): Promise<number>; audited(): Promise<number> },
): Promise<void> {
  const results: { plain: number; audited: number }[] = [];
  await contenders.plain();
  await contenders.audited();
  for (let round = 0; round < rounds; round += 1) {
    if (round % 2 === 0) results.push({ plain: await contenders.plain(), audited: await contenders.audited() });
    else {
      const audited = await contenders.audited();
      results.push({ plain: await contenders.plain(), audited });
    }
  }
  const ratio = median(results.map((result) => result.audited / result.plain));
  const rates = `${Math.round(median(results.map((result) => result.plain)))}/s plain, ${Math.round(median(results.map((result) => result.audited)))}/s audited`;
  const verdict = goal === null ? 'no goal' : `goal ${goal.toFixed(2)}${ratio >= goal ? '' : ', NOT REACHED'}`;
  console.log(`${name}: ratio ${ratio.toFixed(2)} (${verdict}); medians ${rates}`);
}

async function openDatabase(folder: string) {
  const server = await startEmbeddedPostgres({ folder: join(folder, 'postgres'), durable: true });
  const owner = openPool({ url: server.ownerUrl, size: 1, name: 'bench-owner' });
  await migrate(owner, {
    migrations: readMigrations(join(import.meta.dirname, '../database/migrations')),
    applicationPassword: 'bench',
  });
  await owner.query(`
    create schema bench;
    create table bench.plain_entry (like audit.entry including all);
    alter table bench.plain_entry drop column mac, drop column transaction_id;
    select platform.protect_append_only('bench.plain_entry');
    create table bench.fill (tenant_id integer, fill_id uuid, state text not null, sealed bytea not null, primary key (tenant_id, fill_id));
    select platform.protect_append_only('bench.fill');`);
  const pool = openPool({ url: toApplicationUrl(server.ownerUrl, 'bench'), size: connections + 6, name: 'bench' });
  return {
    pool,
    close: async () => {
      await pool.end();
      await owner.end();
      await server.stop();
    },
  };
}

const plainColumns = entryColumns.join(', ');
const plainPlaces = entryColumns.map((_, column) => `$${column + 1}`).join(', ');

async function insertPlain(client: pg.PoolClient, tenantId: TenantId, writerSequence: number): Promise<void> {
  const number = {
    entryId: newId(systemClock.now()),
    writerId: '0190a000-0000-7000-8000-00000000000a',
    writerSequence,
  };
  const values = composeEntry(scopeOf(tenantId), { kind: 'write', ...note }, number);
  await client.query(`insert into bench.plain_entry (${plainColumns}) values (${plainPlaces})`, [...values]);
}

async function insertFill(client: pg.PoolClient, tenantId: TenantId): Promise<void> {
  await client.query('insert into bench.fill values ($1, $2, $3, $4)', [
    tenantId,
    newId(systemClock.now()),
    'open',
    Buffer.alloc(400),
  ]);
}

async function benchDatabase(pool: pg.Pool, folder: string): Promise<void> {
  const writer = createAuditWriter({ keys, clock: systemClock });
  const spill = await openSpillFolder({ folder: join(folder, 'spill'), key: keys.spillKey, clock: systemClock });
  const sinks = [openAnchorFiles(join(folder, 'anchors'))];
  const readAuditor = createReadAuditor({ pool, writer, spill, log: silentLog });
  let plainSequence = 0;
  const nextPlain = (): number => {
    plainSequence += 1;
    return plainSequence;
  };

  const insertAudited = (client: pg.PoolClient, tenantId: TenantId): Promise<void> =>
    insertMarked(writer.ledger, runOn(client), writer.sign(scopeOf(tenantId), { kind: 'write', ...note }));
  const withUpkeep = async (work: (tenantId: TenantId) => Promise<unknown>): Promise<number> => {
    const upkeep = [
      startWriterUpkeep({ pool, writer, spill, clock: systemClock, log: silentLog }),
      startChainUpkeep({ pool, keys, sinks, clock: systemClock, log: silentLog }),
    ];
    const rate = await measure(work);
    for (const one of upkeep) await one.stop();
    return rate;
  };
  const inTenant = (work: (client: pg.PoolClient, tenantId: TenantId) => Promise<void>) => (tenantId: TenantId) =>
    withTenantClient(pool, tenantId, (client) => work(client, tenantId));

  await compare('audit entry, signed and chained, against a plain insert', 0.85, {
    plain: () => measure(inTenant((client, tenantId) => insertPlain(client, tenantId, nextPlain()))),
    audited: () => withUpkeep(inTenant(insertAudited)),
  });
  await compare('write of a row with its plain entry, against signed and chained', 0.85, {
    plain: () =>
      measure(
        inTenant(async (client, tenantId) => {
          await insertFill(client, tenantId);
          await insertPlain(client, tenantId, nextPlain());
        }),
      ),
    audited: () =>
      withUpkeep(
        inTenant(async (client, tenantId) => {
          await insertFill(client, tenantId);
          await insertAudited(client, tenantId);
        }),
      ),
  });
  await compare('write of a row with its entry, against the row without any audit', null, {
    plain: () => measure(inTenant(insertFill)),
    audited: () =>
      withUpkeep(
        inTenant(async (client, tenantId) => {
          await insertFill(client, tenantId);
          await insertAudited(client, tenantId);
        }),
      ),
  });
  const readPage = inTenant(async (client) => {
    await client.query('select fill_id, state, sealed from bench.fill order by fill_id desc limit 50');
  });
  await compare('read of a page with its entry, against the bare SQL of the page without any audit', null, {
    plain: () => measure(readPage),
    audited: () =>
      withUpkeep(async (tenantId) => {
        await readPage(tenantId);
        await readAuditor.record(scopeOf(tenantId), note);
      }),
  });
  await verifyStored(pool, sinks);
}

async function verifyStored(pool: pg.Pool, sinks: readonly ReturnType<typeof openAnchorFiles>[]): Promise<void> {
  const begin = performance.now();
  let links = 0;
  for (let tenant = 1; tenant <= tenantCount; tenant += 1) {
    const found = await verifyAudit({ pool, keys, sinks }, tenant as TenantId);
    if (found.firstBreak !== null || found.unchainedEntries > 0)
      throw new Error(`tenant ${tenant} is not whole: ${JSON.stringify(found)}`);
    links += found.verifiedLinks;
  }
  console.log(
    `verification out of the database: ${links} links, ${Math.round((links * 1000) / (performance.now() - begin))} links/s (no goal)`,
  );
}

function benchVerification(): void {
  const tenantId = 1 as TenantId;
  const entries = Array.from({ length: verifiedLinks }, (_, index) => {
    const number = {
      entryId: newId(systemClock.now()),
      writerId: '0190a000-0000-7000-8000-00000000000a',
      writerSequence: index + 1,
    };
    const values = composeEntry(scopeOf(tenantId), { kind: 'write', ...note }, number);
    return { values, mac: keys.entryHash(tenantId).ofText(canonicalEntryText(values)) };
  });
  const waiting = entries.map((entry) => ({ entryId: entry.values[1], mac: entry.mac }));
  const chained = computeLinks(keys.linkHash(tenantId), { sequence: 0, hash: chainBeginning }, waiting);
  const links: readonly StoredLink[] = chained.map((link, index) => ({ ...link, entry: entries[index] ?? null }));
  const chainKeys = {
    entryHash: keys.entryHash(tenantId),
    linkHash: keys.linkHash(tenantId),
    isAnchorGenuine: () => true,
  };
  const rates = Array.from({ length: rounds + 1 }, () => {
    const verification = beginVerification(chainKeys, []);
    const begin = process.cpuUsage();
    for (let at = 0; at < links.length; at += 5000) {
      if (verification.take(links.slice(at, at + 5000)) !== null) throw new Error('the chain is not whole');
    }
    const { user, system } = process.cpuUsage(begin);
    return (links.length * 1_000_000) / (user + system);
  });
  const rate = median(rates.slice(1));
  console.log(
    `verification of MAC, chain and count: ${Math.round(rate)} links in a second of one core (goal 300000${rate >= 300_000 ? '' : ', NOT REACHED'})`,
  );
}

console.log(`load of this machine before the run: ${loadavg()[0]?.toFixed(1)}`);
benchVerification();
const folder = await mkdtemp(join(tmpdir(), 'theriac-bench-audit-'));
// The account of the database server must be able to pass through.
await chmod(folder, 0o755);
const database = await openDatabase(folder);
try {
  await benchDatabase(database.pool, folder);
} finally {
  await database.close();
  await rm(folder, { recursive: true, force: true });
}
