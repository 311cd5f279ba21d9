import type { PatientId, PrescriptionId, TherapyId } from '../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { findPrescription, type Prescription } from '../prescriptions/index.ts';
import { getTherapySummary } from '../therapies/index.ts';
import { askForMissing } from './actions/ask-for-missing.ts';
import { recordLetterSent } from './actions/send-letter.ts';
import { settleContradiction } from './actions/settle-contradiction.ts';
import { withdraw } from './actions/settle-request.ts';
import { acknowledgeTransfer, beginTransfer, withdrawTransfer } from './actions/transfer-referral.ts';
import * as api from './api.ts';
import type { ContradictionId } from './domain/contradiction.ts';
import type { InformationRequest, RequestId } from './domain/information-request.ts';
import type { LetterId } from './domain/letter.ts';
import type { TransferId } from './domain/transfer-out.ts';
import { describeOpenReferrals, describeReferral } from './referral-queries.ts';
import { referralRefusals } from './refusals.ts';
import { lockRequest } from './request-store.ts';

/** What answers the endpoints of referrals. */
export const referralsRoutes: readonly Route[] = [
  route(api.getReferral, async (tx, call) => {
    const prescription = await findReferral(tx, call.request);
    if (prescription === null) return refuse(referralRefusals.unknownReferral);
    return ok({ body: await describeReferral(tx, prescription), patientIds: patientIdsOf(prescription) });
  }),
  route(api.listReferrals, async (tx) => ok(await describeOpenReferrals(tx))),
  route(api.askForMissing, async (tx, call) => {
    const { itemCodes } = call.request;
    const prescriptionId = call.request.prescriptionId as PrescriptionId;
    const asked = await askForMissing(tx, { prescriptionId, itemCodes });
    if (!asked.ok) return asked;
    const prescription = await findPrescription(tx, prescriptionId);
    return ok({
      body: { requestId: asked.value },
      patientIds: prescription === null ? [] : patientIdsOf(prescription),
    });
  }),
  route(api.settleContradiction, async (tx, call) => {
    const contradictionId = call.request.contradictionId as ContradictionId;
    const settled = await settleContradiction(tx, { contradictionId, as: call.request.as });
    if (!settled.ok) return settled;
    return ok({ body: { contradictionId }, patientIds: [settled.value.patientId] });
  }),
  route(api.withdrawRequest, async (tx, call) => {
    const request = await lockOpen(tx, call.request.requestId as RequestId);
    if (!request.ok) return request;
    await withdraw(tx, request.value);
    const { requestId, patientId } = request.value;
    return ok({ body: { requestId }, patientIds: [patientId] });
  }),
  route(api.recordLetterSent, async (tx, call) => {
    const { letterId, way } = call.request;
    const sent = await recordLetterSent(tx, { letterId: letterId as LetterId, way });
    if (!sent.ok) return sent;
    return ok({ body: { letterId }, patientIds: keep(sent.value.patientId) });
  }),
  route(api.beginTransfer, async (tx, call) => {
    const { reasonCode, pharmacyNpi: npi, pharmacyName: name, pharmacyFax: fax } = call.request;
    const prescriptionId = call.request.prescriptionId as PrescriptionId;
    const begun = await beginTransfer(tx, { prescriptionId, reasonCode, pharmacy: { npi, name, fax } });
    if (!begun.ok) return begun;
    const prescription = await findPrescription(tx, prescriptionId);
    return ok({
      body: { transferId: begun.value },
      patientIds: prescription === null ? [] : patientIdsOf(prescription),
    });
  }),
  route(api.acknowledgeTransfer, async (tx, call) => {
    const { acknowledgedBy } = call.request;
    const transferId = call.request.transferId as TransferId;
    const done = await acknowledgeTransfer(tx, { transferId, acknowledgedBy });
    if (!done.ok) return done;
    return ok({ body: { transferId, daysHeld: done.value.daysHeld ?? 0 }, patientIds: [done.value.patientId] });
  }),
  route(api.withdrawTransfer, async (tx, call) => {
    const withdrawn = await withdrawTransfer(tx, call.request.transferId as TransferId);
    if (!withdrawn.ok) return withdrawn;
    const { transferId, patientId } = withdrawn.value;
    return ok({ body: { transferId }, patientIds: [patientId] });
  }),
];

/** A therapy is asked for by its present prescription. */
async function findReferral(
  tx: TenantTransaction,
  of: { readonly prescriptionId: string } | { readonly therapyId: string },
): Promise<Prescription | null> {
  if ('prescriptionId' in of) return findPrescription(tx, of.prescriptionId as PrescriptionId);
  const therapy = await getTherapySummary(tx, of.therapyId as TherapyId);
  return therapy === null ? null : findPrescription(tx, therapy.prescriptionId);
}

async function lockOpen(tx: TenantTransaction, requestId: RequestId): Promise<Result<InformationRequest>> {
  const request = await lockRequest(tx, requestId);
  if (request === null) return refuse(referralRefusals.unknownRequest);
  return request.state === 'asked' ? ok(request) : refuse(referralRefusals.requestOver, { state: request.state });
}

function patientIdsOf({ patientId }: Prescription): readonly PatientId[] {
  return keep(patientId);
}

function keep(patientId: PatientId | null): readonly PatientId[] {
  return patientId === null ? [] : [patientId];
}
