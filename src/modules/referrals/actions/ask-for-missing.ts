import type { PrescriptionId } from '../../../kernel/ids.ts';
import type { Json } from '../../../kernel/json.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { enqueueOutbound, findPartner, findPartnerOfKind, type Partner } from '../../exchange/index.ts';
import { composeMessage } from '../../outreach/index.ts';
import { getPatient } from '../../patients/index.ts';
import { findPrescription, getPrescription, type Prescription } from '../../prescriptions/index.ts';
import { listUnmet } from '../domain/completeness.ts';
import {
  chooseFirstWay,
  type InformationRequest,
  isQueryable,
  listOpenItems,
  type OpenWays,
  type RequestedItem,
  type RequestId,
  type RequestWay,
} from '../domain/information-request.ts';
import { composeForm } from '../domain/request-form.ts';
import { referralRefusals } from '../refusals.ts';
import { insertRequest, listRequests, saveRequest } from '../request-store.ts';
import { composeLetter, findRecipient } from './compose-letter.ts';
import { checkCompleteness } from './gather-referral-facts.ts';
import { noteStep } from './note-step.ts';
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

/** The kind of message by which a form goes to a prescriber. */
export const formKind = 'form-request';

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
    way: chooseFirstWay(items, await listOpenWays(tx, prescription)),
    formPartnerId: null,
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

/** Begins to ask by a way for what is still open: sends a query or a form, or composes the letter that a person sends. */
export async function beginWay(tx: TenantTransaction, request: InformationRequest, way: RequestWay): Promise<void> {
  const prescription = await getPrescription(tx, request.prescriptionId);
  if (way === 'ehr-query') await sendQuery(tx, request);
  else if (way === 'form') await sendForm(tx, request, prescription);
  else {
    const letter = await composeMissingLetter(tx, prescription, request);
    await tx.cancelTimer(silenceTimer, request.requestId);
    saveRequest(tx, { ...request, way, dueAt: null, isLate: false });
    await noteStep(tx, request, { way, step: 'composed', source: { kind: 'letter', id: letter.letterId } });
  }
  await followWork(tx, prescription);
}

async function sendQuery(tx: TenantTransaction, request: InformationRequest): Promise<void> {
  const { requestId, siteId } = request;
  const way = 'ehr-query';
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
  await noteStep(tx, request, { way, step: 'asked', source: { kind: 'outbound', id: outboundId } });
}

/** The form has time from now, whether or not the record of the prescriber can be reached. */
async function sendForm(tx: TenantTransaction, request: InformationRequest, prescription: Prescription): Promise<void> {
  const { requestId, siteId } = request;
  const way = 'form';
  const partner = await findFormPartner(tx, prescription);
  if (partner === null) throw new Error('nobody takes a form');
  const dueAt = await computeDueAt(tx, { clock: way, siteId });
  const sections = composeForm(listOpenItems(request));
  const says = { kind: formKind, dueAt, sections } as const;
  const payload = (await composeMessage(tx, { referenceId: requestId, prescription, says })) as unknown as Json;
  const { partnerId, kind: partnerKind } = partner;
  const outboundId = await enqueueOutbound(tx, {
    ...{ partnerKind, partnerId, kind: formKind, format: 'fhir-r4' },
    ...{ subjectId: requestId, payload },
  });
  if (dueAt === null) await tx.cancelTimer(silenceTimer, requestId);
  else await tx.setTimer({ kind: silenceTimer, subject: requestId, dueAt, payload: {} });
  saveRequest(tx, { ...request, way, dueAt, isLate: false, formPartnerId: partnerId });
  const itemCodes = sections.map(({ itemCode }) => itemCode);
  await noteStep(tx, request, { way, step: 'asked', itemCodes, source: { kind: 'outbound', id: outboundId } });
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
async function canAskEhr(tx: TenantTransaction, { patientId }: Prescription): Promise<boolean> {
  if (patientId === null) return false;
  const partner = await findPartnerOfKind(tx, 'ehr');
  if (partner === null || partner.queryAddress === null) return false;
  const { demographics } = await getPatient(tx, patientId);
  return demographics.identifiers.some(({ kind }) => kind === 'MR');
}

/** Tells by which ways beside a letter a referral's missing items can be asked for. */
export async function listOpenWays(tx: TenantTransaction, prescription: Prescription): Promise<OpenWays> {
  return {
    hasEhr: await canAskEhr(tx, prescription),
    hasForm: (await findFormPartner(tx, prescription)) !== null,
  };
}

/**
 * Finds whose record takes a form for the prescriber: the partner that the order came from, else the EHR that has a record number of
 * the patient.
 */
async function findFormPartner(tx: TenantTransaction, prescription: Prescription): Promise<Partner | null> {
  const { partnerId, patientId } = prescription;
  const own = partnerId === null ? null : await findPartner(tx, partnerId);
  if (own !== null && own.status === 'active' && own.formAddress !== null) return own;
  const ehr = await findPartnerOfKind(tx, 'ehr');
  if (ehr === null || ehr.formAddress === null || patientId === null) return null;
  const { demographics } = await getPatient(tx, patientId);
  return demographics.identifiers.some(({ kind }) => kind === 'MR') ? ehr : null;
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
