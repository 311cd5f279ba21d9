import type { Instant } from '../../../kernel/instant.ts';
import type { Actor } from '../../../platform/transaction/actor.ts';
import { inBulk, type RandomBytes } from '../../../platform/transaction/bulk.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import type { LotId } from '../domain/lot-choice.ts';
import { computeBalance, effectOf, isPossible } from '../domain/stock-balance.ts';
import { appendMovementAt, insertLot, type LotIdentity, type Movement } from '../lot-store.ts';

/** A lot of the past with every movement in its order. */
export interface LotHistory extends LotIdentity {
  readonly lotId: LotId;
  readonly movements: readonly (Omit<Movement, 'lotId'> & { readonly at: Instant; readonly actor: Actor })[];
}

/** Takes over many lots with their ledgers. A ledger that could not be true is a fault. */
export async function importLots(
  tx: TenantTransaction,
  lots: readonly LotHistory[],
  random?: RandomBytes,
): Promise<void> {
  await inBulk(
    tx,
    async (bulk) => {
      for (const { movements, ...lot } of lots) {
        const effects = movements.map(({ kind, quantityThousandths }) => effectOf(kind, quantityThousandths));
        if (!isPossible(computeBalance(effects))) throw new Error('an imported lot holds less than nothing');
        const [first] = movements;
        if (first === undefined) throw new Error('an imported lot was received');
        await insertLot(bulk.at(first.at, first.actor), lot);
        for (const [index, { at, actor, ...movement }] of movements.entries())
          await appendMovementAt(bulk.at(at, actor), { ...movement, lotId: lot.lotId }, index + 1);
      }
    },
    random,
  );
}
