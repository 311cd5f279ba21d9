import type { PrescriptionId } from '../../../kernel/ids.ts';
import type { Json } from '../../../kernel/json.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { enqueueOutbound, findPartnerOfKind } from '../../exchange/index.ts';
import { getPatient } from '../../patients/index.ts';
import { findPrescription, getPrescription, type Prescription } from '../../prescriptions/index.ts';
import { listUnmet } from '../domain/completeness.ts';
import {
  chooseFirstWay,
  type InformationRequest,
  isQueryable,
  listOpenItems,
  type RequestedItem,
  type RequestId,
  type RequestWay,
} from '../domain/information-request.ts';
import { referralRefusals } from '../refusals.ts';
import { appendStep, insertRequest, listRequests, saveRequest } from '../request-store.ts';
import { composeLetter, findRecipient } from './compose-letter.ts';
import { checkCompleteness } from './gather-referral-facts.ts';
import { computeDueAt, followWork } from './referral-work.ts';

/** The timer that ends the time of a way. */
export const silenceTimer = 'referrals.request-silent';

/** What an EHR is asked about a patient, in neutral words; the gateway writes it as FHIR. */
export interface ChartQuestion {
  /** The record numbers by which the EHR may know the patient. */
  readonly recordNumbers: readonly { readonly assigner: string; readonly value: string }[];
  readonly familyName: string;
  readonly birthDate: string;
  readonly wants: readonly { readonly kind: RequestedItem['kind']; readonly codes: readonly string[] }[];
}

/** Asks for items that a referral lacks: the EHR first, where there is one to ask and it may know them, else the prescriber. */
export async function askForMissing(
  tx: TenantTransaction,
  asked: { readonly prescriptionId: PrescriptionId; readonly itemCodes: readonly string[] },
): Promise<Result<RequestId>> {
  const prescription = await findPrescription(tx, asked.prescriptionId);
  if (prescription === null) return refuse(referralRefusals.unknownReferral);
  const { status, patientId, siteId, prescriptionId, therapyId } = prescription;
  if (status === 'refused' || status === 'cancelled') return refuse(referralRefusals.referralOver);
  if (patientId === null) return refuse(referralRefusals.patientUnsettled);
  const items = await findAskable(tx, prescription, asked.itemCodes);
  if (items === null) return refuse(referralRefusals.itemNotMissing);
  const request: InformationRequest = {
    requestId: tx.newId<'information-request'>(),
    ...{ siteId, prescriptionId, patientId, therapyId, items },
    state: 'asked',
    way: chooseFirstWay(items, await canAskEhr(tx, prescription)),
    isLate: false,
    askedAt: tx.now,
    askedBy: tx.actor.kind === 'staff' ? tx.actor.staffId : null,
    dueAt: null,
    closedAt: null,
  };
  insertRequest(tx, request);
  await beginWay(tx, request, request.way);
  return ok(request.requestId);
}

/** Begins to ask by a way for what is still open: sends a query, or composes the letter that a person sends. */
export async function beginWay(tx: TenantTransaction, request: InformationRequest, way: RequestWay): Promise<void> {
  const { requestId, siteId } = request;
  const prescription = await getPrescription(tx, request.prescriptionId);
  const itemCodes = listOpenItems(request).map(({ itemCode }) => itemCode);
  if (way === 'ehr-query') {
    const payload = (await composeQuestion(tx, request)) as unknown as Json;
    const outboundId = await enqueueOutbound(tx, {
      partnerKind: 'ehr',
      kind: 'chart-query',
      subjectId: requestId,
      payload,
    });
    const dueAt = await computeDueAt(tx, { clock: 'ehr-query', siteId });
    if (dueAt !== null) await tx.setTimer({ kind: silenceTimer, subject: requestId, dueAt, payload: {} });
    saveRequest(tx, { ...request, way, dueAt, isLate: false });
    appendStep(tx, { requestId, way, step: 'asked', itemCodes, source: { kind: 'outbound', id: outboundId } });
  } else {
    const letter = await composeMissingLetter(tx, prescription, request);
    await tx.cancelTimer(silenceTimer, requestId);
    saveRequest(tx, { ...request, way, dueAt: null, isLate: false });
    appendStep(tx, { requestId, way, step: 'composed', itemCodes, source: { kind: 'letter', id: letter.letterId } });
  }
  await followWork(tx, prescription);
}

/** Only what is missing now and is not asked for already may be asked for; null when something else is among it. */
async function findAskable(
  tx: TenantTransaction,
  prescription: Prescription,
  itemCodes: readonly string[],
): Promise<readonly RequestedItem[] | null> {
  const unmet = listUnmet(await checkCompleteness(tx, prescription));
  const requests = await listRequests(tx, prescription.prescriptionId);
  const isAsked = (code: string): boolean =>
    requests.some(
      (request) => request.state === 'asked' && listOpenItems(request).some((item) => item.itemCode === code),
    );
  const items = [...new Set(itemCodes)].map((code) => {
    const requirement = unmet.find((item) => item.requirement.itemCode === code)?.requirement;
    return requirement === undefined || isAsked(code) ? null : requirement;
  });
  return items.includes(null)
    ? null
    : items.flatMap((item) => {
        if (item === null) return [];
        const { itemCode, kind, label, codes } = item;
        return [{ itemCode, kind, label, codes: [...codes], closed: null }];
      });
}

/** An EHR is asked only where one answers FHIR queries and the patient has a record number that it may know. */
export async function canAskEhr(tx: TenantTransaction, { patientId }: Prescription): Promise<boolean> {
  if (patientId === null) return false;
  const partner = await findPartnerOfKind(tx, 'ehr');
  if (partner === null || partner.queryAddress === null) return false;
  const { demographics } = await getPatient(tx, patientId);
  return demographics.identifiers.some(({ kind }) => kind === 'MR');
}

async function composeQuestion(tx: TenantTransaction, request: InformationRequest): Promise<ChartQuestion> {
  const { demographics } = await getPatient(tx, request.patientId);
  const { familyName, birthDate, identifiers } = demographics;
  return {
    recordNumbers: identifiers.filter(({ kind }) => kind === 'MR').map(({ assigner, value }) => ({ assigner, value })),
    familyName,
    birthDate,
    wants: listOpenItems(request)
      .filter(isQueryable)
      .map(({ kind, codes }) => ({ kind, codes })),
  };
}

async function composeMissingLetter(tx: TenantTransaction, prescription: Prescription, request: InformationRequest) {
  const lines = listOpenItems(request).map(({ label }) => `[  ] ${label}`);
  return composeLetter(tx, prescription, {
    kind: 'missing-information',
    subjectId: request.requestId,
    to: await findRecipient(tx, prescription),
    opening: 'We have your prescription. To go on with it we need what is listed here. Please send it with this page.',
    sections: [{ title: 'Please send', lines }],
    closing: 'Until we have it the start of the therapy waits. Thank you.',
  });
}
