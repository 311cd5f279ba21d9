import type { TherapyId } from '../../../kernel/ids.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { type LearnedCycle, readLearnedCycles } from '../domain/cycle-step.ts';
import { listChainedEvents, toTherapyEvent } from '../therapy-queries.ts';

/** Gets the cycles of a therapy with their steps, as its stream tells them up to an event; none when there is no such therapy. */
export async function getTherapyCycles(
  tx: TenantTransaction,
  therapyId: TherapyId,
): Promise<{ readonly sequence: number; readonly cycles: readonly LearnedCycle[] }> {
  const events = (await listChainedEvents(tx, therapyId, null)).map(toTherapyEvent);
  return { sequence: events.at(-1)?.sequence ?? 0, cycles: readLearnedCycles(events) };
}
