import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { Ndc11 } from '../../kernel/ndc.ts';
import type { BillingUnit } from '../../kernel/quantity.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { DeaSchedule, DrugId } from './domain/drug.ts';
import type { DrugConcepts, DrugFacts, DrugProfile } from './domain/drug-facts.ts';
import { listSearchWords } from './domain/drug-name.ts';

/** Finds the ids of the packages among NDCs that are known. */
export async function findDrugIds(
  tx: TenantTransaction,
  ndcs: readonly string[],
): Promise<ReadonlyMap<string, DrugId>> {
  if (ndcs.length === 0) return new Map();
  const rows = await tx.database
    .selectFrom('reference.drug')
    .select(['ndc11', 'drug_id'])
    .where('tenant_id', '=', tx.tenantId)
    .where('ndc11', 'in', ndcs)
    .execute();
  return new Map(rows.map((row) => [row.ndc11, row.drug_id as DrugId]));
}

/** Adds packages by their NDCs and returns their ids. */
export async function insertDrugs(
  tx: TenantTransaction,
  ndcs: readonly string[],
): Promise<ReadonlyMap<string, DrugId>> {
  if (ndcs.length === 0) return new Map();
  const ids = new Map(ndcs.map((ndc11) => [ndc11, tx.newId<'drug'>()]));
  await tx.database
    .insertInto('reference.drug')
    .values([...ids].map(([ndc11, drugId]) => ({ tenant_id: tx.tenantId, drug_id: drugId, ndc11 })))
    .execute();
  return ids;
}

/** Finds what is kept of packages at a day, by NDC. */
export async function findDrugFacts(
  tx: TenantTransaction,
  at: { readonly ndcs: readonly Ndc11[]; readonly on: CalendarDay },
): Promise<ReadonlyMap<string, DrugFacts>> {
  if (at.ndcs.length === 0) return new Map();
  const rows = await tx.database
    .selectFrom('reference.drug as drug')
    .innerJoin('reference.drug_version as version', (join) =>
      join.onRef('version.tenant_id', '=', 'drug.tenant_id').onRef('version.drug_id', '=', 'drug.drug_id'),
    )
    .where('drug.tenant_id', '=', tx.tenantId)
    .where('drug.ndc11', 'in', at.ndcs)
    .where('version.valid_from', '<=', at.on)
    .distinctOn('drug.ndc11')
    .orderBy('drug.ndc11')
    .orderBy('version.valid_from', 'desc')
    .select('drug.ndc11')
    .selectAll('version')
    .execute();
  return new Map(
    rows.map((row) => [
      row.ndc11,
      {
        name: row.name,
        genericName: row.generic_name,
        labeler: row.labeler,
        strengthText: row.strength_text,
        doseForm: row.dose_form,
        route: row.route,
        deaSchedule: row.dea_schedule as DeaSchedule,
        packageSizeThousandths: row.package_size_thousandths,
        billingUnit: row.billing_unit as BillingUnit,
        ucumUnit: row.ucum_unit,
        validTo: row.valid_to,
      },
    ]),
  );
}

/** A fact about a package from a day on. */
export interface DatedDrugFact<Fact> {
  readonly drugId: DrugId;
  readonly fact: Fact;
}

/** Saves what the directory says of packages from a day on; a version of the same day is replaced. */
export async function saveDrugFacts(
  tx: TenantTransaction,
  save: { readonly from: CalendarDay; readonly source: string; readonly facts: readonly DatedDrugFact<DrugFacts>[] },
): Promise<void> {
  if (save.facts.length === 0) return;
  const rows = save.facts.map(({ drugId, fact }) => ({
    tenant_id: tx.tenantId,
    drug_id: drugId,
    valid_from: save.from,
    valid_to: fact.validTo,
    name: fact.name,
    generic_name: fact.genericName,
    labeler: fact.labeler,
    strength_text: fact.strengthText,
    dose_form: fact.doseForm,
    route: fact.route,
    dea_schedule: fact.deaSchedule,
    package_size_thousandths: fact.packageSizeThousandths,
    billing_unit: fact.billingUnit,
    ucum_unit: fact.ucumUnit,
    source: save.source,
  }));
  await tx.database
    .insertInto('reference.drug_version')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'drug_id', 'valid_from']).doUpdateSet((set) => ({
        valid_to: set.ref('excluded.valid_to'),
        name: set.ref('excluded.name'),
        generic_name: set.ref('excluded.generic_name'),
        labeler: set.ref('excluded.labeler'),
        strength_text: set.ref('excluded.strength_text'),
        dose_form: set.ref('excluded.dose_form'),
        route: set.ref('excluded.route'),
        dea_schedule: set.ref('excluded.dea_schedule'),
        package_size_thousandths: set.ref('excluded.package_size_thousandths'),
        billing_unit: set.ref('excluded.billing_unit'),
        ucum_unit: set.ref('excluded.ucum_unit'),
        source: set.ref('excluded.source'),
      })),
    )
    .execute();
  await saveDrugWords(tx, save.facts);
}

