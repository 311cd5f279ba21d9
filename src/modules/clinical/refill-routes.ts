import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { TherapyId } from '../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { changeDose } from './actions/change-dose.ts';
import { findTherapySubject } from './actions/find-therapy-subject.ts';
import { type RefillCallEntry, recordRefillCall } from './actions/record-refill-call.ts';
import { reviewRefill } from './actions/review-refill.ts';
import type { RefillAnswers } from './domain/refill-call.ts';
import * as api from './refill-api.ts';
import type { RefillCallId } from './refill-call-store.ts';
import { describeAdherence, describeRefill } from './refill-queries.ts';
import { clinicalRefusals } from './refusals.ts';

/** What answers the endpoints of refills, doses and adherence. */
export const refillRoutes: readonly Route[] = [
  route(api.getRefill, async (tx, { request }) => {
    const described = await describeRefill(tx, request.therapyId as TherapyId);
    if (described === null) return refuse(clinicalRefusals.unknownTherapy);
    return ok({ body: described.body, patientIds: [described.patientId] });
  }),
  route(api.getAdherence, async (tx, { request }) => {
    const described = await describeAdherence(tx, request.therapyId as TherapyId);
    if (described === null) return refuse(clinicalRefusals.unknownTherapy);
    return ok({ body: described.body, patientIds: [described.patientId] });
  }),
  route(api.recordRefillCall, (tx, { request }) => {
    const answers = request.answers as RefillAnswers;
    return record(tx, { ...request, therapyId: request.therapyId as TherapyId, answers });
  }),
  route(api.recordRefillAttempt, (tx, { request }) =>
    record(tx, { ...request, therapyId: request.therapyId as TherapyId, answers: null }),
  ),
  route(api.reviewRefill, async (tx, { request }) => {
    const done = await reviewRefill(tx, { ...request, callId: request.callId as RefillCallId });
    return done.ok ? ok({ body: {}, patientIds: [done.value] }) : done;
  }),
  route(api.changeDose, async (tx, { request }) => {
    const therapyId = request.therapyId as TherapyId;
    const done = await changeDose(tx, { ...request, therapyId, fromOn: request.fromOn as CalendarDay });
    return done.ok ? ok({ body: {}, patientIds: [done.value] }) : done;
  }),
];

async function record(tx: TenantTransaction, entry: RefillCallEntry) {
  const done: Result<RefillCallId> = await recordRefillCall(tx, entry);
  if (!done.ok) return done;
  const subject = await findTherapySubject(tx, entry.therapyId);
  return ok({ body: { callId: done.value }, patientIds: subject === null ? [] : [subject.patientId] });
}
