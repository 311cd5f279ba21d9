import type { SiteId } from '../../kernel/ids.ts';
import { ok, refuse } from '../../kernel/result.ts';
import { type Role, roles as roleLabels } from '../../kernel/roles.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { accessRoutes } from './access-routes.ts';
import { findOpenAccess } from './access-store.ts';
import { accountRoutes } from './account-routes.ts';
import { endSession, lockSession as lock, switchSite as moveToSite, recordProof } from './actions/session-steps.ts';
import { signIn as openSession, provePassword } from './actions/sign-in.ts';
import * as api from './api.ts';
import { decideSessionState, sessionPolicy } from './domain/session-policy.ts';
import { identityRefusals } from './refusals.ts';
import { principalOf, sessionIdOf } from './session-person.ts';
import { findSession } from './session-store.ts';
import { listSites } from './site-queries.ts';
import { siteRoutes } from './site-routes.ts';
import { findStaff } from './staff-queries.ts';
import { staffRoutes } from './staff-routes.ts';
import { getTenant, listPolicyNotices } from './tenant-queries.ts';

const done = ok({ body: {}, patientIds: [] });

/** What answers the endpoints of identity. */
export const identityRoutes: readonly Route[] = [
  route(api.signIn, async (tx, call) => {
    const opened = await openSession(tx, { ...call.request, source: call.source });
    if (!opened.ok) return { ...opened, keepsChanges: true };
    return ok({
      body: {},
      patientIds: [],
      session: { kind: 'open', token: opened.value.token, maxAgeSeconds: sessionPolicy.absoluteMinutes * 60 },
    });
  }),
  route(api.describeTenant, async (tx) => {
    const tenant = await getTenant(tx);
    const body = { tenantName: tenant.name, isDemo: tenant.isDemo, policyNotices: [...(await listPolicyNotices(tx))] };
    return ok({ body, patientIds: [] });
  }),
  route(api.proveIdentity, async (tx, call) => {
    const session = call.sessionToken === null ? null : await findSession(tx, call.sessionToken);
    if (session === null || decideSessionState(session, tx.now) === 'ended')
      return refuse(identityRefusals.sessionNeeded);
    const member = await findStaff(tx, session.staffId);
    if (member === null) return refuse(identityRefusals.sessionNeeded);
    const proven = await provePassword(tx, { ...call.request, userName: member.userName, source: call.source });
    if (!proven.ok) return { ...proven, keepsChanges: true };
    await recordProof(tx, session.sessionId, proven.value.proof);
    return done;
  }),
  route(api.getSession, async (tx, call) =>
    ok({ body: await describeSession(tx, principalOf(call.principal)), patientIds: [] }),
  ),
  route(api.lockSession, async (tx, call) => {
    await lock(tx, sessionIdOf(call.principal));
    return done;
  }),
  route(api.signOut, async (tx, call) => {
    await endSession(tx, sessionIdOf(call.principal));
    return ok({ body: {}, patientIds: [], session: { kind: 'close' } });
  }),
  route(api.switchSite, async (tx, call) => {
    const { siteIds: allowed } = principalOf(call.principal);
    const moved = await moveToSite(tx, {
      sessionId: sessionIdOf(call.principal),
      siteId: call.request.siteId as SiteId,
      allowed,
    });
    return moved.ok ? done : moved;
  }),
  ...accessRoutes,
  ...accountRoutes,
  ...siteRoutes,
  ...staffRoutes,
];

async function describeSession(tx: TenantTransaction, principal: Principal) {
  if (principal.actor.kind !== 'staff') throw new Error('a session belongs to a person');
  const { actor } = principal;
  const member = await findStaff(tx, actor.staffId);
  if (member === null) throw new Error('a session without a person');
  const tenant = await getTenant(tx);
  const sites = await listSites(tx);
  const own = sites.filter((site) => principal.siteIds.includes(site.siteId));
  return {
    staffId: member.staffId,
    staffName: member.displayName,
    userName: member.userName,
    tenantName: tenant.name,
    roles: member.roles.map((code: Role) => ({ code, label: roleLabels[code] })),
    permissions: [...principal.permissionCodes],
    sites: own.map(({ siteId, name, timeZone }) => ({ siteId, name, timeZone })),
    currentSiteId: actor.siteId ?? own[0]?.siteId ?? null,
    isDemo: tenant.isDemo,
    policyNotices: [...(await listPolicyNotices(tx))],
    emergencyAccessUntil: (await findOpenAccess(tx, actor.staffId))?.expiresAt ?? null,
  };
}
