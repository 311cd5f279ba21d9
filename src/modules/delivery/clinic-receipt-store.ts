import type { StaffId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import { actorIdOf } from '../../platform/transaction/actor.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { ClinicId } from '../clinics/index.ts';
import type { ClinicReceipt } from './domain/clinic-receipt.ts';
import type { DeliveryId } from './domain/delivery.ts';

const table = 'delivery.clinic_receipt';

/** A hand-over to a clinic as it stands in the record. */
export interface KeptReceipt extends ClinicReceipt {
  readonly recordedAt: Instant;
  readonly recordedBy: StaffId | null;
}

/** Adds the hand-over of a delivery to a clinic; there is one at most. */
export function insertReceipt(
  tx: TenantTransaction,
  kept: { readonly deliveryId: DeliveryId; readonly clinicId: ClinicId; readonly receipt: ClinicReceipt },
): void {
  const { deliveryId, clinicId, receipt } = kept;
  tx.write(
    tx.database.insertInto(table).values({
      tenant_id: tx.tenantId,
      delivery_id: deliveryId,
      clinic_id: clinicId,
      receiver_name: receipt.receiverName,
      receiver_role: receipt.receiverRole,
      received_at: receipt.receivedAt,
      lot_number: receipt.lotNumber,
      packages: receipt.packages,
      temperature_in_range: receipt.temperatureInRange,
      temperature_tenths: receipt.temperatureTenths,
      condition: receipt.condition,
      is_accepted: receipt.reasonCode === null,
      reason_code: receipt.reasonCode,
      recorded_at: tx.now,
      recorded_by: actorIdOf(tx.actor),
    }),
  );
}

/** Finds the hand-over of a delivery to its clinic; null while none is recorded. */
export async function findReceipt(tx: TenantTransaction, deliveryId: DeliveryId): Promise<KeptReceipt | null> {
  const row = await tx.database
    .selectFrom(table)
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('delivery_id', '=', deliveryId)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    receiverName: row.receiver_name,
    receiverRole: row.receiver_role as ClinicReceipt['receiverRole'],
    receivedAt: row.received_at,
    lotNumber: row.lot_number,
    packages: row.packages,
    temperatureInRange: row.temperature_in_range,
    temperatureTenths: row.temperature_tenths,
    condition: row.condition as ClinicReceipt['condition'],
    reasonCode: row.reason_code as ClinicReceipt['reasonCode'],
    recordedAt: row.recorded_at,
    recordedBy: row.recorded_by as StaffId | null,
  };
}
