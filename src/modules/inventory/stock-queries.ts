import { sql } from 'kysely';
import type { FillId, StaffId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { LotId } from './domain/lot-choice.ts';
import type { MovementKind } from './domain/stock-balance.ts';

/** One entry of the ledger of a lot, with what the lot held after it. */
export interface LedgerEntry {
  readonly sequence: number;
  readonly kind: MovementKind;
  readonly onHandThousandths: number;
  readonly reservedThousandths: number;
  readonly onHandAfterThousandths: number;
  readonly reservedAfterThousandths: number;
  readonly fillId: FillId | null;
  readonly reasonCode: string | null;
  readonly unitCostHundredThousandths: number | null;
  readonly actorId: StaffId | null;
  readonly occurredAt: Instant;
}

interface LedgerRow {
  readonly sequence: number;
  readonly kind: MovementKind;
  readonly on_hand: number;
  readonly reserved: number;
  readonly on_hand_after: number;
  readonly reserved_after: number;
  readonly fill_id: FillId | null;
  readonly reason_code: string | null;
  readonly unit_cost: number | null;
  readonly actor_id: StaffId | null;
  readonly occurred_at: Instant;
}

/** Lists the ledger of a lot, the newest entry first, back to the entry before `before`. */
export async function listLedger(
  tx: TenantTransaction,
  wanted: { readonly lotId: LotId; readonly before: number | null; readonly most: number },
): Promise<readonly LedgerEntry[]> {
  const { rows } = await sql<LedgerRow>`
    select * from (
      select m.sequence, m.kind, m.on_hand_thousandths as on_hand, m.reserved_thousandths as reserved,
        sum(m.on_hand_thousandths) over so_far::bigint as on_hand_after, sum(m.reserved_thousandths) over so_far::bigint as reserved_after,
        m.fill_id, m.reason_code, m.unit_cost_hundred_thousandths as unit_cost, m.actor_id, m.occurred_at
      from inventory.stock_movement m join inventory.lot l on l.tenant_id = m.tenant_id and l.lot_id = m.lot_id
      where m.tenant_id = ${tx.tenantId} and m.lot_id = ${wanted.lotId}
      window so_far as (order by m.sequence)
    ) as entry
    where ${wanted.before}::int is null or entry.sequence < ${wanted.before}::int
    order by entry.sequence desc limit ${wanted.most}`.execute(tx.database);
  return rows.map((row) => ({
    sequence: row.sequence,
    kind: row.kind,
    onHandThousandths: row.on_hand,
    reservedThousandths: row.reserved,
    onHandAfterThousandths: row.on_hand_after,
    reservedAfterThousandths: row.reserved_after,
    fillId: row.fill_id,
    reasonCode: row.reason_code,
    unitCostHundredThousandths: row.unit_cost,
    actorId: row.actor_id,
    occurredAt: row.occurred_at,
  }));
}
