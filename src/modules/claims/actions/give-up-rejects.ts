import type { FillId } from '../../../kernel/ids.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { closeWorkItem } from '../../work/index.ts';
import { lockClaimsOfFill, saveReversalWanted } from '../claim-store.ts';

/** Gives the rejected claims of a fill up that was given up itself: nobody has to answer them any more. */
export async function giveUpRejects(
  tx: TenantTransaction,
  given: { readonly fillId: FillId; readonly reasonCode: string },
): Promise<void> {
  const rejected = (await lockClaimsOfFill(tx, given.fillId)).filter(({ state }) => state === 'rejected');
  for (const { claimId } of rejected) await saveReversalWanted(tx, { claimId, reasonCode: given.reasonCode });
  if (rejected.length > 0)
    await closeWorkItem(tx, { queue: 'claim-rejects', subjectId: given.fillId, outcome: 'given-up' });
}
