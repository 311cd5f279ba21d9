import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { SiteId, StaffId } from '../../kernel/ids.ts';
import type { Role } from '../../kernel/roles.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { StaffLicence } from './domain/account-change.ts';

/** A person as they are first saved. */
export interface StaffToInsert {
  readonly staffId: StaffId;
  readonly userName: string;
  readonly displayName: string;
  /** Null for a person who comes in by an identity provider alone. */
  readonly passwordHash: string | null;
  readonly roles: readonly Role[];
  readonly seesAllSites: boolean;
  readonly siteIds: readonly SiteId[];
  readonly licences: readonly {
    readonly kind: string;
    readonly state: string;
    readonly number: string;
    readonly validFrom: CalendarDay;
  }[];
}

/** Saves a new person with roles, sites and licences. */
export async function insertStaff(tx: TenantTransaction, person: StaffToInsert): Promise<void> {
  const key = { tenant_id: tx.tenantId, staff_id: person.staffId };
  await tx.database
    .insertInto('identity.staff')
    .values({
      ...key,
      user_name: person.userName,
      display_name: person.displayName,
      status: 'active',
      password_hash: person.passwordHash,
      sees_all_sites: person.seesAllSites,
      made_at: tx.now,
    })
    .execute();
  if (person.roles.length > 0) {
    await tx.database
      .insertInto('identity.staff_role')
      .values(person.roles.map((role) => ({ ...key, role })))
      .execute();
  }
  if (person.siteIds.length > 0) {
    await tx.database
      .insertInto('identity.staff_site')
      .values(person.siteIds.map((siteId) => ({ ...key, site_id: siteId })))
      .execute();
  }
  if (person.licences.length > 0) {
    await tx.database
      .insertInto('identity.staff_licence')
      .values(
        person.licences.map((licence) => ({
          ...key,
          licence_id: tx.newId<'licence'>(),
          kind: licence.kind,
          state: licence.state,
          number: licence.number,
          valid_from: licence.validFrom,
        })),
      )
      .execute();
  }
}

/** Saves the roles of a person in place of those before. */
export async function replaceRoles(tx: TenantTransaction, staffId: StaffId, roles: readonly Role[]): Promise<void> {
  await tx.database
    .deleteFrom('identity.staff_role')
    .where('tenant_id', '=', tx.tenantId)
    .where('staff_id', '=', staffId)
    .execute();
  if (roles.length === 0) return;
  await tx.database
    .insertInto('identity.staff_role')
    .values(roles.map((role) => ({ tenant_id: tx.tenantId, staff_id: staffId, role })))
    .execute();
}

/** Saves what a person is called. */
export async function saveStaffNames(
  tx: TenantTransaction,
  names: { readonly staffId: StaffId; readonly userName: string; readonly displayName: string },
): Promise<void> {
  await tx.database
    .updateTable('identity.staff')
    .set({ user_name: names.userName, display_name: names.displayName })
    .where('tenant_id', '=', tx.tenantId)
    .where('staff_id', '=', names.staffId)
    .execute();
}

/** Saves the sites at which a person works in place of those before. */
export async function replaceSites(
  tx: TenantTransaction,
  places: { readonly staffId: StaffId; readonly seesAllSites: boolean; readonly siteIds: readonly SiteId[] },
): Promise<void> {
  const key = { tenant_id: tx.tenantId, staff_id: places.staffId };
  await tx.database
    .updateTable('identity.staff')
    .set({ sees_all_sites: places.seesAllSites })
    .where('tenant_id', '=', tx.tenantId)
    .where('staff_id', '=', places.staffId)
    .execute();
  await tx.database
    .deleteFrom('identity.staff_site')
    .where('tenant_id', '=', tx.tenantId)
    .where('staff_id', '=', places.staffId)
    .execute();
  if (places.siteIds.length === 0) return;
  await tx.database
    .insertInto('identity.staff_site')
    .values(places.siteIds.map((siteId) => ({ ...key, site_id: siteId })))
    .execute();
}

/** Saves a licence, or the period of one that is known by kind, state and number. */
export async function saveLicence(tx: TenantTransaction, staffId: StaffId, licence: StaffLicence): Promise<void> {
  const period = { valid_from: licence.validFrom, valid_to: licence.validTo };
  const { kind, state, number } = licence;
  await tx.database
    .insertInto('identity.staff_licence')
    .values({
      tenant_id: tx.tenantId,
      licence_id: tx.newId<'licence'>(),
      staff_id: staffId,
      kind,
      state,
      number,
      ...period,
    })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'staff_id', 'kind', 'state', 'number']).doUpdateSet(period),
    )
    .execute();
}

/** Saves whether a person may sign in: they may while there is no reason against it. */
export async function saveStaffStatus(
  tx: TenantTransaction,
  staffId: StaffId,
  standing: { readonly disabledReason: string | null },
): Promise<void> {
  const { disabledReason } = standing;
  await tx.database
    .updateTable('identity.staff')
    .set({
      status: disabledReason === null ? 'active' : 'disabled',
      disabled_reason: disabledReason,
      disabled_at: disabledReason === null ? null : tx.now,
    })
    .where('tenant_id', '=', tx.tenantId)
    .where('staff_id', '=', staffId)
    .execute();
}
