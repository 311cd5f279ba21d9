import type { Instant } from '../../../kernel/instant.ts';

/** What is reported of a shipment, by its courier or by staff, in the order in which a shipment usually goes. */
export const shipmentStatuses = [
  'label-made',
  'picked-up',
  'in-transit',
  'out-for-delivery',
  'exception',
  'lost',
  'delivered',
  'returned',
] as const;

export type ShipmentStatus = (typeof shipmentStatuses)[number];

/** One report. The id tells repeats; the code says what went wrong or why it came back. */
export interface ShipmentEvent {
  readonly eventId: string;
  readonly status: ShipmentStatus;
  readonly at: Instant;
  readonly code: string | null;
}

/** From here on reports outweigh all later ones: what is found again is not lost, what was delivered may still come back. */
const finalStatuses: readonly ShipmentStatus[] = ['lost', 'delivered', 'returned'];

/**
 * Finds the report that says where a shipment is: the weightiest final one, else the latest. It is a function of the set of
 * reports, so that late, repeated and disordered ones end in the same place. Null without any.
 */
export function findDecidingEvent(events: readonly ShipmentEvent[]): ShipmentEvent | null {
  return events.reduce<ShipmentEvent | null>(
    (best, event) => (best === null || compare(event, best) > 0 ? event : best),
    null,
  );
}

/** Finds when the shipment first reached the patient; null when nobody says so. */
export function findDeliveredAt(events: readonly ShipmentEvent[]): Instant | null {
  const [first] = events.flatMap(({ status, at }) => (status === 'delivered' ? [at] : [])).sort();
  return first ?? null;
}

function compare(left: ShipmentEvent, right: ShipmentEvent): number {
  const weight = finalStatuses.indexOf(left.status) - finalStatuses.indexOf(right.status);
  if (weight !== 0) return weight;
  if (left.at !== right.at) return left.at < right.at ? -1 : 1;
  const rank = shipmentStatuses.indexOf(left.status) - shipmentStatuses.indexOf(right.status);
  return rank !== 0 ? rank : left.eventId < right.eventId ? -1 : 1;
}
