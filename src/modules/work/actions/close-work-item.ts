import type { Uuid } from '../../../kernel/ids.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import type { QueueCode } from '../domain/queue.ts';
import { closeItemOf } from '../work-store.ts';

/**
 * Closes the open work of a subject in a queue, whoever holds it; nothing happens when there is none.
 * @param work the outcome is a code, such as `done` or `withdrawn`
 */
export async function closeWorkItem(
  tx: TenantTransaction,
  work: { readonly queue: QueueCode; readonly subjectId: Uuid; readonly outcome: string },
): Promise<void> {
  const closed = await closeItemOf(tx, work, work.outcome);
  if (closed === null) return;
  if (closed.wasTaken) await tx.cancelTimer('work.taking-lapse', closed.itemId);
  tx.touch(`queue:${work.queue}`);
}
