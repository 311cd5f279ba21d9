import { type RawBuilder, sql } from 'kysely';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import { dayIn, type TimeZone } from '../../kernel/instant.ts';
import type { Cents } from '../../kernel/money.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { costAccounts } from './domain/claim-waterfall.ts';
import type { AgeBucket, ReceivableKind } from './domain/receivable.ts';

/** What a payer has open in one age. */
export interface AgedAmount {
  readonly payerId: string | null;
  readonly bucket: AgeBucket;
  readonly claims: number;
  readonly cents: Cents;
  /** What of it the payer paid too much: zero or below. */
  readonly creditCents: Cents;
  readonly takenBackCents: Cents;
}

/** What one payer has open on one claim. */
export interface OpenAmount {
  readonly claimId: string;
  readonly payerId: string | null;
  readonly serviceOn: CalendarDay;
  readonly therapyId: string;
  readonly ndc11: string;
  readonly cents: Cents;
  readonly takenBackCents: Cents;
  readonly remittedCents: Cents;
  readonly agreedCents: Cents;
}

/** Which open amounts are wanted; a part that is left out is not narrowed. */
export interface OpenPart {
  readonly payerId?: string | null;
  readonly bucket?: AgeBucket;
  readonly kind: ReceivableKind;
}

/** After which row a list goes on. */
export interface OpenCursor {
  readonly serviceOn: CalendarDay;
  readonly claimId: string;
  readonly payerId: string | null;
}

/** How fast a payer paid in a month, a quarter or over all of a time. */
export interface PaySpeed {
  readonly payerId: string | null;
  /** The month or quarter, such as `2026-03-01`. */
  readonly period: CalendarDay;
  readonly lines: number;
  readonly paidCents: Cents;
  /** The sum of days times cents, by which averages over several rows are weighted. */
  readonly centDays: number;
  readonly medianDays: number;
}

const zone = 'UTC' as TimeZone;
// The payers' accounts: the receivable, and what was taken back and not settled.
const ofPayers = sql`p.account in ('payer-receivable', 'take-back')`;
const noPayer = '00000000-0000-0000-0000-000000000000';

/** What each payer has open on each claim, by the postings alone. A claim of which nothing is open is left out. */
function openAmounts(tx: TenantTransaction, claimId: string | null = null): RawBuilder<unknown> {
  return sql`
    open as (
      select s.claim_id, s.payer_id, sum(p.cents) as cents,
        coalesce(sum(p.cents) filter (where p.account = 'take-back'), 0) as taken_back,
        coalesce(-sum(p.cents) filter (where p.account = 'payer-receivable' and s.cause_kind in ('remittance-line', 'line-match')), 0) as remitted,
        coalesce(sum(p.cents) filter (where p.account = 'payer-receivable' and s.cause_kind in ('adjudication', 'reversal')), 0) as agreed
      from revenue.posting p join revenue.posting_set s using (tenant_id, posting_set_id)
      where p.tenant_id = ${tx.tenantId} and ${ofPayers} and s.claim_id is not null
        and (${claimId}::uuid is null or s.claim_id = ${claimId}::uuid)
      group by s.claim_id, s.payer_id having sum(p.cents) <> 0),
    aged as (
      select o.*, f.service_on, f.therapy_id, f.ndc11, case
        when ${dayIn(tx.now, zone)}::date - f.service_on <= 15 then 'to-15' when ${dayIn(tx.now, zone)}::date - f.service_on <= 30 then 'to-30'
        when ${dayIn(tx.now, zone)}::date - f.service_on <= 45 then 'to-45' when ${dayIn(tx.now, zone)}::date - f.service_on <= 60 then 'to-60'
        when ${dayIn(tx.now, zone)}::date - f.service_on <= 90 then 'to-90' else 'over' end as bucket
      from open o join revenue.claim_fact f on f.tenant_id = ${tx.tenantId} and f.claim_id = o.claim_id)`;
}

/** Sums what is open by payer and age. */
export async function sumOpenByAge(tx: TenantTransaction): Promise<readonly AgedAmount[]> {
  const { rows } = await sql<AgedAmount>`
    with ${openAmounts(tx)}
    select payer_id as "payerId", bucket, count(*)::int as claims, sum(cents)::bigint as cents,
      coalesce(sum(cents) filter (where cents < 0), 0)::bigint as "creditCents", sum(taken_back)::bigint as "takenBackCents"
    from aged group by payer_id, bucket`.execute(tx.database);
  return rows;
}

const kinds: Readonly<Record<ReceivableKind, RawBuilder<unknown>>> = {
  open: sql`true`,
  owed: sql`cents > 0`,
  credit: sql`cents < 0`,
  'taken-back': sql`taken_back <> 0`,
};
const selected = sql`claim_id as "claimId", payer_id as "payerId", service_on as "serviceOn", therapy_id as "therapyId", ndc11,
  cents::bigint as cents, taken_back::bigint as "takenBackCents", remitted::bigint as "remittedCents", agreed::bigint as "agreedCents"`;

