import { sql } from 'kysely';
import { readOnce } from '../../platform/transaction/read-once.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { type DiseaseState, nameDiseaseState } from './domain/disease-state.ts';
import type { PlanId } from './domain/plan.ts';
import type {
  NetworkPharmacy,
  OtherPharmacy,
  PlanPharmacy,
  ReferralClock,
  ReferralClockCode,
  ReferralRequirement,
  RequirementKind,
} from './domain/referral-policy.ts';
import { dayOf } from './drug-queries.ts';

/** Lists what a referral of a drug must bring today: what counts for every programme, for its own, and for the drug alone. */
export async function listReferralRequirements(
  tx: TenantTransaction,
  of: { readonly programme: string; readonly ingredientRxcui: string | null },
): Promise<readonly ReferralRequirement[]> {
  const rows = await tx.database
    .selectFrom('reference.referral_requirement')
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('programme', 'in', ['*', of.programme])
    .where('ingredient_rxcui', 'in', ['', of.ingredientRxcui ?? ''])
    .where('valid_from', '<=', dayOf(tx))
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>=', dayOf(tx))]))
    .orderBy('valid_from')
    .orderBy('programme')
    .orderBy('ingredient_rxcui')
    .execute();
  // The newest row of a code counts, and the row of the drug before that of its programme.
  const byCode = new Map(rows.map((row) => [row.item_code, row]));
  return [...byCode.values()].map((row) => ({
    programme: row.programme,
    ingredientRxcui: row.ingredient_rxcui === '' ? null : row.ingredient_rxcui,
    itemCode: row.item_code,
    kind: row.kind as RequirementKind,
    label: row.label,
    codes: row.codes,
    consentUse: row.consent_use,
    maximumAgeDays: row.maximum_age_days,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    source: row.source,
    isVerified: row.is_verified,
  }));
}

/** Lists the disease states with the diagnoses that make a patient a candidate for their drugs, as they count today. */
export function listDiseaseStates(tx: TenantTransaction): Promise<readonly DiseaseState[]> {
  return readOnce(tx, 'disease states', async () => {
    const rows = await tx.database
      .selectFrom('reference.referral_requirement')
      .select(['programme', 'codes', 'source', 'is_verified'])
      .distinctOn('programme')
      .where('tenant_id', '=', tx.tenantId)
      .where('kind', '=', 'diagnosis')
      .where('programme', '!=', '*')
      .where('ingredient_rxcui', '=', '')
      .where('valid_from', '<=', dayOf(tx))
      .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>=', dayOf(tx))]))
      .orderBy('programme')
      .orderBy('valid_from', 'desc')
      .execute();
    return rows.map(({ programme, codes, source, is_verified: isVerified }) => ({
      ...{ code: programme, label: nameDiseaseState(programme), diagnosisCodes: codes },
      ...{ source, isVerified },
    }));
  });
}

