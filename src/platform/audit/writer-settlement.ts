import type pg from 'pg';
import type { TenantId } from '../../kernel/ids.ts';
import type { Clock } from '../clock/clock.ts';
import { withTenantClient } from '../crypto/tenant-client.ts';
import type { Log } from '../log/log.ts';
import { type AuditWriter, insertMarked } from './audit-writer.ts';
import { runOn } from './read-auditor.ts';
import type { UnsettledNumber } from './writer-ledger.ts';

/** What a settlement says: every number of this writer up to `through` was committed, except those that are `void`. */
export interface Settlement {
  readonly through: number;
  readonly void: readonly number[];
}

/** What the database says of unsettled numbers: which are there, and what became of the transactions of the others. */
export interface NumberEvidence {
  readonly present: ReadonlySet<number>;
  /** Null when the server no longer knows the transaction, as after a failover that lost it. */
  readonly transactionStatus: ReadonlyMap<number, 'committed' | 'aborted' | 'in progress' | null>;
}

/** The action under which settlements stand in the audit. */
export const settlementAction = 'audit.settle-writer';

/**
 * Computes how far the numbers of a writer can be accounted for, and which of them stay empty. A number whose transaction was committed
 * but which is not there counts as written: the entry was deleted, and the settlement will show it.
 * @param numbers the unsettled numbers in order
 */
export function computeSettlement(numbers: readonly UnsettledNumber[], evidence: NumberEvidence): Settlement | null {
  const empty: number[] = [];
  let through: number | null = null;
  for (const { sequence, state } of numbers) {
    if (!evidence.present.has(sequence)) {
      const status = evidence.transactionStatus.get(sequence);
      if (state.kind === 'open' || state.kind === 'spilled' || status === 'in progress') break;
      if (state.kind === 'void' || status === 'aborted' || status === null) empty.push(sequence);
    }
    through = sequence;
  }
  return through === null ? null : { through, void: empty };
}

/** Writes a settlement for each tenant in which this process wrote since the last one. */
export async function settleWriter(parts: {
  readonly pool: pg.Pool;
  readonly writer: AuditWriter;
  readonly clock: Clock;
  readonly log: Log;
}): Promise<void> {
  const { ledger } = parts.writer;
  for (const tenantId of ledger.listTenantsToSettle()) {
    const settlement = await withTenantClient(parts.pool, tenantId, (client) => settleTenant(parts, client, tenantId));
    if (settlement !== null) ledger.settle(tenantId, settlement.through);
  }
}

async function settleTenant(
  parts: { readonly writer: AuditWriter; readonly clock: Clock; readonly log: Log },
  client: pg.PoolClient,
  tenantId: TenantId,
): Promise<Settlement | null> {
  const { writer, clock } = parts;
  const numbers = writer.ledger.listUnsettled(tenantId);
  const evidence = await gatherEvidence(client, writer.writerId, numbers);
  const deleted = numbers.filter(({ sequence }) => evidence.transactionStatus.get(sequence) === 'committed');
  if (deleted.length > 0)
    parts.log.warn('audit entries vanished after they were committed', { tenantId, count: deleted.length });
  const settlement = computeSettlement(numbers, evidence);
  if (settlement === null) return null;
  const entry = writer.sign(
    { tenantId, actor: { kind: 'system', name: 'audit' }, at: clock.now() },
    { kind: 'settlement', action: settlementAction, outcome: 'done', patientIds: [], facts: { ...settlement } },
  );
  await insertMarked(writer.ledger, runOn(client), [entry]);
  return settlement;
}

async function gatherEvidence(
  client: pg.PoolClient,
  writerId: string,
  numbers: readonly UnsettledNumber[],
): Promise<NumberEvidence> {
  if (await areAllPresent(client, writerId, numbers)) {
    return { present: new Set(numbers.map(({ sequence }) => sequence)), transactionStatus: new Map() };
  }
  const present = await listPresent(client, writerId, numbers);
  const suspects = numbers.flatMap(({ sequence, state }) =>
    state.kind === 'written' && !present.has(sequence) ? [{ sequence, transactionId: state.transactionId }] : [],
  );
  if (suspects.length === 0) return { present, transactionStatus: new Map() };
  const { rows } = await client.query<{ sequence: number; status: 'committed' | 'aborted' | 'in progress' | null }>(
    `select s.sequence, case when s.transaction_id < pg_snapshot_xmax(pg_current_snapshot()) then pg_xact_status(s.transaction_id) end as status
     from unnest($1::bigint[], $2::xid8[]) as s (sequence, transaction_id)`,
    [suspects.map((suspect) => suspect.sequence), suspects.map((suspect) => suspect.transactionId)],
  );
  // A transaction may have been committed between the two questions, so its entry is looked for once more.
  const later = await listPresent(client, writerId, suspects);
  const statuses = rows.filter((row) => !later.has(row.sequence)).map((row) => [row.sequence, row.status] as const);
  return { present: new Set([...present, ...later]), transactionStatus: new Map(statuses) };
}

async function areAllPresent(
  client: pg.PoolClient,
  writerId: string,
  numbers: readonly UnsettledNumber[],
): Promise<boolean> {
  const { rows } = await client.query<{ count: number }>(
    'select count(*) as count from audit.entry where writer_id = $1 and writer_sequence between $2 and $3',
    [writerId, numbers[0]?.sequence, numbers.at(-1)?.sequence],
  );
  return rows[0]?.count === numbers.length;
}

async function listPresent(
  client: pg.PoolClient,
  writerId: string,
  numbers: readonly { readonly sequence: number }[],
): Promise<ReadonlySet<number>> {
  const { rows } = await client.query<{ sequence: number }>(
    'select writer_sequence as sequence from audit.entry where writer_id = $1 and writer_sequence between $2 and $3',
    [writerId, numbers[0]?.sequence, numbers.at(-1)?.sequence],
  );
  return new Set(rows.map((row) => row.sequence));
}
