import { ok, refuse } from '../../kernel/result.ts';
import { type Route, route } from '../../platform/http/route.ts';
import { listClaimsWithSteps } from '../claims/index.ts';
import { answerInquiry, openInquiry, recordDetermination } from './actions/work-refund.ts';
import * as api from './api.ts';
import { describeBoard, describeClaimRefund } from './describe-refunds.ts';
import type { InquiryId } from './inquiry-store.ts';
import { refundRefusals } from './refusals.ts';

/** What answers the endpoints of refunds. */
export const refundsRoutes: readonly Route[] = [
  route(api.getRefundBoard, async (tx, { request }) => ok(await describeBoard(tx, request))),
  route(api.getClaimRefund, async (tx, { request }) => {
    const [claim] = await listClaimsWithSteps(tx, { claimIds: [request.claimId] });
    if (claim === undefined) return refuse(refundRefusals.unknownClaim);
    return ok({ body: await describeClaimRefund(tx, claim), patientIds: [claim.patientId] });
  }),
  route(api.recordDetermination, async (tx, { request }) => {
    const made = await recordDetermination(tx, request);
    if (!made.ok) return made;
    return ok({ body: {}, patientIds: [made.value.patientId], about: { reason: request.evidence } });
  }),
  route(api.openInquiry, async (tx, { request }) => {
    const opened = await openInquiry(tx, request);
    return opened.ok
      ? ok({ body: {}, patientIds: [opened.value.patientId], about: { reason: request.reason } })
      : opened;
  }),
  route(api.answerInquiry, async (tx, { request }) => {
    const { inquiryId, outcome } = request;
    const answered = await answerInquiry(tx, { inquiryId: inquiryId as InquiryId, outcome });
    return answered.ok
      ? ok({ body: {}, patientIds: [answered.value.patientId], about: { reason: outcome } })
      : answered;
  }),
];
