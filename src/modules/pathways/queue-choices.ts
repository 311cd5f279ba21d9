import { queues } from '../work/index.ts';

/** The work queues in which the tasks of a pathway may wait. */
export const queueChoices = Object.entries(queues).map(([code, { label }]) => ({ code, label }));

/** Their codes. */
export const queueCodeSet: ReadonlySet<string> = new Set(Object.keys(queues));
