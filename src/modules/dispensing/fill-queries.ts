import { sql } from 'kysely';
import type { FillId, StaffId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';

/** One step of a fill as a page shows it. */
export interface FillStepTaken {
  readonly step: string;
  readonly toState: string;
  readonly reasonCode: string | null;
  readonly actorId: StaffId | null;
  readonly occurredAt: Instant;
}

/** Lists the steps of a fill in their order. */
export async function listFillStepsTaken(tx: TenantTransaction, fillId: FillId): Promise<readonly FillStepTaken[]> {
  const { rows } = await sql<FillStepTaken>`
    select step, to_state as "toState", reason_code as "reasonCode", actor_id as "actorId", occurred_at as "occurredAt"
    from dispensing.fill_step where tenant_id = ${tx.tenantId} and fill_id = ${fillId} order by sequence`.execute(
    tx.database,
  );
  return rows;
}