/** Saves what referrals must bring from a day on. */
export async function saveReferralRequirements(
  tx: TenantTransaction,
  requirements: readonly ReferralRequirement[],
): Promise<void> {
  if (requirements.length === 0) return;
  await tx.database
    .insertInto('reference.referral_requirement')
    .values(
      requirements.map((requirement) => ({
        tenant_id: tx.tenantId,
        programme: requirement.programme,
        ingredient_rxcui: requirement.ingredientRxcui ?? '',
        item_code: requirement.itemCode,
        valid_from: requirement.validFrom,
        valid_to: requirement.validTo,
        kind: requirement.kind,
        label: requirement.label,
        codes: [...requirement.codes],
        consent_use: requirement.consentUse,
        maximum_age_days: requirement.maximumAgeDays,
        source: requirement.source,
        is_verified: requirement.isVerified,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'programme', 'ingredient_rxcui', 'item_code', 'valid_from'])
        .doUpdateSet((set) => ({
          valid_to: set.ref('excluded.valid_to'),
          kind: set.ref('excluded.kind'),
          label: set.ref('excluded.label'),
          codes: set.ref('excluded.codes'),
          consent_use: set.ref('excluded.consent_use'),
          maximum_age_days: set.ref('excluded.maximum_age_days'),
          source: set.ref('excluded.source'),
          is_verified: set.ref('excluded.is_verified'),
        })),
    )
    .execute();
}

/** Lists the pharmacies through which a drug of limited distribution is dispensed today; none when nothing is on record. */
export function listNetwork(tx: TenantTransaction, ingredientRxcui: string): Promise<readonly OtherPharmacy[]> {
  return readOnce(tx, `network ${ingredientRxcui}`, () =>
    selectPharmacies(tx, ['reference.distribution_network', 'ingredient_rxcui', ingredientRxcui]),
  );
}

/** Lists the pharmacies at which alone a plan pays for specialty drugs today; none when it pays at any. */
export function listPlanPharmacies(tx: TenantTransaction, planId: PlanId): Promise<readonly OtherPharmacy[]> {
  return readOnce(tx, `plan pharmacies ${planId}`, () =>
    selectPharmacies(tx, ['reference.plan_pharmacy', 'plan_id', planId]),
  );
}

/** Tells whether any plan mandates pharmacies. */
export function hasPlanPharmacies(tx: TenantTransaction): Promise<boolean> {
  return readOnce(tx, 'any plan pharmacies', async () => {
    const row = await tx.database
      .selectFrom('reference.plan_pharmacy')
      .select('plan_id')
      .where('tenant_id', '=', tx.tenantId)
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  });
}

async function selectPharmacies(
  tx: TenantTransaction,
  [table, column, value]: readonly [
    table: 'reference.distribution_network' | 'reference.plan_pharmacy',
    column: string,
    value: string,
  ],
): Promise<readonly OtherPharmacy[]> {
  const on = dayOf(tx);
  // Both tables have the columns that are read here.
  const rows = await tx.database
    .selectFrom(table as 'reference.plan_pharmacy')
    .select(['pharmacy_npi', 'pharmacy_name', 'phone', 'fax', 'source', 'is_verified'])
    .distinctOn('pharmacy_npi')
    .where('tenant_id', '=', tx.tenantId)
    .where(sql.ref(column), '=', value)
    .where('valid_from', '<=', on)
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>=', on)]))
    .orderBy('pharmacy_npi')
    .orderBy('valid_from', 'desc')
    .execute();
  return rows.map((row) => ({
    pharmacyNpi: row.pharmacy_npi,
    pharmacyName: row.pharmacy_name,
    phone: row.phone,
    fax: row.fax,
    source: row.source,
    isVerified: row.is_verified,
  }));
}

/** Saves the pharmacies of networks from a day on. */
export async function saveNetwork(tx: TenantTransaction, pharmacies: readonly NetworkPharmacy[]): Promise<void> {
  if (pharmacies.length === 0) return;
  await tx.database
    .insertInto('reference.distribution_network')
    .values(pharmacies.map((each) => ({ ...toColumns(tx, each), ingredient_rxcui: each.ingredientRxcui })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Saves the pharmacies that plans mandate from a day on. */
export async function savePlanPharmacies(tx: TenantTransaction, pharmacies: readonly PlanPharmacy[]): Promise<void> {
  if (pharmacies.length === 0) return;
  await tx.database
    .insertInto('reference.plan_pharmacy')
    .values(pharmacies.map((each) => ({ ...toColumns(tx, each), plan_id: each.planId })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

function toColumns(tx: TenantTransaction, pharmacy: Omit<NetworkPharmacy, 'ingredientRxcui'>) {
  return {
    tenant_id: tx.tenantId,
    pharmacy_npi: pharmacy.pharmacyNpi,
    valid_from: pharmacy.validFrom,
    valid_to: pharmacy.validTo,
    pharmacy_name: pharmacy.pharmacyName,
    phone: pharmacy.phone,
    fax: pharmacy.fax,
    source: pharmacy.source,
    is_verified: pharmacy.isVerified,
  };
}

/** Finds how long is waited for something today; null when no row says. */
export async function findReferralClock(
  tx: TenantTransaction,
  clock: ReferralClockCode,
): Promise<Pick<ReferralClock, 'minutes' | 'counts'> | null> {
  const row = await tx.database
    .selectFrom('reference.referral_clock')
    .select(['minutes', 'counts'])
    .where('tenant_id', '=', tx.tenantId)
    .where('clock', '=', clock)
    .where('valid_from', '<=', dayOf(tx))
    .orderBy('valid_from', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : { minutes: row.minutes, counts: row.counts as ReferralClock['counts'] };
}

/** Saves how long is waited from a day on. */
export async function saveReferralClocks(tx: TenantTransaction, clocks: readonly ReferralClock[]): Promise<void> {
  if (clocks.length === 0) return;
  await tx.database
    .insertInto('reference.referral_clock')
    .values(clocks.map(({ validFrom, ...clock }) => ({ ...clock, tenant_id: tx.tenantId, valid_from: validFrom })))
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'clock', 'valid_from']).doUpdateSet((set) => ({
        minutes: set.ref('excluded.minutes'),
        counts: set.ref('excluded.counts'),
        source: set.ref('excluded.source'),
      })),
    )
    .execute();
}
