import type { TherapyId } from '../../../kernel/ids.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { closeWorkItem, isQueueCode, openWorkItem, type QueueCode, type WorkRequest } from '../../work/index.ts';
import { type QueuedWork, reactToTherapy, type TimerWish } from '../domain/therapy-reaction.ts';
import type { TherapyState } from '../domain/therapy-state.ts';

/** Carries out what follows from a change of a therapy: facts announced, work opened and closed, timers set. */
export async function followUp(
  tx: TenantTransaction,
  change: { readonly therapyId: TherapyId; readonly before: TherapyState | null; readonly after: TherapyState },
): Promise<void> {
  const { therapyId, before, after } = change;
  const reaction = reactToTherapy(therapyId, before, after);
  for (const { kind, payload } of reaction.announcements) await tx.announce(kind, payload, therapyId);
  await Promise.all(reaction.openWork.map((work) => openWorkItem(tx, composeWork(therapyId, after, work))));
  for (const queue of reaction.closeQueues) {
    const outcome = after.ended === null ? 'done' : 'therapy-ended';
    await closeWorkItem(tx, { queue: toQueueCode(queue), subjectId: therapyId, outcome });
  }
  for (const timer of reaction.timers) await setOrCancel(tx, therapyId, timer);
  tx.touch(`therapy:${therapyId}`);
  tx.touch(`patient:${after.patientId}`);
}

/** Composes the item in which work of a therapy waits. */
export function composeWork(therapyId: TherapyId, state: TherapyState, work: QueuedWork): WorkRequest {
  const { queue, taskCode, stage, dueAt, isBlocked, role, level, pausedMinutesLeft } = work;
  return {
    queue: toQueueCode(queue),
    subjectKind: 'therapy',
    subjectId: therapyId,
    siteId: state.siteId,
    patientId: state.patientId,
    therapyId,
    stage,
    role,
    reasonCode: taskCode,
    dueAt,
    facts: { cycle: state.cycle.number, blocked: isBlocked, level, pausedMinutesLeft },
  };
}

async function setOrCancel(tx: TenantTransaction, therapyId: TherapyId, timer: TimerWish): Promise<void> {
  const { kind, dueAt, cycle } = timer;
  if (dueAt === null) await tx.cancelTimer(kind, therapyId);
  else await tx.setTimer({ kind, subject: therapyId, dueAt, payload: { cycle } });
}

function toQueueCode(queue: string): QueueCode {
  if (!isQueueCode(queue)) throw new Error('the pathway names a queue that does not exist');
  return queue;
}
