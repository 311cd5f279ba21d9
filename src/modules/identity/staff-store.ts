import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { SiteId, StaffId } from '../../kernel/ids.ts';
import type { Role } from '../../kernel/roles.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';

/** A person as they are first saved. */
export interface StaffToInsert {
  readonly staffId: StaffId;
  readonly userName: string;
  readonly displayName: string;
  readonly passwordHash: string;
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
  await tx.database
    .insertInto('identity.staff_role')
    .values(roles.map((role) => ({ tenant_id: tx.tenantId, staff_id: staffId, role })))
    .execute();
}

/** Saves whether a person may sign in. */
export async function saveStaffStatus(
  tx: TenantTransaction,
  staffId: StaffId,
  status: 'active' | 'disabled',
): Promise<void> {
  await tx.database
    .updateTable('identity.staff')
    .set({ status, disabled_at: status === 'disabled' ? tx.now : null })
    .where('tenant_id', '=', tx.tenantId)
    .where('staff_id', '=', staffId)
    .execute();
}
