import type { Selectable } from 'kysely';
import type { SiteId, StaffId } from '../../kernel/ids.ts';
import type { Role } from '../../kernel/roles.ts';
import type { Database } from '../../platform/database/schema.gen.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { DirectoryGroup, GroupId } from './domain/group-roles.ts';

const table = 'federation.directory_group';
const memberTable = 'federation.group_member';

/** Saves a new group. */
export async function insertGroup(tx: TenantTransaction, group: DirectoryGroup): Promise<void> {
  await tx.database
    .insertInto(table)
    .values({
      tenant_id: tx.tenantId,
      group_id: group.groupId,
      ...toColumns(group),
      made_at: tx.now,
      changed_at: tx.now,
    })
    .execute();
}

/** Saves what a group is called and gives. */
export async function saveGroup(tx: TenantTransaction, group: DirectoryGroup): Promise<void> {
  await tx.database
    .updateTable(table)
    .set((update) => ({ ...toColumns(group), revision: update('revision', '+', 1), changed_at: tx.now }))
    .where('tenant_id', '=', tx.tenantId)
    .where('group_id', '=', group.groupId)
    .execute();
}

/** Lists the groups that stand, by name. */
export async function listGroups(tx: TenantTransaction): Promise<readonly DirectoryGroup[]> {
  const rows = await tx.database
    .selectFrom(table)
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('removed_at', 'is', null)
    .orderBy('name')
    .execute();
  return rows.map(toGroup);
}

/** Lists the groups that a person was provisioned into. */
export async function listGroupsOf(tx: TenantTransaction, staffId: StaffId): Promise<ReadonlySet<GroupId>> {
  const rows = await tx.database
    .selectFrom(memberTable)
    .select('group_id')
    .where('tenant_id', '=', tx.tenantId)
    .where('staff_id', '=', staffId)
    .execute();
  return new Set(rows.map((row) => row.group_id as GroupId));
}

/** Lists who was provisioned into a group. */
export async function listMembers(tx: TenantTransaction, groupId: GroupId): Promise<readonly StaffId[]> {
  const rows = await tx.database
    .selectFrom(memberTable)
    .select('staff_id')
    .where('tenant_id', '=', tx.tenantId)
    .where('group_id', '=', groupId)
    .orderBy('staff_id')
    .execute();
  return rows.map((row) => row.staff_id as StaffId);
}

/** Lists who is in which group. */
export async function listMemberships(
  tx: TenantTransaction,
): Promise<readonly { readonly groupId: GroupId; readonly staffId: StaffId }[]> {
  const rows = await tx.database
    .selectFrom(memberTable)
    .select(['group_id', 'staff_id'])
    .where('tenant_id', '=', tx.tenantId)
    .orderBy('group_id')
    .orderBy('staff_id')
    .execute();
  return rows.map((row) => ({ groupId: row.group_id as GroupId, staffId: row.staff_id as StaffId }));
}

/** Saves who is in a group in place of those before. */
export async function replaceMembers(
  tx: TenantTransaction,
  group: { readonly groupId: GroupId; readonly members: readonly StaffId[] },
): Promise<void> {
  const key = { tenant_id: tx.tenantId, group_id: group.groupId };
  await tx.database
    .deleteFrom(memberTable)
    .where('tenant_id', '=', tx.tenantId)
    .where('group_id', '=', group.groupId)
    .execute();
  if (group.members.length === 0) return;
  await tx.database
    .insertInto(memberTable)
    .values(group.members.map((staffId) => ({ ...key, staff_id: staffId })))
    .execute();
}

/** Locks a group, so that two changes of it come one after the other; false when it does not stand. */
export async function lockGroup(tx: TenantTransaction, groupId: GroupId): Promise<boolean> {
  const row = await tx.database
    .selectFrom(table)
    .select('group_id')
    .where('tenant_id', '=', tx.tenantId)
    .where('group_id', '=', groupId)
    .where('removed_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined;
}

/** Saves that a group stands no more; the row is kept. */
export async function saveGroupRemoved(tx: TenantTransaction, groupId: GroupId): Promise<void> {
  await tx.database
    .updateTable(table)
    .set({ removed_at: tx.now, changed_at: tx.now })
    .where('tenant_id', '=', tx.tenantId)
    .where('group_id', '=', groupId)
    .execute();
}

function toColumns(group: DirectoryGroup) {
  return {
    name: group.name,
    external_id: group.externalId,
    roles: [...group.roles],
    sees_all_sites: group.seesAllSites,
    site_ids: [...group.siteIds],
  };
}

function toGroup(row: Selectable<Database[typeof table]>): DirectoryGroup {
  return {
    groupId: row.group_id as GroupId,
    name: row.name,
    externalId: row.external_id,
    roles: row.roles as Role[],
    seesAllSites: row.sees_all_sites,
    siteIds: row.site_ids as SiteId[],
  };
}