/** Adds the words of new names; words of former names stay, so that an old name still finds the package. */
async function saveDrugWords(tx: TenantTransaction, facts: readonly DatedDrugFact<DrugFacts>[]): Promise<void> {
  const rows = facts.flatMap(({ drugId, fact }) =>
    listSearchWords(fact).map((word) => ({ tenant_id: tx.tenantId, drug_id: drugId, word })),
  );
  if (rows.length === 0) return;
  await tx.database
    .insertInto('reference.drug_word')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['tenant_id', 'word', 'drug_id']).doNothing())
    .execute();
}

/** Finds the RxNorm concepts that are kept of packages, by NDC. */
export async function findDrugConcepts(
  tx: TenantTransaction,
  ndcs: readonly Ndc11[],
): Promise<ReadonlyMap<string, DrugConcepts>> {
  if (ndcs.length === 0) return new Map();
  const rows = await tx.database
    .selectFrom('reference.drug_rxnorm as concept')
    .innerJoin('reference.drug as drug', (join) =>
      join.onRef('drug.tenant_id', '=', 'concept.tenant_id').onRef('drug.drug_id', '=', 'concept.drug_id'),
    )
    .where('concept.tenant_id', '=', tx.tenantId)
    .where('drug.ndc11', 'in', ndcs)
    .select('drug.ndc11')
    .selectAll('concept')
    .execute();
  return new Map(
    rows.map((row) => [
      row.ndc11,
      {
        rxcui: row.rxcui,
        equivalentRxcuis: row.equivalent_rxcuis,
        ingredientRxcui: row.ingredient_rxcui,
        ingredientRxcuis: row.ingredient_rxcuis,
      },
    ]),
  );
}

/** Saves ingredients; a known one keeps its first name. */
export async function saveIngredients(
  tx: TenantTransaction,
  ingredients: readonly { readonly rxcui: string; readonly name: string; readonly source: string }[],
): Promise<void> {
  const unique = new Map(ingredients.map((ingredient) => [ingredient.rxcui, ingredient]));
  if (unique.size === 0) return;
  await tx.database
    .insertInto('reference.ingredient')
    .values(
      [...unique.values()].map(({ rxcui, name, source }) => ({
        tenant_id: tx.tenantId,
        ingredient_rxcui: rxcui,
        name,
        source,
      })),
    )
    .onConflict((conflict) => conflict.columns(['tenant_id', 'ingredient_rxcui']).doNothing())
    .execute();
}

/** Saves the RxNorm concepts of packages. */
export async function saveDrugConcepts(
  tx: TenantTransaction,
  save: { readonly source: string; readonly concepts: readonly DatedDrugFact<DrugConcepts>[] },
): Promise<void> {
  if (save.concepts.length === 0) return;
  await tx.database
    .insertInto('reference.drug_rxnorm')
    .values(
      save.concepts.map(({ drugId, fact }) => ({
        tenant_id: tx.tenantId,
        drug_id: drugId,
        rxcui: fact.rxcui,
        ingredient_rxcui: fact.ingredientRxcui,
        ingredient_rxcuis: [...fact.ingredientRxcuis],
        equivalent_rxcuis: [...fact.equivalentRxcuis],
        source: save.source,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'drug_id']).doUpdateSet((set) => ({
        rxcui: set.ref('excluded.rxcui'),
        ingredient_rxcui: set.ref('excluded.ingredient_rxcui'),
        ingredient_rxcuis: set.ref('excluded.ingredient_rxcuis'),
        equivalent_rxcuis: set.ref('excluded.equivalent_rxcuis'),
        source: set.ref('excluded.source'),
      })),
    )
    .execute();
}

/** Saves how the pharmacy handles packages from a day on. */
export async function saveDrugProfiles(
  tx: TenantTransaction,
  save: {
    readonly from: CalendarDay;
    readonly source: string;
    readonly profiles: readonly DatedDrugFact<DrugProfile>[];
  },
): Promise<void> {
  if (save.profiles.length === 0) return;
  await tx.database
    .insertInto('reference.drug_profile')
    .values(
      save.profiles.map(({ drugId, fact }) => ({
        tenant_id: tx.tenantId,
        drug_id: drugId,
        valid_from: save.from,
        is_specialty: fact.isSpecialty,
        limited_distribution: fact.limitedDistribution,
        storage: fact.storage,
        medication_guide: fact.medicationGuide,
        rems_program: fact.remsProgram,
        is_hazardous: fact.isHazardous,
        benefit: fact.benefit,
        starts_elsewhere: fact.startsElsewhere,
        programme: fact.programme,
        source: save.source,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'drug_id', 'valid_from']).doUpdateSet((set) => ({
        is_specialty: set.ref('excluded.is_specialty'),
        limited_distribution: set.ref('excluded.limited_distribution'),
        storage: set.ref('excluded.storage'),
        medication_guide: set.ref('excluded.medication_guide'),
        rems_program: set.ref('excluded.rems_program'),
        is_hazardous: set.ref('excluded.is_hazardous'),
        benefit: set.ref('excluded.benefit'),
        starts_elsewhere: set.ref('excluded.starts_elsewhere'),
        programme: set.ref('excluded.programme'),
        source: set.ref('excluded.source'),
      })),
    )
    .execute();
}
