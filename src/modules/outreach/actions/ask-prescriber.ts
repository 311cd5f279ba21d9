import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { Id, PatientId, PrescriptionId, StaffId } from '../../../kernel/ids.ts';
import { dayIn } from '../../../kernel/instant.ts';
import type { Json } from '../../../kernel/json.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { listFills } from '../../dispensing/index.ts';
import { enqueueOutbound, findPartner, type Partner } from '../../exchange/index.ts';
import { getSite } from '../../identity/index.ts';
import { findPrescription, type Prescription } from '../../prescriptions/index.ts';
import { findDrug } from '../../reference/index.ts';
import { closeWorkItem } from '../../work/index.ts';
import type { AsksChange, AsksRenewal, ToldDrug } from '../domain/prescriber-message.ts';
import {
  answerQueues,
  type ChangeCode,
  decideAsk,
  type PrescriberRequest,
  type RequestId,
  type RequestKind,
} from '../domain/prescriber-request.ts';
import { outreachRefusals } from '../refusals.ts';
import { findOpenRequest, insertRequest, settleEarlier } from '../request-store.ts';
import { composeMessage, toToldDrug } from './compose-message.ts';
import { touchTalk } from './tell-prescriber.ts';

/** A request that is on its way, and whose prescription it is about. */
export interface Asked {
  readonly requestId: RequestId;
  readonly patientId: PatientId | null;
}

/** Asks the prescriber to renew a prescription. Refuses what cannot be asked or is asked already. */
export async function askRenewal(
  tx: TenantTransaction,
  wanted: { readonly prescriptionId: PrescriptionId; readonly fillsWanted: number; readonly note: string | null },
): Promise<Result<Asked>> {
  const { prescriptionId, fillsWanted, note } = wanted;
  const found = await loadAskable(tx, prescriptionId, 'renewal');
  if (!found.ok) return found;
  const lastFilledOn = await findLastFilledOn(tx, found.value.prescription);
  return ask(tx, {
    ...found.value,
    ...{ kind: 'renewal', changeCode: null, note },
    says: { kind: 'renewal-request', fillsWanted, lastFilledOn, note },
  });
}

/** Asks the prescriber to change or clarify a prescription. Refuses what cannot be asked, and drugs that are not known. */
export async function askChange(
  tx: TenantTransaction,
  wanted: {
    readonly prescriptionId: PrescriptionId;
    readonly changeCode: ChangeCode;
    readonly note: string;
    readonly drugIds: readonly Id<'drug'>[];
  },
): Promise<Result<Asked>> {
  const { prescriptionId, changeCode, note } = wanted;
  const found = await loadAskable(tx, prescriptionId, 'change');
  if (!found.ok) return found;
  const drugs: ToldDrug[] = [];
  for (const drugId of wanted.drugIds) {
    const drug = await findDrug(tx, drugId);
    if (drug === null) return refuse(outreachRefusals.unknownDrug);
    drugs.push(toToldDrug(drug));
  }
  return ask(tx, {
    ...found.value,
    ...{ kind: 'change', changeCode, note },
    says: { kind: 'change-request', changeCode, note, wanted: drugs },
  });
}

/** Finds why a prescriber cannot be asked about a prescription, in words; null when they can. */
export async function findAskRefusal(
  tx: TenantTransaction,
  prescriptionId: PrescriptionId,
  kind: RequestKind,
): Promise<string | null> {
  const found = await loadAskable(tx, prescriptionId, kind);
  return found.ok ? null : found.refusal.sentence;
}

interface Askable {
  readonly prescription: Prescription;
  readonly partner: Partner;
}

async function loadAskable(
  tx: TenantTransaction,
  prescriptionId: PrescriptionId,
  kind: RequestKind,
): Promise<Result<Askable>> {
  const prescription = await findPrescription(tx, prescriptionId);
  if (prescription === null) return refuse(outreachRefusals.unknownPrescription);
  const { partnerId, status, orderNumber } = prescription;
  const partner = partnerId === null ? null : await findPartner(tx, partnerId);
  const isAskable =
    partner !== null &&
    partner.status === 'active' &&
    partner.statusFormat === 'ncpdp-script' &&
    prescription.channel === 'ncpdp-script';
  const openRequest = await findOpenRequest(tx, { prescriptionId, kind });
  const asksBy = isAskable ? 'ncpdp-script' : null;
  const decided = decideAsk({ status, orderNumber, asksBy, openRequest }, kind);
  if (!decided.ok) return decided;
  if (partner === null) return refuse(outreachRefusals.noWayToAsk);
  return ok({ prescription, partner });
}

async function ask(
  tx: TenantTransaction,
  asked: Askable & {
    readonly kind: RequestKind;
    readonly changeCode: ChangeCode | null;
    readonly note: string | null;
    readonly says: AsksRenewal | AsksChange;
  },
): Promise<Result<Asked>> {
  const { prescription, partner, kind, changeCode, note, says } = asked;
  const requestId = tx.newId<'prescriber-request'>();
  const payload = await composeMessage(tx, { referenceId: requestId, prescription, says });
  const outboundId = await enqueueOutbound(tx, {
    ...{ partnerKind: partner.kind, partnerId: partner.partnerId, kind: says.kind, format: 'ncpdp-script' },
    ...{ subjectId: requestId, payload: payload as unknown as Json },
  });
  const { prescriptionId, therapyId, siteId, patientId } = prescription;
  const request: PrescriberRequest = {
    ...{ requestId, siteId, therapyId, prescriptionId, kind, changeCode, outboundId, partnerId: partner.partnerId },
    ...{ state: 'waiting', reasonCodes: [], newPrescriptionId: null },
    ...{ messageId: null, acknowledgementId: null, answerMessageId: null },
    askedBy: tx.actor.kind === 'staff' ? (tx.actor.staffId as StaffId) : null,
    ...{ askedAt: tx.now, answeredAt: null, settledCode: null },
  };
  if (await settleEarlier(tx, { prescriptionId, kind }))
    await closeWorkItem(tx, { queue: answerQueues[kind], subjectId: prescriptionId, outcome: 'asked-again' });
  await insertRequest(tx, request, { note, answer: null });
  touchTalk(tx, prescription);
  return ok({ requestId, patientId });
}

async function findLastFilledOn(tx: TenantTransaction, prescription: Prescription): Promise<CalendarDay | null> {
  if (prescription.therapyId === null) return null;
  const fills = await listFills(tx, { therapyId: prescription.therapyId });
  const last = fills.find(({ handedOverAt }) => handedOverAt !== null)?.handedOverAt ?? null;
  return last === null ? null : dayIn(last, (await getSite(tx, prescription.siteId)).timeZone);
}
