import { sql } from 'kysely';
import type { Id } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Cents } from '../../kernel/money.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { PaymentAdjustment, ProviderAdjustment } from './domain/payment.ts';
import type { PaymentPurpose } from './domain/refund-payer.ts';
import type { PaymentId, RemittanceFileId } from './domain/remittance-file.ts';

/** A line of a posted payment, with the claim that it pays. */
export interface PostedLine {
  readonly paymentId: PaymentId;
  readonly remittanceFileId: RemittanceFileId;
  readonly position: number;
  readonly purpose: PaymentPurpose;
  readonly statusCode: string;
  readonly paidCents: Cents;
  readonly claimId: Id<'claim'> | null;
  /** Whether a person matched it, and when any match was made. */
  readonly isMatchedByHand: boolean;
  readonly matchedAt: Instant | null;
  readonly adjustments: readonly PaymentAdjustment[];
  readonly recordedAt: Instant;
}

/** An adjustment of a posted payment that belongs to no claim. */
export interface PostedProviderAdjustment extends ProviderAdjustment {
  readonly paymentId: PaymentId;
  readonly remittanceFileId: RemittanceFileId;
  readonly number: number;
  readonly purpose: PaymentPurpose;
  readonly payerName: string;
  readonly recordedAt: Instant;
}

/** Lists the lines of posted payments, by payment or by claim, in the order in which they came. */
export async function listPostedLines(
  tx: TenantTransaction,
  by: { readonly paymentId: string } | { readonly claimIds: readonly string[] },
): Promise<readonly PostedLine[]> {
  const chosen =
    'paymentId' in by
      ? sql`l.payment_id = ${by.paymentId}`
      : sql`m.claim_id = any(${sql.val([...by.claimIds])}::uuid[])`;
  const { rows } = await sql<PostedLine>`
    select l.payment_id as "paymentId", p.remittance_file_id as "remittanceFileId", l.position, p.purpose, l.status_code as "statusCode",
      l.paid_cents as "paidCents", m.claim_id as "claimId", coalesce(m.key = 'person', false) as "isMatchedByHand",
      m.matched_at as "matchedAt",
      (select coalesce(jsonb_agg(jsonb_build_object('groupCode', a.group_code, 'reasonCode', a.reason_code, 'cents', a.cents) order by a.number), '[]')
        from remittance.line_adjustment a
        where a.tenant_id = l.tenant_id and a.payment_id = l.payment_id and a.position = l.position) as adjustments,
      p.recorded_at as "recordedAt"
    from remittance.line l join remittance.payment p using (tenant_id, payment_id)
    left join remittance.line_match m on m.tenant_id = l.tenant_id and m.payment_id = l.payment_id and m.position = l.position
    where l.tenant_id = ${tx.tenantId} and p.state = 'posted' and ${chosen}
    order by p.recorded_at, l.payment_id, l.position`.execute(tx.database);
  return rows;
}

/** Lists the adjustments of posted payments that belong to no claim: of one payment, or of all. */
export async function listPostedProviderAdjustments(
  tx: TenantTransaction,
  by: { readonly paymentId: string | null },
): Promise<readonly PostedProviderAdjustment[]> {
  const { rows } = await sql<PostedProviderAdjustment>`
    select a.payment_id as "paymentId", p.remittance_file_id as "remittanceFileId", a.number, p.purpose, a.reason_code as "reasonCode", a.reference, a.cents,
      p.payer_name as "payerName", p.recorded_at as "recordedAt"
    from remittance.provider_adjustment a join remittance.payment p using (tenant_id, payment_id)
    where a.tenant_id = ${tx.tenantId} and p.state = 'posted' and (${by.paymentId}::uuid is null or a.payment_id = ${by.paymentId}::uuid)
    order by p.recorded_at, a.payment_id, a.number`.execute(tx.database);
  return rows;
}

/** Finds the deposit that brought a payment. */
export async function findDeposit(
  tx: TenantTransaction,
  paymentId: string,
): Promise<{ readonly cents: Cents; readonly enteredAt: Instant; readonly purpose: PaymentPurpose } | null> {
  const { rows } = await sql<{ readonly cents: Cents; readonly enteredAt: Instant; readonly purpose: PaymentPurpose }>`
    select d.cents, d.entered_at as "enteredAt", p.purpose from remittance.deposit d join remittance.payment p using (tenant_id, payment_id)
    where d.tenant_id = ${tx.tenantId} and d.payment_id = ${paymentId}`.execute(tx.database);
  return rows[0] ?? null;
}

/** Lists the ids of all posted payments in the order in which they came. */
export async function listPostedPaymentIds(tx: TenantTransaction): Promise<readonly PaymentId[]> {
  const { rows } = await sql<{ payment_id: PaymentId }>`
    select payment_id from remittance.payment where tenant_id = ${tx.tenantId} and state = 'posted'
    order by recorded_at, payment_id`.execute(tx.database);
  return rows.map((row) => row.payment_id);
}

/** Sums what came for claims and is not posted: payments of files that are held and not set aside, and lines that belong to no claim. */
export async function sumHeldPayments(tx: TenantTransaction): Promise<{
  readonly heldPayments: number;
  readonly heldCents: Cents;
  readonly unmatchedLines: number;
}> {
  const { rows } = await sql<{ heldPayments: number; heldCents: Cents; unmatchedLines: number }>`
    select count(*)::int as "heldPayments", coalesce(sum(p.payment_cents), 0)::bigint as "heldCents",
      (select count(*) from remittance.line l
        join remittance.payment o on o.tenant_id = l.tenant_id and o.payment_id = l.payment_id and o.state = 'posted' and o.purpose = 'claims'
        where l.tenant_id = ${tx.tenantId} and not exists (
          select 1 from remittance.line_match m
          where m.tenant_id = l.tenant_id and m.payment_id = l.payment_id and m.position = l.position))::int as "unmatchedLines"
    from remittance.payment p
    where p.tenant_id = ${tx.tenantId} and p.state = 'held' and p.purpose = 'claims' and not exists (
      select 1 from remittance.file_dismissal d
      where d.tenant_id = p.tenant_id and d.remittance_file_id = p.remittance_file_id)`.execute(tx.database);
  return rows[0] ?? { heldPayments: 0, heldCents: 0 as Cents, unmatchedLines: 0 };
}

/** Tells from which files payments came. */
export async function listRemittanceFilesOf(
  tx: TenantTransaction,
  paymentIds: readonly string[],
): Promise<ReadonlyMap<string, RemittanceFileId>> {
  const { rows } = await sql<{ payment_id: string; remittance_file_id: RemittanceFileId }>`
    select payment_id, remittance_file_id from remittance.payment
    where tenant_id = ${tx.tenantId} and payment_id = any(${sql.val([...paymentIds])}::uuid[])`.execute(tx.database);
  return new Map(rows.map((row) => [row.payment_id, row.remittance_file_id]));
}
