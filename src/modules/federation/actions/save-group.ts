import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { listSites } from '../../identity/index.ts';
import type { DirectoryGroup, GroupId } from '../domain/group-roles.ts';
import { insertGroup, listGroups, saveGroup as save } from '../group-store.ts';
import { federationRefusals } from '../refusals.ts';

/** Says what a group gives; one without an id is added. What people hold changes with their next sign-in. */
export async function saveGroup(
  tx: TenantTransaction,
  typed: Omit<DirectoryGroup, 'groupId' | 'externalId'> & { readonly groupId: GroupId | null },
): Promise<Result<GroupId>> {
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
  return ok(groupId);
}
