import { addMinutes } from '../../../kernel/instant.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { readLearnedCycles } from '../domain/cycle-step.ts';
import { fitStartCurves, tryForecasts } from '../domain/start-forecast.ts';
import { findLearnedAt, listStartCycles, listUnlearned } from '../learning-queries.ts';
import {
  renewStageUsuals,
  saveLearnedAt,
  saveLearnedCycles,
  saveStartCurves,
  saveTriedForecasts,
  type TherapyCycles,
} from '../learning-store.ts';
import { listChainedEvents, toTherapyEvent } from '../therapy-queries.ts';

/** The timer at which the cycles are learned. */
export const learningTimer = 'therapies.learn-cycles';

const minutesBetween = 60;
const mostTherapies = 1_000;

/** Sees to it that the cycles are learned soon, when they were not within the last hour. It costs one row to look. */
export async function keepLearning(tx: TenantTransaction): Promise<void> {
  const learnedAt = await findLearnedAt(tx);
  if (learnedAt !== null && addMinutes(learnedAt, minutesBetween) > tx.now) return;
  await tx.setTimer({ kind: learningTimer, subject: 'cycles', dueAt: tx.now, payload: null });
}

/**
 * Learns the cycles of the therapies that something happened to, then computes anew what is usual, the curves of starts, and how the
 * forecasts would have done. Where there are too many therapies for one transaction, the rest follows with the next.
 */
export async function learnCycles(tx: TenantTransaction): Promise<void> {
  const therapyIds = await listUnlearned(tx, mostTherapies);
  const learned: TherapyCycles[] = [];
  for (const therapyId of therapyIds) {
    const events = (await listChainedEvents(tx, therapyId, null)).map(toTherapyEvent);
    learned.push({ therapyId, sequence: events.at(-1)?.sequence ?? 0, cycles: readLearnedCycles(events) });
  }
  await saveLearnedCycles(tx, learned);
  if (therapyIds.length === mostTherapies) return;
  await renewStageUsuals(tx);
  const cycles = await listStartCycles(tx);
  saveStartCurves(tx, fitStartCurves(cycles, tx.now));
  saveTriedForecasts(
    tx,
    tryForecasts(cycles).flatMap((tried) => {
      const cycle = cycles[tried.cycleIndex];
      return cycle === undefined ? [] : [{ ...tried, therapyId: cycle.therapyId }];
    }),
  );
  saveLearnedAt(tx, tx.now);
}
