import type { TimerAction } from '../../platform/events/subscription.ts';
import { renewSearch, searchRenewalTimer } from './actions/renew-search.ts';

/** What happens when a wait of this module is over. */
export const patientsTimerActions: readonly TimerAction[] = [
  { kind: searchRenewalTimer, act: (tx) => renewSearch(tx) },
];
