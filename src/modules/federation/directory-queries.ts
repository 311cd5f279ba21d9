import type { StaffId } from '../../kernel/ids.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { listStaff } from '../identity/index.ts';
import { type DirectoryFacts, listDirectoryFacts } from './directory-person-store.ts';
import type { GroupId } from './domain/group-roles.ts';
import { listGroups, listMemberships } from './group-store.ts';

/** A person of the staff as a directory sees them. */
export interface DirectoryPerson extends DirectoryFacts {
  readonly staffId: StaffId;
  readonly userName: string;
  readonly displayName: string;
  readonly isActive: boolean;
  readonly groups: readonly { readonly groupId: GroupId; readonly name: string }[];
}

/** A group as a directory sees it: who is in it, and nothing of what it gives. */
export interface DirectoryGroupView {
  readonly groupId: GroupId;
  readonly name: string;
  readonly externalId: string | null;
  readonly members: readonly { readonly staffId: StaffId; readonly displayName: string }[];
}

/** Lists everybody whom a directory may provision: the staff, but for those whom it removed. */
export async function listDirectoryPeople(tx: TenantTransaction): Promise<readonly DirectoryPerson[]> {
  const facts = await listDirectoryFacts(tx);
  const names = new Map((await listGroups(tx)).map(({ groupId, name }) => [groupId, name]));
  const memberships = await listMemberships(tx);
  return (await listStaff(tx)).flatMap(({ staffId, userName, displayName, isActive }) => {
    const said = facts.get(staffId);
    if (said?.isRemoved === true) return [];
    const groups = memberships.flatMap((one) => {
      const name = names.get(one.groupId);
      return one.staffId === staffId && name !== undefined ? [{ groupId: one.groupId, name }] : [];
    });
    const { externalId = null, givenName = null, familyName = null, email = null } = said ?? {};
    return [{ staffId, userName, displayName, isActive, groups, externalId, givenName, familyName, email }];
  });
}

/** Lists the groups that stand, with their members. */
export async function listDirectoryGroups(tx: TenantTransaction): Promise<readonly DirectoryGroupView[]> {
  const people = new Map((await listStaff(tx)).map(({ staffId, displayName }) => [staffId, displayName]));
  const memberships = await listMemberships(tx);
  return (await listGroups(tx)).map(({ groupId, name, externalId }) => ({
    groupId,
    name,
    externalId,
    members: memberships
      .filter((one) => one.groupId === groupId)
      .map(({ staffId }) => ({ staffId, displayName: people.get(staffId) ?? '' })),
  }));
}
