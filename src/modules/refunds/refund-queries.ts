import { sql } from 'kysely';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { Cents } from '../../kernel/money.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { RefundState } from './domain/refund.ts';
import { type Refund, refundColumns } from './refund-store.ts';

const mostOpen = 5_000;
const mostShown = 200;

/** Lists refunds that are neither paid nor withdrawn, the oldest first, at most five thousand. */
export async function listOpenRefunds(tx: TenantTransaction): Promise<readonly Refund[]> {
  const { rows } = await sql<Refund>`
    select ${refundColumns} from refunds.refund where tenant_id = ${tx.tenantId} and state not in ('paid', 'withdrawn')
    order by service_on, claim_id limit ${mostOpen}`.execute(tx.database);
  return rows;
}

/** Lists the newest refunds of these states by date of service, at most two hundred. */
export async function listNewestRefunds(
  tx: TenantTransaction,
  states: readonly RefundState[],
): Promise<readonly Refund[]> {
  const { rows } = await sql<Refund>`
    select ${refundColumns} from refunds.refund where tenant_id = ${tx.tenantId} and state = any(${sql.val([...states])}::text[])
    order by service_on desc, claim_id limit ${mostShown}`.execute(tx.database);
  return rows;
}

/** What manufacturers owe and paid for one package, in all. */
export interface RefundSum {
  readonly ndc11: string;
  readonly claims: number;
  readonly expectedCents: Cents;
  readonly receivedCents: Cents;
  readonly paidClaims: number;
  /** Days from the date of service to the first refund, the middle one; null while none came. */
  readonly medianDays: number | null;
}

/** Sums refunds by package. */
export async function sumRefundsByPackage(tx: TenantTransaction): Promise<readonly RefundSum[]> {
  const { rows } = await sql<RefundSum>`
    select ndc11, count(*)::int as claims, sum(expected_cents)::bigint as "expectedCents", sum(received_cents)::bigint as "receivedCents",
      count(*) filter (where state = 'paid')::int as "paidClaims",
      (percentile_disc(0.5) within group (order by first_received_on - service_on))::int as "medianDays"
    from refunds.refund where tenant_id = ${tx.tenantId} group by ndc11 order by ndc11`.execute(tx.database);
  return rows;
}

/** What was expected and had not come at the end of a day. */
export interface FloatDay {
  readonly day: CalendarDay;
  readonly unpaidCents: Cents;
}

/** Tells day by day what was expected and had not come, claim by claim; what came and is not owed makes up for no other claim. */
export async function listFloatDays(
  tx: TenantTransaction,
  range: { readonly from: CalendarDay; readonly to: CalendarDay },
): Promise<readonly FloatDay[]> {
  const { rows } = await sql<FloatDay>`
    with moved as (
      select s.claim_id, (s.occurred_at at time zone 'UTC')::date as day, s.change_cents as cents
      from refunds.refund_step s join refunds.refund r using (tenant_id, claim_id) where s.tenant_id = ${tx.tenantId}
      union all
      select c.claim_id, (c.received_at at time zone 'UTC')::date, -c.paid_cents
      from refunds.receipt c join refunds.refund r using (tenant_id, claim_id) where c.tenant_id = ${tx.tenantId}),
    of_claim as (
      select claim_id, day, sum(sum(cents)) over (partition by claim_id order by day) as open from moved group by claim_id, day),
    changed as (
      select greatest(day, ${range.from}::date) as day,
        greatest(open, 0) - greatest(lag(open, 1, 0) over (partition by claim_id order by day), 0) as cents
      from of_claim),
    by_day as (select day, sum(cents) as cents from changed group by day)
    select d::date as day, coalesce(sum(b.cents) over (order by d), 0)::bigint as "unpaidCents"
    from generate_series(${range.from}::date, ${range.to}::date, interval '1 day') as d left join by_day b on b.day = d::date
    order by d`.execute(tx.database);
  return rows;
}
