import type { TherapyId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { timerCause } from '../../../platform/transaction/actor.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { listDueEscalations } from '../domain/task-clock.ts';
import type { NewTherapyEvent } from '../domain/therapy-event.ts';
import { type LockedTherapy, lockTherapyRow, saveChange } from '../therapy-store.ts';
import { composeEvents } from './compose-events.ts';
import { followUp } from './follow-up.ts';

/** The kind of the timer that stands at the next level. */
export const escalationTimer = 'therapies.escalation';

/** Records the levels that work on a therapy has reached; what is recorded already, or settled by now, is not recorded again. */
export async function escalate(tx: TenantTransaction, therapyId: TherapyId): Promise<void> {
  const locked = await lockTherapyRow(tx, therapyId);
  if (locked !== null) await recordEscalations(tx, locked, tx.now);
}

/**
 * Records the levels that were reached by a moment, each at its own fixed instant. It runs before a therapy changes too, so that
 * reports are the same however late the scheduler was. Returns the therapy as it stands locked afterwards.
 */
export async function recordEscalations(
  tx: TenantTransaction,
  locked: LockedTherapy,
  by: Instant,
): Promise<LockedTherapy> {
  const { therapyId, state: before } = locked;
  const due = listDueEscalations(before, by);
  if (due.length === 0) return locked;
  const happened = due.map(
    ({ task, percent, at, recipient }): NewTherapyEvent => ({
      type: 'escalation-reached',
      occurredAt: at,
      source: { kind: 'timer', id: 'escalation' },
      facts: { task, percent, recipient },
    }),
  );
  const timer = tx.onAccountOf(timerCause(escalationTimer));
  const { events, after } = await composeEvents(timer, before, happened);
  await saveChange(timer, locked, { therapyId, events, after, note: null });
  await followUp(timer, { therapyId, before, after });
  const relocked = await lockTherapyRow(tx, therapyId);
  if (relocked === null) throw new Error('a locked therapy is there');
  return relocked;
}
