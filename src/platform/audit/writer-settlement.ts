import type pg from 'pg';
import type { TenantId } from '../../kernel/ids.ts';
import type { Clock } from '../clock/clock.ts';
import { withTenantClient } from '../crypto/tenant-client.ts';
import type { Log } from '../log/log.ts';
import { type AuditWriter, insertMarked } from './audit-writer.ts';
import { runOn } from './read-auditor.ts';
import type { UnsettledNumber } from './writer-ledger.ts';

/** What a settlement says: every number of this writer up to `through` was committed, except those that are `void`. */
interface Settlement {
  readonly through: number;
  readonly void: readonly number[];
}

/** What the database says of unsettled numbers: which entries are there, and what became of the transactions of the others. */
interface NumberEvidence {
  readonly present: ReadonlySet<number>;
  readonly outcome: ReadonlyMap<number, TransactionOutcome>;
}

/** `unknown` after a crash or failover of the server, which may have lost the transaction and given its number to another one. */
type TransactionOutcome = 'committed' | 'aborted' | 'in progress' | 'unknown';

/** The action under which settlements stand in the audit. */
const settlementAction = 'audit.settle-writer';

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
      const outcome = evidence.outcome.get(sequence);
      if (state.kind === 'open' || outcome === 'in progress') break;
      if (outcome !== 'committed') empty.push(sequence);
    }
    through = sequence;
  }
  return through === null ? null : { through, void: empty };
}

interface SettlementParts {
  readonly pool: pg.Pool;
  readonly writer: AuditWriter;
  readonly clock: Clock;
  readonly log: Log;
}

const mostAtOnce = 5000;

/** Writes settlements for each tenant in which this process wrote since the last one. */
export async function settleWriter(parts: SettlementParts): Promise<void> {
  for (const tenantId of parts.writer.ledger.listTenantsToSettle()) {
    while (await settleTenant(parts, tenantId));
  }
}

/** Settles the next numbers of a tenant and tells whether more of them may be settled at once. */
async function settleTenant(parts: SettlementParts, tenantId: TenantId): Promise<boolean> {
  const { ledger } = parts.writer;
  const numbers = ledger.listUnsettled(tenantId, mostAtOnce);
  const settlement = await withTenantClient(parts.pool, tenantId, (client) =>
    saveSettlement(parts, client, { tenantId, numbers }),
  );
  if (settlement === null) return false;
  ledger.settle(tenantId, settlement.through);
  return numbers.length === mostAtOnce && numbers.at(-1)?.sequence === settlement.through;
}

async function saveSettlement(
  parts: SettlementParts,
  client: pg.PoolClient,
  unsettled: { readonly tenantId: TenantId; readonly numbers: readonly UnsettledNumber[] },
): Promise<Settlement | null> {
  const { writer, clock, log } = parts;
  const { tenantId, numbers } = unsettled;
  const isSameLife = writer.ledger.isSameServerLife(tenantId, await readServerLife(client, tenantId));
  const evidence = await gatherEvidence(client, numbers, isSameLife);
  const deleted = numbers.filter(({ sequence }) => evidence.outcome.get(sequence) === 'committed');
  if (deleted.length > 0)
    log.warn('audit entries vanished after they were committed', { tenantId, count: deleted.length });
  const settlement = computeSettlement(numbers, evidence);
  if (settlement === null) return null;
  const entry = writer.sign(
    { tenantId, actor: { kind: 'system', name: 'audit' }, at: clock.now() },
    { kind: 'settlement', action: settlementAction, outcome: 'done', patientIds: [], facts: { ...settlement } },
  );
  await insertMarked(writer.ledger, runOn(client), entry);
  return settlement;
}

async function readServerLife(client: pg.PoolClient, tenantId: TenantId): Promise<string | null> {
  const { rows } = await client.query<{ id: string }>('select life_id as id from audit.server_life');
  if (rows[0] !== undefined) return rows[0].id;
  const made = await client.query<{ id: string }>(
    'insert into audit.server_life (tenant_id) values ($1) on conflict do nothing returning life_id as id',
    [tenantId],
  );
  return made.rows[0]?.id ?? null;
}

async function gatherEvidence(
  client: pg.PoolClient,
  numbers: readonly UnsettledNumber[],
  isSameLife: boolean,
): Promise<NumberEvidence> {
  const present = await listPresent(client, numbers);
  const suspects = numbers.flatMap(({ sequence, entryId, state }) =>
    state.kind === 'written' && !present.has(sequence)
      ? [{ sequence, entryId, transactionId: state.transactionId }]
      : [],
  );
  if (suspects.length === 0) return { present, outcome: new Map() };
  const { rows } = await client.query<{ outcome: TransactionOutcome }>(
    `select coalesce(case when s.id < pg_snapshot_xmax(pg_current_snapshot()) then pg_xact_status(s.id) end, 'unknown') as outcome
     from unnest($1::xid8[]) with ordinality as s (id, place) order by s.place`,
    [suspects.map((suspect) => suspect.transactionId)],
  );
  // A transaction may have been committed between the two questions, so its entry is looked for once more.
  const later = await listPresent(client, suspects);
  const outcomes = suspects.flatMap(({ sequence }, index): [number, TransactionOutcome][] => {
    const outcome = rows[index]?.outcome ?? 'unknown';
    return later.has(sequence) ? [] : [[sequence, outcome === 'committed' && !isSameLife ? 'unknown' : outcome]];
  });
  return { present: new Set([...present, ...later]), outcome: new Map(outcomes) };
}

async function listPresent(
  client: pg.PoolClient,
  numbers: readonly { readonly sequence: number; readonly entryId: string }[],
): Promise<ReadonlySet<number>> {
  const { rows } = await client.query<{ sequence: number }>(
    'select writer_sequence as sequence from audit.entry where entry_id = any ($1::uuid[])',
    [numbers.map((number) => number.entryId)],
  );
  return new Set(rows.map((row) => row.sequence));
}
