import { sql } from 'kysely';
import type { FillId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { UnitPrice } from '../../kernel/money.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { LotId } from './domain/lot-choice.ts';
import type { StockOwner } from './domain/stock-owner.ts';

/** What left a lot for a fill, or came back from it, and what a unit of the lot cost. */
export interface FillMovement {
  readonly fillId: FillId;
  readonly lotId: LotId;
  readonly sequence: number;
  readonly owner: StockOwner;
  /** Positive when it left the shelf, negative when it came back. */
  readonly quantityThousandths: number;
  /** What the newest receipt before the movement cost; null when no receipt of the lot says. */
  readonly unitCost: UnitPrice | null;
  readonly occurredAt: Instant;
}

/** Lists what fills took and gave back, with the cost of their lots. */
export async function listFillMovements(
  tx: TenantTransaction,
  fillIds: readonly FillId[],
): Promise<readonly FillMovement[]> {
  const { rows } = await sql<FillMovement>`
    select m.fill_id as "fillId", m.lot_id as "lotId", m.sequence, l.owner, -m.on_hand_thousandths as "quantityThousandths",
      (select r.unit_cost_hundred_thousandths from inventory.stock_movement r
        where r.tenant_id = m.tenant_id and r.lot_id = m.lot_id and r.kind = 'received' and r.sequence < m.sequence
          and r.unit_cost_hundred_thousandths is not null
        order by r.sequence desc limit 1) as "unitCost",
      m.occurred_at as "occurredAt"
    from inventory.stock_movement m join inventory.lot l using (tenant_id, lot_id)
    where m.tenant_id = ${tx.tenantId} and m.fill_id = any(${sql.val([...fillIds])}::uuid[]) and m.kind in ('dispensed', 'returned')
    order by m.occurred_at, m.lot_id, m.sequence`.execute(tx.database);
  return rows;
}
