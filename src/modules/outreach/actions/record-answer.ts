import { addBusinessMinutes } from '../../../kernel/business-calendar.ts';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { Id, PatientId, PrescriptionId, RawMessageId } from '../../../kernel/ids.ts';
import { dayIn, type Instant } from '../../../kernel/instant.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { getSite } from '../../identity/index.ts';
import {
  cancelPrescription,
  getPrescription,
  type IncomingPrescription,
  type Prescription,
  receivePrescription,
} from '../../prescriptions/index.ts';
import { openWorkItem } from '../../work/index.ts';
import {
  answerQueues,
  computeEffect,
  computeRefillsAfterFirst,
  isOpenRequest,
  type PrescriberRequest,
  type RequestAnswer,
} from '../domain/prescriber-request.ts';
import { lockRequest, openWords, saveRequest } from '../request-store.ts';
import { tellTherapy } from './record-acknowledgement.ts';
import { touchTalk } from './tell-prescriber.ts';

/** What an answer says about the drug; null is as it was prescribed. */
export type AnsweredOrder = Pick<
  IncomingPrescription,
  'drug' | 'quantity' | 'daysSupply' | 'directions' | 'substitutionAllowed' | 'writtenOn'
>;

/** A prescriber's answer to a request, as the gateway read it. */
export interface PrescriberAnswer {
  readonly rawMessageId: RawMessageId;
  readonly partnerId: Id<'partner'>;
  /** Which request it answers: the number of its message, or the reference that it repeats. */
  readonly answers: { readonly outboundId: Id<'outbound'> } | { readonly requestId: PrescriberRequest['requestId'] };
  readonly kind: PrescriberRequest['kind'];
  readonly answer: RequestAnswer;
  readonly reasonCodes: readonly string[];
  /** The prescriber's own words; null when there are none. */
  readonly words: string | null;
  readonly order: AnsweredOrder | null;
  /** All fills that are authorized, the first among them; null when nothing was said. */
  readonly fillsAuthorized: number | null;
  readonly orderNumber: string | null;
  readonly receivedAt: Instant;
}

/** What an answer became. `unknown` asks nobody's question; `final` comes after a final answer, which stands. */
export interface RecordedAnswer {
  readonly outcome: 'applied' | 'needs-person' | 'unknown' | 'final';
  readonly prescriptionIds: readonly PrescriptionId[];
  readonly patientId: PatientId | null;
}

// A refused renewal is a patient who runs out: somebody looks at it within two hours of business.
const lookMinutes = 120;

/**
 * Records what a prescriber answered. An approval is received as a prescription by the door of all prescriptions; what is denied closes
 * the request and becomes work.
 */
export async function recordAnswer(tx: TenantTransaction, heard: PrescriberAnswer): Promise<RecordedAnswer> {
  const request = await lockRequest(tx, heard.answers);
  if (request === null || request.partnerId !== heard.partnerId || request.kind !== heard.kind)
    return { outcome: 'unknown', prescriptionIds: [], patientId: null };
  const asked = await getPrescription(tx, request.prescriptionId);
  const { patientId } = asked;
  const of = { prescriptionIds: [request.prescriptionId], patientId };
  if (!isOpenRequest(request.state) && request.state !== 'refused') return { outcome: 'final', ...of };
  const answer = isUsable(heard) ? heard.answer : 'unclear';
  const effect = computeEffect(request.kind, answer);
  const brought = effect.bringsPrescription ? await bring(tx, { asked, request, heard }) : null;
  if (brought !== null && effect.replaces && brought.status === 'accepted') await replace(tx, asked);
  const answered: PrescriberRequest = {
    ...request,
    state: answer,
    reasonCodes: heard.reasonCodes,
    newPrescriptionId: brought?.prescriptionId ?? null,
    answerMessageId: heard.rawMessageId,
    answeredAt: tx.now,
  };
  const { note } = await openWords(tx, request.requestId);
  await saveRequest(tx, answered, { note, answer: heard.words });
  if (effect.needsPerson) await openWork(tx, answered, asked);
  await tellTherapy(tx, request, {
    code: `outreach.${request.kind}-${answer === 'unclear' ? 'answer-unclear' : answer}`,
    messageId: heard.rawMessageId,
    ...(heard.reasonCodes.length === 0 ? {} : { facts: { answerCode: heard.reasonCodes.join(' ') } }),
  });
  touchTalk(tx, request);
  // What a denial makes is work about the prescription; its message was understood and waits for nobody.
  const isDone = answer !== 'unclear' && (brought === null || brought.status === 'accepted');
  const prescriptionIds = brought === null ? of.prescriptionIds : [request.prescriptionId, brought.prescriptionId];
  return { outcome: isDone ? 'applied' : 'needs-person', prescriptionIds, patientId };
}

