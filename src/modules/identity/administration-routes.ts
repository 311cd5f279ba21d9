import type { SiteId, StaffId } from '../../kernel/ids.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { type AccessId, type EmergencyAccess, listAccesses } from './access-store.ts';
import { enableStaff, setRoles } from './actions/change-staff.ts';
import { disableClient } from './actions/create-client.ts';
import { createStaff } from './actions/create-staff.ts';
import { openAccess, reviewAccess } from './actions/emergency-access.ts';
import * as api from './administration-api.ts';
import { type ClientId, listClients } from './client-store.ts';
import { composeOtpAuthUri } from './one-time-code.ts';
import { staffIdOf } from './session-person.ts';
import { listStaffNames } from './staff-queries.ts';
import { getTenant } from './tenant-queries.ts';

const mostAccesses = 200;
const done = ok({ body: {}, patientIds: [] });

/** What answers the endpoints by which people, programs and emergencies are administered. */
export const administrationRoutes: readonly Route[] = [
  route(api.createStaff, async (tx, call) => {
    const siteIds = call.request.siteIds.map((siteId) => siteId as SiteId);
    const made = await createStaff(tx, { ...call.request, siteIds, licences: [] });
    if (!made.ok) return made;
    const { staffId, totpSecret: secret } = made.value;
    const issuer = (await getTenant(tx)).name;
    const otpAuthUri = composeOtpAuthUri({ secret, userName: call.request.userName, issuer });
    return ok({ body: { staffId, otpAuthUri }, patientIds: [] });
  }),
  route(api.setRoles, async (tx, call) =>
    finish(await setRoles(tx, { staffId: call.request.staffId as StaffId, roles: call.request.roles })),
  ),
  route(api.enableStaff, async (tx, call) => finish(await enableStaff(tx, call.request.staffId as StaffId))),
  route(api.listClients, async (tx) => {
    const clients = (await listClients(tx)).map(({ clientId, name, scopes, isDisabled }) => ({
      clientId,
      name,
      scopes: [...scopes],
      isDisabled,
    }));
    return ok({ body: { clients }, patientIds: [] });
  }),
  route(api.disableClient, async (tx, call) => finish(await disableClient(tx, call.request.clientId as ClientId))),
  route(api.openAccess, async (tx, call) => {
    const opened = await openAccess(tx, call.request);
    return opened.ok ? ok({ body: opened.value, patientIds: [] }) : opened;
  }),
  route(api.listAccesses, async (tx, call) => {
    const accesses = await listAccesses(tx, { ...call.request, most: mostAccesses });
    return ok({ body: { accesses: await describeAccesses(tx, accesses) }, patientIds: [] });
  }),
  route(api.reviewAccess, async (tx, call) => {
    const { accessId, verdict } = call.request;
    const reviewer = staffIdOf(call.principal);
    return finish(await reviewAccess(tx, { accessId: accessId as AccessId, reviewer, verdict }));
  }),
];

async function describeAccesses(tx: TenantTransaction, accesses: readonly EmergencyAccess[]) {
  const people = accesses.flatMap(({ staffId, reviewedBy }) => [staffId, ...(reviewedBy === null ? [] : [reviewedBy])]);
  const names = await listStaffNames(tx, people);
  return accesses.map(({ staffId, reviewedBy, siteId: _siteId, ...access }) => ({
    ...access,
    staffName: names.get(staffId) ?? '',
    reviewerName: reviewedBy === null ? null : (names.get(reviewedBy) ?? ''),
  }));
}

function finish(result: Result<null>) {
  return result.ok ? done : result;
}
