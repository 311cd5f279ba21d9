import type { SiteId, StaffId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { Role } from '../../../kernel/roles.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { listSkills, replaceAbilities } from '../ability-store.ts';
import { decideSkills } from '../domain/abilities.ts';
import {
  type DisablingReason,
  decideAccountChange,
  decideLicence,
  type StaffLicence,
} from '../domain/account-change.ts';
import { identityRefusals } from '../refusals.ts';
import { endSessionsOf } from '../session-store.ts';
import { listSites } from '../site-queries.ts';
import { findStaff } from '../staff-queries.ts';
import { replaceRoles, replaceSites, saveLicence, saveStaffStatus } from '../staff-store.ts';

/** Disables a person and ends every session at once. */
export async function disableStaff(
  tx: TenantTransaction,
  disabled: { readonly staffId: StaffId; readonly reasonCode: DisablingReason },
): Promise<Result<null>> {
  const decided = await decideChange(tx, disabled.staffId);
  if (!decided.ok) return decided;
  await saveStaffStatus(tx, disabled.staffId, { disabledReason: disabled.reasonCode });
  await endSessionsOf(tx, disabled.staffId);
  return ok(null);
}

/** Lets a disabled person sign in again. */
export async function enableStaff(tx: TenantTransaction, staffId: StaffId): Promise<Result<null>> {
  const decided = await decideChange(tx, staffId);
  if (!decided.ok) return decided;
  await saveStaffStatus(tx, staffId, { disabledReason: null });
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

/** Lets a person work at other sites; what they see changes with their next request. */
export async function setSites(
  tx: TenantTransaction,
  change: { readonly staffId: StaffId; readonly seesAllSites: boolean; readonly siteIds: readonly SiteId[] },
): Promise<Result<null>> {
  const decided = await decideChange(tx, change.staffId);
  if (!decided.ok) return decided;
  const places = await decidePlaces(tx, change);
  if (!places.ok) return places;
  await replaceSites(tx, { ...change, siteIds: [...new Set(change.siteIds)] });
  return ok(null);
}

/** Records a licence of a person, or the new period of one that is known by kind, state and number. */
export async function recordLicence(
  tx: TenantTransaction,
  recorded: { readonly staffId: StaffId; readonly licence: StaffLicence },
): Promise<Result<null>> {
  const decided = await decideChange(tx, recorded.staffId);
  if (!decided.ok) return decided;
  const possible = decideLicence(recorded.licence);
  if (!possible.ok) return possible;
  await saveLicence(tx, recorded.staffId, recorded.licence);
  return ok(null);
}

/** Records which languages a person speaks and which skills they have. */
export async function setAbilities(
  tx: TenantTransaction,
  recorded: { readonly staffId: StaffId; readonly languages: readonly string[]; readonly skills: readonly string[] },
): Promise<Result<null>> {
  const decided = await decideChange(tx, recorded.staffId);
  if (!decided.ok) return decided;
  const possible = decideSkills(recorded.skills, await listSkills(tx));
  if (!possible.ok) return possible;
  replaceAbilities(tx, recorded);
  return ok(null);
}

/** Decides whether a person may work at sites: one of this health system at least, or all of them. */
export async function decidePlaces(
  tx: TenantTransaction,
  places: { readonly seesAllSites: boolean; readonly siteIds: readonly SiteId[] },
): Promise<Result<null>> {
  if (!places.seesAllSites && places.siteIds.length === 0) return refuse(identityRefusals.noSites);
  const known = new Set((await listSites(tx)).map((site) => site.siteId));
  return places.siteIds.every((siteId) => known.has(siteId)) ? ok(null) : refuse(identityRefusals.unknownSite);
}

async function decideChange(tx: TenantTransaction, staffId: StaffId): Promise<Result<null>> {
  const changedBy = tx.actor.kind === 'staff' ? tx.actor.staffId : null;
  const decided = decideAccountChange({ staffId, changedBy });
  if (!decided.ok) return decided;
  return (await findStaff(tx, staffId)) === null ? refuse(identityRefusals.unknownStaff) : ok(null);
}
