import { sql } from 'kysely';
import type { FillId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { DeliveryId } from './domain/delivery.ts';

/** A fill that left the pharmacy as a package. */
export interface ShippedFill {
  readonly deliveryId: DeliveryId;
  readonly fillId: FillId;
  readonly shippedAt: Instant;
}

/** Lists which of these fills left the pharmacy as packages; what a patient picks up is none. */
export async function listShippedFills(
  tx: TenantTransaction,
  fillIds: readonly FillId[],
): Promise<readonly ShippedFill[]> {
  const { rows } = await sql<ShippedFill>`
    select delivery_id as "deliveryId", fill_id as "fillId", handed_over_at as "shippedAt" from delivery.delivery
    where tenant_id = ${tx.tenantId} and fill_id = any(${sql.val([...fillIds])}::uuid[]) and handed_over_at is not null and method <> 'pick-up'
    order by delivery_id`.execute(tx.database);
  return rows;
}
