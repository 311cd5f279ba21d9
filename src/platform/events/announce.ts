import { Value } from 'typebox/value';
import type { EventKind } from '../../kernel/domain-event.ts';
import type { TenantTransaction } from '../transaction/tenant-transaction.ts';
import type { Subscription } from './subscription.ts';

/** Records a fact and one delivery for each subscriber, inside the transaction that made it true. */
export async function announce(
  tx: TenantTransaction,
  subscriptions: readonly Subscription[],
  fact: { readonly kind: EventKind; readonly payload: unknown; readonly orderingKey: string },
): Promise<void> {
  if (!Value.Check(fact.kind.payload, fact.payload))
    throw new Error(`${fact.kind.type}: the payload does not fit its schema`);
  const eventId = tx.newId<'event'>();
  await tx.database
    .insertInto('platform.outbox_event')
    .values({
      tenant_id: tx.tenantId,
      event_id: eventId,
      type: fact.kind.type,
      version: fact.kind.version,
      ordering_key: fact.orderingKey,
      payload: JSON.stringify(fact.payload),
      recorded_at: tx.now,
      cause_kind: tx.cause.kind,
      cause_id: tx.cause.id,
      cause_name: tx.cause.name,
    })
    .execute();
  const hearers = subscriptions.filter((subscription) => subscription.type === fact.kind.type);
  if (hearers.length === 0) return;
  await tx.database
    .insertInto('platform.outbox_delivery')
    .values(
      hearers.map((hearer) => ({
        tenant_id: tx.tenantId,
        event_id: eventId,
        subscriber: hearer.subscriber,
        ordering_key: fact.orderingKey,
        due_at: tx.now,
      })),
    )
    .execute();
}
