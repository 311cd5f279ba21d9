import type { TherapyId } from '../../../kernel/ids.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { readStanding, type TherapyStanding } from '../domain/therapy-standing.ts';
import { listTherapyRowsById } from '../therapy-queries.ts';

/** Lists where therapies stand now, in no order; one that is not at the sites of this transaction is left out. */
export async function listStandings(
  tx: TenantTransaction,
  therapyIds: readonly TherapyId[],
): Promise<readonly TherapyStanding[]> {
  const rows = await listTherapyRowsById(tx, therapyIds);
  return rows.map(({ therapyId, state }) => readStanding(therapyId, state));
}

/** Finds where a therapy stands now; null when there is no such therapy. */
export async function findStanding(tx: TenantTransaction, therapyId: TherapyId): Promise<TherapyStanding | null> {
  const [standing] = await listStandings(tx, [therapyId]);
  return standing ?? null;
}
