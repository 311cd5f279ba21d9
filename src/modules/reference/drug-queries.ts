import { sql } from 'kysely';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import { dayIn, type TimeZone } from '../../kernel/instant.ts';
import type { Ndc11 } from '../../kernel/ndc.ts';
import type { BillingUnit } from '../../kernel/quantity.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { type Benefit, type DeaSchedule, type Drug, type DrugId, nameDrug, type Storage } from './domain/drug.ts';
import { listNameWords } from './domain/drug-name.ts';
import { listPlainWords } from './domain/word-similarity.ts';

const mostTextCandidates = 200;
const beginningLetters = 4;

/** Returns the day on which a transaction looks at effective-dated tables: its day in Coordinated Universal Time. */
export function dayOf(tx: TenantTransaction): CalendarDay {
  return dayIn(tx.now, 'UTC' as TimeZone);
}

/** Gets a drug as it stands today; it must exist. */
export async function getDrug(tx: TenantTransaction, drugId: DrugId): Promise<Drug> {
  const drug = await findDrug(tx, drugId);
  if (drug === null) throw new Error('a drug is missing');
  return drug;
}

/** Finds a drug by its id as it stands on a day, today unless another is named. */
export async function findDrug(tx: TenantTransaction, drugId: DrugId, on = dayOf(tx)): Promise<Drug | null> {
  const row = await selectDrugs(tx, on).where('drug.drug_id', '=', drugId).executeTakeFirst();
  return row === undefined ? null : toDrug(row);
}

/** Lists drugs by their ids as they stand today, in no order. */
export async function listDrugs(tx: TenantTransaction, drugIds: readonly DrugId[]): Promise<readonly Drug[]> {
  if (drugIds.length === 0) return [];
  const rows = await selectDrugs(tx, dayOf(tx)).where('drug.drug_id', 'in', drugIds).execute();
  return rows.map(toDrug);
}

/** Lists every marketed drug that the pharmacy keeps as a specialty drug, by NDC. */
export async function listSpecialtyDrugs(tx: TenantTransaction): Promise<readonly Drug[]> {
  const rows = await selectMarketedDrugs(tx).where('profile.is_specialty', '=', true).orderBy('drug.ndc11').execute();
  return rows.map(toDrug);
}

/** Lists the marketed drugs with one of these NDCs. */
export async function listDrugsByNdc(tx: TenantTransaction, ndcs: readonly Ndc11[]): Promise<readonly Drug[]> {
  if (ndcs.length === 0) return [];
  const rows = await selectMarketedDrugs(tx).where('drug.ndc11', 'in', ndcs).execute();
  return rows.map(toDrug);
}

/** Lists what people call packages, by their codes. */
export async function listDrugNames(
  tx: TenantTransaction,
  ndcs: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const drugs = await listDrugsByNdc(tx, [...new Set(ndcs)] as Ndc11[]);
  return new Map(drugs.map((drug) => [drug.ndc11, nameDrug(drug)]));
}

/** Lists the marketed drugs of an RxNorm concept: a product by any of its names, or all products of an ingredient. */
export async function listDrugsByRxcui(tx: TenantTransaction, rxcui: string): Promise<readonly Drug[]> {
  const rows = await selectMarketedDrugs(tx)
    .where((where) =>
      where.or([
        where('concept.rxcui', '=', rxcui),
        where('concept.equivalent_rxcuis', '@>', sql.val([rxcui])),
        where('concept.ingredient_rxcui', '=', rxcui),
      ]),
    )
    .orderBy('drug.ndc11')
    .limit(mostTextCandidates)
    .execute();
  const exact = rows.filter((row) => row.rxcui === rxcui || row.equivalent_rxcuis?.includes(rxcui) === true);
  return (exact.length > 0 ? exact : rows).map(toDrug);
}

/** Lists marketed drugs that a description may mean: those with a word that begins like one of its words, the most words first. */
export async function listDrugsByText(tx: TenantTransaction, description: string): Promise<readonly Drug[]> {
  const words = listNameWords(description).map((word) => word.slice(0, beginningLetters));
  return listDrugsByBeginnings(tx, { beginnings: words, needsAll: false, most: mostTextCandidates });
}

/** Searches marketed drugs whose names hold every word, or begin of a word, of a text; or by NDC digits. */
export async function searchDrugs(
  tx: TenantTransaction,
  search: { readonly text: string; readonly most: number },
): Promise<readonly Drug[]> {
  const digits = search.text.replace(/[\s-]/g, '');
  if (/^\d{5,11}$/.test(digits)) return searchDrugsByDigits(tx, digits, search.most);
  return listDrugsByBeginnings(tx, { beginnings: listPlainWords(search.text), needsAll: true, most: search.most });
}

async function searchDrugsByDigits(tx: TenantTransaction, digits: string, most: number): Promise<readonly Drug[]> {
  const rows = await selectMarketedDrugs(tx)
    .where((where) => where.or([where('drug.ndc11', 'like', `${digits}%`), where('drug.ndc11', 'like', `0${digits}%`)]))
    .orderBy('drug.ndc11')
    .limit(most)
    .execute();
  return rows.map(toDrug);
}

