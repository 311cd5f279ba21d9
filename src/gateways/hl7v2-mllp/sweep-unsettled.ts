import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import { addMinutes } from '../../kernel/instant.ts';
import { findUnsettledMessages, type MessagePlace, recordInboundFault } from '../../modules/exchange/index.ts';
import type { Clock } from '../../platform/clock/clock.ts';
import type { Log } from '../../platform/log/log.ts';
import type { TenantScope, Transactor } from '../../platform/transaction/transactor.ts';
import { replayMessage } from './replay-message.ts';

export interface SweepParts {
  readonly pool: pg.Pool;
  readonly transactor: Transactor;
  readonly clock: Clock;
  readonly log: Log;
}

// A message younger than this may still be under way in another process.
const settledWithinMinutes = 1;
const lookBackMinutes = 7 * 24 * 60;
const pauseMilliseconds = 30_000;
const mostInSweep = 100;

/** Applies messages that were stored and never settled, again and again until it is stopped. */
export function startSweep(parts: SweepParts): { stop(): Promise<void> } {
  const nap = new AbortController();
  const finished = (async () => {
    while (!nap.signal.aborted) {
      await applyUnsettled(parts).catch((error: unknown) => parts.log.fault('hl7v2-mllp-sweep', error));
      await wait(pauseMilliseconds, undefined, { signal: nap.signal, ref: false }).catch(() => undefined);
    }
  })();
  return {
    stop: async () => {
      nap.abort();
      await finished;
    },
  };
}

/** Applies what a process left unapplied when it ended between the two commits; returns how many messages it found. */
export async function applyUnsettled(parts: SweepParts): Promise<number> {
  const now = parts.clock.now();
  const places = await findUnsettledMessages(parts.pool, {
    format: 'hl7v2',
    from: addMinutes(now, -lookBackMinutes),
    to: addMinutes(now, -settledWithinMinutes),
    most: mostInSweep,
  });
  for (const place of places) await applyOne(parts, place);
  return places.length;
}

async function applyOne(parts: SweepParts, { tenantId, rawMessageId }: MessagePlace): Promise<void> {
  const scope: TenantScope = { tenantId, actor: { kind: 'system', name: 'hl7v2-mllp' } };
  try {
    await parts.transactor.transact(scope, (tx) => replayMessage(tx, rawMessageId));
  } catch (error) {
    const logFaultId = parts.log.fault('hl7v2-mllp-sweep', error, { tenantId });
    await parts.transactor.transact(scope, (tx) => recordInboundFault(tx, { rawMessageId, logFaultId }));
  }
}
