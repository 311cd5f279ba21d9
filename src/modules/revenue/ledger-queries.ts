import { sql } from 'kysely';
import type { Instant } from '../../kernel/instant.ts';
import type { Cents } from '../../kernel/money.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { Account, CauseKind, Posting } from './domain/ledger.ts';

/** A posting with its cause. */
export interface PostedPosting extends Posting {
  readonly postingSetId: string;
  /** Its place in the set, from 1. */
  readonly number: number;
  readonly claimId: string | null;
  readonly therapyId: string | null;
  readonly causeKind: CauseKind;
  readonly causeId: string;
  readonly paymentId: string | null;
  readonly occurredAt: Instant;
}

/** Lists the postings of claims in the order in which they happened, each with its cause. */
export async function listPostings(
  tx: TenantTransaction,
  claimIds: readonly string[],
): Promise<readonly PostedPosting[]> {
  const { rows } = await sql<PostedPosting>`
    select s.posting_set_id as "postingSetId", s.claim_id as "claimId", s.therapy_id as "therapyId", s.cause_kind as "causeKind",
      s.cause_id as "causeId", s.payment_id as "paymentId", s.occurred_at as "occurredAt", p.number, p.account, p.detail, p.cents
    from revenue.posting_set s join revenue.posting p using (tenant_id, posting_set_id)
    where s.tenant_id = ${tx.tenantId} and s.claim_id = any(${sql.val([...claimIds])}::uuid[])
    order by s.occurred_at, s.posting_set_id, p.number`.execute(tx.database);
  return rows;
}

/** Sums every account of the ledger. */
export async function sumLedger(tx: TenantTransaction): Promise<Readonly<Partial<Record<Account, Cents>>>> {
  const { rows } = await sql<{ account: Account; cents: Cents }>`
    select account, sum(cents)::bigint as cents from revenue.posting where tenant_id = ${tx.tenantId} group by account`.execute(
    tx.database,
  );
  return Object.fromEntries(rows.map(({ account, cents }) => [account, cents]));
}
