import type pg from 'pg';
import type { TenantId } from '../../kernel/ids.ts';
import { withTenantClient } from '../crypto/tenant-client.ts';
import type { AuditKeys } from './audit-keys.ts';
import { type ChainEnd, type ChainLink, chainBeginning, computeLinks, type EntryToChain } from './chain-link.ts';

/** What a chainer works with. The pool logs in as the application role. */
export interface ChainerParts {
  readonly pool: pg.Pool;
  readonly keys: AuditKeys;
}

interface Waiting {
  readonly entries: readonly EntryToChain[];
  /** Everything that was committed by transactions before this one is among the entries or already in the chain. */
  readonly horizon: string;
}

const mostPerBatch = 5000;
// The first half of a two-part advisory lock; the second half is the tenant.
const lockClass = 7_243_110;

/** Links every committed entry of every tenant that is not yet in its chain, and returns how many were linked. */
export async function chainEntries(parts: ChainerParts): Promise<number> {
  const { rows } = await parts.pool.query<{ tenant_id: TenantId }>(
    'select tenant_id from audit.list_tenants_to_chain()',
  );
  let count = 0;
  for (const { tenant_id: tenantId } of rows) count += await chainTenant(parts, tenantId);
  return count;
}

async function chainTenant(parts: ChainerParts, tenantId: TenantId): Promise<number> {
  let count = 0;
  for (;;) {
    const linked = await withTenantClient(parts.pool, tenantId, (client) => chainBatch(parts.keys, client, tenantId));
    count += linked;
    if (linked < mostPerBatch) return count;
  }
}

/** Links one batch in one transaction, unless another process is chaining this tenant just now. */
async function chainBatch(keys: AuditKeys, client: pg.PoolClient, tenantId: TenantId): Promise<number> {
  const { rows } = await client.query<{ locked: boolean }>('select pg_try_advisory_xact_lock($1, $2) as locked', [
    lockClass,
    tenantId,
  ]);
  if (rows[0]?.locked !== true) return 0;
  const end = await findChainEnd(client);
  const { entries, horizon } = await listEntriesToChain(client, end?.horizon ?? '0');
  if (entries.length === 0) return 0;
  await saveLinks(client, {
    tenantId,
    horizon,
    links: computeLinks(keys.linkHash(tenantId), end ?? emptyChain, entries),
  });
  return entries.length;
}

const emptyChain: ChainEnd = { sequence: 0, hash: chainBeginning };

/** Finds the last link of the transaction's tenant; null when nothing is chained yet. */
export async function findChainEnd(client: pg.PoolClient): Promise<(ChainEnd & { readonly horizon: string }) | null> {
  const { rows } = await client.query<{ sequence: number; hash: Buffer; horizon: string }>(
    'select sequence, hash, horizon::text as horizon from audit.link order by sequence desc limit 1',
  );
  const last = rows[0];
  return last === undefined ? null : { ...last, hash: last.hash.toString('latin1') };
}

/**
 * Lists entries that are not in the chain, in the order of their transactions. Transactions that were open when the last link was made
 * lie behind its horizon, so none is overlooked however late it commits. A horizon beyond the newest transaction comes from another
 * server (a restored dump); then everything is looked through once.
 */
async function listEntriesToChain(client: pg.PoolClient, afterHorizon: string): Promise<Waiting> {
  const { rows } = await client.query<{ entry_id: string; mac: Buffer; open_from: string; seen_to: string }>(
    `select e.entry_id, e.mac, pg_snapshot_xmin(pg_current_snapshot())::text as open_from,
       least(e.transaction_id, pg_snapshot_xmin(pg_current_snapshot()))::text as seen_to
     from audit.entry e
     where e.transaction_id >= (case when $1::xid8 > pg_snapshot_xmax(pg_current_snapshot()) then '0'::xid8 else $1::xid8 end)
       and e.transaction_id < pg_snapshot_xmax(pg_current_snapshot())
       and not exists (select from audit.link l where l.tenant_id = e.tenant_id and l.entry_id = e.entry_id)
     order by e.transaction_id, e.writer_id, e.writer_sequence
     limit $2`,
    [afterHorizon, mostPerBatch],
  );
  const entries = rows.map((row) => ({ entryId: row.entry_id, mac: row.mac.toString('latin1') }));
  const last = rows.at(-1);
  const horizon = rows.length < mostPerBatch ? last?.open_from : last?.seen_to;
  return { entries, horizon: horizon ?? afterHorizon };
}

async function saveLinks(
  client: pg.PoolClient,
  chained: { readonly tenantId: TenantId; readonly horizon: string; readonly links: readonly ChainLink[] },
): Promise<void> {
  await client.query(
    `with link as (
       insert into audit.link (tenant_id, sequence, entry_id, previous_hash, hash, horizon)
       select $1, l.sequence, l.entry_id, l.previous_hash, l.hash, $2::xid8
       from unnest($3::bigint[], $4::uuid[], $5::bytea[], $6::bytea[]) as l (sequence, entry_id, previous_hash, hash)
       returning tenant_id, entry_id)
     insert into audit.patient_entry (tenant_id, patient_id, entry_id)
     select e.tenant_id, patient.id, e.entry_id
     from link join audit.entry e using (tenant_id, entry_id) cross join unnest(e.patient_ids) as patient (id)
     on conflict do nothing`,
    [
      chained.tenantId,
      chained.horizon,
      chained.links.map((link) => link.sequence),
      chained.links.map((link) => link.entryId),
      chained.links.map((link) => toHex(link.previousHash)),
      chained.links.map((link) => toHex(link.hash)),
    ],
  );
}

/** Writes 32 bytes as PostgreSQL reads them; an array of buffers would be sent byte by byte. */
function toHex(hash: string): string {
  return `\\x${Buffer.from(hash, 'latin1').toString('hex')}`;
}
