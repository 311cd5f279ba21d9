import type { Instant } from '../../../kernel/instant.ts';
import type { Role } from '../../../kernel/roles.ts';
import type { HoldCode, Party, StageCode, TaskCode } from '../../pathways/language.ts';
import { readPosition } from './journey-position.ts';
import { readTaskClock } from './task-clock.ts';
import type { TherapyState } from './therapy-state.ts';

/** Work that somebody can do now on a therapy. */
export interface NextAction {
  readonly code: TaskCode;
  readonly label: string;
  readonly stage: StageCode;
  /** Where the work waits; null when its module keeps it. */
  readonly queue: string | null;
  readonly role: Role;
  readonly party: Party;
  readonly since: Instant;
  readonly dueAt: Instant | null;
  /** How much of its time is used, in percent, by the levels that are recorded. */
  readonly level: number;
  /** Business minutes that are left while its clock stands still; null while it runs. */
  readonly pausedMinutesLeft: number | null;
  /** Holds that forbid it for now. */
  readonly blockedBy: readonly HoldCode[];
}

/**
 * Lists what can be done now: first what moves the stage shown, then the open work beside it in the order of the stages.
 * The first is the next action of the therapy.
 */
export function listNextActions(state: TherapyState): readonly NextAction[] {
  const { tasks, stage: shown, blockingHolds } = readPosition(state);
  const actions = tasks.map(
    ({ code, task, stage, since }): NextAction => ({
      code,
      label: task.label,
      stage,
      queue: task.queue,
      role: task.role,
      party: task.party,
      since,
      ...readTaskClock(state, code),
      blockedBy: stage === 'dispensing' ? blockingHolds : [],
    }),
  );
  return [...actions.filter(({ stage }) => stage === shown), ...actions.filter(({ stage }) => stage !== shown)];
}
