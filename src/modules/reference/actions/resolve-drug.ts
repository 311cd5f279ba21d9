import { readNdc } from '../../../kernel/ndc.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { type DrugQuery, type DrugResolution, resolveDrugFrom } from '../domain/drug-resolution.ts';
import { listDrugsByNdc, listDrugsByRxcui, listDrugsByText } from '../drug-queries.ts';
import { getMatchThresholds } from '../policy-queries.ts';

/** Resolves which drug a prescription means, by NDC (ten or eleven digits), RxNorm code, and name with strength. */
export async function resolveDrug(tx: TenantTransaction, query: DrugQuery): Promise<DrugResolution> {
  const ndc = query.ndc === undefined ? null : readNdc(query.ndc);
  const ndcs = ndc === null ? [] : ndc.ok ? [ndc.ndc] : ndc.candidates;
  const rxcui = query.rxcui?.trim() ?? '';
  const [byNdc, byRxcui, thresholds] = await Promise.all([
    listDrugsByNdc(tx, ndcs),
    rxcui === '' ? [] : listDrugsByRxcui(tx, rxcui),
    getMatchThresholds(tx, 'drug'),
  ]);
  const isCoded = byNdc.length > 0 || byRxcui.length > 0;
  const byText = isCoded || query.description === undefined ? [] : await listDrugsByText(tx, query.description);
  return resolveDrugFrom(
    { ...query, rxcui: rxcui === '' ? undefined : rxcui },
    { ndc, byNdc, byRxcui, byText },
    thresholds,
  );
}
