import { ok, refuse } from '../../kernel/result.ts';
import { type Route, route } from '../../platform/http/route.ts';
import { mergePatients, unmergePatient } from './actions/merge-patients.ts';
import { enteredByStaff } from './domain/record-origin.ts';
import { findDuplicates } from './duplicate-queries.ts';
import * as api from './merge-api.ts';
import { describeComparison, describeDuplicates, describeMerges } from './merge-view.ts';
import { patientsRefusals } from './refusals.ts';

/** What answers the endpoints about records that are of one person. */
export const mergeRoutes: readonly Route[] = [
  route(api.listDuplicates, async (tx, { request }) => {
    const found = await findDuplicates(tx, { patientId: request.patientId ?? null, before: request.before ?? null });
    const patientIds = found.pairs.flatMap(({ firstId, secondId }) => [firstId, secondId]);
    return ok({ body: describeDuplicates(found), patientIds: [...new Set(patientIds)] });
  }),
  route(api.compareRecords, async (tx, { request }) => {
    const { patientId, otherId } = request;
    if (patientId === otherId) return refuse(patientsRefusals.samePatient);
    const body = await describeComparison(tx, request);
    return body === null ? refuse(patientsRefusals.unknownPatient) : ok({ body, patientIds: [patientId, otherId] });
  }),
  route(api.listMerges, async (tx, { request: { patientId } }) => {
    const described = await describeMerges(tx, patientId);
    return described === null ? refuse(patientsRefusals.unknownPatient) : ok(described);
  }),
  route(api.mergePatients, async (tx, { request }) => {
    const merged = await mergePatients(tx, { ...request, origin: enteredByStaff });
    return merged.ok ? ok({ body: merged.value, patientIds: [request.patientId, request.survivorId] }) : merged;
  }),
  route(api.unmergePatient, async (tx, { request }) => {
    const unmerged = await unmergePatient(tx, { ...request, origin: enteredByStaff });
    return unmerged.ok ? ok({ body: {}, patientIds: [request.patientId] }) : unmerged;
  }),
];
