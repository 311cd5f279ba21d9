import type { DeliveryMethod } from './delivery.ts';

/** Estimates the days on the way: overnight within a state, two days beyond it, none over the counter or to the house's own clinics. */
export function estimateTransitDays(journey: {
  readonly method: DeliveryMethod;
  readonly fromState: string;
  readonly toState: string | null;
}): number {
  if (journey.method !== 'courier') return 0;
  return journey.fromState === journey.toState ? 1 : 2;
}
