import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { listSites } from '../../identity/index.ts';
import { type DirectoryGroup, type GroupId, sensitiveRoles } from '../domain/group-roles.ts';
import { insertGroup, listGroups, listMembers, saveGroup as save } from '../group-store.ts';
import { federationRefusals } from '../refusals.ts';
import { followGroups } from './follow-groups.ts';

/** Says what a group gives; one without an id is added. What its provisioned members hold changes at once, what others hold with their next sign-in. */
export async function saveGroup(
  tx: TenantTransaction,
  typed: Omit<DirectoryGroup, 'groupId' | 'externalId'> & { readonly groupId: GroupId | null },
): Promise<Result<GroupId>> {
  if (typed.roles.some((role) => sensitiveRoles.includes(role))) return refuse(federationRefusals.roleByPeopleAlone);
  const groups = await listGroups(tx);
  const known = groups.find(({ groupId }) => groupId === typed.groupId);
  if (typed.groupId !== null && known === undefined) return refuse(federationRefusals.unknownGroup);
  const name = typed.name.trim();
  if (groups.some((group) => group.name === name && group.groupId !== typed.groupId))
    return refuse(federationRefusals.groupNameTaken);
  const sites = new Set((await listSites(tx)).map(({ siteId }) => siteId));
  if (!typed.siteIds.every((siteId) => sites.has(siteId))) return refuse(federationRefusals.unknownSite);
  const groupId: GroupId = typed.groupId ?? tx.newId<'directory-group'>();
  const group = { ...typed, groupId, name, externalId: known?.externalId ?? null };
  await (known === undefined ? insertGroup(tx, group) : save(tx, group));
  for (const staffId of await listMembers(tx, groupId)) await followGroups(tx, staffId);
  return ok(groupId);
}
