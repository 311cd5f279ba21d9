import type { TimerAction } from '../../platform/events/subscription.ts';
import { forgetAttempts, forgetTimer } from './attempt-store.ts';

/** What federation does when its timers fall due. */
export const federationTimerActions: readonly TimerAction[] = [{ kind: forgetTimer, act: (tx) => forgetAttempts(tx) }];
