import type { Instant } from '../../../kernel/instant.ts';
import type { EscalationLevel, TaskCode } from '../../pathways/language.ts';

/** How much of the time of a piece of work was used, in business minutes without pauses, and when its levels are reached. */
export interface TaskBudget {
  readonly dueAt: Instant;
  readonly budgetMinutes: number;
  /** What had been used when the clock last began or stopped. */
  readonly usedMinutes: number;
  /** Since when the clock runs; null while it stands still. */
  readonly countsFrom: Instant | null;
  /** The instant of each level; null while the clock stands still before it. */
  readonly levels: Readonly<Record<EscalationLevel, Instant | null>>;
}

/** The budgets of open work by task. */
export type TaskBudgets = Readonly<Partial<Record<TaskCode, TaskBudget>>>;
