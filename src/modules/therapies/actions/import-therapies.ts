import type { Actor } from '../../../platform/transaction/actor.ts';
import { inBulk, type RandomBytes } from '../../../platform/transaction/bulk.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { importWorkItems, type WaitingWork } from '../../work/index.ts';
import type { QueuedSince, TherapyHistory } from '../domain/therapy-history.ts';
import { reactToTherapy } from '../domain/therapy-reaction.ts';
import { insertHistory } from '../therapy-bulk-store.ts';
import { composeWork } from './follow-up.ts';

/**
 * Takes over many therapies with their whole streams, the work that waits for them and the timers that are to fall due. What was
 * announced in their past was heard in their past: nothing is announced again.
 */
export async function importTherapies(
  tx: TenantTransaction,
  histories: readonly TherapyHistory<Actor>[],
  random?: RandomBytes,
): Promise<void> {
  await inBulk(
    tx,
    async (bulk) => {
      for (const history of histories) {
        await insertHistory(tx, bulk, history);
        const { therapyId, state } = history;
        const view = bulk.at(tx.now, tx.actor);
        for (const { kind, dueAt, cycle } of reactToTherapy(therapyId, null, state).timers)
          if (dueAt !== null) await view.setTimer({ kind, subject: therapyId, dueAt, payload: { cycle } });
      }
    },
    random,
  );
  const waiting = histories.flatMap((history) => history.queued.map((queued) => toWaiting(history, queued)));
  await importWorkItems(tx, waiting, random);
}

function toWaiting({ therapyId, state }: TherapyHistory<Actor>, { work, openedAt }: QueuedSince): WaitingWork {
  return { ...composeWork(therapyId, state, work), openedAt };
}
