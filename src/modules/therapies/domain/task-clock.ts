import {
  addBusinessMinutes,
  type BusinessCalendar,
  computeBusinessMinutes,
} from '../../../kernel/business-calendar.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Role } from '../../../kernel/roles.ts';
import { type EscalationLevel, escalationLevels, type TaskCode } from '../../pathways/language.ts';
import { type OpenTask, type Position, readPosition } from './journey-position.ts';
import type { TaskBudget, TaskBudgets } from './task-budget.ts';
import type { NewTherapyEvent } from './therapy-event.ts';
import type { TherapyState } from './therapy-state.ts';

/** A level that open work reached, and who is told. */
export interface DueEscalation {
  readonly task: TaskCode;
  readonly percent: EscalationLevel;
  readonly at: Instant;
  readonly recipient: Role;
}

interface BudgetChange {
  readonly before: TherapyState | null;
  readonly after: TherapyState;
  readonly event: NewTherapyEvent;
}

/** Tells whether a change opens work, gives it another due time, or stops or starts its clock. */
export function movesBudgets({ before, after }: BudgetChange): boolean {
  const position = readPosition(after);
  return position.tasks.some((open) => {
    const budget = before?.budgets?.[open.code];
    const dueAt = after.dues[open.code];
    if (dueAt === undefined) return false;
    return budget === undefined || budget.dueAt !== dueAt || (budget.countsFrom === null) !== isPaused(position, open);
  });
}

/** Computes the budgets that a change moves, from the dues as they stand after it. Pauses end and begin when the event occurred. */
export function computeBudgets(
  { before, after, event }: BudgetChange,
  dues: TherapyState['dues'],
  calendar: BusinessCalendar,
): TaskBudgets {
  const position = readPosition(after);
  const moved = position.tasks.flatMap((open) => {
    const dueAt = dues[open.code];
    if (dueAt === undefined) return [];
    const isStill = isPaused(position, open);
    const known = before?.budgets?.[open.code];
    // Another due time is another promise, and its clock begins anew.
    const former = known?.dueAt === dueAt ? known : undefined;
    if (former !== undefined && (former.countsFrom === null) === isStill) return [];
    const at = known === undefined ? open.since : event.occurredAt;
    const usedMinutes = former === undefined ? 0 : computeUsedMinutes(former, at, calendar);
    const budgetMinutes =
      former?.budgetMinutes ?? computeBusinessMinutes(calendar, { from: at, to: dueAt < at ? at : dueAt });
    const countsFrom = isStill ? null : at;
    const clock = { dueAt, budgetMinutes, usedMinutes, countsFrom };
    return [[open.code, { ...clock, levels: computeLevels(clock, former, calendar) }] as const];
  });
  return Object.fromEntries(moved);
}

/** Computes the business minutes that were used by a moment. */
function computeUsedMinutes(budget: TaskBudget, at: Instant, calendar: BusinessCalendar): number {
  const { countsFrom, usedMinutes } = budget;
  if (countsFrom === null || at <= countsFrom) return usedMinutes;
  return usedMinutes + computeBusinessMinutes(calendar, { from: countsFrom, to: at });
}

function computeLevels(
  { budgetMinutes, usedMinutes, countsFrom }: Omit<TaskBudget, 'levels'>,
  former: TaskBudget | undefined,
  calendar: BusinessCalendar,
): TaskBudget['levels'] {
  const level = (percent: EscalationLevel): Instant | null => {
    const left = (budgetMinutes * percent) / 100 - usedMinutes;
    if (former !== undefined && left <= 0 && former.levels[percent] !== null) return former.levels[percent];
    return countsFrom === null ? null : addBusinessMinutes(calendar, { from: countsFrom, minutes: left });
  };
  return { 50: level(50), 80: level(80), 100: level(100) };
}

/** A wait stops the clock of the work, but not of the work that is to end this very wait: chasing is the pharmacy's own time. */
function isPaused({ waits }: Position, { task }: OpenTask): boolean {
  return waits.some(({ party }) => party !== task.party);
}

/** Lists the levels that open work reached by a moment and that are not recorded yet, in the order in which they were reached. */
export function listDueEscalations(state: TherapyState, by: Instant): readonly DueEscalation[] {
  const { tasks, pathway } = readPosition(state);
  const due = tasks.flatMap(({ code, task }) =>
    escalationLevels.flatMap((percent): readonly DueEscalation[] => {
      const at = state.budgets?.[code]?.levels[percent] ?? null;
      if (at === null || at > by || percent <= reachedLevel(state, code)) return [];
      const { recipient } = pathway.escalation[percent];
      return [{ task: code, percent, at, recipient: recipient === 'owner' ? task.role : recipient }];
    }),
  );
  return due.toSorted((left, right) =>
    left.at === right.at ? left.percent - right.percent : left.at < right.at ? -1 : 1,
  );
}

/** Returns the instant of the next level that is not recorded; null when all clocks stand still or are used up. */
export function findNextEscalationAt(state: TherapyState): Instant | null {
  const instants = readPosition(state).tasks.flatMap(({ code }) =>
    escalationLevels.flatMap((percent) => {
      const at = state.budgets?.[code]?.levels[percent] ?? null;
      return at === null || percent <= reachedLevel(state, code) ? [] : [at];
    }),
  );
  return instants.sort()[0] ?? null;
}

/** Returns the highest level that is recorded for open work; 0 when none is. */
export function reachedLevel(state: TherapyState, task: TaskCode): EscalationLevel | 0 {
  return state.escalations?.[task] ?? 0;
}

/** The clock of open work as it is shown. */
export interface TaskClock {
  readonly level: EscalationLevel | 0;
  /** When all its time is used; the due time as it was set while the clock stands still. */
  readonly dueAt: Instant | null;
  /** The business minutes that are left while the clock stands still; null while it runs. */
  readonly pausedMinutesLeft: number | null;
}

/** Reads the clock of open work. */
export function readTaskClock(state: TherapyState, task: TaskCode): TaskClock {
  const budget = state.budgets?.[task];
  const level = reachedLevel(state, task);
  if (budget === undefined) return { level, dueAt: state.dues[task] ?? null, pausedMinutesLeft: null };
  const left = budget.countsFrom === null ? Math.round(budget.budgetMinutes - budget.usedMinutes) : null;
  return { level, dueAt: budget.levels[100] ?? budget.dueAt, pausedMinutesLeft: left };
}
