import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import { addMinutes } from '../../kernel/instant.ts';
import { findUnsettledMessages, type MessagePlace, recordInboundFault } from '../../modules/exchange/index.ts';
import type { Clock } from '../../platform/clock/clock.ts';
import type { Log } from '../../platform/log/log.ts';
import type { TenantScope, Transactor } from '../../platform/transaction/transactor.ts';
import type { InboundFormat } from './inbound-format.ts';
import { replayInbound } from './replay-message.ts';

export interface SweepParts {
  readonly pool: pg.Pool;
  readonly transactor: Transactor;
  readonly clock: Clock;
  readonly log: Log;
}

/** Something that goes on until it is stopped. */
interface Sweep {
  stop(): Promise<void>;
}

// A message younger than this may still be under way in another process.
const settledWithinMinutes = 1;
const lookBackMinutes = 7 * 24 * 60;
const pauseMilliseconds = 30_000;
const mostInSweep = 100;

/** Applies messages of a format that were stored and never settled, again and again until it is stopped. */
export function startSweep(parts: SweepParts, format: InboundFormat): Sweep {
  const nap = new AbortController();
  const finished = (async () => {
    while (!nap.signal.aborted) {
      await applyUnsettled(parts, format).catch((error: unknown) => parts.log.fault(format.part, error));
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
export async function applyUnsettled(parts: SweepParts, format: InboundFormat): Promise<number> {
  const now = parts.clock.now();
  const places = await findUnsettledMessages(parts.pool, {
    format: format.format,
    from: addMinutes(now, -lookBackMinutes),
    to: addMinutes(now, -settledWithinMinutes),
    most: mostInSweep,
  });
  for (const place of places) await applyOne(parts, format, place);
  return places.length;
}

async function applyOne(parts: SweepParts, format: InboundFormat, place: MessagePlace): Promise<void> {
  const { tenantId, rawMessageId } = place;
  const scope: TenantScope = { tenantId, actor: { kind: 'system', name: format.part } };
  try {
    await parts.transactor.transact(scope, (tx) => replayInbound(tx, format, rawMessageId));
  } catch (error) {
    const logFaultId = parts.log.fault(format.part, error, { tenantId });
    await parts.transactor.transact(scope, (tx) => recordInboundFault(tx, { rawMessageId, logFaultId }));
  }
}

/** Sweeps while a server listens. */
export function sweepWhileListening(server: FastifyInstance, parts: SweepParts, format: InboundFormat): void {
  let sweep: Sweep | null = null;
  server.addHook('onListen', async () => {
    sweep = startSweep(parts, format);
  });
  server.addHook('onClose', async () => {
    await sweep?.stop();
  });
}
