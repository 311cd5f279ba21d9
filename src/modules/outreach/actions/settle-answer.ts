import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { findPrescription } from '../../prescriptions/index.ts';
import { closeWorkItem } from '../../work/index.ts';
import { answerQueues, awaitsPerson, type RequestId } from '../domain/prescriber-request.ts';
import { outreachRefusals } from '../refusals.ts';
import { lockRequest, openWords, saveRequest } from '../request-store.ts';
import type { Asked } from './ask-prescriber.ts';
import { touchTalk } from './tell-prescriber.ts';

/** Closes the work that a denied or unclear answer made, with what somebody did about it. Refuses a request that waits for nobody. */
export async function settleAnswer(
  tx: TenantTransaction,
  settled: { readonly requestId: RequestId; readonly outcomeCode: string },
): Promise<Result<Asked>> {
  const request = await lockRequest(tx, { requestId: settled.requestId });
  if (request === null) return refuse(outreachRefusals.unknownRequest);
  if (!awaitsPerson(request)) return refuse(outreachRefusals.nothingToSettle);
  const { requestId, prescriptionId: subjectId } = request;
  await saveRequest(tx, { ...request, settledCode: settled.outcomeCode }, await openWords(tx, requestId));
  await closeWorkItem(tx, { queue: answerQueues[request.kind], subjectId, outcome: settled.outcomeCode });
  const prescription = await findPrescription(tx, subjectId);
  touchTalk(tx, request);
  return ok({ requestId, patientId: prescription?.patientId ?? null });
}
