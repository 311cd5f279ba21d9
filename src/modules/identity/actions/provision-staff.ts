import type { SiteId, StaffId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { Role } from '../../../kernel/roles.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { identityRefusals } from '../refusals.ts';
import { findStaff, findStaffByUserName } from '../staff-queries.ts';
import { insertStaff, replaceRoles, replaceSites, saveStaffNames } from '../staff-store.ts';

/** Adds a person whom a directory provisions: without a password, a role or a site of their own. They come in by a provider alone. */
export async function provisionStaff(
  tx: TenantTransaction,
  person: { readonly userName: string; readonly displayName: string },
): Promise<Result<StaffId>> {
  const userName = person.userName.trim().toLowerCase();
  if ((await findStaffByUserName(tx, userName)) !== null) return refuse(identityRefusals.userNameTaken);
  const staffId = tx.newId<'staff'>();
  const nothing = { passwordHash: null, roles: [], seesAllSites: false, siteIds: [], licences: [] };
  await insertStaff(tx, { ...nothing, staffId, userName, displayName: person.displayName });
  return ok(staffId);
}

/** Gives a person the names that a directory knows them by. */
export async function renameStaff(
  tx: TenantTransaction,
  renamed: { readonly staffId: StaffId; readonly userName: string; readonly displayName: string },
): Promise<Result<null>> {
  const userName = renamed.userName.trim().toLowerCase();
  const holder = await findStaffByUserName(tx, userName);
  if (holder !== null && holder.staffId !== renamed.staffId) return refuse(identityRefusals.userNameTaken);
  await saveStaffNames(tx, { ...renamed, userName });
  return ok(null);
}

/**
 * Gives a person exactly the roles and sites that a directory says. Unlike an administrator, a directory may leave somebody without
 * any: who has left every group there may do nothing here.
 */
export async function setDirectoryStanding(
  tx: TenantTransaction,
  standing: {
    readonly staffId: StaffId;
    readonly roles: readonly Role[];
    readonly seesAllSites: boolean;
    readonly siteIds: readonly SiteId[];
  },
): Promise<Result<null>> {
  if ((await findStaff(tx, standing.staffId)) === null) return refuse(identityRefusals.unknownStaff);
  await replaceRoles(tx, standing.staffId, standing.roles);
  await replaceSites(tx, standing);
  return ok(null);
}
