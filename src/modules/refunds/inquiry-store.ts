import { sql } from 'kysely';
import type { Id } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import { actorIdOf } from '../../platform/transaction/actor.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { InquiryKind, InquiryOutcome, InquiryReason } from './domain/inquiry.ts';

export type InquiryId = Id<'refund-inquiry'>;

/** What a manufacturer was asked about a refund, and how that ended. */
export interface Inquiry {
  readonly inquiryId: InquiryId;
  readonly claimId: string;
  readonly kind: InquiryKind;
  readonly reason: InquiryReason;
  readonly askedAt: Instant;
  /** Null while nothing was answered. */
  readonly outcome: InquiryOutcome | null;
  readonly answeredAt: Instant | null;
}

/** Inserts an inquiry. */
export async function insertInquiry(
  tx: TenantTransaction,
  inquiry: Pick<Inquiry, 'claimId' | 'kind' | 'reason'>,
): Promise<void> {
  const { claimId, kind, reason } = inquiry;
  const inquiryId = tx.newId<'refund-inquiry'>();
  await tx.database
    .insertInto('refunds.inquiry')
    .values({
      ...{ tenant_id: tx.tenantId, inquiry_id: inquiryId, claim_id: claimId, kind, reason },
      ...{ asked_at: tx.now, asked_by: actorIdOf(tx.actor) },
    })
    .execute();
}

/** Inserts the answer of an inquiry; returns whether it had none. */
export async function insertInquiryAnswer(
  tx: TenantTransaction,
  answer: { readonly inquiryId: InquiryId; readonly outcome: InquiryOutcome },
): Promise<boolean> {
  const row = await tx.database
    .insertInto('refunds.inquiry_answer')
    .values({
      ...{ tenant_id: tx.tenantId, inquiry_id: answer.inquiryId, outcome: answer.outcome },
      ...{ answered_at: tx.now, answered_by: actorIdOf(tx.actor) },
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'inquiry_id']).doNothing())
    .returning('inquiry_id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Finds the claim that an inquiry is about; null when there is none of this id. */
export async function findInquiryClaim(tx: TenantTransaction, inquiryId: InquiryId): Promise<string | null> {
  const row = await tx.database
    .selectFrom('refunds.inquiry')
    .select('claim_id')
    .where('tenant_id', '=', tx.tenantId)
    .where('inquiry_id', '=', inquiryId)
    .executeTakeFirst();
  return row?.claim_id ?? null;
}

/** Lists inquiries about refunds in the order in which they were asked. */
export async function listInquiries(tx: TenantTransaction, claimIds: readonly string[]): Promise<readonly Inquiry[]> {
  const { rows } = await sql<Inquiry>`
    select i.inquiry_id as "inquiryId", i.claim_id as "claimId", i.kind, i.reason, i.asked_at as "askedAt", a.outcome,
      a.answered_at as "answeredAt"
    from refunds.inquiry i left join refunds.inquiry_answer a using (tenant_id, inquiry_id)
    where i.tenant_id = ${tx.tenantId} and i.claim_id = any(${sql.val([...claimIds])}::uuid[])
    order by i.asked_at, i.inquiry_id`.execute(tx.database);
  return rows;
}
