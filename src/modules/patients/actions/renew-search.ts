import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { listOwnRecords } from '../patient-queries.ts';
import { endSearchRenewal, listPatientIdsAfter, lockSearchRenewal, renewDemographicTokens } from '../patient-store.ts';

/** The wait by which records are indexed anew, a share at a time. */
export const searchRenewalTimer = 'patients.renew-search';

const recordsAtOnce = 500;

/** Indexes the next records by the terms of today; only the program can, because the keys of tokens lie outside the database. */
export async function renewSearch(tx: TenantTransaction): Promise<void> {
  const renewal = await lockSearchRenewal(tx);
  if (renewal === null) return;
  const ids = await listPatientIdsAfter(tx, { after: renewal.after, most: recordsAtOnce });
  const upTo = ids.at(-1);
  if (upTo === undefined) return endSearchRenewal(tx);
  await renewDemographicTokens(tx, await listOwnRecords(tx, ids), upTo);
  await tx.setTimer({ kind: searchRenewalTimer, subject: 'all', dueAt: tx.now, payload: {} });
}
