import type { TenantId } from '../../kernel/ids.ts';
import { addMinutes } from '../../kernel/instant.ts';
import { outboundEnqueued } from '../../modules/exchange/events.ts';
import type { OutboundId } from '../../modules/exchange/index.ts';
import { type Subscription, subscribe, type TimerAction } from '../../platform/events/subscription.ts';
import type { Log } from '../../platform/log/log.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';

/** A message that waits to be sent, and whose it is. */
export interface OutboundPlace {
  readonly tenantId: TenantId;
  readonly outboundId: OutboundId;
}

/** Sends a message and records how it went; owns its transactions, none of which is open while it waits for the network. */
type SendOutbound = (place: OutboundPlace) => Promise<void>;

/**
 * Carries messages for partners of one kind from the worker that hears of them to the gateway that sends them. What is heard is
 * sent outside of the transaction that hears it; until it is settled a timer stands that brings it back, so that a process that
 * ends in between loses nothing.
 */
export interface OutboundLane {
  readonly subscriptions: readonly Subscription[];
  readonly timerActions: readonly TimerAction[];
  /** Begins to send, in the process whose worker hears. */
  open(parts: { readonly send: SendOutbound; readonly log: Log }): void;
  /** Removes the timer of a settled message. */
  settle(tx: TenantTransaction, outboundId: OutboundId): Promise<void>;
  /** Waits until nothing is being sent. */
  idle(): Promise<void>;
  /** Takes nothing more and waits for what is being sent. */
  close(): Promise<void>;
}

const lookAgainMinutes = 3;
const mostAtOnce = 16;

/** Creates a lane. @param name the gateway's name; its subscriber and timer are called by it. @param kind takes messages of this kind alone */
export function createOutboundLane(of: {
  readonly name: string;
  readonly partnerKind: string;
  readonly kind?: string;
}): OutboundLane {
  const timer = `${of.name}.look-again`;
  const waiting = new Map<string, OutboundPlace>();
  const running = new Map<string, Promise<void>>();
  let sender: { readonly send: SendOutbound; readonly log: Log } | null = null;

  function submit(place: OutboundPlace): void {
    waiting.set(place.outboundId, place);
    run();
  }

  function run(): void {
    for (const [key, place] of waiting) {
      if (sender === null || running.size >= mostAtOnce) return;
      if (running.has(key)) continue;
      waiting.delete(key);
      const { send, log } = sender;
      const sending = send(place)
        .catch((error: unknown) => void log.fault(of.name, error, { tenantId: place.tenantId }))
        .finally(() => {
          running.delete(key);
          run();
        });
      running.set(key, sending);
    }
  }

  async function hear(tx: TenantTransaction, outboundId: OutboundId): Promise<void> {
    const dueAt = addMinutes(tx.now, lookAgainMinutes);
    await tx.setTimer({ kind: timer, subject: outboundId, dueAt, payload: {} });
    if (sender !== null) submit({ tenantId: tx.tenantId, outboundId });
  }

  async function idle(): Promise<void> {
    while (running.size > 0) await Promise.all(running.values());
  }

  return {
    subscriptions: [
      subscribe(outboundEnqueued, `${of.name}.send`, async (tx, { payload }) => {
        const isOurs = payload.partnerKind === of.partnerKind && (of.kind === undefined || payload.kind === of.kind);
        if (isOurs) await hear(tx, payload.outboundId as OutboundId);
      }),
    ],
    timerActions: [{ kind: timer, act: (tx, { subject }) => hear(tx, subject as OutboundId) }],
    open: (parts) => {
      sender = parts;
    },
    settle: (tx, outboundId) => tx.cancelTimer(timer, outboundId),
    idle,
    close: async () => {
      sender = null;
      waiting.clear();
      await idle();
    },
  };
}
