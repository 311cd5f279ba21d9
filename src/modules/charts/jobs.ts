import type { TimerAction } from '../../platform/events/subscription.ts';
import { forgetLaunches, forgetTimer } from './launch-store.ts';

/** What charts does when its timers fall due. */
export const chartsTimerActions: readonly TimerAction[] = [{ kind: forgetTimer, act: (tx) => forgetLaunches(tx) }];
