import { createHash, randomUUID } from 'node:crypto';
import type pg from 'pg';
import { findPartnerPlaces, type PartnerPlace } from '../../modules/exchange/index.ts';
import type { Clock } from '../../platform/clock/clock.ts';
import type { Subscription } from '../../platform/events/subscription.ts';
import type { Log } from '../../platform/log/log.ts';
import type { Transactor } from '../../platform/transaction/transactor.ts';
import type { InboundFormat } from '../inbound/inbound-format.ts';
import { subscribeToReplay } from '../inbound/replay-message.ts';
import { startSweep } from '../inbound/sweep-unsettled.ts';
import { applyMessage } from './apply-message.ts';
import { createMessageIntake, type IntakePace, type IntakeParts, type MllpPeer, usualPace } from './message-intake.ts';
import {
  type ListenerLimits,
  type ListenerTls,
  type MllpListener,
  startMllpListener,
  usualLimits,
} from './mllp-listener.ts';

/** A port on which partners connect. In plain text, which is allowed on loopback only, the port belongs to one partner. */
type Hl7Port = { readonly host: string; readonly port: number } & (
  | { readonly tls: ListenerTls }
  | { readonly tls: null; readonly partner: PartnerPlace }
);

export interface Hl7GatewayParts {
  readonly pool: pg.Pool;
  readonly transactor: Transactor;
  readonly clock: Clock;
  readonly log: Log;
  readonly ports: readonly Hl7Port[];
  readonly limits?: Partial<ListenerLimits>;
  readonly pace?: IntakePace;
  readonly betweenCommits?: IntakeParts['betweenCommits'];
}

/** A running gateway; `ports` are those that it listens on, in the order of its parts. */
export interface Hl7Gateway {
  readonly ports: readonly number[];
  close(): Promise<void>;
}

/** Starts the HL7 gateway: listeners, and a sweep that applies what an ended process left stored and unapplied. */
export async function startHl7Gateway(parts: Hl7GatewayParts): Promise<Hl7Gateway> {
  const { betweenCommits = async () => undefined, pace = usualPace } = parts;
  const intake = createMessageIntake({ ...parts, pace, betweenCommits });
  const limits = { ...usualLimits, ...parts.limits };
  const listeners: MllpListener[] = [];
  for (const port of parts.ports)
    listeners.push(
      await startMllpListener<MllpPeer>({
        host: port.host,
        port: port.port,
        tls: port.tls,
        limits,
        open: (certificate) => findPeer(parts, port, certificate),
        answer: (peer, frame) => intake.receive(peer, frame),
        warn: (code) => parts.log.warn('an MLLP connection misbehaved', { part: 'hl7v2-mllp', code }),
      }),
    );
  const sweep = startSweep(parts, hl7Format);
  return {
    ports: listeners.map(({ port }) => port),
    close: async () => {
      await Promise.all(listeners.map((listener) => listener.close()));
      await sweep.stop();
    },
  };
}

/** What the machinery of inbound messages knows of HL7. */
export const hl7Format: InboundFormat = { format: 'hl7v2', part: 'hl7v2-mllp', apply: applyMessage };

/** What the gateway does when a person asks that a message be applied again. */
export const hl7Subscriptions: readonly Subscription[] = [subscribeToReplay(hl7Format)];

/** A certificate that proves nobody, or partners of several health systems, opens nothing. */
async function findPeer(
  parts: Hl7GatewayParts,
  port: Hl7Port,
  certificate: Uint8Array | null,
): Promise<MllpPeer | null> {
  const connection = randomUUID();
  if (port.tls === null) return { ...port.partner, connection };
  if (certificate === null) return null;
  const sha256 = createHash('sha256').update(certificate).digest();
  const [place, ...others] = await findPartnerPlaces(parts.pool, sha256);
  return place === undefined || others.length > 0 ? null : { ...place, connection };
}
