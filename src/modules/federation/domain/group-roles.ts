import type { Id, SiteId } from '../../../kernel/ids.ts';
import type { Role } from '../../../kernel/roles.ts';

export type GroupId = Id<'directory-group'>;

/** A group of the health system's directory, and what it gives to those who are in it. */
export interface DirectoryGroup {
  readonly groupId: GroupId;
  readonly name: string;
  readonly externalId: string | null;
  readonly roles: readonly Role[];
  readonly seesAllSites: boolean;
  readonly siteIds: readonly SiteId[];
}

/** Roles that no directory gives or takes by itself: who holds one may change who may do what, or look at those who do. */
export const sensitiveRoles: readonly Role[] = [
  'systemAdministrator',
  'securityOfficer',
  'privacyOfficer',
  'integrationEngineer',
  'auditor',
];

/** What a person may do and where, as groups have it. */
export interface Standing {
  readonly roles: readonly Role[];
  readonly seesAllSites: boolean;
  readonly siteIds: readonly SiteId[];
}

/**
 * Computes what a person holds after the directory said in which groups they are. Roles and sites that some group gives are the
 * directory's affair and come and go with the groups; everything else, and the sensitive roles, stay as people gave them.
 */
export function computeStanding(
  current: Standing,
  groups: { readonly all: readonly DirectoryGroup[]; readonly joined: readonly DirectoryGroup[] },
): Standing {
  const isGiven = (role: Role): boolean => !sensitiveRoles.includes(role);
  const governed = new Set(groups.all.flatMap(({ roles }) => roles.filter(isGiven)));
  const roles = new Set([
    ...current.roles.filter((role) => !governed.has(role)),
    ...groups.joined.flatMap((group) => group.roles.filter(isGiven)),
  ]);
  const governedSites = new Set(groups.all.flatMap(({ siteIds }) => siteIds));
  const siteIds = new Set([
    ...current.siteIds.filter((siteId) => !governedSites.has(siteId)),
    ...groups.joined.flatMap((group) => group.siteIds),
  ]);
  const governsAllSites = groups.all.some(({ seesAllSites }) => seesAllSites);
  const seesAllSites = governsAllSites ? groups.joined.some((group) => group.seesAllSites) : current.seesAllSites;
  return { roles: [...roles], siteIds: [...siteIds], seesAllSites };
}

/** Tells whether two standings are the same, whatever the order in which they are listed. */
export function isSameStanding(one: Standing, other: Standing): boolean {
  const isSame = (left: readonly string[], right: readonly string[]): boolean =>
    left.length === right.length && left.every((each) => right.includes(each));
  return (
    one.seesAllSites === other.seesAllSites && isSame(one.roles, other.roles) && isSame(one.siteIds, other.siteIds)
  );
}
