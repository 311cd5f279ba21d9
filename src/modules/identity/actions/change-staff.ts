import type { StaffId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { Role } from '../../../kernel/roles.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { identityRefusals } from '../refusals.ts';
import { endSessionsOf } from '../session-store.ts';
import { findStaff } from '../staff-queries.ts';
import { replaceRoles, saveStaffStatus } from '../staff-store.ts';

/** Disables a person and ends every session at once. */
export async function disableStaff(tx: TenantTransaction, staffId: StaffId): Promise<Result<null>> {
  const decided = await decideChange(tx, staffId);
  if (!decided.ok) return decided;
  await saveStaffStatus(tx, staffId, 'disabled');
  await endSessionsOf(tx, staffId);
  return ok(null);
}

/** Lets a disabled person sign in again. */
export async function enableStaff(tx: TenantTransaction, staffId: StaffId): Promise<Result<null>> {
  const decided = await decideChange(tx, staffId);
  if (!decided.ok) return decided;
  await saveStaffStatus(tx, staffId, 'active');
  return ok(null);
}

/** Gives a person other roles; what they may do changes with their next request. */
export async function setRoles(
  tx: TenantTransaction,
  change: { readonly staffId: StaffId; readonly roles: readonly Role[] },
): Promise<Result<null>> {
  const decided = await decideChange(tx, change.staffId);
  if (!decided.ok) return decided;
  if (change.roles.length === 0) return refuse(identityRefusals.noRoles);
  await replaceRoles(tx, change.staffId, [...new Set(change.roles)]);
  return ok(null);
}

/** Nobody changes an own account, so that an administrator cannot be turned against themselves or raise themselves. */
async function decideChange(tx: TenantTransaction, staffId: StaffId): Promise<Result<null>> {
  if (tx.actor.kind === 'staff' && tx.actor.staffId === staffId) return refuse(identityRefusals.ownAccount);
  return (await findStaff(tx, staffId)) === null ? refuse(identityRefusals.unknownStaff) : ok(null);
}
