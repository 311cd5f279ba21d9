import type { StaffId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { listDirectoryPeople } from '../directory-queries.ts';
import type { GroupId } from '../domain/group-roles.ts';
import {
  insertGroup,
  listGroups,
  listMembers,
  lockGroup,
  replaceMembers,
  saveGroup,
  saveGroupRemoved,
} from '../group-store.ts';
import { federationRefusals } from '../refusals.ts';
import { followGroups } from './follow-groups.ts';

/** What a directory says of a group. */
export interface SaidGroup {
  readonly name: string;
  readonly externalId: string | null;
  readonly members: readonly StaffId[];
}

/** Adds a group; it gives nothing before an administrator says what. */
export async function provisionGroup(tx: TenantTransaction, said: SaidGroup): Promise<Result<GroupId>> {
  if ((await listGroups(tx)).some(({ name }) => name === said.name)) return refuse(federationRefusals.groupNameTaken);
  const groupId: GroupId = tx.newId<'directory-group'>();
  const { name, externalId } = said;
  await insertGroup(tx, { groupId, name, externalId, roles: [], seesAllSites: false, siteIds: [] });
  const set = await setMembers(tx, groupId, said.members);
  return set.ok ? ok(groupId) : set;
}

/** Takes over what a directory says of a group. What its members hold changes at once. */
export async function changeGroup(
  tx: TenantTransaction,
  said: SaidGroup & { readonly groupId: GroupId },
): Promise<Result<null>> {
  const { groupId, name, externalId } = said;
  if (!(await lockGroup(tx, groupId))) return refuse(federationRefusals.unknownGroup);
  const groups = await listGroups(tx);
  const present = groups.find((group) => group.groupId === groupId);
  if (present === undefined) return refuse(federationRefusals.unknownGroup);
  if (groups.some((group) => group.name === name && group.groupId !== groupId))
    return refuse(federationRefusals.groupNameTaken);
  await saveGroup(tx, { ...present, name, externalId });
  return setMembers(tx, groupId, said.members);
}

/** Removes a group; what it gave goes with it. */
export async function removeGroup(tx: TenantTransaction, groupId: GroupId): Promise<Result<null>> {
  if (!(await lockGroup(tx, groupId))) return refuse(federationRefusals.unknownGroup);
  const emptied = await setMembers(tx, groupId, []);
  if (!emptied.ok) return emptied;
  await saveGroupRemoved(tx, groupId);
  return ok(null);
}

async function setMembers(tx: TenantTransaction, groupId: GroupId, wanted: readonly StaffId[]): Promise<Result<null>> {
  const members = [...new Set(wanted)];
  const known = new Set((await listDirectoryPeople(tx)).map(({ staffId }) => staffId));
  if (!members.every((staffId) => known.has(staffId))) return refuse(federationRefusals.unknownPerson);
  const before = await listMembers(tx, groupId);
  await replaceMembers(tx, { groupId, members });
  for (const staffId of new Set([...before, ...members]))
    if (before.includes(staffId) !== members.includes(staffId)) await followGroups(tx, staffId);
  return ok(null);
}
