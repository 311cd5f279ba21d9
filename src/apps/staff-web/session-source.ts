import type { ResponseOf } from '../../kernel/endpoint.ts';
import type { SiteId, StaffId } from '../../kernel/ids.ts';
import type { Instant, TimeZone } from '../../kernel/instant.ts';
import type { Role } from '../../kernel/roles.ts';
import type { getSession } from '../../modules/identity/api.ts';
import type { Session } from '../../ui/session.ts';

/** Turns identity's answer into the session that pages see; a session that names no site begins at the first. */
export function toSession(answer: ResponseOf<typeof getSession>): Session {
  const sites = answer.sites.map((site) => ({
    siteId: site.siteId as SiteId,
    name: site.name,
    timeZone: site.timeZone as TimeZone,
  }));
  const currentSite = sites.find((site) => site.siteId === answer.currentSiteId) ?? sites[0];
  if (currentSite === undefined) throw new Error('a session has at least one site');
  return {
    staffId: answer.staffId as StaffId,
    staffName: answer.staffName,
    tenantName: answer.tenantName,
    roles: answer.roles.map((role) => role.code as Role),
    permissions: answer.permissions,
    sites,
    currentSite,
    demo: answer.isDemo,
    policyNotices: answer.policyNotices,
    emergencyAccessUntil: answer.emergencyAccessUntil as Instant | null,
  };
}
