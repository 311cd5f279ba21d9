import { setTimeout as wait } from 'node:timers/promises';
import type { Log } from '../log/log.ts';

/** Work that is done again and again until it is stopped. */
export interface Upkeep {
  /** Stops after one last round that begins now. */
  stop(): Promise<void>;
}

/** Waits, does work, and again; when it is stopped, once more. A round that fails is logged and the next one tries again. */
export function repeat(
  work: () => Promise<unknown>,
  how: { readonly log: Log; readonly part: string; readonly everyMilliseconds: number },
): Upkeep {
  const stopping = new AbortController();
  const round = (): Promise<unknown> => work().catch((error: unknown) => how.log.fault(how.part, error));
  const finished = (async () => {
    while (!stopping.signal.aborted) {
      await wait(how.everyMilliseconds, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (!stopping.signal.aborted) await round();
    }
    await round();
  })();
  return {
    stop: async () => {
      stopping.abort();
      await finished;
    },
  };
}
