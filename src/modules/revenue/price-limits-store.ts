import { sql } from 'kysely';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { PriceLimits } from './domain/contract-detector.ts';

/** Finds the limits that count on a day; null where none were set by then. */
export async function findPriceLimits(tx: TenantTransaction, on: CalendarDay): Promise<PriceLimits | null> {
  const { rows } = await sql<PriceLimits>`
    select valid_from as "validFrom", thin_margin_ten_thousandths as "thinMarginTenThousandths", thin_cost_cents as "thinCostCents",
      appeal_warning_days as "appealWarningDays", tolerance_cents as "toleranceCents", source
    from revenue.price_limit where tenant_id = ${tx.tenantId} and valid_from <= ${on} order by valid_from desc limit 1`.execute(
    tx.database,
  );
  return rows[0] ?? null;
}

/** Saves limits from a day on; those of a day stay as they were first said. */
export async function savePriceLimits(tx: TenantTransaction, limits: PriceLimits): Promise<void> {
  await tx.database
    .insertInto('revenue.price_limit')
    .values({
      ...{ tenant_id: tx.tenantId, valid_from: limits.validFrom, source: limits.source },
      thin_margin_ten_thousandths: limits.thinMarginTenThousandths,
      ...{ thin_cost_cents: limits.thinCostCents, appeal_warning_days: limits.appealWarningDays },
      tolerance_cents: limits.toleranceCents,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
