import type { StaffId } from '../../kernel/ids.ts';
import type { Ndc11 } from '../../kernel/ndc.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { listStaffNames } from '../identity/index.ts';
import { listDrugsByNdc } from '../reference/index.ts';
import type { LotOnHand } from './domain/lot-choice.ts';
import { computeAvailableThousandths } from './domain/stock-balance.ts';
import type { LedgerEntry } from './stock-queries.ts';

/** Writes lots for people: with the names of their products and what may still be picked, by product and expiry date. */
export async function describeLots(tx: TenantTransaction, lots: readonly LotOnHand[]) {
  const drugs = await listDrugsByNdc(tx, [...new Set(lots.map(({ ndc11 }): Ndc11 => ndc11))]);
  const known = new Map(drugs.map((drug) => [drug.ndc11, drug]));
  return lots
    .map(({ balance, ...lot }) => {
      const drug = known.get(lot.ndc11);
      return {
        ...lot,
        // A drug that left the market may still stand on the shelf.
        productName: drug?.name ?? 'Not on the market any more',
        strengthText: drug?.strengthText ?? '',
        ucumUnit: drug?.ucumUnit ?? '1',
        ...balance,
        availableThousandths: computeAvailableThousandths(balance),
      };
    })
    .sort(
      (left, right) =>
        left.productName.localeCompare(right.productName) || left.expiresOn.localeCompare(right.expiresOn),
    );
}

/** Writes entries of a ledger for people: with the names of those who acted. */
export async function describeLedger(tx: TenantTransaction, entries: readonly LedgerEntry[]) {
  const names = await listStaffNames(
    tx,
    entries.flatMap(({ actorId }): StaffId[] => (actorId === null ? [] : [actorId])),
  );
  return entries.map(({ actorId, ...entry }) => ({
    ...entry,
    actorName: actorId === null ? null : (names.get(actorId) ?? null),
  }));
}
