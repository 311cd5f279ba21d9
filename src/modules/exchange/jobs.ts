import type { TimerAction } from '../../platform/events/subscription.ts';
import { retryTimer, sendAgain } from './actions/send-outbound.ts';
import type { OutboundId } from './domain/outbound-message.ts';

/** What exchange does when its timers fall due. */
export const exchangeTimerActions: readonly TimerAction[] = [
  { kind: retryTimer, act: (tx, timer) => sendAgain(tx, timer.subject as OutboundId) },
];
