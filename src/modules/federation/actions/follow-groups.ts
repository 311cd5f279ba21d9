import type { StaffId } from '../../../kernel/ids.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { findStaff, setDirectoryStanding } from '../../identity/index.ts';
import { computeStanding, isSameStanding } from '../domain/group-roles.ts';
import { listGroups, listGroupsOf } from '../group-store.ts';

/**
 * Gives a person what their groups give: those that the directory provisioned them into, and those that a provider has just named.
 * Who is in no group any more is left with what people gave them, which may be nothing.
 */
export async function followGroups(
  tx: TenantTransaction,
  staffId: StaffId,
  named: readonly string[] = [],
): Promise<void> {
  const member = await findStaff(tx, staffId);
  if (member === null) return;
  const all = await listGroups(tx);
  const provisioned = await listGroupsOf(tx, staffId);
  const joined = all.filter(({ groupId, name }) => provisioned.has(groupId) || named.includes(name));
  const standing = computeStanding(member, { all, joined });
  if (isSameStanding(member, standing)) return;
  await setDirectoryStanding(tx, { staffId, ...standing });
  await tx.audit({
    kind: 'configuration',
    action: 'federation.follow-groups',
    outcome: 'done',
    patientIds: [],
    object: { kind: 'staff', id: staffId },
    facts: { roles: [...standing.roles].sort(), seesAllSites: standing.seesAllSites, sites: standing.siteIds.length },
  });
}