/** Whoever changes or replaces something says what it is now. */
function isUsable({ answer, order }: PrescriberAnswer): boolean {
  return order !== null || (answer !== 'approved-with-changes' && answer !== 'replaced');
}

/** Receives what was approved: what the answer says, else what was prescribed; the patient is the one of the prescription. */
async function bring(
  tx: TenantTransaction,
  approved: {
    readonly asked: Prescription;
    readonly request: PrescriberRequest;
    readonly heard: PrescriberAnswer;
  },
): Promise<Prescription> {
  const { asked, request, heard } = approved;
  const { timeZone } = await getSite(tx, asked.siteId);
  const incoming = composeApproved({ asked, kind: request.kind, heard, today: dayIn(heard.receivedAt, timeZone) });
  const received = await receivePrescription(tx, incoming);
  if (!received.ok) throw new Error(received.refusal.code);
  return received.value.prescription;
}

function composeApproved(parts: {
  readonly asked: Prescription;
  readonly kind: PrescriberRequest['kind'];
  readonly heard: PrescriberAnswer;
  readonly today: CalendarDay;
}): IncomingPrescription {
  const { asked, kind, heard, today } = parts;
  const { incoming } = asked;
  const { order, fillsAuthorized } = heard;
  return {
    ...incoming,
    channel: 'ncpdp-script',
    ...{ rawMessageId: heard.rawMessageId, partnerId: heard.partnerId, orderNumber: heard.orderNumber },
    ...{ receivedAt: heard.receivedAt, renews: asked.prescriptionId, validUntil: null },
    drug: order !== null && namesDrug(order.drug) ? order.drug : incoming.drug,
    quantity: order?.quantity ?? incoming.quantity,
    daysSupply: order?.daysSupply ?? incoming.daysSupply,
    directions: order?.directions ?? incoming.directions,
    substitutionAllowed: order?.substitutionAllowed ?? incoming.substitutionAllowed,
    writtenOn: order?.writtenOn ?? today,
    refills: kind === 'renewal' ? computeRefillsAfterFirst(fillsAuthorized) : (fillsAuthorized ?? incoming.refills),
    note: heard.words,
  };
}

function namesDrug({ ndc, rxcui, description }: AnsweredOrder['drug']): boolean {
  return ndc !== null || rxcui !== null || description !== null;
}

/** What was replaced authorizes nothing any more; one that is over already stays as it is. */
async function replace(tx: TenantTransaction, asked: Prescription): Promise<void> {
  if (asked.status !== 'accepted' && asked.status !== 'needs-person') return;
  const cancelled = await cancelPrescription(tx, { prescriptionId: asked.prescriptionId, reasonCode: 'replaced' });
  if (!cancelled.ok) throw new Error(cancelled.refusal.code);
}

async function openWork(tx: TenantTransaction, request: PrescriberRequest, asked: Prescription): Promise<void> {
  const { calendar } = await getSite(tx, request.siteId);
  await openWorkItem(tx, {
    queue: answerQueues[request.kind],
    subjectKind: 'prescription',
    subjectId: request.prescriptionId,
    siteId: request.siteId,
    ...(asked.patientId === null ? {} : { patientId: asked.patientId }),
    reasonCode: `${request.kind}-${request.state === 'unclear' ? 'answer-unclear' : request.state}`,
    dueAt: addBusinessMinutes(calendar, { from: tx.now, minutes: lookMinutes }) ?? tx.now,
    facts: { reasons: [...request.reasonCodes] },
  });
}
