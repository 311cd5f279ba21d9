import type { SiteId, StaffId } from '../../../kernel/ids.ts';
import type { Permission } from '../../../kernel/permission.ts';
import type { Role } from '../../../kernel/roles.ts';

/** A person of the staff. */
export interface StaffMember {
  readonly staffId: StaffId;
  readonly userName: string;
  readonly displayName: string;
  readonly isActive: boolean;
  readonly roles: readonly Role[];
  readonly seesAllSites: boolean;
  readonly siteIds: readonly SiteId[];
}

/** Lists the codes of the permissions that some of the roles carry. */
export function listPermissionCodes(roles: readonly Role[], permissions: readonly Permission[]): ReadonlySet<string> {
  return new Set(
    permissions
      .filter((permission) => permission.roles.some((role) => roles.includes(role)))
      .map((permission) => permission.code),
  );
}
