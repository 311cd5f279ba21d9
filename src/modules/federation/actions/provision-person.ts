import type { Id, StaffId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { Role } from '../../../kernel/roles.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import {
  disableStaff,
  enableStaff,
  findStaff,
  findStaffByUserName,
  provisionStaff,
  renameStaff,
} from '../../identity/index.ts';
import {
  type DirectoryFacts,
  listDirectoryFacts,
  saveDirectoryPerson,
  saveDirectoryPersonRemoved,
} from '../directory-person-store.ts';
import { sensitiveRoles } from '../domain/group-roles.ts';
import { listGroupsOf, listMembers, replaceMembers } from '../group-store.ts';
import { deleteLink, findLinkedPerson, insertLink } from '../link-store.ts';
import { listProviders } from '../provider-store.ts';
import { federationRefusals } from '../refusals.ts';
import { followGroups } from './follow-groups.ts';

/** What a directory says of a person. */
export interface SaidPerson extends DirectoryFacts {
  readonly userName: string;
  readonly displayName: string;
  readonly isActive: boolean;
}

/** Adds a person. Who was removed from the directory before stands again; whoever else has the name is not taken over. */
export async function provisionPerson(
  tx: TenantTransaction,
  said: SaidPerson,
  provisionedBy: Id<'api-client'>,
): Promise<Result<StaffId>> {
  const holder = await findStaffByUserName(tx, said.userName);
  if (holder !== null && (await listDirectoryFacts(tx)).get(holder.staffId)?.isRemoved !== true)
    return refuse(federationRefusals.personStands);
  const added = holder === null ? await provisionStaff(tx, said) : ok(holder.staffId);
  if (!added.ok) return added;
  const saved = await changePerson(tx, { ...said, staffId: added.value, provisionedBy });
  return saved.ok ? ok(added.value) : saved;
}

/** Takes over what a directory says of a person. Disabling ends every session at once. */
export async function changePerson(
  tx: TenantTransaction,
  said: SaidPerson & { readonly staffId: StaffId; readonly provisionedBy: Id<'api-client'> },
): Promise<Result<null>> {
  const { staffId } = said;
  const member = await findStaff(tx, staffId);
  if (member === null) return refuse(federationRefusals.unknownPerson);
  const facts = await listDirectoryFacts(tx);
  const isTaken = [...facts].some(
    ([other, kept]) => other !== staffId && !kept.isRemoved && kept.externalId === said.externalId,
  );
  if (said.externalId !== null && isTaken) return refuse(federationRefusals.externalIdTaken);
  const renamed = await renameStaff(tx, said);
  if (!renamed.ok) return refuse(federationRefusals.personStands);
  if (member.isActive !== said.isActive) {
    const reasonCode = 'left';
    await (said.isActive ? enableStaff(tx, staffId) : disableStaff(tx, { staffId, reasonCode }));
  }
  const linked = await linkByExternalId(tx, {
    member,
    before: facts.get(staffId)?.externalId ?? null,
    now: said.externalId,
  });
  if (!linked.ok) return linked;
  await saveDirectoryPerson(tx, said);
  return ok(null);
}

/** Removes a person from the directory: they are disabled and leave every group. Nothing is erased. */
export async function removePerson(
  tx: TenantTransaction,
  removed: { readonly staffId: StaffId; readonly provisionedBy: Id<'api-client'> },
): Promise<Result<null>> {
  const { staffId } = removed;
  const member = await findStaff(tx, staffId);
  if (member === null) return refuse(federationRefusals.unknownPerson);
  await disableStaff(tx, { staffId, reasonCode: 'left' });
  for (const groupId of await listGroupsOf(tx, staffId)) {
    const members = (await listMembers(tx, groupId)).filter((one) => one !== staffId);
    await replaceMembers(tx, { groupId, members });
  }
  await followGroups(tx, staffId);
  const kept = (await listDirectoryFacts(tx)).get(staffId);
  const { externalId = null, givenName = null, familyName = null, email = null } = kept ?? {};
  await saveDirectoryPerson(tx, { ...removed, externalId, givenName, familyName, email });
  await saveDirectoryPersonRemoved(tx, staffId);
  return ok(null);
}

/**
 * Links the account of a person at each provider whose subjects are the external ids of the directory. Who holds a role that watches over
 * others links by their own hand alone: otherwise whoever holds the directory's key could come in as an administrator.
 */
async function linkByExternalId(
  tx: TenantTransaction,
  ids: {
    readonly member: { readonly staffId: StaffId; readonly roles: readonly Role[] };
    readonly before: string | null;
    readonly now: string | null;
  },
): Promise<Result<null>> {
  const { before, now } = ids;
  const { staffId, roles } = ids.member;
  const mayLink = !roles.some((role) => sensitiveRoles.includes(role));
  for (const { issuer } of (await listProviders(tx)).filter((provider) => provider.subjectIsExternalId)) {
    if (before !== null && before !== now) await deleteLink(tx, { issuer, subject: before, staffId });
    if (now === null || !mayLink) continue;
    const account = { issuer, subject: now };
    const isNew = await insertLink(tx, { ...account, staffId, linkedBy: 'directory' });
    if (!isNew && (await findLinkedPerson(tx, account)) !== staffId) return refuse(federationRefusals.accountLinked);
  }
  return ok(null);
}
