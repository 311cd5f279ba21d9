import { sql } from 'kysely';
import type { SiteId, StaffId } from '../../kernel/ids.ts';
import { addMinutes, type Instant } from '../../kernel/instant.ts';
import type { Role } from '../../kernel/roles.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { Abilities } from './domain/abilities.ts';
import type { DisablingReason, LicenceKind, StaffLicence } from './domain/account-change.ts';
import { sessionPolicy } from './domain/session-policy.ts';
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
}

/** Lists when each person last signed in, and why they are disabled. */
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
  return new Map(
    rows.map((row) => [
      row.staff_id as StaffId,
      { lastSignInAt: row.last_sign_in_at, disabledReason: row.disabled_reason as DisablingReason | null },
    ]),
  );
}

/** Lists what people are good for: languages, skills, licences by state, and whether they are here now. Whoever has nothing of it is absent. */
export async function listAbilities(tx: TenantTransaction): Promise<ReadonlyMap<StaffId, Abilities>> {
  const facts = await readAbilityFacts(tx);
  const licences = await readLicences(tx);
  const staffIds = new Set([...facts, ...licences].map((row) => row.staff_id as StaffId));
  return new Map(
    [...staffIds].map((staffId) => {
      const own = facts.filter((fact) => fact.staff_id === staffId);
      const codes = (kind: string) => own.filter((fact) => fact.kind === kind).map(({ code }) => code);
      return [
        staffId,
        {
          languages: codes('language'),
          skills: codes('skill'),
          licences: licences.filter((row) => row.staff_id === staffId).map(toLicence),
          isHere: own.some(({ kind }) => kind === 'session'),
        },
      ];
    }),
  );
}

/** A row for each language and skill of each person, and one for whoever has a session that has not ended. */
async function readAbilityFacts(tx: TenantTransaction) {
  const since = addMinutes(tx.now, -sessionPolicy.absoluteMinutes);
  const { rows } = await sql<{ staff_id: string; kind: 'language' | 'skill' | 'session'; code: string }>`
    select staff_id, 'language' as kind, language as code from identity.staff_language where tenant_id = ${tx.tenantId}
    union all
    select staff_id, 'skill', skill from identity.staff_skill where tenant_id = ${tx.tenantId}
    union all
    select distinct staff_id, 'session', '' from identity.session
    where tenant_id = ${tx.tenantId} and ended_at is null and opened_at > ${since}
    order by kind, code`.execute(tx.database);
  return rows;
}

function toLicence(row: Awaited<ReturnType<typeof readLicences>>[number]): StaffLicence {
  const { kind, state, number, valid_from: validFrom, valid_to: validTo } = row;
  return { kind: kind as LicenceKind, state, number, validFrom, validTo };
}

function readLicences(tx: TenantTransaction) {
  return tx.database
    .selectFrom('identity.staff_licence')
    .select(['staff_id', 'kind', 'state', 'number', 'valid_from', 'valid_to'])
    .where('tenant_id', '=', tx.tenantId)
    .orderBy('state')
    .orderBy('number')
    .execute();
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
