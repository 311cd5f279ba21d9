import { ok } from '../../kernel/result.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import * as api from './access-api.ts';
import { type AccessId, type EmergencyAccess, listAccesses } from './access-store.ts';
import { closeAccess, openAccess, reviewAccess } from './actions/emergency-access.ts';
import { computeAccessEnd } from './domain/emergency-access.ts';
import { staffIdOf } from './session-person.ts';
import { listSites } from './site-queries.ts';
import { listStaff } from './staff-queries.ts';

const mostAccesses = 200;

/** What answers the endpoints of emergency access. */
export const accessRoutes: readonly Route[] = [
  route(api.openAccess, async (tx, call) => {
    const opened = await openAccess(tx, call.request);
    return opened.ok ? ok({ body: opened.value, patientIds: [] }) : opened;
  }),
  route(api.closeAccess, async (tx, call) => {
    const closed = await closeAccess(tx, staffIdOf(call.principal));
    return closed.ok ? ok({ body: {}, patientIds: [], about: { kind: 'break-glass' } }) : closed;
  }),
  route(api.listAccesses, async (tx, call) => {
    const accesses = await listAccesses(tx, { ...call.request, most: mostAccesses });
    return ok({ body: { accesses: await describeAccesses(tx, accesses) }, patientIds: [] });
  }),
  route(api.reviewAccess, async (tx, call) => {
    const { accessId, verdict } = call.request;
    const reviewer = staffIdOf(call.principal);
    const reviewed = await reviewAccess(tx, { accessId: accessId as AccessId, reviewer, verdict });
    if (!reviewed.ok) return reviewed;
    const about = { kind: 'break-glass', object: { kind: 'access', id: accessId }, reason: verdict } as const;
    return ok({ body: {}, patientIds: [], about });
  }),
];

async function describeAccesses(tx: TenantTransaction, accesses: readonly EmergencyAccess[]) {
  const people = new Map((await listStaff(tx)).map((member) => [member.staffId, member]));
  const siteNames = new Map((await listSites(tx)).map((site) => [site.siteId, site.name]));
  return accesses.map(({ reviewedBy, siteId, endedAt, ...access }) => ({
    ...access,
    endsAt: computeAccessEnd({ ...access, endedAt }),
    staffName: people.get(access.staffId)?.displayName ?? '',
    userName: people.get(access.staffId)?.userName ?? '',
    siteName: siteId === null ? null : (siteNames.get(siteId) ?? null),
    reviewerName: reviewedBy === null ? null : (people.get(reviewedBy)?.displayName ?? ''),
  }));
}
