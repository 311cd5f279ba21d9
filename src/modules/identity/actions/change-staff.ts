import type { StaffId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { identityRefusals } from '../refusals.ts';
import { endSessionsOf } from '../session-store.ts';
import { findStaff } from '../staff-queries.ts';
import { saveStaffStatus } from '../staff-store.ts';

/** Disables a person and ends every session at once. */
export async function disableStaff(tx: TenantTransaction, staffId: StaffId): Promise<Result<null>> {
  if (tx.actor.kind === 'staff' && tx.actor.staffId === staffId) return refuse(identityRefusals.ownAccount);
  const member = await findStaff(tx, staffId);
  if (member === null) return refuse(identityRefusals.unknownStaff);
  await saveStaffStatus(tx, staffId, 'disabled');
  await endSessionsOf(tx, staffId);
  return ok(null);
}
