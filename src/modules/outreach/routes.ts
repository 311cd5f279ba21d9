import type { Id, PrescriptionId, TherapyId } from '../../kernel/ids.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { type Route, route } from '../../platform/http/route.ts';
import { type Asked, askChange, askRenewal } from './actions/ask-prescriber.ts';
import { settleAnswer } from './actions/settle-answer.ts';
import * as api from './api.ts';
import { describeTalk } from './describe-talk.ts';
import type { RequestId } from './domain/prescriber-request.ts';

/** What answers the endpoints of outreach. */
export const outreachRoutes: readonly Route[] = [
  route(api.listPrescriberTalk, async (tx, call) =>
    ok(await describeTalk(tx, call.request as { therapyId: TherapyId } | { prescriptionId: PrescriptionId })),
  ),
  route(api.askRenewal, async (tx, call) => {
    const { prescriptionId, ...rest } = call.request;
    return finish(await askRenewal(tx, { ...rest, prescriptionId: prescriptionId as PrescriptionId }));
  }),
  route(api.askChange, async (tx, call) => {
    const { prescriptionId, drugIds, ...rest } = call.request;
    return finish(
      await askChange(tx, {
        ...rest,
        prescriptionId: prescriptionId as PrescriptionId,
        drugIds: drugIds as Id<'drug'>[],
      }),
    );
  }),
  route(api.settleAnswer, async (tx, call) => {
    const { requestId, outcomeCode } = call.request;
    return finish(await settleAnswer(tx, { requestId: requestId as RequestId, outcomeCode }));
  }),
];

function finish(result: Result<Asked>) {
  if (!result.ok) return result;
  const { requestId, patientId } = result.value;
  return ok({ body: { requestId }, patientIds: patientId === null ? [] : [patientId] });
}
