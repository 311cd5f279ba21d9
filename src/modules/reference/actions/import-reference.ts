import type { Id } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { type DrugFacts, toDrugFacts } from '../domain/drug-facts.ts';
import { type Comparison, compareFacts } from '../domain/import-comparison.ts';
import { type ImportReport, mostRowsInBatch, type ReferenceBatch, type RefusedRow } from '../domain/reference-row.ts';
import {
  findDrugConcepts,
  findDrugFacts,
  findDrugIds,
  insertDrugs,
  saveDrugConcepts,
  saveDrugFacts,
  saveIngredients,
} from '../drug-store.ts';
import { referenceImported } from '../events.ts';
import { insertReferenceImport } from '../policy-store.ts';
import { findPrescriberStatusFacts, savePrescriberStatuses } from '../prescriber-status-store.ts';
import {
  findCrosswalkFacts,
  findNadacFacts,
  findPaymentLimits,
  saveCrosswalk,
  saveDrugPrices,
  savePaymentLimits,
} from '../price-store.ts';
import { referenceRefusals } from '../refusals.ts';

type BatchOf<Kind extends ReferenceBatch['kind']> = Extract<ReferenceBatch, { readonly kind: Kind }>;

/** Takes over a batch of at most 1,000 rows of a reference file and reports what became of each; taking it over again changes nothing. */
export async function importReferenceRows(tx: TenantTransaction, batch: ReferenceBatch): Promise<Result<ImportReport>> {
  if (batch.rows.length > mostRowsInBatch) return refuse(referenceRefusals.batchTooLarge, { rows: batch.rows.length });
  return ok(await importBatch(tx, batch));
}

/** Records that a file was read to its end, and announces it. */
export async function completeReferenceImport(
  tx: TenantTransaction,
  done: { readonly kind: string; readonly source: string; readonly report: ImportReport },
): Promise<Id<'reference-import'>> {
  const importId = tx.newId<'reference-import'>();
  const { added, changed, unchanged, refused } = done.report;
  await insertReferenceImport(tx, { ...done, importId, added, changed, unchanged, refused: refused.length });
  const payload = { importId, kind: done.kind, rowsAdded: added, rowsChanged: changed };
  await tx.announce(referenceImported, payload, done.kind);
  await tx.audit({ action: 'reference.import', outcome: 'done', patientIds: [], count: added + changed });
  return importId;
}

function importBatch(tx: TenantTransaction, batch: ReferenceBatch): Promise<ImportReport> {
  switch (batch.kind) {
    case 'ndc-directory':
      return importDirectory(tx, batch);
    case 'rxnorm':
      return importConcepts(tx, batch);
    case 'nadac':
      return importNadac(tx, batch);
    case 'asp-crosswalk':
      return importCrosswalk(tx, batch);
    case 'asp-pricing':
      return importPaymentLimits(tx, batch);
    case 'prescriber-status':
      return importPrescriberStatuses(tx, batch);
  }
}

async function importDirectory(tx: TenantTransaction, batch: BatchOf<'ndc-directory'>): Promise<ImportReport> {
  const { facts, refused } = toDrugFacts(batch.rows);
  const ndcs = facts.map(({ key }) => key);
  const kept = await findDrugFacts(tx, { ndcs, on: batch.asOf });
  const compared: Comparison<DrugFacts> = compareFacts(facts, kept, refused);
  const known = await findDrugIds(tx, ndcs);
  const isNew = compared.added.map(({ key }) => key).filter((ndc) => !known.has(ndc));
  const ids = new Map([...known, ...(await insertDrugs(tx, isNew))]);
  const dated = [...compared.added, ...compared.changed].flatMap(({ key, fact }) => {
    const drugId = ids.get(key);
    return drugId === undefined ? [] : [{ drugId, fact }];
  });
  await saveDrugFacts(tx, { from: batch.asOf, source: batch.source, facts: dated });
  return compared.report;
}

