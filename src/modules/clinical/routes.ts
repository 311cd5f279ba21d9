import type { PatientId, PrescriptionId, TherapyId } from '../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { findTherapySubject } from './actions/find-therapy-subject.ts';
import { recordCare } from './actions/record-care.ts';
import { recordStartReview } from './actions/record-start-review.ts';
import { findScreenable } from './actions/screen-prescription.ts';
import { unverifyPrescription, verifyPrescription } from './actions/verify-prescription.ts';
import * as api from './api.ts';
import { describeTherapyClinical } from './clinical-queries.ts';
import type { CareRecord } from './domain/care-record.ts';
import type { StartReview } from './domain/start-review.ts';
import { refillRoutes } from './refill-routes.ts';
import { clinicalRefusals } from './refusals.ts';

/** What answers the endpoints of clinical work. */
export const clinicalRoutes: readonly Route[] = [
  route(api.getTherapyClinical, async (tx, call) => {
    const described = await describeTherapyClinical(tx, call.request.therapyId as TherapyId);
    if (described === null) return refuse(clinicalRefusals.unknownTherapy);
    return ok({ body: described.body, patientIds: [described.patientId] });
  }),
  route(api.verifyPrescription, async (tx, call) => {
    const prescriptionId = call.request.prescriptionId as PrescriptionId;
    const done = await verifyPrescription(tx, { ...call.request, prescriptionId });
    return answer(done, {}, await patientOfPrescription(tx, prescriptionId));
  }),
  route(api.unverifyPrescription, async (tx, call) => {
    const prescriptionId = call.request.prescriptionId as PrescriptionId;
    const done = await unverifyPrescription(tx, { ...call.request, prescriptionId });
    return answer(done, {}, await patientOfPrescription(tx, prescriptionId));
  }),
  route(api.recordStartReview, async (tx, call) => {
    const therapyId = call.request.therapyId as TherapyId;
    const review = call.request as StartReview & typeof call.request;
    const done = await recordStartReview(tx, { ...review, therapyId });
    return done.ok ? answer(done, { reviewId: done.value }, await patientOfTherapy(tx, therapyId)) : done;
  }),
  route(api.recordCare, async (tx, call) => {
    const therapyId = call.request.therapyId as TherapyId;
    const record = call.request.record as CareRecord;
    const done = await recordCare(tx, { therapyId, record, note: call.request.note });
    return done.ok ? answer(done, { recordId: done.value }, await patientOfTherapy(tx, therapyId)) : done;
  }),
  ...refillRoutes,
];

function answer<Body>(done: Result<unknown>, body: Body, patientIds: readonly PatientId[]) {
  return done.ok ? ok({ body, patientIds }) : done;
}

async function patientOfPrescription(
  tx: TenantTransaction,
  prescriptionId: PrescriptionId,
): Promise<readonly PatientId[]> {
  const prescription = await findScreenable(tx, prescriptionId);
  return prescription === null ? [] : [prescription.patientId];
}

async function patientOfTherapy(tx: TenantTransaction, therapyId: TherapyId): Promise<readonly PatientId[]> {
  const subject = await findTherapySubject(tx, therapyId);
  return subject === null ? [] : [subject.patientId];
}
