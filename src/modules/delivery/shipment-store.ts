import type { Instant } from '../../kernel/instant.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { ShipmentEvent, ShipmentStatus } from './domain/shipment-event.ts';

/** Saves a report of a shipment. Returns false when it was saved before. */
export async function insertShipmentEvent(
  tx: TenantTransaction,
  reported: { readonly trackingNumber: string; readonly event: ShipmentEvent },
): Promise<boolean> {
  const { trackingNumber, event } = reported;
  const inserted = await tx.database
    .insertInto('delivery.shipment_event')
    .values({
      tenant_id: tx.tenantId,
      tracking_number: trackingNumber,
      event_id: event.eventId,
      status: event.status,
      code: event.code,
      occurred_at: event.at,
      recorded_at: tx.now,
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'tracking_number', 'event_id']).doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

/** Lists the reports of a shipment in the order in which they came about. */
export async function listShipmentEvents(
  tx: TenantTransaction,
  trackingNumber: string,
): Promise<readonly ShipmentEvent[]> {
  const rows = await tx.database
    .selectFrom('delivery.shipment_event')
    .select(['event_id', 'status', 'code', 'occurred_at'])
    .where('tenant_id', '=', tx.tenantId)
    .where('tracking_number', '=', trackingNumber)
    .orderBy('occurred_at')
    .orderBy('event_id')
    .execute();
  return rows.map((row) => ({
    eventId: row.event_id,
    status: row.status as ShipmentStatus,
    at: row.occurred_at as Instant,
    code: row.code,
  }));
}
