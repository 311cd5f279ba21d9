import type { TherapyId } from '../../../kernel/ids.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { computePlaces } from '../domain/order-places.ts';
import type { TherapyFacts } from '../domain/therapy-facts.ts';
import type { WorkFacts } from '../domain/work-order.ts';
import { holdOrder } from '../order-store.ts';
import { lockItemsOfTherapies, saveLentFacts, saveTherapyFacts } from '../therapy-fact-store.ts';

/** What is told of a therapy. */
interface ToldTherapy {
  readonly therapyId: TherapyId;
  readonly facts: TherapyFacts;
}

/**
 * Takes over what therapies lend to the order of their work. Every open item of one of which something else was told before is placed
 * anew, whoever opened it; what is opened later is placed by it at once. Telling the same again changes nothing.
 */
export async function tellTherapyFacts(tx: TenantTransaction, told: readonly ToldTherapy[]): Promise<void> {
  if (told.length === 0) return;
  const state = await holdOrder(tx);
  const known = told.map(({ therapyId, facts }) => ({ therapyId, facts: keepKnown(facts) }));
  const changed = await saveTherapyFacts(tx, known);
  if (changed.length === 0) return;
  const factsOf = new Map(known.map(({ therapyId, facts }) => [therapyId, facts]));
  const items = await lockItemsOfTherapies(tx, changed);
  const lent = items.map(({ itemId, therapyId, dueAt, ownFacts }) => {
    const therapyFacts = factsOf.get(therapyId) ?? {};
    const places = computePlaces(state, { dueAt, facts: { ...therapyFacts, ...ownFacts } });
    return { itemId, therapyFacts, places };
  });
  saveLentFacts(tx, lent);
  for (const queue of new Set(items.map((item) => item.queue))) tx.touch(`queue:${queue}`);
}

/** Leaves out what is not known, so that a row holds and shows only what counts. */
function keepKnown(facts: TherapyFacts): WorkFacts {
  return Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== null));
}
