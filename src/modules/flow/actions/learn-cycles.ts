import { addMinutes } from '../../../kernel/instant.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { getTherapyCycles } from '../../therapies/index.ts';
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

/** The timer at which the cycles are learned. */
export const learningTimer = 'flow.learn-cycles';

const minutesBetween = 60;
const mostTherapies = 1_000;

/** Sees to it that the cycles are learned soon, when they were not within the last hour. It costs one row to look. */
export async function keepLearning(tx: TenantTransaction): Promise<void> {
  const learnedAt = await findLearnedAt(tx);
  if (learnedAt !== null && addMinutes(learnedAt, minutesBetween) > tx.now) return;
  await setLearningTimer(tx);
}

/**
 * Learns the cycles of the therapies that something happened to, then computes anew what is usual, the curves of starts, and how the
 * forecasts would have done. Where there are too many therapies for one transaction, the rest follows at once with the next.
 */
export async function learnCycles(tx: TenantTransaction): Promise<void> {
  const therapyIds = await listUnlearned(tx, mostTherapies);
  const learned: TherapyCycles[] = [];
  for (const therapyId of therapyIds) {
    learned.push({ therapyId, ...(await getTherapyCycles(tx, therapyId)) });
  }
  await saveLearnedCycles(tx, learned);
  if (therapyIds.length === mostTherapies) return setLearningTimer(tx);
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

function setLearningTimer(tx: TenantTransaction): Promise<void> {
  return tx.setTimer({ kind: learningTimer, subject: 'cycles', dueAt: tx.now, payload: null });
}
