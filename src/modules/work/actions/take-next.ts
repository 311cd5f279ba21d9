import type { Instant } from '../../../kernel/instant.ts';
import { addMinutes } from '../../../kernel/instant.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { readAssignment } from '../assignment-store.ts';
import { assessFit, type Fit, type Worker } from '../domain/assignment.ts';
import { type QueueCode, queueCodes, queues, servesQueue } from '../domain/queue.ts';
import { decideTaking, type WorkItem, type WorkItemId } from '../domain/work-item.ts';
import { findWorker, listSuiting } from '../people-who-work.ts';
import { workRefusals } from '../refusals.ts';
import { listFirstFree, lockFree, saveTaking } from '../work-store.ts';

/** How many of the first items of a queue are looked at; beyond them nothing presses enough to be better. */
const mostLookedAt = 30;

/** An item that was given to a person because it suits them, the role by which it does, and how. */
export interface GivenItem {
  readonly item: WorkItem;
  readonly role: string;
  readonly fit: Fit;
}

interface Choice {
  readonly itemId: WorkItemId;
  readonly fit: Fit;
  /** When it is due for this person: an unmet wish puts it behind others. */
  readonly dueAt: Instant;
}

/**
 * Gives a person the most pressing item that suits them: of a queue that one of their roles serves, at a site where they work, for
 * nobody else's role, with all its musts met, and held by nobody. What asks for somebody else by a wish comes so much later, and what
 * another person is taking right now is passed over.
 */
export async function takeNext(tx: TenantTransaction, wanted: QueueCode | null): Promise<Result<GivenItem | null>> {
  if (tx.actor.kind !== 'staff') return refuse(workRefusals.staffOnly);
  const { staffId, roles } = tx.actor;
  const worker = await findWorker(tx, staffId);
  if (worker === null) return ok(null);
  // Many may ask at once: whoever finds all that was seen in other hands looks again, a little farther each time.
  for (let most = mostLookedAt; most <= mostLookedAt * 8; most *= 2) {
    const choices = await listChoices(tx, { worker, wanted, most });
    for (const { itemId, fit } of choices) {
      const item = await lockFree(tx, itemId);
      if (item === null) continue;
      const decided = decideTaking(item, { staffId, now: tx.now });
      if (!decided.ok) return decided;
      await saveTaking(tx, item, decided.value);
      const dueAt = decided.value.takenUntil;
      await tx.setTimer({ kind: 'work.taking-lapse', subject: item.itemId, dueAt, payload: null });
      tx.touch(`queue:${item.queue}`);
      return ok({ item, role: findServingRole(item.queue, roles), fit });
    }
    if (choices.length === 0) return ok(null);
  }
  return ok(null);
}

/** Lists what suits a person of the queues that they serve, the best first. */
async function listChoices(
  tx: TenantTransaction,
  asked: { readonly worker: Worker; readonly wanted: QueueCode | null; readonly most: number },
): Promise<readonly Choice[]> {
  const { worker, wanted, most } = asked;
  const rules = await readAssignment(tx);
  const served = queueCodes.filter((queue) => servesQueue(worker.roles, queue) && (wanted ?? queue) === queue);
  const choices: Choice[] = [];
  for (const queue of served) {
    const { suiting, isAll } = await listSuiting(tx, { queue, staffId: worker.staffId });
    const asks = isAll ? null : suiting.map((asking) => asking.asks);
    if (suiting.length === 0) continue;
    for (const { itemId, asking, effectiveDueAt } of await listFirstFree(tx, { queue, asks, most })) {
      const fit = assessFit(rules, asking, worker);
      if (fit.suits) choices.push({ itemId, fit, dueAt: addMinutes(effectiveDueAt, fit.wishes * rules.wishMinutes) });
    }
  }
  return choices.toSorted((left, right) => (left.dueAt < right.dueAt ? -1 : left.dueAt > right.dueAt ? 1 : 0));
}

function findServingRole(queue: QueueCode, roles: readonly string[]): string {
  const serving: readonly string[] = queues[queue].roles;
  return roles.find((role) => serving.includes(role)) ?? '';
}
