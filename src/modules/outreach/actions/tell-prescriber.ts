import type { FillId, Id, PrescriptionId, TherapyId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Json } from '../../../kernel/json.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { type Delivery, listDeliveries } from '../../delivery/index.ts';
import { type Fill, findFill, listFills } from '../../dispensing/index.ts';
import { enqueueOutbound, findPartner, type OutboundId, type Partner } from '../../exchange/index.ts';
import { findPrescription, type Prescription } from '../../prescriptions/index.ts';
import { getTherapySummary } from '../../therapies/index.ts';
import { chooseFormat, isPartial, type NoticeFormat, type NoticeStatus } from '../domain/notice.ts';
import { type SaysStatus, statusKind, type ToldFill } from '../domain/prescriber-message.ts';
import { describeReason } from '../domain/reason-words.ts';
import { insertNotice, isNoticed } from '../notice-store.ts';
import { composeMessage } from './compose-message.ts';

/** A fact that a prescriber is told. */
export interface News {
  readonly eventId: Id<'event'>;
  readonly occurredAt: Instant;
  readonly status: NoticeStatus;
  readonly reasonCode: string | null;
}

/** Tells the prescriber of a fill what became of it. */
export async function tellOfFill(tx: TenantTransaction, fillId: FillId, news: News): Promise<void> {
  const fill = await findFill(tx, fillId);
  const prescription = fill === null ? null : await findPrescription(tx, fill.prescriptionId);
  if (fill === null || prescription === null) return;
  const status = news.status === 'dispensed' && isPartial(fill, prescription) ? 'partially-dispensed' : news.status;
  await tell(tx, { prescription, fill, news: { ...news, status } });
}

/** Tells the prescriber of a therapy's present prescription how it stands. */
export async function tellOfTherapy(tx: TenantTransaction, therapyId: TherapyId, news: News): Promise<void> {
  const therapy = await getTherapySummary(tx, therapyId);
  if (therapy !== null) await tellOfPrescription(tx, therapy.prescriptionId, news);
}

/** Tells the prescriber of a prescription how it stands, when nothing of it was filled. */
export async function tellOfPrescription(
  tx: TenantTransaction,
  prescriptionId: PrescriptionId,
  news: News,
): Promise<void> {
  const prescription = await findPrescription(tx, prescriptionId);
  if (prescription !== null) await tell(tx, { prescription, fill: null, news });
}

interface Telling {
  readonly prescription: Prescription;
  readonly fill: Fill | null;
  readonly news: News;
}

/** Has the news sent by the way that the prescription came, once for each fact; without a way, that is what is recorded. */
async function tell(tx: TenantTransaction, telling: Telling): Promise<void> {
  const { prescription, fill, news } = telling;
  const { prescriptionId, siteId, partnerId } = prescription;
  if (await isNoticed(tx, { eventId: news.eventId, prescriptionId })) return;
  const partner = partnerId === null ? null : await findPartner(tx, partnerId);
  const format = chooseFormat(partner, news.status);
  const noticeId = tx.newId<'prescriber-notice'>();
  const outboundId =
    partner === null || format === null ? null : await send(tx, { ...telling, noticeId, partner, format });
  insertNotice(tx, {
    ...{ noticeId, siteId, prescriptionId, outboundId },
    therapyId: prescription.therapyId,
    fillId: fill?.fillId ?? null,
    ...{ eventId: news.eventId, status: news.status, reasonCode: news.reasonCode, occurredAt: news.occurredAt },
    ...(outboundId === null ? { partnerId, format: null, state: 'not-sent' } : { partnerId, format, state: 'waiting' }),
  });
  touchTalk(tx, prescription);
}

async function send(
  tx: TenantTransaction,
  sending: Telling & {
    readonly noticeId: Id<'prescriber-notice'>;
    readonly partner: Partner;
    readonly format: NoticeFormat;
  },
): Promise<OutboundId> {
  const { noticeId, partner, format, prescription, fill, news } = sending;
  const says: SaysStatus = {
    kind: 'status',
    status: news.status,
    reasonCode: news.reasonCode,
    reasonText: describeReason(news.reasonCode),
    occurredAt: news.occurredAt,
    fill: fill === null ? null : await describeFill(tx, fill, prescription),
  };
  const payload = await composeMessage(tx, { referenceId: noticeId, prescription, says });
  return enqueueOutbound(tx, {
    ...{ partnerKind: partner.kind, partnerId: partner.partnerId, kind: statusKind, format },
    ...{ subjectId: noticeId, eventId: news.eventId },
    payload: payload as unknown as Json,
  });
}

async function describeFill(tx: TenantTransaction, fill: Fill, prescription: Prescription): Promise<ToldFill> {
  const ofTherapy = await listFills(tx, fill);
  const used = ofTherapy.filter(
    ({ prescriptionId, state }) =>
      prescriptionId === prescription.prescriptionId && state !== 'cancelled' && state !== 'returned',
  );
  const delivery = findDeliveryOf(await listDeliveries(tx, fill), fill);
  const { fillId, fillNumber, ndc11, quantityThousandths, daysSupply, lotNumber, lotExpiresOn } = fill;
  return {
    ...{ fillId, fillNumber, ndc11, quantityThousandths, daysSupply, lotNumber, lotExpiresOn },
    refillsRemaining: Math.max(0, (prescription.refillsAuthorized ?? 0) + 1 - used.length),
    dispensedAt: fill.handedOverAt,
    deliveredAt: delivery?.deliveredAt ?? null,
    carrier: delivery?.carrier ?? null,
    trackingNumber: delivery?.trackingNumber ?? null,
  };
}

function findDeliveryOf(deliveries: readonly Delivery[], fill: Fill): Delivery | null {
  return deliveries.find(({ fillId }) => fillId === fill.fillId) ?? null;
}

/** Lets pages that show the talk with a prescriber read again. */
export function touchTalk(
  tx: TenantTransaction,
  of: { readonly prescriptionId: PrescriptionId; readonly therapyId: TherapyId | null },
): void {
  tx.touch(`prescription:${of.prescriptionId}`);
  if (of.therapyId !== null) tx.touch(`therapy:${of.therapyId}`);
}

/** Tells whether a fill never left the pharmacy. */
export async function wasNeverOut(tx: TenantTransaction, fillId: FillId): Promise<boolean> {
  return (await findFill(tx, fillId))?.handedOverAt === null;
}
