import type { StaffId, Uuid } from '../../kernel/ids.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { RecordOrigin } from './domain/record-origin.ts';

/** Makes the columns that say where a record came from, when and through whom. */
export function toOriginColumns(tx: TenantTransaction, origin: RecordOrigin) {
  return { origin_kind: origin.kind, origin_id: origin.id, recorded_at: tx.now, recorded_by: findRecorder(tx) };
}

/** Reads where a record came from. */
export function toOrigin(row: { readonly origin_kind: string; readonly origin_id: string | null }): RecordOrigin {
  return { kind: row.origin_kind as RecordOrigin['kind'], id: row.origin_id as Uuid | null };
}

/** Finds the person of the staff who acts; null when a program does. */
export function findRecorder(tx: TenantTransaction): StaffId | null {
  return tx.actor.kind === 'staff' ? tx.actor.staffId : null;
}
