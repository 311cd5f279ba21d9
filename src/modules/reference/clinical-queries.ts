import { sql } from 'kysely';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { DoseLimit, DuplicateTherapyClass, Interaction, InteractionSeverity } from './domain/clinical-limit.ts';
import { listPlainWords } from './domain/word-similarity.ts';
import { dayOf } from './drug-queries.ts';

/** Lists the interactions among ingredients that count today: both partners stand in the list. */
export async function listInteractions(
  tx: TenantTransaction,
  ingredientRxcuis: readonly string[],
): Promise<readonly Interaction[]> {
  const ingredients = [...new Set(ingredientRxcuis)];
  if (ingredients.length < 2) return [];
  const on = dayOf(tx);
  const rows = await tx.database
    .selectFrom('reference.interaction')
    .select(['first_rxcui', 'second_rxcui', 'severity', 'effect', 'advice', 'source', 'valid_to'])
    .distinctOn(['first_rxcui', 'second_rxcui'])
    .where('tenant_id', '=', tx.tenantId)
    .where('first_rxcui', 'in', ingredients)
    .where('second_rxcui', 'in', ingredients)
    .where('valid_from', '<=', on)
    .orderBy('first_rxcui')
    .orderBy('second_rxcui')
    .orderBy('valid_from', 'desc')
    .execute();
  return rows
    .filter((row) => row.valid_to === null || row.valid_to >= on)
    .map((row) => ({
      ingredientRxcuis: [row.first_rxcui, row.second_rxcui],
      severity: row.severity as InteractionSeverity,
      effect: row.effect,
      advice: row.advice,
      source: row.source,
    }));
}

/** Lists the classes of duplicate therapy to which any of the ingredients belongs, each with all its ingredients. */
export async function listDuplicateTherapyClasses(
  tx: TenantTransaction,
  ingredientRxcuis: readonly string[],
): Promise<readonly DuplicateTherapyClass[]> {
  if (ingredientRxcuis.length === 0) return [];
  const rows = await tx.database
    .selectFrom('reference.duplicate_therapy_class')
    .select(['class_code', 'class_name', 'ingredient_rxcui', 'source'])
    .where('tenant_id', '=', tx.tenantId)
    .where('class_code', 'in', (classes) =>
      classes
        .selectFrom('reference.duplicate_therapy_class')
        .select('class_code')
        .where('tenant_id', '=', tx.tenantId)
        .where('ingredient_rxcui', 'in', ingredientRxcuis),
    )
    .orderBy('class_code')
    .orderBy('ingredient_rxcui')
    .execute();
  const classes = new Map<string, DuplicateTherapyClass>();
  for (const row of rows) {
    const known = classes.get(row.class_code);
    classes.set(row.class_code, {
      classCode: row.class_code,
      className: row.class_name,
      ingredientRxcuis: [...(known?.ingredientRxcuis ?? []), row.ingredient_rxcui],
      source: row.source,
    });
  }
  return [...classes.values()];
}

/** Lists the dose limits of an ingredient that count today, for all ages and weights. */
export async function listDoseLimits(tx: TenantTransaction, ingredientRxcui: string): Promise<readonly DoseLimit[]> {
  const on = dayOf(tx);
  const rows = await tx.database
    .selectFrom('reference.dose_limit')
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('ingredient_rxcui', '=', ingredientRxcui)
    .where('valid_from', '<=', on)
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>=', on)]))
    .orderBy('basis')
    .orderBy('age_years_minimum')
    .orderBy('weight_grams_minimum')
    .execute();
  return rows.map((row) => ({
    ingredientRxcui: row.ingredient_rxcui,
    basis: row.basis as DoseLimit['basis'],
    maximumThousandths: row.maximum_thousandths,
    ucumUnit: row.ucum_unit,
    ageYearsMinimum: row.age_years_minimum,
    ageYearsMaximum: row.age_years_maximum,
    weightGramsMinimum: row.weight_grams_minimum,
    weightGramsMaximum: row.weight_grams_maximum,
    note: row.note,
    source: row.source,
  }));
}

/** Lists the names of ingredients by their codes; one that is not known is left out. */
export async function listIngredientNames(
  tx: TenantTransaction,
  ingredientRxcuis: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ingredientRxcuis.length === 0) return new Map();
  const rows = await tx.database
    .selectFrom('reference.ingredient')
    .select(['ingredient_rxcui', 'name'])
    .where('tenant_id', '=', tx.tenantId)
    .where('ingredient_rxcui', 'in', ingredientRxcuis)
    .execute();
  return new Map(rows.map((row) => [row.ingredient_rxcui, row.name]));
}

/** Finds the ingredient that a text names in its words: `methotrexate 2.5 mg tablet`. Null when it names none, or several. */
export async function findIngredientInText(tx: TenantTransaction, text: string): Promise<string | null> {
  const words = listPlainWords(text);
  const names = words.flatMap((word, index) => [word, `${word} ${words[index + 1] ?? ''}`.trim()]);
  if (names.length === 0) return null;
  const rows = await tx.database
    .selectFrom('reference.ingredient')
    .select('ingredient_rxcui')
    .where('tenant_id', '=', tx.tenantId)
    .where(sql<string>`lower(name)`, 'in', names)
    .limit(2)
    .execute();
  return rows.length === 1 ? (rows[0]?.ingredient_rxcui ?? null) : null;
}
