import { sql } from 'kysely';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { LedgerRules, PostingSet } from './domain/ledger.ts';

/** Whom and what a set of postings is about. */
export interface PostingSubject {
  readonly claimId: string | null;
  readonly fillId: string | null;
  readonly therapyId: string | null;
  readonly siteId: string | null;
  readonly payerId: string | null;
  readonly paymentId: string | null;
  readonly ndc11: string | null;
}

/** A set to be posted, with what it is about. */
export interface SubjectSet {
  readonly set: PostingSet;
  readonly subject: PostingSubject;
}

const setsAtOnce = 1_000;

/** Appends sets whose cause was not posted before; returns how many were new. */
export async function appendSets(tx: TenantTransaction, sets: readonly SubjectSet[]): Promise<number> {
  let added = 0;
  for (let start = 0; start < sets.length; start += setsAtOnce) {
    const given = sets.slice(start, start + setsAtOnce).map(({ set, subject }) => ({
      ...{ ...subject, id: tx.newId<'posting-set'>(), causeKind: set.causeKind, causeId: set.causeId },
      ...{ at: set.occurredAt, postings: set.postings },
    }));
    const { rows } = await sql<{ added: number }>`
      with given as (
        select * from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as one ("id" uuid, "causeKind" text, "causeId" text, "claimId" uuid,
          "fillId" uuid, "therapyId" uuid, "siteId" uuid, "payerId" uuid, "paymentId" uuid, "ndc11" text, "at" timestamptz, "postings" jsonb)),
      added as (
        insert into revenue.posting_set (tenant_id, posting_set_id, cause_kind, cause_id, claim_id, fill_id, therapy_id, site_id, payer_id,
          payment_id, ndc11, occurred_at, recorded_at)
        select ${tx.tenantId}, "id", "causeKind", "causeId", "claimId", "fillId", "therapyId", "siteId", "payerId", "paymentId", "ndc11", "at", ${tx.now}
        from given on conflict (tenant_id, cause_kind, cause_id) do nothing returning posting_set_id),
      written as (
        insert into revenue.posting (tenant_id, posting_set_id, number, account, detail, cents)
        select ${tx.tenantId}, g."id", p.number, p.posting ->> 'account', p.posting ->> 'detail', (p.posting ->> 'cents')::bigint
        from given g join added a on a.posting_set_id = g."id"
        cross join lateral jsonb_array_elements(g."postings") with ordinality as p (posting, number))
      select count(*)::int as added from added`.execute(tx.database);
    added += rows[0]?.added ?? 0;
  }
  return added;
}

/** Lists the rules of the ledger from every day on which they changed. */
export async function listLedgerRules(tx: TenantTransaction): Promise<readonly LedgerRules[]> {
  const { rows } = await sql<LedgerRules>`
    select valid_from as "validFrom", transaction_fee_cents as "transactionFeeCents", handling_cents as "handlingCents",
      reserve_ten_thousandths as "reserveTenThousandths", source
    from revenue.rule where tenant_id = ${tx.tenantId} order by valid_from`.execute(tx.database);
  return rows;
}

/** Saves the rules of the ledger from a day on; those of a day stay as they were first said. */
export async function saveLedgerRules(tx: TenantTransaction, rules: LedgerRules): Promise<void> {
  await tx.database
    .insertInto('revenue.rule')
    .values({
      ...{ tenant_id: tx.tenantId, valid_from: rules.validFrom, transaction_fee_cents: rules.transactionFeeCents },
      ...{ handling_cents: rules.handlingCents, reserve_ten_thousandths: rules.reserveTenThousandths },
      source: rules.source,
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'valid_from']).doNothing())
    .execute();
}
