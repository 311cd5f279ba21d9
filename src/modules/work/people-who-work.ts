import type { StaffId } from '../../kernel/ids.ts';
import { dayIn } from '../../kernel/instant.ts';
import { readOnce } from '../../platform/transaction/read-once.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { getDefaultSite, listAbilities, listPharmacistStates, listStaff } from '../identity/index.ts';
import { listAskings, readAssignment } from './assignment-store.ts';
import { type Asking, assessFit, type Candidate } from './domain/assignment.ts';
import type { QueueCode } from './domain/queue.ts';
import { listQueueCounts } from './work-queries.ts';

/** Lists everybody who works here now, with what they are good for today and how much they hold; once in a transaction. */
export function listWorkers(tx: TenantTransaction): Promise<readonly Candidate[]> {
  return readOnce(tx, 'people who work', async () => {
    const staff = (await listStaff(tx)).filter(({ isActive }) => isActive);
    const abilities = await listAbilities(tx);
    const today = dayIn(tx.now, (await getDefaultSite(tx)).calendar.timeZone);
    const held = new Map<StaffId, number>();
    for (const { takenBy, count } of await listQueueCounts(tx))
      if (takenBy !== null) held.set(takenBy, (held.get(takenBy) ?? 0) + count);
    return staff.map(({ staffId, displayName: name, roles, seesAllSites, siteIds }) => {
      const able = abilities.get(staffId);
      return {
        ...{ staffId, name, roles, seesAllSites, siteIds, holds: held.get(staffId) ?? 0 },
        languages: able?.languages ?? [],
        skills: able?.skills ?? [],
        licensedIn: listPharmacistStates(able?.licences ?? [], today),
        isHere: able?.isHere ?? false,
      };
    });
  });
}

/** Finds a person who works here now. */
export async function findWorker(tx: TenantTransaction, staffId: StaffId | null): Promise<Candidate | null> {
  return (await listWorkers(tx)).find((worker) => worker.staffId === staffId) ?? null;
}

/** Lists what of all that a queue asks suits a person: nothing of it when they do not work here now. */
export async function listSuiting(
  tx: TenantTransaction,
  wanted: { readonly queue: QueueCode; readonly staffId: StaffId | null },
): Promise<{ readonly suiting: readonly Asking[]; readonly isAll: boolean }> {
  const rules = await readAssignment(tx);
  const worker = await findWorker(tx, wanted.staffId);
  const askings = await listAskings(tx, wanted.queue);
  const suiting = worker === null ? [] : askings.filter((asking) => assessFit(rules, asking, worker).suits);
  return { suiting, isAll: suiting.length === askings.length };
}

/** Lists what of all that a queue asks suits nobody who works here now. */
export async function listUnsuited(tx: TenantTransaction, queue: QueueCode): Promise<readonly Asking[]> {
  const rules = await readAssignment(tx);
  const workers = await listWorkers(tx);
  const askings = await listAskings(tx, queue);
  return askings.filter((asking) => !workers.some((worker) => assessFit(rules, asking, worker).suits));
}
