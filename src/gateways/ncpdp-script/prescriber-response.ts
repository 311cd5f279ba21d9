import { type Id, isUuid, type Uuid } from '../../kernel/ids.ts';
import { type MessageLink, openIntakeOfMessage } from '../../modules/exchange/index.ts';
import { type RequestAnswer, type RequestId, recordAnswer } from '../../modules/outreach/index.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { RxResponse, ScriptHeader } from '../../standards/ncpdp-script/ncpdp-script.ts';
import type { Applied, StoredMessage } from '../inbound/inbound-format.ts';
import { toAnsweredOrder } from './to-incoming-prescription.ts';

/** An answer that states no outcome, or several, is never an approval. */
const answers: Readonly<Record<NonNullable<RxResponse['outcome']>, RequestAnswer>> = {
  Approved: 'approved',
  Validated: 'approved',
  ApprovedWithChanges: 'approved-with-changes',
  Replace: 'replaced',
  Denied: 'denied',
  DeniedNewPrescriptionToFollow: 'new-to-follow',
  Pending: 'pending',
};

/** Lets a prescriber's answer to a request take effect; an answer to nothing that was asked here is for a person. */
export async function applyResponse(
  tx: TenantTransaction,
  stored: StoredMessage,
  message: { readonly header: ScriptHeader; readonly body: RxResponse },
): Promise<Applied> {
  const { header, body } = message;
  const answered = findAnswered(header, body);
  const { rawMessageId, partner, receivedAt } = stored;
  if (answered === null) return askPerson(tx, stored, 'script-answer-to-nothing');
  const recorded = await recordAnswer(tx, {
    ...{ rawMessageId, partnerId: partner.partnerId, receivedAt, answers: answered },
    kind: body.kind === 'RxRenewalResponse' ? 'renewal' : 'change',
    answer: body.outcome === null ? 'unclear' : answers[body.outcome],
    reasonCodes: body.reasonCodes.filter((code) => /^[A-Za-z0-9]{1,10}$/.test(code)),
    words: [body.denialReason, body.note].filter((text) => text !== null).join(' ') || null,
    order: body.medication === null ? null : toAnsweredOrder(body.medication),
    fillsAuthorized: body.medication?.numberOfRefills ?? null,
    orderNumber: header.prescriberOrderNumber ?? header.messageId,
  });
  if (recorded.outcome === 'unknown') return askPerson(tx, stored, 'script-answer-to-nothing');
  if (recorded.outcome === 'final') return askPerson(tx, stored, 'script-answer-after-answer');
  const { prescriptionIds, patientId } = recorded;
  const links: readonly MessageLink[] = [
    ...prescriptionIds.map((id) => ({ kind: 'prescription', id }) as const),
    ...(patientId === null ? [] : [{ kind: 'patient', id: patientId } as const]),
  ];
  const outcome = recorded.outcome === 'applied' ? 'applied' : 'work-item';
  return { outcome, links, patientIds: patientId === null ? [] : [patientId] };
}

/** An answer names the message that it answers; some senders repeat the reference of the request alone. */
function findAnswered(
  header: ScriptHeader,
  body: RxResponse,
): { readonly outboundId: Id<'outbound'> } | { readonly requestId: RequestId } | null {
  const outboundId = readNumber(header.relatesToMessageId);
  if (outboundId !== null) return { outboundId: outboundId as Id<'outbound'> };
  const requestId = readNumber(body.requestReferenceNumber);
  return requestId === null ? null : { requestId: requestId as RequestId };
}

/** Reads a number of ours: a UUID without hyphens, with how often it was sent anew behind it. */
function readNumber(text: string | null): Uuid | null {
  const match = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})(R\d+)?$/i.exec(text?.trim() ?? '');
  if (match === null) return null;
  const id = match.slice(1, 6).join('-').toLowerCase();
  return isUuid(id) ? id : null;
}

async function askPerson(tx: TenantTransaction, stored: StoredMessage, reasonCode: string): Promise<Applied> {
  const { rawMessageId, partner } = stored;
  await openIntakeOfMessage(tx, { rawMessageId, siteId: partner.siteId, reasonCode });
  return { outcome: 'work-item', links: [], patientIds: [] };
}
