import type { RequestOf } from '../../kernel/endpoint.ts';
import type { FillId, PatientId } from '../../kernel/ids.ts';
import { addMinutes } from '../../kernel/instant.ts';
import { ok } from '../../kernel/result.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { listPatientNames } from '../patients/index.ts';
import { checkEligibility } from './actions/check-eligibility.ts';
import * as api from './api.ts';
import { listClaimsByAuthorizationNumber } from './claim-store.ts';
import { describeFillClaims } from './describe-claims.ts';
import { describeEligibilities } from './describe-eligibility.ts';
import { describeOpenClaims, describeOpenSums } from './describe-open-claims.ts';
import type { OpenClaimFilter, OpenClaimPlace } from './open-claim-queries.ts';
import { ruleBookRoutes } from './rule-book-routes.ts';

/** What answers the endpoints of claims. */
export const claimsRoutes: readonly Route[] = [
  ...ruleBookRoutes,
  route(api.findClaims, async (tx, call) => {
    const claims = await listClaimsByAuthorizationNumber(tx, call.request.authorizationNumber);
    const patientIds = [...new Set(claims.map(({ patientId }) => patientId))];
    const names = await listPatientNames(tx, patientIds);
    const found = claims.map(({ claimId, fillId, patientId, dateOfService, state }) => ({
      ...{ claimId, fillId, dateOfService, state },
      patientName: names.get(patientId)?.displayName ?? '',
    }));
    return ok({ body: { claims: found }, patientIds });
  }),
  route(api.getFillClaims, async (tx, call) => {
    const { claims, patientIds } = await describeFillClaims(tx, call.request.fillId as FillId);
    return ok({ body: { claims }, patientIds });
  }),
  route(api.listEligibility, async (tx, call) => {
    const patientId = call.request.patientId as PatientId;
    const coverages = await describeEligibilities(tx, patientId);
    // An id that is of nobody here shows nothing, and is not kept in the audit as if it were a patient.
    return ok({ body: { coverages }, patientIds: coverages.length === 0 ? [] : [patientId] });
  }),
  route(api.checkEligibility, async (tx, call) => {
    const patientId = call.request.patientId as PatientId;
    const asked = await checkEligibility(tx, { ...call.request, patientId });
    return asked.ok ? ok({ body: { checkId: asked.value }, patientIds: [patientId] }) : asked;
  }),
  route(api.listOpenClaims, async (tx, { request }) => {
    const after = (request.after ?? null) as OpenClaimPlace | null;
    return ok(await describeOpenClaims(tx, { filter: readFilter(tx, request), after }));
  }),
  route(api.sumOpenClaims, async (tx, { request }) =>
    ok({ body: await describeOpenSums(tx, readFilter(tx, request)), patientIds: [] }),
  ),
];

function readFilter(tx: TenantTransaction, request: RequestOf<typeof api.sumOpenClaims>): OpenClaimFilter {
  const { kind = null, planId = null, code = null, waitsHours } = request;
  const before = waitsHours === undefined ? null : addMinutes(tx.now, -60 * waitsHours);
  return { kind, planId, code, before };
}
