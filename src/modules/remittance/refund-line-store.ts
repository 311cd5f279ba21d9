import { sql } from 'kysely';
import { dayIn, type Instant, type TimeZone } from '../../kernel/instant.ts';
import type { Cents } from '../../kernel/money.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { RemittedPayment } from './domain/payment.ts';
import { findRefundPayer, type RefundPayer, readTransactionCode } from './domain/refund-payer.ts';
import type { PaymentId, RemittanceFileId } from './domain/remittance-file.ts';

/** A line of a posted refund payment, with the claim that it belongs to. */
export interface RefundLine {
  readonly paymentId: PaymentId;
  readonly remittanceFileId: RemittanceFileId;
  readonly position: number;
  readonly claimId: string | null;
  readonly statusCode: string;
  readonly payerClaimNumber: string;
  readonly paidCents: Cents;
  readonly transactionCode: string | null;
  readonly reasonCodes: readonly string[];
  readonly remarkCodes: readonly string[];
  readonly recordedAt: Instant;
}

/** Saves by which payer ids refunds of manufacturers come; those of a day stay as they were first said. */
export async function saveRefundPayers(tx: TenantTransaction, payers: readonly RefundPayer[]): Promise<void> {
  for (const payer of payers)
    await tx.database
      .insertInto('remittance.refund_payer')
      .values({
        ...{ tenant_id: tx.tenantId, payer_id: payer.payerId, valid_from: payer.validFrom, valid_to: payer.validTo },
        ...{ code_qualifier: payer.codeQualifier, source: payer.source, is_verified: payer.isVerified },
      })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'payer_id', 'valid_from']).doNothing())
      .execute();
}

/** Finds for each payment the refund payer that it is of; null for payments of claims. */
export async function findRefundPayers(
  tx: TenantTransaction,
  payments: readonly RemittedPayment[],
): Promise<readonly (RefundPayer | null)[]> {
  const ids = [...new Set(payments.map(({ payerId }) => payerId))];
  const { rows } = await sql<RefundPayer>`
    select payer_id as "payerId", valid_from as "validFrom", valid_to as "validTo", code_qualifier as "codeQualifier", source,
      is_verified as "isVerified"
    from remittance.refund_payer where tenant_id = ${tx.tenantId} and payer_id = any(${sql.val(ids)}::text[])
    order by valid_from desc`.execute(tx.database);
  const today = dayIn(tx.now, 'UTC' as TimeZone);
  return payments.map((payment) => findRefundPayer(rows, payment, today));
}

/** Composes what lines of a refund payment say besides. */
export function composeRefundLines(payment: RemittedPayment, payer: RefundPayer) {
  return payment.claims.map((line, index) => ({
    position: index + 1,
    transaction_code: readTransactionCode(line, payer),
    remark_codes: [...(line.remarkCodes ?? [])],
  }));
}

/** Lists the lines of a posted refund payment; none for a payment of claims. */
export async function listRefundLines(tx: TenantTransaction, paymentId: string): Promise<readonly RefundLine[]> {
  const { rows } = await sql<RefundLine>`
    select l.payment_id as "paymentId", p.remittance_file_id as "remittanceFileId", l.position, m.claim_id as "claimId",
      l.status_code as "statusCode", l.payer_claim_number as "payerClaimNumber", l.paid_cents as "paidCents",
      r.transaction_code as "transactionCode", coalesce(r.remark_codes, '{}') as "remarkCodes",
      array(select a.group_code || ' ' || a.reason_code from remittance.line_adjustment a
        where a.tenant_id = l.tenant_id and a.payment_id = l.payment_id and a.position = l.position order by a.number) as "reasonCodes",
      p.recorded_at as "recordedAt"
    from remittance.line l
    left join remittance.refund_line r using (tenant_id, payment_id, position)
    left join remittance.line_match m using (tenant_id, payment_id, position)
    join remittance.payment p using (tenant_id, payment_id)
    where l.tenant_id = ${tx.tenantId} and l.payment_id = ${paymentId} and p.state = 'posted' and p.purpose = 'refunds'
    order by l.position`.execute(tx.database);
  return rows;
}
