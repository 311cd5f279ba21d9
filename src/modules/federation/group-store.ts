import type { Selectable } from 'kysely';
import type { SiteId } from '../../kernel/ids.ts';
import type { Role } from '../../kernel/roles.ts';
import type { Database } from '../../platform/database/schema.gen.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { DirectoryGroup, GroupId } from './domain/group-roles.ts';

const table = 'federation.directory_group';

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
