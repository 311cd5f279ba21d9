import type { FillId, PatientId } from '../../kernel/ids.ts';
import { ok } from '../../kernel/result.ts';
import { type Route, route } from '../../platform/http/route.ts';
import { listPatientNames } from '../patients/index.ts';
import { checkEligibility } from './actions/check-eligibility.ts';
import * as api from './api.ts';
import { listClaimsByAuthorizationNumber } from './claim-store.ts';
import { describeFillClaims, describeOpenClaims } from './describe-claims.ts';
import { describeEligibilities } from './describe-eligibility.ts';

/** What answers the endpoints of claims. */
export const claimsRoutes: readonly Route[] = [
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
    return ok({ body: { coverages: await describeEligibilities(tx, patientId) }, patientIds: [patientId] });
  }),
  route(api.checkEligibility, async (tx, call) => {
    const patientId = call.request.patientId as PatientId;
    const asked = await checkEligibility(tx, { ...call.request, patientId });
    return asked.ok ? ok({ body: { checkId: asked.value }, patientIds: [patientId] }) : asked;
  }),
  route(api.listOpenClaims, async (tx) => ok(await describeOpenClaims(tx))),
];
