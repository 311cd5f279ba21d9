import { sql } from 'kysely';
import type { TSchema } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import type { EventKind } from '../../kernel/domain-event.ts';
import type { Cause } from '../transaction/actor.ts';
import type { TenantTransaction } from '../transaction/tenant-transaction.ts';
import type { Subscription } from './subscription.ts';

/** A fact that a transaction announces when it commits. */
export interface Announcement {
  readonly kind: EventKind;
  readonly payload: unknown;
  readonly orderingKey: string;
  /** Who made it true. */
  readonly cause: Cause;
}

const shapes = new WeakMap<TSchema, Validator>();

/** Makes an announcement of a fact whose payload has the declared shape. */
export function checkAnnouncement(announcement: Announcement): Announcement {
  const { kind, payload } = announcement;
  const shape = shapes.get(kind.payload) ?? Compile(kind.payload);
  shapes.set(kind.payload, shape);
  if (!shape.Check(payload)) throw new Error(`${kind.type}: the payload does not fit its schema`);
  return announcement;
}

/**
 * Records the facts that a transaction announces, and one delivery for each subscriber, in the order of the announcements: one
 * statement, however many they are.
 */
export function writeAnnouncements(
  tx: TenantTransaction,
  subscriptions: readonly Subscription[],
  announcements: readonly Announcement[],
): void {
  if (announcements.length === 0) return;
  const events = announcements.map(({ kind, payload, orderingKey, cause }) => ({
    event_id: tx.newId<'event'>(),
    type: kind.type,
    version: kind.version,
    ordering_key: orderingKey,
    payload,
    cause_kind: cause.kind,
    cause_id: cause.id,
    cause_name: cause.name,
    subscribers: subscriptions.filter(({ type }) => type === kind.type).map(({ subscriber }) => subscriber),
  }));
  tx.write(insertion(tx, JSON.stringify(events)).compile(tx.database));
}

function insertion(tx: TenantTransaction, events: string) {
  return sql`
    with announced as (
      select * from rows from (jsonb_to_recordset(${events}::jsonb) as (
        event_id uuid, type text, version integer, ordering_key text, payload jsonb, cause_kind text, cause_id uuid,
        cause_name text, subscribers text[]
      )) with ordinality as announced (event_id, type, version, ordering_key, payload, cause_kind, cause_id, cause_name, subscribers, place)),
    recorded as (
      insert into platform.outbox_event
        (tenant_id, event_id, type, version, ordering_key, payload, recorded_at, cause_kind, cause_id, cause_name)
      select ${tx.tenantId}, event_id, type, version, ordering_key, payload, ${tx.now}::timestamptz, cause_kind, cause_id, cause_name
      from announced)
    insert into platform.outbox_delivery (tenant_id, event_id, subscriber, ordering_key, due_at)
    select ${tx.tenantId}, event_id, hearer.subscriber, ordering_key, ${tx.now}::timestamptz
    from announced cross join lateral unnest(subscribers) with ordinality as hearer (subscriber, turn)
    order by place, hearer.turn`;
}
