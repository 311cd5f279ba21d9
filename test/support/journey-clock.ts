import { addMilliseconds, type Instant, instantOf, millisecondsOf } from '../../src/kernel/instant.ts';
import type { Clock } from '../../src/platform/clock/clock.ts';

/** A clock that begins at a given instant and then runs as the machine's does; a journey may move it on. */
export class JourneyClock implements Clock {
  #offsetMilliseconds: number;

  constructor(begin: Instant) {
    this.#offsetMilliseconds = millisecondsOf(begin) - Date.now();
  }

  /** How far it is ahead of the machine's clock. */
  get offsetMilliseconds(): number {
    return this.#offsetMilliseconds;
  }

  now(): Instant {
    return addMilliseconds(instantOf(Date.now()), this.#offsetMilliseconds);
  }

  moveOn(milliseconds: number): void {
    this.#offsetMilliseconds += milliseconds;
  }
}
