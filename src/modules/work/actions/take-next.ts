import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { type QueueCode, queueCodes, queues, servesQueue } from '../domain/queue.ts';
import { decideTaking, type WorkItem } from '../domain/work-item.ts';
import { workRefusals } from '../refusals.ts';
import { lockFirstFree, saveTaking } from '../work-store.ts';

/** An item that was given to a person because it suits them, and the role by which it does. */
export interface GivenItem {
  readonly item: WorkItem;
  readonly role: string;
}

/**
 * Gives a person the most pressing item that suits them: of a queue that one of their roles serves, at a site where they work, for
 * nobody else's role, and held by nobody. What another person is taking right now is passed over.
 */
export async function takeNext(tx: TenantTransaction, wanted: QueueCode | null): Promise<Result<GivenItem | null>> {
  if (tx.actor.kind !== 'staff') return refuse(workRefusals.staffOnly);
  const { staffId, roles } = tx.actor;
  const served = queueCodes.filter((queue) => servesQueue(roles, queue) && (wanted ?? queue) === queue);
  const found: WorkItem[] = [];
  for (const queue of served) {
    const item = await lockFirstFree(tx, queue, roles);
    if (item !== null) found.push(item);
  }
  const [item] = found.toSorted((left, right) => (left.effectiveDueAt < right.effectiveDueAt ? -1 : 1));
  if (item === undefined) return ok(null);
  const decided = decideTaking(item, { staffId, now: tx.now });
  if (!decided.ok) return decided;
  await saveTaking(tx, item, decided.value);
  const dueAt = decided.value.takenUntil;
  await tx.setTimer({ kind: 'work.taking-lapse', subject: item.itemId, dueAt, payload: null });
  tx.touch(`queue:${item.queue}`);
  return ok({ item, role: findServingRole(item.queue, roles) });
}

function findServingRole(queue: QueueCode, roles: readonly string[]): string {
  const serving: readonly string[] = queues[queue].roles;
  return roles.find((role) => serving.includes(role)) ?? '';
}
