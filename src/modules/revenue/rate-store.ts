import { sql } from 'kysely';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { RateMonth } from './domain/rate-tracker.ts';

/** Keeps the months in place of those that were kept before. */
export async function replaceRateMonths(tx: TenantTransaction, months: readonly RateMonth[]): Promise<void> {
  await sql`delete from revenue.rate_month where tenant_id = ${tx.tenantId}`.execute(tx.database);
  await sql`
    insert into revenue.rate_month (tenant_id, contract_id, kind, month, claims, awp_cents, ingredient_paid_cents, fee_paid_cents, summed_at)
    select ${tx.tenantId}, "contractId", kind, month, claims, "awpCents", "ingredientPaidCents", "feePaidCents", ${tx.now}
    from jsonb_to_recordset(${JSON.stringify(months)}::jsonb) as one ("contractId" uuid, kind text, month date, claims int, "awpCents" bigint,
      "ingredientPaidCents" bigint, "feePaidCents" bigint)`.execute(tx.database);
}

/** Lists the months of a year up to a day, the oldest first, with the moment at which they were summed. */
export async function listRateMonths(
  tx: TenantTransaction,
  asOf: CalendarDay,
): Promise<readonly (RateMonth & { readonly summedAt: Instant })[]> {
  const { rows } = await sql<RateMonth & { readonly summedAt: Instant }>`
    select contract_id as "contractId", kind, month, claims, awp_cents as "awpCents", ingredient_paid_cents as "ingredientPaidCents",
      fee_paid_cents as "feePaidCents", summed_at as "summedAt"
    from revenue.rate_month where tenant_id = ${tx.tenantId} and month between ${`${asOf.slice(0, 4)}-01-01`} and ${asOf}
    order by month`.execute(tx.database);
  return rows;
}