async function importConcepts(tx: TenantTransaction, batch: BatchOf<'rxnorm'>): Promise<ImportReport> {
  const ids = await findDrugIds(
    tx,
    batch.rows.map(({ ndc11 }) => ndc11),
  );
  const refused = batch.rows.flatMap(({ ndc11, ingredients, place }): RefusedRow[] => {
    if (!ids.has(ndc11)) return [{ place, reason: 'unknown-drug' }];
    return ingredients.length === 0 ? [{ place, reason: 'no-ingredient' }] : [];
  });
  const facts = batch.rows.flatMap(({ ndc11, rxcui, equivalentRxcuis, ingredients, place }) => {
    const [first] = ingredients;
    if (first === undefined || !ids.has(ndc11)) return [];
    const fact = {
      rxcui,
      equivalentRxcuis,
      ingredientRxcui: first.rxcui,
      ingredientRxcuis: ingredients.map((ingredient) => ingredient.rxcui),
    };
    return [{ key: ndc11, fact, place }];
  });
  const compared = compareFacts(
    facts,
    await findDrugConcepts(
      tx,
      facts.map(({ key }) => key),
    ),
    refused,
  );
  const { source } = batch;
  await saveIngredients(
    tx,
    batch.rows.flatMap(({ ingredients }) => ingredients.map((each) => ({ ...each, source }))),
  );
  const concepts = [...compared.added, ...compared.changed].flatMap(({ key, fact }) => {
    const drugId = ids.get(key);
    return drugId === undefined ? [] : [{ drugId, fact }];
  });
  await saveDrugConcepts(tx, { source, concepts });
  return compared.report;
}

async function importNadac(tx: TenantTransaction, batch: BatchOf<'nadac'>): Promise<ImportReport> {
  const facts = batch.rows.map(({ ndc11, unitPrice, billingUnit, effectiveOn, place }) => ({
    key: `${ndc11} ${effectiveOn}`,
    fact: { unitPrice, billingUnit },
    place,
  }));
  const kept = await findNadacFacts(
    tx,
    batch.rows.map(({ ndc11 }) => ndc11),
  );
  const compared = compareFacts(facts, kept);
  const taken = new Set([...compared.added, ...compared.changed].map(({ place }) => place));
  await saveDrugPrices(
    tx,
    batch.rows
      .filter(({ place }) => taken.has(place))
      .map(({ ndc11, unitPrice, billingUnit, effectiveOn }) => ({
        ndc11,
        kind: 'nadac',
        unitPrice,
        billingUnit,
        validFrom: effectiveOn,
        validTo: null,
        source: batch.source,
        isSynthetic: false,
      })),
  );
  return compared.report;
}

async function importCrosswalk(tx: TenantTransaction, batch: BatchOf<'asp-crosswalk'>): Promise<ImportReport> {
  const facts = batch.rows.map(({ ndc11, hcpcs, place, ...row }) => ({
    key: `${ndc11} ${hcpcs}`,
    fact: {
      dosage: row.dosage,
      packageSizeThousandths: row.packageSizeThousandths,
      packageQuantity: row.packageQuantity,
      billingUnitsThousandths: row.billingUnitsThousandths,
      billingUnitsPerPackageThousandths: row.billingUnitsPerPackageThousandths,
    },
    place,
  }));
  const ndcs = batch.rows.map(({ ndc11 }) => ndc11);
  const compared = compareFacts(facts, await findCrosswalkFacts(tx, { ndcs, from: batch.asOf }));
  const lines = [...compared.added, ...compared.changed].map(({ key, fact }) => {
    const [ndc11 = '', hcpcs = ''] = key.split(' ');
    return { ndc11, hcpcs, fact };
  });
  await saveCrosswalk(tx, { from: batch.asOf, source: batch.source, lines });
  return compared.report;
}

async function importPrescriberStatuses(
  tx: TenantTransaction,
  batch: BatchOf<'prescriber-status'>,
): Promise<ImportReport> {
  const facts = batch.rows.map(({ npi, from, source, status, place }) => ({
    key: `${npi} ${from} ${source}`,
    fact: { status },
    place,
  }));
  const kept = await findPrescriberStatusFacts(
    tx,
    batch.rows.map(({ npi }) => npi),
  );
  const compared = compareFacts(facts, kept);
  const taken = new Set([...compared.added, ...compared.changed].map(({ place }) => place));
  await savePrescriberStatuses(
    tx,
    batch.rows.filter(({ place }) => taken.has(place)),
  );
  return compared.report;
}

async function importPaymentLimits(tx: TenantTransaction, batch: BatchOf<'asp-pricing'>): Promise<ImportReport> {
  const facts = batch.rows.map(({ hcpcs, description, dosage, paymentLimit, place }) => ({
    key: hcpcs,
    fact: { description, dosage, paymentLimit },
    place,
  }));
  const hcpcs = facts.map(({ key }) => key);
  const compared = compareFacts(facts, await findPaymentLimits(tx, { hcpcs, from: batch.asOf }));
  const limits = [...compared.added, ...compared.changed].map(({ key, fact }) => ({ hcpcs: key, fact }));
  await savePaymentLimits(tx, { from: batch.asOf, source: batch.source, limits });
  return compared.report;
}
