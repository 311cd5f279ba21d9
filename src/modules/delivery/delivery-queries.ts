import { sql } from 'kysely';
import type { StaffId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { DeliveryId } from './domain/delivery.ts';

/** One step of a delivery as a page shows it. */
export interface DeliveryStepTaken {
  readonly step: string;
  readonly toState: string;
  readonly reasonCode: string | null;
  readonly actorId: StaffId | null;
  readonly occurredAt: Instant;
}

/** Lists the steps of a delivery in their order. */
export async function listStepsTaken(
  tx: TenantTransaction,
  deliveryId: DeliveryId,
): Promise<readonly DeliveryStepTaken[]> {
  const { rows } = await sql<DeliveryStepTaken>`
    select step, to_state as "toState", reason_code as "reasonCode", actor_id as "actorId", occurred_at as "occurredAt"
    from delivery.delivery_step where tenant_id = ${tx.tenantId} and delivery_id = ${deliveryId} order by sequence`.execute(
    tx.database,
  );
  return rows;
}
