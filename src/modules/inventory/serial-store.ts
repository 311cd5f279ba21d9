import type { FillId } from '../../kernel/ids.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { LotId } from './domain/lot-choice.ts';

/** A serialized package. */
export interface PackageSerial {
  readonly gtin14: string;
  readonly serial: string;
}

/** Locks a serial number and tells the fill to which it was dispensed, or that it was wasted; null when it may leave. */
export async function lockSerial(tx: TenantTransaction, item: PackageSerial): Promise<FillId | 'wasted' | null> {
  const row = await tx.database
    .selectFrom('inventory.package_serial')
    .select(['fill_id', 'state'])
    .where('tenant_id', '=', tx.tenantId)
    .where('gtin14', '=', item.gtin14)
    .where('serial', '=', item.serial)
    .forUpdate()
    .executeTakeFirst();
  if (row?.state === 'wasted') return 'wasted';
  return row?.state === 'dispensed' ? (row.fill_id as FillId) : null;
}

/** Saves where a serial number is. */
export async function saveSerial(
  tx: TenantTransaction,
  item: PackageSerial & {
    readonly lotId: LotId;
    readonly fillId: FillId | null;
    readonly state: 'on-hand' | 'dispensed';
  },
): Promise<void> {
  const place = { lot_id: item.lotId, fill_id: item.fillId, state: item.state, changed_at: tx.now };
  await tx.database
    .insertInto('inventory.package_serial')
    .values({ tenant_id: tx.tenantId, gtin14: item.gtin14, serial: item.serial, ...place })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'gtin14', 'serial']).doUpdateSet(place))
    .execute();
}

/** Puts every serial number that went to a fill back on hand. */
export async function releaseSerials(tx: TenantTransaction, fillId: FillId): Promise<void> {
  await tx.database
    .updateTable('inventory.package_serial')
    .set({ state: 'on-hand', fill_id: null, changed_at: tx.now })
    .where('tenant_id', '=', tx.tenantId)
    .where('fill_id', '=', fillId)
    .where('state', '=', 'dispensed')
    .execute();
}

/** Marks every serial number that went to a fill as wasted: it never leaves again. */
export async function wasteSerials(tx: TenantTransaction, fillId: FillId): Promise<void> {
  await tx.database
    .updateTable('inventory.package_serial')
    .set({ state: 'wasted', changed_at: tx.now })
    .where('tenant_id', '=', tx.tenantId)
    .where('fill_id', '=', fillId)
    .execute();
}
