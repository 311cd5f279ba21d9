import type { SiteId, StaffId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Role } from '../../kernel/roles.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { DisablingReason, LicenceKind, StaffLicence } from './domain/account-change.ts';
import type { StaffMember } from './domain/staff.ts';

/** Finds a person of the staff. */
export async function findStaff(tx: TenantTransaction, staffId: StaffId): Promise<StaffMember | null> {
  const [member] = await readStaff(tx, { staffId });
  return member ?? null;
}

/** Finds a person by user name, which is compared without regard to case. */
export async function findStaffByUserName(tx: TenantTransaction, userName: string): Promise<StaffMember | null> {
  const [member] = await readStaff(tx, { userName: userName.trim().toLowerCase() });
  return member ?? null;
}

/** Lists everybody by name. */
export function listStaff(tx: TenantTransaction): Promise<readonly StaffMember[]> {
  return readStaff(tx, {});
}

/** Lists the display names of people by id; an unknown id is absent. */
export async function listStaffNames(
  tx: TenantTransaction,
  staffIds: readonly StaffId[],
): Promise<ReadonlyMap<StaffId, string>> {
  if (staffIds.length === 0) return new Map();
  const rows = await tx.database
    .selectFrom('identity.staff')
    .select(['staff_id', 'display_name'])
    .where('tenant_id', '=', tx.tenantId)
    .where('staff_id', 'in', [...new Set(staffIds)])
    .execute();
  return new Map(rows.map((row) => [row.staff_id as StaffId, row.display_name]));
}

/** What administrators see of a person beside roles and sites. */
export interface StaffStanding {
  readonly lastSignInAt: Instant | null;
  readonly disabledReason: DisablingReason | null;
  readonly licences: readonly StaffLicence[];
}

/** Lists when each person last signed in, why they are disabled, and their licences by state. */
export async function listStandings(tx: TenantTransaction): Promise<ReadonlyMap<StaffId, StaffStanding>> {
  const rows = await tx.database
    .selectFrom('identity.staff as staff')
    .select(['staff.staff_id', 'staff.disabled_reason'])
    .select((select) =>
      select
        .selectFrom('identity.session as session')
        .whereRef('session.tenant_id', '=', 'staff.tenant_id')
        .whereRef('session.staff_id', '=', 'staff.staff_id')
        .select((inner) => inner.fn.max('session.opened_at').as('opened'))
        .as('last_sign_in_at'),
    )
    .where('staff.tenant_id', '=', tx.tenantId)
    .execute();
  const licences = await tx.database
    .selectFrom('identity.staff_licence')
    .select(['staff_id', 'kind', 'state', 'number', 'valid_from', 'valid_to'])
    .where('tenant_id', '=', tx.tenantId)
    .orderBy('state')
    .orderBy('number')
    .execute();
  return new Map(
    rows.map((row) => [
      row.staff_id as StaffId,
      {
        lastSignInAt: row.last_sign_in_at,
        disabledReason: row.disabled_reason as DisablingReason | null,
        licences: licences
          .filter((licence) => licence.staff_id === row.staff_id)
          .map((licence) => ({
            kind: licence.kind as LicenceKind,
            state: licence.state,
            number: licence.number,
            validFrom: licence.valid_from,
            validTo: licence.valid_to,
          })),
      },
    ]),
  );
}

async function readStaff(
  tx: TenantTransaction,
  wanted: { readonly staffId?: StaffId; readonly userName?: string },
): Promise<readonly StaffMember[]> {
  const rows = await tx.database
    .selectFrom('identity.staff as staff')
    .select(['staff.staff_id', 'staff.user_name', 'staff.display_name', 'staff.status', 'staff.sees_all_sites'])
    .select((select) => [
      select
        .selectFrom('identity.staff_role as role')
        .whereRef('role.tenant_id', '=', 'staff.tenant_id')
        .whereRef('role.staff_id', '=', 'staff.staff_id')
        .select((inner) => inner.fn.agg<string[] | null>('array_agg', ['role.role']).as('roles'))
        .as('roles'),
      select
        .selectFrom('identity.staff_site as place')
        .whereRef('place.tenant_id', '=', 'staff.tenant_id')
        .whereRef('place.staff_id', '=', 'staff.staff_id')
        .select((inner) => inner.fn.agg<string[] | null>('array_agg', ['place.site_id']).as('sites'))
        .as('sites'),
    ])
    .where('staff.tenant_id', '=', tx.tenantId)
    .$if(wanted.staffId !== undefined, (query) => query.where('staff.staff_id', '=', wanted.staffId ?? ''))
    .$if(wanted.userName !== undefined, (query) => query.where('staff.user_name', '=', wanted.userName ?? ''))
    .orderBy('staff.display_name')
    .execute();
  return rows.map((row) => ({
    staffId: row.staff_id as StaffId,
    userName: row.user_name,
    displayName: row.display_name,
    isActive: row.status === 'active',
    roles: (row.roles ?? []) as readonly Role[],
    seesAllSites: row.sees_all_sites,
    siteIds: (row.sites ?? []).map((siteId) => siteId as SiteId),
  }));
}
