import type { TherapyId } from '../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { describeFound, describePackets, describeTherapyAccess } from './access-queries.ts';
import { findTherapySubject } from './actions/find-therapy-subject.ts';
import { composePacket, recordPacketStep } from './actions/give-packet.ts';
import { type NewAssistance, recordAssistance } from './actions/record-assistance.ts';
import { type NewAuthorizationStep, recordAuthorization } from './actions/record-authorization.ts';
import { type FoundBenefits, recordBenefits } from './actions/record-benefits.ts';
import { recordEnrolment } from './actions/record-enrolment.ts';
import * as api from './api.ts';
import { listAuthorizationsByNumber } from './authorization-store.ts';
import type { PacketId } from './packet-store.ts';
import { accessRefusals } from './refusals.ts';

/** What answers the endpoints of access. */
export const accessRoutes: readonly Route[] = [
  route(api.getTherapyAccess, async (tx, call) => {
    const described = await describeTherapyAccess(tx, call.request.therapyId as TherapyId);
    if (described === null) return refuse(accessRefusals.unknownTherapy);
    return ok({ body: described.body, patientIds: [described.patientId] });
  }),
  route(api.getWelcomePackets, async (tx, call) => {
    const described = await describePackets(tx, call.request.therapyId as TherapyId);
    if (described === null) return refuse(accessRefusals.unknownTherapy);
    return ok({ body: described.body, patientIds: [described.patientId] });
  }),
  route(api.composeWelcomePacket, async (tx, call) => {
    const therapyId = call.request.therapyId as TherapyId;
    const recorded = await composePacket(tx, therapyId);
    return answer(tx, therapyId, { recorded, toBody: (packetId) => ({ packetId }) });
  }),
  route(api.recordPacketStep, async (tx, call) => {
    const { step, channel } = call.request;
    const therapyId = call.request.therapyId as TherapyId;
    const packetId = call.request.packetId as PacketId;
    const recorded = await recordPacketStep(tx, { therapyId, packetId, step, channel });
    return answer(tx, therapyId, { recorded, toBody: (recordedId) => ({ packetId: recordedId }) });
  }),
  route(api.findAuthorizations, async (tx, call) => {
    const found = await listAuthorizationsByNumber(tx, call.request.number);
    return ok({
      body: { authorizations: await describeFound(tx, found) },
      patientIds: [...new Set(found.map(({ patientId }) => patientId))],
    });
  }),
  route(api.recordEnrolment, async (tx, call) => {
    const therapyId = call.request.therapyId as TherapyId;
    const recorded = await recordEnrolment(tx, { ...call.request, therapyId });
    return answer(tx, therapyId, { recorded, toBody: (contactId) => ({ contactId }) });
  }),
  route(api.recordBenefits, async (tx, call) => {
    const therapyId = call.request.therapyId as TherapyId;
    const recorded = await recordBenefits(tx, call.request as FoundBenefits);
    return answer(tx, therapyId, { recorded, toBody: (benefitsCheckId) => ({ benefitsCheckId }) });
  }),
  route(api.recordAuthorization, async (tx, call) => {
    const therapyId = call.request.therapyId as TherapyId;
    const recorded = await recordAuthorization(tx, call.request as NewAuthorizationStep);
    return answer(tx, therapyId, { recorded, toBody: (authorizationId) => ({ authorizationId }) });
  }),
  route(api.recordAssistance, async (tx, call) => {
    const therapyId = call.request.therapyId as TherapyId;
    const recorded = await recordAssistance(tx, call.request as NewAssistance);
    return answer(tx, therapyId, { recorded, toBody: (assistanceId) => ({ assistanceId }) });
  }),
];

async function answer<Value, Body>(
  tx: TenantTransaction,
  therapyId: TherapyId,
  done: { readonly recorded: Result<Value>; readonly toBody: (value: Value) => Body },
) {
  if (!done.recorded.ok) return done.recorded;
  const subject = await findTherapySubject(tx, therapyId);
  return ok({ body: done.toBody(done.recorded.value), patientIds: subject === null ? [] : [subject.patientId] });
}