/** Lists open amounts, the oldest first, so many after one. */
export async function listOpenAmounts(
  tx: TenantTransaction,
  part: OpenPart,
  page: { readonly after: OpenCursor | null; readonly most: number },
): Promise<readonly OpenAmount[]> {
  const narrowed = [
    kinds[part.kind],
    ...(part.payerId === undefined ? [] : [sql`payer_id is not distinct from ${part.payerId}::uuid`]),
    ...(part.bucket === undefined ? [] : [sql`bucket = ${part.bucket}`]),
    ...(page.after === null
      ? []
      : [
          sql`(service_on, claim_id, coalesce(payer_id, ${noPayer}::uuid)) >
            (${page.after.serviceOn}::date, ${page.after.claimId}::uuid, ${page.after.payerId ?? noPayer}::uuid)`,
        ]),
  ];
  const { rows } = await sql<OpenAmount>`
    with ${openAmounts(tx)} select ${selected} from aged where ${sql.join(narrowed, sql` and `)}
    order by service_on, claim_id, coalesce(payer_id, ${noPayer}::uuid) limit ${page.most}`.execute(tx.database);
  return rows;
}

/** Lists what payers have open on one claim. */
export async function listOpenOfClaim(tx: TenantTransaction, claimId: string): Promise<readonly OpenAmount[]> {
  const { rows } = await sql<OpenAmount>`
    with ${openAmounts(tx, claimId)} select ${selected} from aged order by payer_id`.execute(tx.database);
  return rows;
}

/** Measures how many days after the service payers paid, by month or quarter, from a day on. Take-backs and lines of nothing are no payments. */
export async function measurePaySpeed(
  tx: TenantTransaction,
  by: { readonly period: 'month' | 'quarter' | 'whole'; readonly from: CalendarDay },
): Promise<readonly PaySpeed[]> {
  const period =
    by.period === 'whole'
      ? sql`${by.from}::date`
      : sql`date_trunc(${by.period}, s.occurred_at at time zone 'UTC')::date`;
  const { rows } = await sql<PaySpeed>`
    with paid as (
      select s.payer_id, ${period} as period, -p.cents as cents,
        (s.occurred_at at time zone 'UTC')::date - f.service_on as days
      from revenue.posting p join revenue.posting_set s using (tenant_id, posting_set_id)
      join revenue.claim_fact f on f.tenant_id = s.tenant_id and f.claim_id = s.claim_id
      where p.tenant_id = ${tx.tenantId} and p.account = 'payer-receivable' and p.cents < 0
        and s.cause_kind in ('remittance-line', 'line-match') and s.occurred_at >= ${by.from}::date)
    select payer_id as "payerId", period, count(*)::int as lines, sum(cents)::bigint as "paidCents",
      sum(cents * days)::float8 as "centDays", percentile_disc(0.5) within group (order by days)::int as "medianDays"
    from paid group by payer_id, period order by period`.execute(tx.database);
  return rows;
}

/** How the margins and the shortfalls of a payer stand in a quarter of service. */
interface PayerQuarter {
  readonly payerId: string | null;
  /** The first day of the quarter. */
  readonly quarter: CalendarDay;
  /** Claims whose product is out at a known cost, and how many of them lose money. */
  readonly costed: number;
  readonly underwater: number;
  /** Claims that were remitted and are short still. */
  readonly short: number;
  readonly shortCents: Cents;
}

/** Measures margins and shortfalls by payer and quarter of service, from a day on. A claim counts for its first payer. */
export async function measurePayerQuarters(tx: TenantTransaction, from: CalendarDay): Promise<readonly PayerQuarter[]> {
  const { rows } = await sql<PayerQuarter>`
    with one as (
      select f.payer_id, date_trunc('quarter', f.service_on)::date as quarter,
        coalesce(sum(p.cents) filter (where p.account = 'acquisition-cost'), 0) as product,
        -coalesce(sum(p.cents) filter (where p.account = any(${sql.val(['charge', 'contractual-adjustment', ...costAccounts])}::text[])), 0) as net,
        coalesce(sum(p.cents) filter (where ${ofPayers}), 0) as open,
        bool_or(p.account = 'payer-receivable' and s.cause_kind in ('remittance-line', 'line-match')) as is_remitted
      from revenue.claim_fact f
      join revenue.posting_set s on s.tenant_id = f.tenant_id and s.claim_id = f.claim_id
      join revenue.posting p on p.tenant_id = s.tenant_id and p.posting_set_id = s.posting_set_id
      where f.tenant_id = ${tx.tenantId} and f.service_on >= ${from}
      group by f.claim_id, f.payer_id, f.service_on)
    select payer_id as "payerId", quarter, count(*) filter (where product > 0)::int as costed,
      count(*) filter (where product > 0 and net < 0)::int as underwater, count(*) filter (where is_remitted and open > 0)::int as short,
      coalesce(sum(open) filter (where is_remitted and open > 0), 0)::bigint as "shortCents"
    from one group by payer_id, quarter`.execute(tx.database);
  return rows;
}
