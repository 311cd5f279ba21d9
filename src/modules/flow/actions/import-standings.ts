import { inBulk, type RandomBytes } from '../../../platform/transaction/bulk.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import type { TherapyStanding } from '../../therapies/index.ts';
import { insertStanding, type Surroundings } from '../standing-store.ts';
import { keepLearning } from './learn-cycles.ts';

/** A therapy of the past as it stands now, and who stands around it. */
export interface ImportedStanding extends Surroundings {
  readonly standing: TherapyStanding;
}

/** Takes over where many therapies stand after their past was imported; their cycles are learned next. */
export async function importStandings(
  tx: TenantTransaction,
  imported: readonly ImportedStanding[],
  random?: RandomBytes,
): Promise<void> {
  await inBulk(
    tx,
    async (bulk) => {
      const view = bulk.at(tx.now, tx.actor);
      for (const { standing, ...around } of imported) await insertStanding(view, standing, around);
    },
    random,
  );
  await keepLearning(tx);
}
