import type { TherapyId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { readPosition } from '../domain/journey-position.ts';
import { therapyRefusals } from '../refusals.ts';
import { lockTherapyRow } from '../therapy-store.ts';
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

/**
 * Answers whether a finished product may leave the house, and locks the therapy until the transaction ends: a hold may have come
 * since the fill was released. Refuses with the holds that stand, and when the therapy has ended.
 */
export async function askReleaseToLeave(tx: TenantTransaction, therapyId: TherapyId): Promise<Result<null>> {
  const locked = await lockTherapyRow(tx, therapyId);
  if (locked === null) return refuse(therapyRefusals.unknownTherapy);
  if (locked.state.ended !== null) return refuse(therapyRefusals.therapyEnded);
  const { blockingHolds: holds } = readPosition(locked.state);
  return holds.length > 0 ? refuse(therapyRefusals.heldInHouse, { holds }) : ok(null);
}
