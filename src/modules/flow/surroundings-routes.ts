import type { TherapyId } from '../../kernel/ids.ts';
import { ok, refuse } from '../../kernel/result.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { listClinics } from '../clinics/index.ts';
import { listPayerNames, listPrescribers } from '../reference/index.ts';
import { flowRefusals } from './refusals.ts';
import { findSurroundings } from './standing-queries.ts';
import type { Surroundings } from './standing-store.ts';
import * as api from './surroundings-api.ts';

/** What answers the endpoint of who stands around a therapy. */
export const surroundingsRoutes: readonly Route[] = [
  route(api.getSurroundings, async (tx, { request }) => {
    const found = await findSurroundings(tx, request.therapyId as TherapyId);
    if (found === null) return refuse(flowRefusals.unknownTherapy);
    return ok({ body: await describeSurroundings(tx, found), patientIds: [found.patientId] });
  }),
];

async function describeSurroundings(tx: TenantTransaction, { payerId, prescriberId, clinicId }: Surroundings) {
  const payers = payerId === null ? new Map<string, string>() : await listPayerNames(tx, [payerId]);
  const [prescriber] = prescriberId === null ? [] : await listPrescribers(tx, [prescriberId]);
  const clinic = clinicId === null ? undefined : (await listClinics(tx)).find((each) => each.clinicId === clinicId);
  return {
    clinic: clinic?.name ?? null,
    payer: payerId === null ? null : (payers.get(payerId) ?? null),
    prescriber:
      prescriber === undefined
        ? null
        : { name: `${prescriber.givenName} ${prescriber.familyName}`, phone: prescriber.phone },
  };
}
