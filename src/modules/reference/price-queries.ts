import { type Selectable, sql } from 'kysely';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { UnitPrice } from '../../kernel/money.ts';
import type { Ndc11 } from '../../kernel/ndc.ts';
import type { BillingUnit } from '../../kernel/quantity.ts';
import type { ReferenceDrugPrice } from '../../platform/database/schema.gen.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { DrugPrice, PriceKind } from './domain/price.ts';

/** A price that counts on a day, with the day from which it does. */
export interface DayPrice {
  readonly unitPrice: UnitPrice;
  readonly validFrom: CalendarDay;
}

/** Lists the prices of one kind that count for packages on their days, by `ndc11 day`. */
export async function listPricesOnDays(
  tx: TenantTransaction,
  kind: PriceKind,
  wanted: readonly { readonly ndc11: Ndc11; readonly on: CalendarDay }[],
): Promise<ReadonlyMap<string, DayPrice>> {
  const { rows } = await sql<DayPrice & { readonly key: string }>`
    select distinct on (one.ndc11, one."on") one.ndc11 || ' ' || one."on" as key, p.unit_price_hundred_thousandths as "unitPrice",
      p.valid_from as "validFrom"
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as one (ndc11 text, "on" date)
    join reference.drug_price p on p.tenant_id = ${tx.tenantId} and p.ndc11 = one.ndc11 and p.kind = ${kind}
      and p.valid_from <= one."on" and (p.valid_to is null or p.valid_to >= one."on")
    order by one.ndc11, one."on", p.valid_from desc`.execute(tx.database);
  return new Map(rows.map(({ key, ...price }) => [key, price]));
}

/** Lists the prices of a package that count on a day, at most one of each kind. */
export async function listDrugPrices(
  tx: TenantTransaction,
  ndc11: Ndc11,
  on: CalendarDay,
): Promise<readonly DrugPrice[]> {
  const rows = await tx.database
    .selectFrom('reference.drug_price')
    .selectAll()
    .distinctOn('kind')
    .where('tenant_id', '=', tx.tenantId)
    .where('ndc11', '=', ndc11)
    .where('valid_from', '<=', on)
    .orderBy('kind')
    .orderBy('valid_from', 'desc')
    .execute();
  return rows.filter((row) => row.valid_to === null || row.valid_to >= on).map(toPrice);
}

/** Lists all prices of packages, of every kind and day. */
export async function listPricesOfAllDays(
  tx: TenantTransaction,
  ndcs: readonly Ndc11[],
): Promise<readonly DrugPrice[]> {
  if (ndcs.length === 0) return [];
  const rows = await tx.database
    .selectFrom('reference.drug_price')
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('ndc11', 'in', ndcs)
    .execute();
  return rows.map(toPrice);
}

function toPrice(row: Selectable<ReferenceDrugPrice>): DrugPrice {
  return {
    ndc11: row.ndc11 as Ndc11,
    kind: row.kind as PriceKind,
    unitPrice: row.unit_price_hundred_thousandths as UnitPrice,
    billingUnit: row.billing_unit as BillingUnit,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    source: row.source,
    isSynthetic: row.is_synthetic,
  };
}
