import type { TherapyId } from '../../../kernel/ids.ts';
import { ok, type Result } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { changeTherapy } from './change-therapy.ts';

/**
 * Answers whether the fill of the present cycle may go on, and locks the therapy until the transaction ends, so that no hold can
 * come between the answer and what is done with it. Refuses with the holds that block and the stages that are not complete.
 */
export async function askReleaseToFill(
  tx: TenantTransaction,
  therapyId: TherapyId,
): Promise<Result<{ readonly cycle: number }>> {
  const changed = await changeTherapy(tx, therapyId, { kind: 'release-to-fill', source: null });
  return changed.ok ? ok({ cycle: changed.value.cycle }) : changed;
}
