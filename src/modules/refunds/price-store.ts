import { sql } from 'kysely';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import { dayIn, type TimeZone } from '../../kernel/instant.ts';
import type { UnitPrice } from '../../kernel/money.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { SelectedDrug } from './domain/eligibility.ts';
import { type RefundTerms, standardRefundTerms } from './domain/refund-terms.ts';

/** A 340B ceiling price for each billing unit, from a day on. */
export interface CeilingPrice {
  readonly ndc11: string;
  readonly validFrom: CalendarDay;
  readonly unitPrice: UnitPrice;
  readonly source: string;
  readonly isSynthetic: boolean;
}

/** Saves packages of selected drugs with their fair prices; those of a day stay as they were first said. */
export async function saveSelectedDrugs(tx: TenantTransaction, drugs: readonly SelectedDrug[]): Promise<void> {
  if (drugs.length === 0) return;
  await tx.database
    .insertInto('refunds.selected_drug')
    .values(
      drugs.map((drug) => ({
        ...{ tenant_id: tx.tenantId, ndc11: drug.ndc11, valid_from: drug.validFrom, valid_to: drug.validTo },
        ...{ applicability_year: drug.applicabilityYear, manufacturer: drug.manufacturer },
        ...{ unit_price_hundred_thousandths: drug.unitPrice, source: drug.source },
        ...{ is_verified: drug.isVerified, is_synthetic: drug.isSynthetic },
      })),
    )
    .onConflict((conflict) => conflict.columns(['tenant_id', 'ndc11', 'valid_from']).doNothing())
    .execute();
}

/** Lists what is known of selected packages, also of days past and to come; all of them where no packages are named. */
export async function listSelectedDrugs(
  tx: TenantTransaction,
  ndcs?: readonly string[],
): Promise<readonly SelectedDrug[]> {
  const named = ndcs === undefined ? null : [...ndcs];
  const { rows } = await sql<SelectedDrug>`
    select ndc11, valid_from as "validFrom", valid_to as "validTo", applicability_year as "applicabilityYear", manufacturer,
      unit_price_hundred_thousandths as "unitPrice", source, is_verified as "isVerified", is_synthetic as "isSynthetic"
    from refunds.selected_drug where tenant_id = ${tx.tenantId} and (${named}::text[] is null or ndc11 = any(${named}::text[]))
    order by valid_from, ndc11`.execute(tx.database);
  return rows;
}

/** Saves ceiling prices; those of a day stay as they were first said. */
export async function saveCeilingPrices(tx: TenantTransaction, prices: readonly CeilingPrice[]): Promise<void> {
  if (prices.length === 0) return;
  await tx.database
    .insertInto('refunds.ceiling_price')
    .values(
      prices.map((price) => ({
        ...{ tenant_id: tx.tenantId, ndc11: price.ndc11, valid_from: price.validFrom },
        ...{ unit_price_hundred_thousandths: price.unitPrice, source: price.source, is_synthetic: price.isSynthetic },
      })),
    )
    .onConflict((conflict) => conflict.columns(['tenant_id', 'ndc11', 'valid_from']).doNothing())
    .execute();
}

/** Finds the ceiling price of a package that counts on a day; null where none is known. */
export async function findCeilingPrice(
  tx: TenantTransaction,
  of: { readonly ndc11: string; readonly on: CalendarDay },
): Promise<CeilingPrice | null> {
  const { rows } = await sql<CeilingPrice>`
    select ndc11, valid_from as "validFrom", unit_price_hundred_thousandths as "unitPrice", source, is_synthetic as "isSynthetic"
    from refunds.ceiling_price where tenant_id = ${tx.tenantId} and ndc11 = ${of.ndc11} and valid_from <= ${of.on}
    order by valid_from desc limit 1`.execute(tx.database);
  return rows[0] ?? null;
}

/** Saves by which days refunds are judged from a day on; those of a day stay as they were first said. */
export async function saveRefundTerms(
  tx: TenantTransaction,
  terms: RefundTerms & { readonly validFrom: CalendarDay; readonly source: string },
): Promise<void> {
  await tx.database
    .insertInto('refunds.term')
    .values({
      ...{ tenant_id: tx.tenantId, valid_from: terms.validFrom, manufacturer_days: terms.manufacturerDays },
      ...{ unpaid_days: terms.unpaidDays, missed_days: terms.missedDays, tolerance_cents: terms.toleranceCents },
      source: terms.source,
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'valid_from']).doNothing())
    .execute();
}

/** Reads by which days refunds are judged today. They hold for a whole tenant, so that the day is that of UTC. */
export async function readRefundTerms(tx: TenantTransaction): Promise<RefundTerms> {
  const on = dayIn(tx.now, 'UTC' as TimeZone);
  const { rows } = await sql<RefundTerms>`
    select manufacturer_days as "manufacturerDays", unpaid_days as "unpaidDays", missed_days as "missedDays", tolerance_cents as "toleranceCents"
    from refunds.term where tenant_id = ${tx.tenantId} and valid_from <= ${on} order by valid_from desc limit 1`.execute(
    tx.database,
  );
  return rows[0] ?? standardRefundTerms;
}
