import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import type { Clock } from '../clock/clock.ts';
import type { Log } from '../log/log.ts';
import type { AnchorSink } from './anchor.ts';
import { createAnchoring } from './anchor-chains.ts';
import type { AuditKeys } from './audit-keys.ts';
import type { AuditWriter } from './audit-writer.ts';
import { chainEntries } from './chainer.ts';
import type { SpillFolder } from './spill-folder.ts';
import { takeInSpilledEntries } from './spill-intake.ts';
import { settleWriter } from './writer-settlement.ts';

/** Work that is done again and again until it is stopped. */
export interface Upkeep {
  /** Stops after one last round that begins now. */
  stop(): Promise<void>;
}

const settleEveryMilliseconds = 5000;
const chainEveryMilliseconds = 750;
const anchorEveryMilliseconds = 30_000;

/** Settles the numbers of this process's writer and brings spilled entries in. Every process that writes entries needs it. */
export function startWriterUpkeep(parts: {
  readonly pool: pg.Pool;
  readonly writer: AuditWriter;
  readonly spill: SpillFolder;
  readonly clock: Clock;
  readonly log: Log;
}): Upkeep {
  return repeat(parts.log, settleEveryMilliseconds, async () => {
    await takeInSpilledEntries(parts);
    await settleWriter(parts);
  });
}

/**
 * Chains the entries of all processes within a second, and anchors the chains at least every minute and when it stops. Any number of
 * workers may do it at once.
 */
export function startChainUpkeep(parts: {
  readonly pool: pg.Pool;
  readonly keys: AuditKeys;
  readonly sinks: readonly AnchorSink[];
  readonly clock: Clock;
  readonly log: Log;
}): Upkeep {
  const chaining = repeat(parts.log, chainEveryMilliseconds, () => chainEntries(parts));
  const anchoring = repeat(parts.log, anchorEveryMilliseconds, createAnchoring(parts));
  return {
    stop: async () => {
      await chaining.stop();
      await anchoring.stop();
    },
  };
}

/** Waits, does work, and again; when it is stopped, once more. A round that fails is logged and the next one tries again. */
function repeat(log: Log, everyMilliseconds: number, work: () => Promise<unknown>): Upkeep {
  const stopping = new AbortController();
  const round = (): Promise<unknown> => work().catch((error: unknown) => log.fault('audit', error));
  const finished = (async () => {
    while (!stopping.signal.aborted) {
      await wait(everyMilliseconds, undefined, { signal: stopping.signal }).catch(() => undefined);
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
