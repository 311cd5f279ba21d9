import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { DoseLimit, DuplicateTherapyClass, Interaction } from './domain/clinical-limit.ts';

/** Saves interactions from a day on; one of the same pair and day is replaced. */
export async function saveInteractions(
  tx: TenantTransaction,
  save: { readonly from: CalendarDay; readonly interactions: readonly Interaction[] },
): Promise<void> {
  if (save.interactions.length === 0) return;
  await tx.database
    .insertInto('reference.interaction')
    .values(
      save.interactions.map(({ ingredientRxcuis: [first, second], severity, effect, advice, source }) => ({
        tenant_id: tx.tenantId,
        interaction_id: tx.newId<'interaction'>(),
        first_rxcui: first,
        second_rxcui: second,
        valid_from: save.from,
        severity,
        effect,
        advice,
        source,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'first_rxcui', 'second_rxcui', 'valid_from']).doUpdateSet((set) => ({
        severity: set.ref('excluded.severity'),
        effect: set.ref('excluded.effect'),
        advice: set.ref('excluded.advice'),
        source: set.ref('excluded.source'),
      })),
    )
    .execute();
}

/** Saves classes of duplicate therapy. */
export async function saveDuplicateTherapyClasses(
  tx: TenantTransaction,
  classes: readonly DuplicateTherapyClass[],
): Promise<void> {
  const rows = classes.flatMap(({ classCode, className, ingredientRxcuis, source }) =>
    ingredientRxcuis.map((ingredientRxcui) => ({
      tenant_id: tx.tenantId,
      class_code: classCode,
      class_name: className,
      ingredient_rxcui: ingredientRxcui,
      source,
    })),
  );
  if (rows.length === 0) return;
  await tx.database
    .insertInto('reference.duplicate_therapy_class')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'class_code', 'ingredient_rxcui']).doUpdateSet((set) => ({
        class_name: set.ref('excluded.class_name'),
        source: set.ref('excluded.source'),
      })),
    )
    .execute();
}

/** Saves dose limits from a day on; one of the same ingredient, basis, age and weight is replaced. */
export async function saveDoseLimits(
  tx: TenantTransaction,
  save: { readonly from: CalendarDay; readonly limits: readonly DoseLimit[] },
): Promise<void> {
  if (save.limits.length === 0) return;
  await tx.database
    .insertInto('reference.dose_limit')
    .values(
      save.limits.map((limit) => ({
        tenant_id: tx.tenantId,
        dose_limit_id: tx.newId<'dose-limit'>(),
        ingredient_rxcui: limit.ingredientRxcui,
        basis: limit.basis,
        valid_from: save.from,
        maximum_thousandths: limit.maximumThousandths,
        ucum_unit: limit.ucumUnit,
        age_years_minimum: limit.ageYearsMinimum,
        age_years_maximum: limit.ageYearsMaximum,
        weight_grams_minimum: limit.weightGramsMinimum,
        weight_grams_maximum: limit.weightGramsMaximum,
        note: limit.note,
        source: limit.source,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'ingredient_rxcui', 'basis', 'valid_from', 'age_years_minimum', 'weight_grams_minimum'])
        .doUpdateSet((set) => ({
          maximum_thousandths: set.ref('excluded.maximum_thousandths'),
          ucum_unit: set.ref('excluded.ucum_unit'),
          age_years_maximum: set.ref('excluded.age_years_maximum'),
          weight_grams_maximum: set.ref('excluded.weight_grams_maximum'),
          note: set.ref('excluded.note'),
          source: set.ref('excluded.source'),
        })),
    )
    .execute();
}
