import type { EventKind, PayloadOf } from '../../kernel/domain-event.ts';
import type { Id } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Json } from '../../kernel/json.ts';
import type { TenantTransaction } from '../transaction/tenant-transaction.ts';

/** A fact as a subscriber receives it. */
export interface Announced<Payload> {
  readonly eventId: Id<'event'>;
  readonly type: string;
  readonly recordedAt: Instant;
  readonly payload: Payload;
}

/** A module's wish to hear one kind of fact. Its name is `<module>.<what-it-does>` and stays, because waiting deliveries carry it. */
export interface Subscription {
  readonly type: string;
  readonly subscriber: string;
  hear(tx: TenantTransaction, event: Announced<unknown>): Promise<void>;
}

/** What a module does when a timer of one kind falls due. */
export interface TimerAction {
  readonly kind: string;
  act(
    tx: TenantTransaction,
    timer: { readonly subject: string; readonly dueAt: Instant; readonly payload: Json },
  ): Promise<void>;
}

/** Subscribes to a kind of fact. The delivery is removed in the same transaction, so its effect happens once. */
export function subscribe<Kind extends EventKind>(
  kind: Kind,
  subscriber: string,
  hear: (tx: TenantTransaction, event: Announced<PayloadOf<Kind>>) => Promise<void>,
): Subscription {
  return { type: kind.type, subscriber, hear: (tx, event) => hear(tx, event as Announced<PayloadOf<Kind>>) };
}
