import type { FillId } from '../../kernel/ids.ts';
import { ok } from '../../kernel/result.ts';
import { type Route, route } from '../../platform/http/route.ts';
import { listPatientNames } from '../patients/index.ts';
import * as api from './api.ts';
import { listClaimsByAuthorizationNumber } from './claim-store.ts';
import { describeFillClaims, describeOpenClaims } from './describe-claims.ts';

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
  route(api.listOpenClaims, async (tx) => ok(await describeOpenClaims(tx))),
];
