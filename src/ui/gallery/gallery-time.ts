import { type Instant, instantOf } from '../../kernel/instant.ts';

const hourMilliseconds = 3_600_000;
const openedAt = Date.now();

/** Returns the moment some hours before the gallery was opened; negative hours lie ahead. */
export function hoursAgo(hours: number): Instant {
  return instantOf(openedAt - hours * hourMilliseconds);
}

/** Returns a length of time in milliseconds. */
export function hours(amount: number): number {
  return amount * hourMilliseconds;
}
