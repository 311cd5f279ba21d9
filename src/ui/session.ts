import { createContext, use } from 'react';
import type { SiteId, StaffId } from '../kernel/ids.ts';
import type { Instant, TimeZone } from '../kernel/instant.ts';
import type { Role } from '../kernel/roles.ts';

/** A site at which the signed-in person works. */
export interface SessionSite {
  readonly siteId: SiteId;
  readonly name: string;
  readonly timeZone: TimeZone;
}

/** Who is signed in, where, and what they may do. `policyNotices` are sentences about where the demo lowers a policy. */
export interface Session {
  readonly staffId: StaffId;
  readonly staffName: string;
  readonly tenantName: string;
  readonly roles: readonly Role[];
  readonly permissions: readonly string[];
  readonly sites: readonly SessionSite[];
  readonly currentSite: SessionSite;
  readonly demo: boolean;
  readonly policyNotices: readonly string[];
  /** Until when the records of all sites stand open in an emergency; null when they do not. */
  readonly emergencyAccessUntil: Instant | null;
}

/** The session of this page, null before sign-in; the app's shell provides it. */
export const SessionContext = createContext<Session | null>(null);

/** Returns the session; a page outside the shell, which has none, must not call it. */
export function useSession(): Session {
  const session = use(SessionContext);
  if (session === null) throw new Error('this page is shown without a session');
  return session;
}

/** Tells whether the signed-in person holds a permission, by its code such as `dispensing.verifyFill`. */
export function useHasPermission(code: string): boolean {
  return use(SessionContext)?.permissions.includes(code) ?? false;
}

/** Returns the zone in which times are shown: the current site's, or the browser's own before sign-in. */
export function useSiteTimeZone(): TimeZone {
  const session = use(SessionContext);
  return session?.currentSite.timeZone ?? (Intl.DateTimeFormat().resolvedOptions().timeZone as TimeZone);
}
