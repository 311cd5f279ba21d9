import type pg from 'pg';
import type { Clock } from '../clock/clock.ts';
import { repeat, type Upkeep } from '../clock/upkeep.ts';
import type { Log } from '../log/log.ts';
import type { AnchorSink } from './anchor.ts';
import { createAnchoring } from './anchor-chains.ts';
import type { AuditKeys } from './audit-keys.ts';
import type { AuditWriter } from './audit-writer.ts';
import { chainEntries } from './chainer.ts';
import type { SpillFolder } from './spill-folder.ts';
import { takeInSpilledEntries } from './spill-intake.ts';
import { settleWriter } from './writer-settlement.ts';

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
  const settle = async (): Promise<void> => {
    await takeInSpilledEntries(parts);
    await settleWriter(parts);
  };
  return repeat(settle, { log: parts.log, part: 'audit', everyMilliseconds: settleEveryMilliseconds });
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
  const how = { log: parts.log, part: 'audit' };
  const chaining = repeat(() => chainEntries(parts), { ...how, everyMilliseconds: chainEveryMilliseconds });
  const anchoring = repeat(createAnchoring(parts), { ...how, everyMilliseconds: anchorEveryMilliseconds });
  return {
    stop: async () => {
      await chaining.stop();
      await anchoring.stop();
    },
  };
}
