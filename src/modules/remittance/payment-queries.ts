import { type RawBuilder, sql } from 'kysely';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { Id } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Cents } from '../../kernel/money.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { MatchKey } from './domain/claim-match.ts';
import type { PaymentAdjustment, ProviderAdjustment } from './domain/payment.ts';
import type { PaymentPurpose } from './domain/refund-payer.ts';
import type { PaymentId, RemittanceFileId } from './domain/remittance-file.ts';

const pageSize = 50;

/** How a line stands: without a claim, a take-back, paid less than agreed, or as agreed. */
export type LineState = 'unmatched' | 'taken-back' | 'short' | 'paid';

/** A payment as it stands, with how many of its lines stand how. */
export interface PaymentStanding {
  readonly paymentId: PaymentId;
  readonly remittanceFileId: RemittanceFileId;
  readonly state: 'posted' | 'held';
  readonly purpose: PaymentPurpose;
  readonly traceNumber: string;
  readonly payerId: string;
  readonly payerName: string;
  readonly paidOn: CalendarDay | null;
  readonly paymentCents: Cents;
  readonly claimPaidCents: Cents;
  readonly providerAdjustmentCents: Cents;
  readonly lineCount: number;
  readonly unmatchedCount: number;
  readonly takenBackCount: number;
  readonly takenBackCents: Cents;
  readonly shortCount: number;
  readonly shortCents: Cents;
  readonly depositedOn: CalendarDay | null;
  readonly bankReference: string | null;
  readonly enteredAt: Instant | null;
}

/** A line of a payment as it stands. */
export interface LineStanding {
  readonly position: number;
  readonly place: string;
  readonly controlNumber: string;
  readonly payerClaimNumber: string;
  readonly statusCode: string;
  readonly serviceOn: CalendarDay | null;
  readonly ndc11: string | null;
  readonly chargeCents: Cents;
  readonly paidCents: Cents;
  readonly patientCents: Cents | null;
  readonly pairedPosition: number | null;
  readonly claimId: Id<'claim'> | null;
  readonly key: MatchKey | 'person' | null;
  readonly expectedCents: Cents | null;
  readonly shortCents: Cents;
  readonly state: LineState;
  readonly adjustments: readonly PaymentAdjustment[];
}

/**
 * Each line with its claim and how it stands. What a claim is short of is counted once, at its last line in the payment: what the payer
 * agreed to, less all that it remitted on the claim in any payment, less what it took back, which is told by the take-back. A refund of a
 * manufacturer is never short here: what is owed of it is told with the refunds.
 */
function standingLines(
  tx: TenantTransaction,
  payments: RawBuilder<unknown>,
  toleranceCents: number,
): RawBuilder<unknown> {
  return sql`
    wanted as (
      select l.*, p.purpose, m.claim_id, m.key, m.expected_cents from remittance.line l
      left join remittance.line_match m using (tenant_id, payment_id, position)
      join remittance.payment p using (tenant_id, payment_id)
      where l.tenant_id = ${tx.tenantId} and l.payment_id in (${payments})),
    remitted as (
      select o.claim_id, sum(l.paid_cents) as paid, bool_or(l.status_code = '22') as has_reversal
      from (select distinct claim_id from wanted where claim_id is not null) w
      join remittance.line_match o on o.tenant_id = ${tx.tenantId} and o.claim_id = w.claim_id
      join remittance.line l using (tenant_id, payment_id, position)
      join remittance.payment p on p.tenant_id = l.tenant_id and p.payment_id = l.payment_id and p.purpose = 'claims'
      group by o.claim_id),
    ranked as (
      select w.*, r.paid, r.has_reversal,
        row_number() over (partition by w.payment_id, w.claim_id order by w.position desc) = 1 as is_last
      from wanted w left join remitted r using (claim_id)),
    standing as (
      select *,
        case when claim_id is null then 'unmatched'
          when status_code = '22' then 'taken-back'
          when purpose = 'claims' and is_last and not has_reversal and expected_cents - paid > ${toleranceCents} then 'short'
          else 'paid' end as state,
        case when purpose = 'claims' and claim_id is not null and is_last and not has_reversal and expected_cents - paid > ${toleranceCents}
          then expected_cents - paid else 0 end as short_cents
      from ranked)`;
}

