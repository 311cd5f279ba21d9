import { setTimeout as wait } from 'node:timers/promises';
import type { Log } from '../log/log.ts';

/** Something that is done again and again until it is stopped. */
export interface Rounds {
  /** Stops after the round that is under way. */
  stop(): Promise<void>;
}

/** Does work every so many milliseconds, one round after the other; a round that fails is logged and the next one tries again. */
export function startRounds(round: {
  readonly part: string;
  readonly everyMilliseconds: number;
  readonly log: Log;
  run(): Promise<unknown>;
}): Rounds {
  const stopping = new AbortController();
  const finished = (async () => {
    while (!stopping.signal.aborted) {
      await round.run().catch((error: unknown) => round.log.fault(round.part, error));
      await wait(round.everyMilliseconds, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      await finished;
    },
  };
}
