import { sql } from 'kysely';
import type { Instant } from '../../kernel/instant.ts';
import type { Cents } from '../../kernel/money.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { CodeEffect } from './domain/transaction-code.ts';
import type { ReceiptSum } from './refund-store.ts';

/** What the facilitator remitted or said of a claim in one line. */
export interface Receipt {
  readonly paymentId: string;
  readonly position: number;
  readonly claimId: string;
  readonly transactionCode: string | null;
  readonly effect: CodeEffect;
  readonly statusCode: string;
  readonly payerClaimNumber: string;
  readonly paidCents: Cents;
  readonly reasonCodes: readonly string[];
  readonly remarkCodes: readonly string[];
  readonly receivedAt: Instant;
}

/** Inserts receipts; a line that is there already stays as it is. Returns the claims of those that are new. */
export async function insertReceipts(tx: TenantTransaction, receipts: readonly Receipt[]): Promise<readonly string[]> {
  if (receipts.length === 0) return [];
  const { rows } = await sql<{ claimId: string }>`
    insert into refunds.receipt (tenant_id, payment_id, position, claim_id, transaction_code, effect, status_code, payer_claim_number,
      paid_cents, reason_codes, remark_codes, received_at)
    select ${tx.tenantId}, "paymentId", position, "claimId", "transactionCode", effect, "statusCode", "payerClaimNumber", "paidCents",
      array(select jsonb_array_elements_text("reasonCodes")), array(select jsonb_array_elements_text("remarkCodes")), "receivedAt"
    from jsonb_to_recordset(${JSON.stringify(receipts)}::jsonb) as one ("paymentId" uuid, position integer, "claimId" uuid,
      "transactionCode" text, effect text, "statusCode" text, "payerClaimNumber" text, "paidCents" bigint, "reasonCodes" jsonb,
      "remarkCodes" jsonb, "receivedAt" timestamptz)
    on conflict (tenant_id, payment_id, position) do nothing returning claim_id as "claimId"`.execute(tx.database);
  return [...new Set(rows.map(({ claimId }) => claimId))];
}

/** Sums what came for claims, and tells what was said last of each; claims without a receipt are left out. */
export async function sumReceipts(tx: TenantTransaction, claimIds: readonly string[]): Promise<readonly ReceiptSum[]> {
  const { rows } = await sql<ReceiptSum>`
    select claim_id as "claimId", sum(paid_cents)::bigint as "receivedCents",
      (array_agg(effect order by received_at desc, payment_id desc, position desc) filter (where effect <> 'information'))[1] as "lastEffect",
      (array_agg(transaction_code order by received_at desc, payment_id desc, position desc))[1] as "lastCode",
      (min(received_at) filter (where paid_cents > 0) at time zone 'UTC')::date as "firstReceivedOn"
    from refunds.receipt where tenant_id = ${tx.tenantId} and claim_id = any(${sql.val([...claimIds])}::uuid[])
    group by claim_id`.execute(tx.database);
  return rows;
}

/** Lists what came for a claim, in its order. */
export async function listReceipts(tx: TenantTransaction, claimId: string): Promise<readonly Receipt[]> {
  const { rows } = await sql<Receipt>`
    select payment_id as "paymentId", position, claim_id as "claimId", transaction_code as "transactionCode", effect, status_code as "statusCode",
      payer_claim_number as "payerClaimNumber", paid_cents as "paidCents", reason_codes as "reasonCodes", remark_codes as "remarkCodes",
      received_at as "receivedAt"
    from refunds.receipt where tenant_id = ${tx.tenantId} and claim_id = ${claimId} order by received_at, payment_id, position`.execute(
    tx.database,
  );
  return rows;
}
