import type pg from 'pg';
import type { TenantId } from '../../kernel/ids.ts';
import { withTenantClient } from '../crypto/tenant-client.ts';
import { type Anchor, type AnchorSink, isAnchorGenuine } from './anchor.ts';
import { type EntryValues, entryColumns } from './audit-entry.ts';
import type { AuditKeys } from './audit-keys.ts';
import { findChainEnd } from './chainer.ts';
import {
  type AuditBreak,
  beginVerification,
  type ChainKeys,
  isEntryWhole,
  type StoredEntry,
  type StoredLink,
} from './verify-chain.ts';

/** What a verification found in the audit of one tenant. */
export interface AuditVerification {
  readonly tenantId: TenantId;
  readonly firstBreak: AuditBreak | null;
  readonly verifiedLinks: number;
  readonly anchors: number;
  /** Entries that are whole and wait for the chainer; normally those of the last second. */
  readonly unchainedEntries: number;
  /** Numbers that a killed process left unaccounted for; nothing vouches for them, and nothing says that an entry was there. */
  readonly unexplainedNumbers: number;
}

interface VerifyParts {
  readonly pool: pg.Pool;
  readonly keys: AuditKeys;
  readonly sinks: readonly AnchorSink[];
}

const linksPerPage = 5000;
const beforeEveryId = '00000000-0000-0000-0000-000000000000';

/** Verifies the audit of every tenant that has one. */
export async function verifyAudits(parts: VerifyParts): Promise<readonly AuditVerification[]> {
  const { rows } = await parts.pool.query<{ tenant_id: TenantId }>('select tenant_id from audit.list_tenants()');
  const verifications: AuditVerification[] = [];
  for (const row of rows) verifications.push(await verifyAudit(parts, row.tenant_id));
  return verifications;
}

/** Verifies entries, chain, writers' counts and anchors of one tenant while it goes on writing. */
export async function verifyAudit(parts: VerifyParts, tenantId: TenantId): Promise<AuditVerification> {
  const keys: ChainKeys = {
    entryHash: parts.keys.entryHash(tenantId),
    linkHash: parts.keys.linkHash(tenantId),
    isAnchorGenuine: (anchor) => isAnchorGenuine(parts.keys, anchor),
  };
  // Anchors are read first: each of them must then be found in what the chain is now.
  const anchors = (await Promise.all(parts.sinks.map((sink) => sink.list(tenantId)))).flat();
  const chain = await verifyChain(parts.pool, tenantId, { keys, anchors });
  const unchained = await verifyUnchained(parts.pool, tenantId, keys);
  return {
    ...chain,
    tenantId,
    firstBreak: chain.firstBreak ?? unchained.firstBreak,
    anchors: anchors.length,
    unchainedEntries: unchained.count,
  };
}

async function verifyChain(
  pool: pg.Pool,
  tenantId: TenantId,
  against: { readonly keys: ChainKeys; readonly anchors: readonly Anchor[] },
): Promise<Pick<AuditVerification, 'firstBreak' | 'verifiedLinks' | 'unexplainedNumbers'>> {
  const verification = beginVerification(against.keys, against.anchors);
  const end = (await withTenantClient(pool, tenantId, findChainEnd))?.sequence ?? 0;
  let firstBreak: AuditBreak | null = null;
  for (let after = 0; after < end && firstBreak === null; after += linksPerPage) {
    const through = Math.min(after + linksPerPage, end);
    const links = await withTenantClient(pool, tenantId, (client) => listLinks(client, { after, through }));
    firstBreak = verification.take(links);
  }
  return {
    firstBreak: firstBreak ?? verification.finish(),
    verifiedLinks: verification.countVerified(),
    unexplainedNumbers: verification.countUnexplained(),
  };
}

/** Looks at every entry outside the chain: whoever inserts one without the key, or hides one from the chainer, shows here. */
async function verifyUnchained(
  pool: pg.Pool,
  tenantId: TenantId,
  keys: ChainKeys,
): Promise<{ readonly count: number; readonly firstBreak: AuditBreak | null }> {
  let count = 0;
  for (let after = beforeEveryId; ; ) {
    const entries = await withTenantClient(pool, tenantId, (client) => listUnchained(client, after));
    const altered = entries.find((entry) => !isEntryWhole(keys, entry));
    if (altered !== undefined) return { count, firstBreak: { reason: 'entry-altered', entryId: altered.values[1] } };
    count += entries.length;
    const last = entries.at(-1);
    if (last === undefined) return { count, firstBreak: null };
    after = last.values[1];
  }
}

// Entry columns in the order of the MAC; JSON comes as the text that was stored.
const entrySelection = entryColumns.map((column) => (column === 'facts' ? 'e.facts::text' : `e.${column}`)).join(', ');
const firstEntryColumn = 4;
const macColumn = firstEntryColumn + entryColumns.length;

async function listLinks(
  client: pg.PoolClient,
  range: { readonly after: number; readonly through: number },
): Promise<readonly StoredLink[]> {
  const { rows } = await client.query<unknown[]>({
    text: `select l.sequence, l.entry_id, l.previous_hash, l.hash, ${entrySelection}, e.mac
      from audit.link l left join audit.entry e on e.tenant_id = l.tenant_id and e.entry_id = l.entry_id
      where l.sequence > $1 and l.sequence <= $2 order by l.sequence`,
    values: [range.after, range.through],
    rowMode: 'array',
  });
  return rows.map((row) => ({
    sequence: row[0] as number,
    entryId: row[1] as string,
    previousHash: (row[2] as Buffer).toString('latin1'),
    hash: (row[3] as Buffer).toString('latin1'),
    entry: row[macColumn] === null ? null : toStoredEntry(row, firstEntryColumn),
  }));
}

async function listUnchained(client: pg.PoolClient, after: string): Promise<readonly StoredEntry[]> {
  const { rows } = await client.query<unknown[]>({
    text: `select ${entrySelection}, e.mac from audit.entry e
      where e.entry_id > $1
        and not exists (select from audit.link l where l.tenant_id = e.tenant_id and l.entry_id = e.entry_id)
      order by e.entry_id limit ${linksPerPage}`,
    values: [after],
    rowMode: 'array',
  });
  return rows.map((row) => toStoredEntry(row, 0));
}

function toStoredEntry(row: readonly unknown[], first: number): StoredEntry {
  const values = row.slice(first, first + entryColumns.length) as unknown as EntryValues;
  return { values, mac: (row[first + entryColumns.length] as Buffer).toString('latin1') };
}
