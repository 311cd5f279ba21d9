import { type Instant, millisecondsOf } from '../../../kernel/instant.ts';
import { holdKinds, type Party, type StageCode, stageCodes, waitReasons } from '../../pathways/language.ts';
import { readPosition } from './journey-position.ts';
import type { TherapyState } from './therapy-state.ts';

/** What keeps a therapy from moving, in one clause, with the party whose move it is and since when. */
export interface Barrier {
  /** `hold.<code>`, `wait.<reason>` or `task.<code>`: what reports count. */
  readonly code: string;
  readonly kind: 'hold' | 'wait' | 'task';
  readonly clause: string;
  readonly party: Party;
  readonly stage: StageCode;
  readonly since: Instant;
}

const rank = { hold: 0, wait: 1, task: 2 } as const;

/**
 * Finds the one barrier to name: of the holds, waits and open work that of the earliest stage, a hold before a wait before
 * work, the oldest first. Null when the therapy has ended or nothing is open.
 */
export function findBarrier(state: TherapyState): Barrier | null {
  const order = readPosition(state).steps.map(({ stage }) => stage);
  const place = (stage: StageCode): number => {
    const index = order.indexOf(stage);
    return index >= 0 ? index : stageCodes.indexOf(stage);
  };
  const [first] = listBarriers(state).sort(
    (left, right) =>
      place(left.stage) - place(right.stage) ||
      rank[left.kind] - rank[right.kind] ||
      (left.since < right.since ? -1 : Number(left.since > right.since)),
  );
  return first ?? null;
}

/** Computes the whole days that have been lost to a barrier at a moment. */
export function computeDaysLost(barrier: Barrier, now: Instant): number {
  return Math.max(0, Math.floor((millisecondsOf(now) - millisecondsOf(barrier.since)) / 86_400_000));
}

function listBarriers(state: TherapyState): Barrier[] {
  const position = readPosition(state);
  const holds = position.holds
    .filter(({ isOverridden }) => !isOverridden)
    .map(({ hold, since }): Barrier => {
      const { clause, party, stage } = holdKinds[hold];
      return { code: `hold.${hold}`, kind: 'hold', clause, party, stage, since };
    });
  const waits = state.openWaits.map(
    ({ reason, party, since }): Barrier => ({
      code: `wait.${reason}`,
      kind: 'wait',
      clause: waitReasons[reason].clause,
      party,
      stage: state.stage,
      since,
    }),
  );
  const tasks = position.tasks.map(
    ({ code, task, stage, since }): Barrier => ({
      code: `task.${code}`,
      kind: 'task',
      clause: task.clause,
      party: task.party,
      stage,
      since,
    }),
  );
  return [...holds, ...waits, ...tasks];
}
