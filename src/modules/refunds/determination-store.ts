import { sql } from 'kysely';
import type { Instant } from '../../kernel/instant.ts';
import type { UnitPrice } from '../../kernel/money.ts';
import { actorIdOf } from '../../platform/transaction/actor.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { DeterminationEvidence } from './domain/inquiry.ts';
import type { Benefit } from './domain/refund.ts';

/** Whether a claim is one of 340B, on which evidence, and which benefit was chosen by which prices. */
export interface Determination {
  readonly claimId: string;
  readonly sequence: number;
  readonly isQualified: boolean;
  readonly evidence: DeterminationEvidence;
  readonly ceiling: UnitPrice | null;
  readonly mfp: UnitPrice | null;
  readonly benefit: Benefit;
  readonly determinedAt: Instant;
  readonly determinedBy: string | null;
}

/** Appends a determination after the last one of its claim. */
export async function appendDetermination(
  tx: TenantTransaction,
  made: Omit<Determination, 'sequence' | 'determinedAt' | 'determinedBy'>,
): Promise<void> {
  await sql`
    insert into refunds.determination (tenant_id, claim_id, sequence, is_qualified, evidence, ceiling_hundred_thousandths,
      fair_hundred_thousandths, benefit, determined_at, determined_by)
    select ${tx.tenantId}, ${made.claimId}, coalesce(max(sequence), 0) + 1, ${made.isQualified}, ${made.evidence}, ${made.ceiling}::bigint,
      ${made.mfp}::bigint, ${made.benefit}, ${tx.now}, ${actorIdOf(tx.actor)}::uuid
    from refunds.determination where tenant_id = ${tx.tenantId} and claim_id = ${made.claimId}`.execute(tx.database);
}

/** Lists what was determined of claims, in its order. */
export async function listDeterminations(
  tx: TenantTransaction,
  claimIds: readonly string[],
): Promise<readonly Determination[]> {
  const { rows } = await sql<Determination>`
    select claim_id as "claimId", sequence, is_qualified as "isQualified", evidence, ceiling_hundred_thousandths as ceiling,
      fair_hundred_thousandths as mfp, benefit, determined_at as "determinedAt", determined_by as "determinedBy"
    from refunds.determination where tenant_id = ${tx.tenantId} and claim_id = any(${sql.val([...claimIds])}::uuid[])
    order by claim_id, sequence`.execute(tx.database);
  return rows;
}
