import type { TherapyId } from '../../../kernel/ids.ts';
import type { RandomBytes } from '../../../platform/transaction/bulk.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { lookAround } from './look-around.ts';
import { tellWork } from './tell-work.ts';
import { watchImported } from './watch-first-fills.ts';

const therapiesPerStep = 1_000;

/** Tells work of many therapies, and watches their first fills, once their prescriptions, claims and deliveries were imported. */
export async function followImported(
  tx: TenantTransaction,
  therapyIds: readonly TherapyId[],
  random?: RandomBytes,
): Promise<void> {
  for (let from = 0; from < therapyIds.length; from += therapiesPerStep) {
    const therapies = await lookAround(tx, therapyIds.slice(from, from + therapiesPerStep));
    await tellWork(tx, therapies);
    await watchImported(tx, therapies, random);
  }
}