/** Lists the payments of a file, or finds one, with how their lines stand. */
export async function listPayments(
  tx: TenantTransaction,
  by: { readonly remittanceFileId: RemittanceFileId } | { readonly paymentId: PaymentId },
  toleranceCents: number,
): Promise<readonly PaymentStanding[]> {
  const chosen =
    'paymentId' in by ? sql`payment_id = ${by.paymentId}` : sql`remittance_file_id = ${by.remittanceFileId}`;
  const ids = sql`select payment_id from remittance.payment where tenant_id = ${tx.tenantId} and ${chosen}`;
  const { rows } = await sql<PaymentStanding>`
    with ${standingLines(tx, ids, toleranceCents)},
    counted as (
      select payment_id,
        count(*) filter (where state = 'unmatched') as unmatched,
        count(*) filter (where status_code = '22') as taken_back,
        coalesce(-sum(paid_cents) filter (where status_code = '22'), 0) as taken_back_cents,
        count(*) filter (where state = 'short') as short, sum(short_cents) as short_cents
      from standing group by payment_id)
    select p.payment_id as "paymentId", p.remittance_file_id as "remittanceFileId", p.state, p.purpose, p.trace_number as "traceNumber",
      p.payer_id as "payerId", p.payer_name as "payerName", p.paid_on as "paidOn", p.payment_cents as "paymentCents",
      p.claim_paid_cents as "claimPaidCents", p.provider_adjustment_cents as "providerAdjustmentCents", p.line_count as "lineCount",
      coalesce(c.unmatched, 0)::int as "unmatchedCount", coalesce(c.taken_back, 0)::int as "takenBackCount",
      coalesce(c.taken_back_cents, 0)::bigint as "takenBackCents", coalesce(c.short, 0)::int as "shortCount",
      coalesce(c.short_cents, 0)::bigint as "shortCents", d.deposited_on as "depositedOn", d.bank_reference as "bankReference",
      d.entered_at as "enteredAt"
    from remittance.payment p
    left join counted c using (payment_id)
    left join remittance.deposit d using (tenant_id, payment_id)
    where p.tenant_id = ${tx.tenantId} and p.${chosen} order by p.position`.execute(tx.database);
  return rows;
}

/** Lists fifty lines of a payment in their order, of one state where that is asked. */
export async function listLines(
  tx: TenantTransaction,
  by: { readonly paymentId: PaymentId; readonly state: LineState | 'all'; readonly after: number },
  toleranceCents: number,
): Promise<readonly LineStanding[]> {
  const { rows } = await sql<
    Omit<LineStanding, 'controlNumber'> & { readonly rxNumber: string | null; readonly sealed: Buffer | null }
  >`
    with ${standingLines(tx, sql`${by.paymentId}::uuid`, toleranceCents)}
    select position, place, rx_number::text as "rxNumber", sealed_control_number as sealed, payer_claim_number as "payerClaimNumber",
      status_code as "statusCode", service_on as "serviceOn", ndc11, charge_cents as "chargeCents", paid_cents as "paidCents",
      patient_cents as "patientCents", paired_position as "pairedPosition", claim_id as "claimId", key,
      expected_cents as "expectedCents", short_cents::bigint as "shortCents", state,
      (select coalesce(jsonb_agg(jsonb_build_object('groupCode', a.group_code, 'reasonCode', a.reason_code, 'cents', a.cents) order by a.number), '[]')
        from remittance.line_adjustment a
        where a.tenant_id = s.tenant_id and a.payment_id = s.payment_id and a.position = s.position) as adjustments
    from standing s
    where position > ${by.after} and (${by.state} = 'all' or state = ${by.state})
    order by position limit ${pageSize}`.execute(tx.database);
  return Promise.all(
    rows.map(async ({ rxNumber, sealed, ...line }) => {
      if (sealed === null) return { ...line, controlNumber: rxNumber ?? '' };
      const place = { table: 'remittance.line', rowId: `${by.paymentId}/${line.position}` };
      const opened = (await tx.sealer.open(place, sealed)) as { readonly controlNumber: string };
      return { ...line, controlNumber: opened.controlNumber };
    }),
  );
}

/** Lists the adjustments of a payment that belong to no claim. */
export async function listProviderAdjustments(
  tx: TenantTransaction,
  paymentId: PaymentId,
): Promise<readonly ProviderAdjustment[]> {
  const { rows } = await sql<ProviderAdjustment>`
    select reason_code as "reasonCode", reference, cents from remittance.provider_adjustment
    where tenant_id = ${tx.tenantId} and payment_id = ${paymentId} order by number`.execute(tx.database);
  return rows;
}
