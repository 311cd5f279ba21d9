import type { PatientId } from '../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type Route, route } from '../../platform/http/route.ts';
import { findPlan } from '../reference/index.ts';
import { retractRecord } from './actions/correct-patient-records.ts';
import { recordConsent, recordContactPreference } from './actions/record-consent.ts';
import { endCoverage, recordCoverage } from './actions/record-coverage.ts';
import { recordAllergy, recordCondition, recordMedication, recordObservation } from './actions/record-health.ts';
import { admitPatient } from './actions/register-patients.ts';
import { updateDemographics } from './actions/update-demographics.ts';
import * as api from './api.ts';
import { enteredByStaff } from './domain/record-origin.ts';
import { mergeRoutes } from './merge-routes.ts';
import { listPatientNames, searchPatients } from './patient-queries.ts';
import { describePatient, toSearchHit } from './patient-view.ts';
import { patientsRefusals } from './refusals.ts';

const mostHits = 50;

/** What answers the endpoints of patients. */
export const patientsRoutes: readonly Route[] = [
  route(api.searchPatients, async (tx, call) => {
    const hits = await searchPatients(tx, { ...call.request, most: mostHits });
    if (hits === null) return refuse(patientsRefusals.searchTooWide);
    return ok({
      body: { patients: hits.patients.map(toSearchHit), isCut: hits.isCut },
      patientIds: hits.patients.map(({ patientId }) => patientId),
    });
  }),
  route(api.getPatient, async (tx, call) => {
    const { patientId } = call.request;
    const body = await describePatient(tx, patientId);
    return body === null ? refuse(patientsRefusals.unknownPatient) : ok({ body, patientIds: [patientId] });
  }),
  route(api.listPatientNames, async (tx, call) => {
    const found = await listPatientNames(tx, call.request.patientIds);
    const names = [...found].map(([patientId, name]) => ({ patientId, ...name }));
    return ok({ body: { names }, patientIds: [...found.keys()] });
  }),
  route(api.registerPatient, async (tx, call) => {
    const admitted = await admitPatient(tx, call.request);
    return admitted.ok ? ok({ body: { patientId: admitted.value }, patientIds: [admitted.value] }) : admitted;
  }),
  route(api.updateDemographics, async (tx, call) => {
    const updated = await updateDemographics(tx, call.request);
    return updated.ok ? ok({ body: updated.value, patientIds: [call.request.patientId] }) : updated;
  }),
  route(api.recordCoverage, async (tx, { request: { card, ...request } }) => {
    const group = request.groupNumber ?? undefined;
    const found = request.planId === null && card !== undefined ? await findPlan(tx, { ...card, group }) : null;
    const planId = request.planId ?? found?.planId ?? null;
    return toAnswer(request, await recordCoverage(tx, toRecord({ ...request, planId })));
  }),
  route(api.endCoverage, async (tx, { request }) => toDone(request, await endCoverage(tx, request))),
  route(api.recordAllergy, async (tx, { request }) => toAnswer(request, await recordAllergy(tx, toRecord(request)))),
  route(api.recordCondition, async (tx, { request }) =>
    toAnswer(request, await recordCondition(tx, toRecord(request))),
  ),
  route(api.recordMedication, async (tx, { request }) =>
    toAnswer(request, await recordMedication(tx, toRecord(request))),
  ),
  route(api.recordObservation, async (tx, { request }) =>
    toAnswer(request, await recordObservation(tx, toRecord(request))),
  ),
  route(api.retractRecord, async (tx, { request }) => toDone(request, await retractRecord(tx, request))),
  ...mergeRoutes,
  route(api.recordConsent, async (tx, { request }) =>
    toAnswer(request, await recordConsent(tx, { ...request, documentId: null })),
  ),
  route(api.recordContactPreference, async (tx, { request }) =>
    toDone(request, await recordContactPreference(tx, request)),
  ),
];

function toRecord<Request extends object>(request: Request) {
  return { ...request, origin: enteredByStaff };
}

function toAnswer(request: { readonly patientId: PatientId }, recorded: Result<string>) {
  if (!recorded.ok) return recorded;
  return ok({ body: { recordId: recorded.value }, patientIds: [request.patientId] });
}

function toDone(request: { readonly patientId: PatientId }, done: Result<null>) {
  return done.ok ? ok({ body: {}, patientIds: [request.patientId] }) : done;
}
