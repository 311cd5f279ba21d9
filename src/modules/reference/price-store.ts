import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { UnitPrice } from '../../kernel/money.ts';
import type { BillingUnit } from '../../kernel/quantity.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { DrugPrice } from './domain/price.ts';
import type { AspCrosswalkRow, AspPricingRow } from './domain/reference-row.ts';

/** What is kept of a national average price. */
export interface NadacFact {
  readonly unitPrice: UnitPrice;
  readonly billingUnit: BillingUnit;
}

/** What is kept of a crosswalk line. */
export type CrosswalkFact = Omit<AspCrosswalkRow, 'place' | 'ndc11' | 'hcpcs'>;

/** What is kept of a payment limit. */
export type PaymentLimitFact = Omit<AspPricingRow, 'place' | 'hcpcs'>;

/** Finds the national average prices that are kept, by `ndc11 day`. */
export async function findNadacFacts(
  tx: TenantTransaction,
  ndcs: readonly string[],
): Promise<ReadonlyMap<string, NadacFact>> {
  if (ndcs.length === 0) return new Map();
  const rows = await tx.database
    .selectFrom('reference.drug_price')
    .select(['ndc11', 'valid_from', 'unit_price_hundred_thousandths', 'billing_unit'])
    .where('tenant_id', '=', tx.tenantId)
    .where('kind', '=', 'nadac')
    .where('ndc11', 'in', ndcs)
    .execute();
  return new Map(
    rows.map((row) => [
      `${row.ndc11} ${row.valid_from}`,
      { unitPrice: row.unit_price_hundred_thousandths as UnitPrice, billingUnit: row.billing_unit as BillingUnit },
    ]),
  );
}

/** Saves prices; one of the same package, kind and day is replaced. */
export async function saveDrugPrices(tx: TenantTransaction, prices: readonly DrugPrice[]): Promise<void> {
  if (prices.length === 0) return;
  await tx.database
    .insertInto('reference.drug_price')
    .values(
      prices.map((price) => ({
        tenant_id: tx.tenantId,
        ndc11: price.ndc11,
        kind: price.kind,
        valid_from: price.validFrom,
        valid_to: price.validTo,
        unit_price_hundred_thousandths: price.unitPrice,
        billing_unit: price.billingUnit,
        source: price.source,
        is_synthetic: price.isSynthetic,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'ndc11', 'kind', 'valid_from']).doUpdateSet((set) => ({
        valid_to: set.ref('excluded.valid_to'),
        unit_price_hundred_thousandths: set.ref('excluded.unit_price_hundred_thousandths'),
        billing_unit: set.ref('excluded.billing_unit'),
        source: set.ref('excluded.source'),
        is_synthetic: set.ref('excluded.is_synthetic'),
      })),
    )
    .execute();
}

/** Finds the crosswalk lines that are kept from a day on, by `ndc11 hcpcs`. */
export async function findCrosswalkFacts(
  tx: TenantTransaction,
  at: { readonly ndcs: readonly string[]; readonly from: CalendarDay },
): Promise<ReadonlyMap<string, CrosswalkFact>> {
  if (at.ndcs.length === 0) return new Map();
  const rows = await tx.database
    .selectFrom('reference.ndc_hcpcs')
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('ndc11', 'in', at.ndcs)
    .where('valid_from', '=', at.from)
    .execute();
  return new Map(
    rows.map((row) => [
      `${row.ndc11} ${row.hcpcs}`,
      {
        dosage: row.dosage,
        packageSizeThousandths: row.package_size_thousandths,
        packageQuantity: row.package_quantity,
        billingUnitsThousandths: row.billing_units_thousandths,
        billingUnitsPerPackageThousandths: row.billing_units_per_package_thousandths,
      },
    ]),
  );
}

/** Saves crosswalk lines from a day on. */
export async function saveCrosswalk(
  tx: TenantTransaction,
  save: {
    readonly from: CalendarDay;
    readonly source: string;
    readonly lines: readonly { readonly ndc11: string; readonly hcpcs: string; readonly fact: CrosswalkFact }[];
  },
): Promise<void> {
  if (save.lines.length === 0) return;
  await tx.database
    .insertInto('reference.ndc_hcpcs')
    .values(
      save.lines.map(({ ndc11, hcpcs, fact }) => ({
        tenant_id: tx.tenantId,
        ndc11,
        hcpcs,
        valid_from: save.from,
        dosage: fact.dosage,
        package_size_thousandths: fact.packageSizeThousandths,
        package_quantity: fact.packageQuantity,
        billing_units_thousandths: fact.billingUnitsThousandths,
        billing_units_per_package_thousandths: fact.billingUnitsPerPackageThousandths,
        source: save.source,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'ndc11', 'hcpcs', 'valid_from']).doUpdateSet((set) => ({
        dosage: set.ref('excluded.dosage'),
        package_size_thousandths: set.ref('excluded.package_size_thousandths'),
        package_quantity: set.ref('excluded.package_quantity'),
        billing_units_thousandths: set.ref('excluded.billing_units_thousandths'),
        billing_units_per_package_thousandths: set.ref('excluded.billing_units_per_package_thousandths'),
        source: set.ref('excluded.source'),
      })),
    )
    .execute();
}

/** Finds the payment limits that are kept from a day on, by HCPCS code. */
export async function findPaymentLimits(
  tx: TenantTransaction,
  at: { readonly hcpcs: readonly string[]; readonly from: CalendarDay },
): Promise<ReadonlyMap<string, PaymentLimitFact>> {
  if (at.hcpcs.length === 0) return new Map();
  const rows = await tx.database
    .selectFrom('reference.hcpcs_price')
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('hcpcs', 'in', at.hcpcs)
    .where('valid_from', '=', at.from)
    .execute();
  return new Map(
    rows.map((row) => [
      row.hcpcs,
      {
        description: row.description,
        dosage: row.dosage,
        paymentLimit: row.payment_limit_hundred_thousandths as UnitPrice,
      },
    ]),
  );
}

/** Saves payment limits from a day on. */
export async function savePaymentLimits(
  tx: TenantTransaction,
  save: {
    readonly from: CalendarDay;
    readonly source: string;
    readonly limits: readonly { readonly hcpcs: string; readonly fact: PaymentLimitFact }[];
  },
): Promise<void> {
  if (save.limits.length === 0) return;
  await tx.database
    .insertInto('reference.hcpcs_price')
    .values(
      save.limits.map(({ hcpcs, fact }) => ({
        tenant_id: tx.tenantId,
        hcpcs,
        valid_from: save.from,
        description: fact.description,
        dosage: fact.dosage,
        payment_limit_hundred_thousandths: fact.paymentLimit,
        source: save.source,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'hcpcs', 'valid_from']).doUpdateSet((set) => ({
        description: set.ref('excluded.description'),
        dosage: set.ref('excluded.dosage'),
        payment_limit_hundred_thousandths: set.ref('excluded.payment_limit_hundred_thousandths'),
        source: set.ref('excluded.source'),
      })),
    )
    .execute();
}