async function listDrugsByBeginnings(
  tx: TenantTransaction,
  search: { readonly beginnings: readonly string[]; readonly needsAll: boolean; readonly most: number },
): Promise<readonly Drug[]> {
  const beginnings = keepLongest(search.beginnings).slice(0, 12);
  if (beginnings.length === 0) return [];
  const which = sql<number>`case ${sql.join(
    beginnings.map((beginning, index) => sql`when word like ${`${beginning}%`} then ${sql.lit(index)}`),
    sql` `,
  )} end`;
  const ranked = await tx.database
    .selectFrom('reference.drug_word')
    .select('drug_id')
    .where('tenant_id', '=', tx.tenantId)
    .where((where) => where.or(beginnings.map((beginning) => where('word', 'like', `${beginning}%`))))
    .groupBy('drug_id')
    .having(sql<number>`count(distinct ${which})`, '>=', search.needsAll ? beginnings.length : 1)
    .orderBy(sql`count(distinct ${which})`, 'desc')
    .orderBy('drug_id')
    .limit(search.most)
    .execute();
  if (ranked.length === 0) return [];
  const ids = ranked.map((row) => row.drug_id);
  const rows = await selectMarketedDrugs(tx).where('drug.drug_id', 'in', ids).orderBy('version.name').execute();
  return rows.map(toDrug);
}

/** Leaves out a beginning that another one begins with, so that each counts once. */
function keepLongest(beginnings: readonly string[]): readonly string[] {
  const unique = [...new Set(beginnings)].filter((word) => word.length >= 2);
  return unique.filter((word) => !unique.some((other) => other !== word && other.startsWith(word)));
}

function selectMarketedDrugs(tx: TenantTransaction) {
  const on = dayOf(tx);
  return selectDrugs(tx, on).where((where) =>
    where.or([where('version.valid_to', 'is', null), where('version.valid_to', '>=', on)]),
  );
}

function selectDrugs(tx: TenantTransaction, on: CalendarDay) {
  return tx.database
    .selectFrom('reference.drug as drug')
    .innerJoinLateral(
      (lateral) =>
        lateral
          .selectFrom('reference.drug_version as dated')
          .selectAll('dated')
          .whereRef('dated.tenant_id', '=', 'drug.tenant_id')
          .whereRef('dated.drug_id', '=', 'drug.drug_id')
          .where('dated.valid_from', '<=', on)
          .orderBy('dated.valid_from', 'desc')
          .limit(1)
          .as('version'),
      (join) => join.onTrue(),
    )
    .leftJoin('reference.drug_rxnorm as concept', (join) =>
      join.onRef('concept.tenant_id', '=', 'drug.tenant_id').onRef('concept.drug_id', '=', 'drug.drug_id'),
    )
    .leftJoinLateral(
      (lateral) =>
        lateral
          .selectFrom('reference.drug_profile as dated')
          .selectAll('dated')
          .whereRef('dated.tenant_id', '=', 'drug.tenant_id')
          .whereRef('dated.drug_id', '=', 'drug.drug_id')
          .where('dated.valid_from', '<=', on)
          .orderBy('dated.valid_from', 'desc')
          .limit(1)
          .as('profile'),
      (join) => join.onTrue(),
    )
    .where('drug.tenant_id', '=', tx.tenantId)
    .select(['drug.drug_id', 'drug.ndc11'])
    .select([
      'version.name',
      'version.generic_name',
      'version.labeler',
      'version.strength_text',
      'version.dose_form',
      'version.route',
      'version.dea_schedule',
      'version.package_size_thousandths',
      'version.billing_unit',
      'version.ucum_unit',
    ])
    .select(['concept.rxcui', 'concept.ingredient_rxcui', 'concept.ingredient_rxcuis', 'concept.equivalent_rxcuis'])
    .select([
      'profile.is_specialty',
      'profile.limited_distribution',
      'profile.storage',
      'profile.medication_guide',
      'profile.rems_program',
      'profile.is_hazardous',
      'profile.benefit',
      'profile.starts_elsewhere',
      'profile.programme',
    ]);
}

type DrugRow = Awaited<ReturnType<ReturnType<typeof selectDrugs>['executeTakeFirstOrThrow']>>;

function toDrug(row: DrugRow): Drug {
  return {
    drugId: row.drug_id as DrugId,
    ndc11: row.ndc11 as Ndc11,
    rxcui: row.rxcui,
    equivalentRxcuis: row.equivalent_rxcuis ?? [],
    ingredientRxcui: row.ingredient_rxcui,
    ingredientRxcuis: row.ingredient_rxcuis ?? [],
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
    isSpecialty: row.is_specialty ?? false,
    limitedDistribution: row.limited_distribution ?? false,
    storage: (row.storage ?? 'room') as Storage,
    medicationGuide: row.medication_guide ?? false,
    remsProgram: row.rems_program,
    isHazardous: row.is_hazardous ?? false,
    benefit: (row.benefit ?? 'pharmacy') as Benefit,
    startsElsewhere: row.starts_elsewhere ?? false,
    programme: row.programme ?? 'general',
  };
}
