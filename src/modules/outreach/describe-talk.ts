import type { ResponseOf } from '../../kernel/endpoint.ts';
import type { Id, PatientId, PrescriptionId, TherapyId } from '../../kernel/ids.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { listPartnerNames } from '../exchange/index.ts';
import { findPrescription } from '../prescriptions/index.ts';
import { getTherapySummary } from '../therapies/index.ts';
import { findAskRefusal } from './actions/ask-prescriber.ts';
import type { listPrescriberTalk } from './api.ts';
import { awaitsPerson, type PrescriberRequest } from './domain/prescriber-request.ts';
import { describeReason } from './domain/reason-words.ts';
import { listNotices } from './notice-store.ts';
import { listRequests, openWords } from './request-store.ts';

type Talk = ResponseOf<typeof listPrescriberTalk>;

/** Describes what a prescriber was told and asked about a therapy or a prescription, and what can be asked now. */
export async function describeTalk(
  tx: TenantTransaction,
  of: { readonly therapyId: TherapyId } | { readonly prescriptionId: PrescriptionId },
): Promise<{ readonly body: Talk; readonly patientIds: readonly PatientId[] }> {
  const [notices, requests] = [await listNotices(tx, of), await listRequests(tx, of)];
  const partnerIds = [...notices, ...requests].flatMap(({ partnerId }) => partnerId ?? []);
  const names = await listPartnerNames(tx, partnerIds);
  const prescription = await findAsked(tx, of);
  return {
    body: {
      notices: notices.map(({ noticeId, status, reasonCode, partnerId, ...notice }) => ({
        ...{ noticeId, status, format: notice.format, state: notice.state, answerCode: notice.answerCode },
        ...{ messageId: notice.messageId, answerMessageId: notice.answerMessageId },
        ...{ occurredAt: notice.occurredAt, settledAt: notice.settledAt },
        reasonText: describeReason(reasonCode),
        partnerName: partnerId === null ? null : (names.get(partnerId) ?? null),
      })),
      requests: await Promise.all(requests.map((request) => describeRequest(tx, request, names))),
      askable: prescription === null ? null : await describeAskable(tx, prescription.prescriptionId),
    },
    patientIds: prescription?.patientId == null ? [] : [prescription.patientId],
  };
}

async function findAsked(
  tx: TenantTransaction,
  of: { readonly therapyId: TherapyId } | { readonly prescriptionId: PrescriptionId },
) {
  if ('prescriptionId' in of) return findPrescription(tx, of.prescriptionId);
  const therapy = await getTherapySummary(tx, of.therapyId);
  return therapy === null ? null : findPrescription(tx, therapy.prescriptionId);
}

async function describeAskable(tx: TenantTransaction, prescriptionId: PrescriptionId): Promise<Talk['askable']> {
  return {
    prescriptionId,
    renewalRefusal: await findAskRefusal(tx, prescriptionId, 'renewal'),
    changeRefusal: await findAskRefusal(tx, prescriptionId, 'change'),
  };
}

async function describeRequest(
  tx: TenantTransaction,
  request: PrescriberRequest,
  names: ReadonlyMap<Id<'partner'>, string>,
): Promise<Talk['requests'][number]> {
  const { requestId, prescriptionId, kind, changeCode, state, reasonCodes, partnerId } = request;
  const { newPrescriptionId, messageId, answerMessageId, askedAt, answeredAt } = request;
  return {
    ...{ requestId, prescriptionId, kind, changeCode, state, newPrescriptionId, messageId, answerMessageId },
    ...{ askedAt, answeredAt, reasonCodes: [...reasonCodes] },
    ...(await openWords(tx, requestId)),
    partnerName: names.get(partnerId) ?? '',
    needsPerson: awaitsPerson(request),
  };
}
