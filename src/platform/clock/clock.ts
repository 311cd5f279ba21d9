import { addMilliseconds, type Instant, instantOf } from '../../kernel/instant.ts';

/** Where the program asks what time it is. */
export interface Clock {
  now(): Instant;
}

/** The clock of the machine. */
export const systemClock: Clock = { now: () => instantOf(Date.now()) };

/** A clock that stands still until it is moved; tests and the demo generator use it. */
export class MovableClock implements Clock {
  #instant: Instant;

  constructor(instant: Instant) {
    this.#instant = instant;
  }

  now(): Instant {
    return this.#instant;
  }

  moveTo(instant: Instant): void {
    this.#instant = instant;
  }

  advance(milliseconds: number): void {
    this.#instant = addMilliseconds(this.#instant, milliseconds);
  }
}
