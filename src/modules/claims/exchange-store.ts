import type { Instant } from '../../kernel/instant.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { ClaimId } from './claim-store.ts';
import type { ExchangeLine, ExchangeOutcome, ExchangeTransaction } from './domain/exchange.ts';

const table = 'claims.exchange';
const endTable = 'claims.exchange_end';

/** One time that a payer was asked about a claim; the end is null while it is being asked, or when that was cut off. */
export interface ClaimExchange {
  readonly sequence: number;
  readonly transaction: ExchangeTransaction;
  readonly beganAt: Instant;
  readonly endedAt: Instant | null;
  readonly outcome: ExchangeOutcome | null;
  readonly switchName: string | null;
}

/** Adds that a payer is about to be asked. */
export async function insertExchange(
  tx: TenantTransaction,
  exchange: { readonly claimId: ClaimId; readonly sequence: number; readonly transaction: ExchangeTransaction },
): Promise<void> {
  const { claimId, sequence, transaction } = exchange;
  await tx.database
    .insertInto(table)
    .values({ tenant_id: tx.tenantId, claim_id: claimId, sequence, transaction, began_at: tx.now })
    .execute();
}

/** Adds how asking a payer ended, with the fields that went and came. */
export async function insertExchangeEnd(
  tx: TenantTransaction,
  end: {
    readonly claimId: ClaimId;
    readonly sequence: number;
    readonly outcome: ExchangeOutcome;
    readonly switchName: string | null;
    readonly lines: readonly ExchangeLine[];
  },
): Promise<void> {
  const { claimId, sequence, outcome, switchName } = end;
  const lines = end.lines.map((line) => ({ ...line }));
  await tx.database
    .insertInto(endTable)
    .values({
      ...{ tenant_id: tx.tenantId, claim_id: claimId, sequence, outcome, switch_name: switchName, ended_at: tx.now },
      sealed_lines: Buffer.from(await tx.sealer.seal(placeOf(claimId, sequence), { lines })),
    })
    .execute();
}

/** Lists each time that a payer was asked about a claim, the first one first. */
export async function listExchanges(tx: TenantTransaction, claimId: ClaimId): Promise<readonly ClaimExchange[]> {
  const rows = await tx.database
    .selectFrom(`${table} as began`)
    .leftJoin(`${endTable} as ended`, (join) =>
      join
        .onRef('ended.tenant_id', '=', 'began.tenant_id')
        .onRef('ended.claim_id', '=', 'began.claim_id')
        .onRef('ended.sequence', '=', 'began.sequence'),
    )
    .select([
      'began.sequence',
      'began.transaction',
      'began.began_at',
      'ended.ended_at',
      'ended.outcome',
      'ended.switch_name',
    ])
    .where('began.tenant_id', '=', tx.tenantId)
    .where('began.claim_id', '=', claimId)
    .orderBy('began.sequence')
    .execute();
  return rows.map((row) => ({
    sequence: row.sequence,
    transaction: row.transaction as ExchangeTransaction,
    beganAt: row.began_at,
    endedAt: row.ended_at,
    outcome: row.outcome as ExchangeOutcome | null,
    switchName: row.switch_name,
  }));
}

/** Reads the fields of one time that a payer was asked; none while it has no end. */
export async function readExchangeLines(
  tx: TenantTransaction,
  place: { readonly claimId: ClaimId; readonly sequence: number },
): Promise<readonly ExchangeLine[]> {
  const row = await tx.database
    .selectFrom(endTable)
    .select('sealed_lines')
    .where('tenant_id', '=', tx.tenantId)
    .where('claim_id', '=', place.claimId)
    .where('sequence', '=', place.sequence)
    .executeTakeFirst();
  if (row === undefined) return [];
  const opened = await tx.sealer.open<{ readonly lines: readonly ExchangeLine[] }>(
    placeOf(place.claimId, place.sequence),
    row.sealed_lines,
  );
  return opened.lines;
}

function placeOf(claimId: ClaimId, sequence: number) {
  return { table: endTable, rowId: `${claimId}:${sequence}` };
}
