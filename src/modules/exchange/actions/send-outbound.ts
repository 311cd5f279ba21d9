import type { RawMessageId } from '../../../kernel/ids.ts';
import { addMinutes } from '../../../kernel/instant.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { closeWorkItem } from '../../work/index.ts';
import {
  type ExchangedAbout,
  findRetryMinutes,
  type OutboundId,
  type OutboundOutcome,
  type OutboundRequest,
  type TakenOutbound,
} from '../domain/outbound-message.ts';
import type { MessageFormat, PartnerId } from '../domain/partner.ts';
import { outboundEnqueued } from '../events.ts';
import { insertExchanged } from '../message-store.ts';
import { findWaiting, insertOutbound, reviveOutbound, saveOutboundState, takeWaiting } from '../outbound-store.ts';
import { findPartner, findPartnerOfKind } from '../partner-store.ts';
import { exchangeRefusals } from '../refusals.ts';
import { openDeadLetter } from './ask-person.ts';

/** The timer that brings an unanswered message back. */
export const retryTimer = 'exchange.send-again';

/** Has a message sent to the tenant's partner of a kind, or to the partner that it names, once this transaction is committed. */
export async function enqueueOutbound(tx: TenantTransaction, request: OutboundRequest): Promise<OutboundId> {
  const outboundId = tx.newId<'outbound'>();
  const partnerId = request.partnerId ?? (await findPartnerOfKind(tx, request.partnerKind))?.partnerId ?? null;
  const isNew = await insertOutbound(tx, { ...request, outboundId, partnerId });
  if (!isNew) throw new Error('a fact was to be told twice');
  await announceWaiting(tx, { outboundId, partnerKind: request.partnerKind, kind: request.kind });
  return outboundId;
}

/** Takes a waiting message to send it, and counts the attempt; null when it is settled already. */
export async function takeOutbound(tx: TenantTransaction, outboundId: OutboundId): Promise<TakenOutbound | null> {
  const waiting = await takeWaiting(tx, outboundId);
  if (waiting === null) return null;
  const { kind, subjectId, payload, attempts: attempt, format, enqueuedAt, resends } = waiting;
  const partner =
    waiting.partnerId === null
      ? await findPartnerOfKind(tx, waiting.partnerKind)
      : await findPartner(tx, waiting.partnerId);
  return {
    outboundId,
    partner: partner?.status === 'active' ? partner : null,
    ...{ kind, subjectId, payload, attempt, format, enqueuedAt, resends },
  };
}

/** How sending a message ended, with the bytes that went and came. */
export interface OutboundCompletion {
  readonly outboundId: OutboundId;
  readonly outcome: OutboundOutcome;
  readonly format: MessageFormat;
  readonly sentBody: Uint8Array | null;
  readonly replyBody: Uint8Array | null;
  /** The partner that took it, where it was not the one that it was meant for. */
  readonly partnerId?: PartnerId;
  /** What is known of the bytes, where the gateway says it: their number, their types, what is wrong, whom they concern. */
  readonly about?: ExchangedAbout;
  /** How long the partner took to answer; absent where nobody measured. */
  readonly elapsedMilliseconds?: number;
  /** Whether a person looks at what the partner refused. */
  readonly refusalNeedsPerson?: boolean;
}

/** How a message stands after an attempt to send it, and under which ids its bytes are kept. */
export interface OutboundStanding {
  /** `settled` means that another attempt ended before, and nothing was recorded. */
  readonly state: 'waiting' | 'done' | 'dead' | 'settled';
  readonly sentId: RawMessageId | null;
  readonly replyId: RawMessageId | null;
}

/** Records how sending ended. What nobody answered is tried again later; after the last attempt a person is asked. */
export async function completeOutbound(
  tx: TenantTransaction,
  completion: OutboundCompletion,
): Promise<OutboundStanding> {
  const { outboundId, outcome } = completion;
  const waiting = await findWaiting(tx, outboundId);
  if (waiting === null) return { state: 'settled', sentId: null, replyId: null };
  const partnerId = completion.partnerId ?? waiting.partnerId;
  const kept =
    partnerId === null
      ? { sentId: null, replyId: null }
      : await saveBodies(tx, { ...completion, ...waiting, partnerId });
  const minutes = outcome === 'unreachable' ? findRetryMinutes(waiting.attempts) : null;
  if (minutes !== null) {
    const dueAt = addMinutes(tx.now, minutes);
    await tx.setTimer({ kind: retryTimer, subject: outboundId, dueAt, payload: {} });
    return { state: 'waiting', ...kept };
  }
  const isRefused = outcome === 'refused' && completion.refusalNeedsPerson === true;
  const state = outcome === 'unreachable' || isRefused ? 'dead' : 'done';
  await saveOutboundState(tx, { outboundId, state, outcome });
  if (state === 'done') return { state, ...kept };
  const facts = { attempts: waiting.attempts, kind: waiting.kind };
  const subject = { subjectKind: 'outbound', subjectId: outboundId } as const;
  await openDeadLetter(tx, {
    ...{ ...subject, siteId: null, facts },
    reasonCode: isRefused ? 'partner-refused' : 'partner-silent',
  });
  return { state, ...kept };
}

/** Has a dead message sent again, for a reason that a person gives. Refuses what is not dead. */
export async function sendDeadAgain(
  tx: TenantTransaction,
  again: { readonly outboundId: OutboundId; readonly reasonCode: string },
): Promise<Result<null>> {
  const { outboundId, reasonCode } = again;
  const revived = await reviveOutbound(tx, outboundId);
  if (revived === null) return refuse(exchangeRefusals.messageNotDead);
  await closeWorkItem(tx, { queue: 'dead-letters', subjectId: outboundId, outcome: 'sent-again' });
  await tx.audit({
    action: 'exchange.send-dead-again',
    outcome: 'done',
    patientIds: [],
    object: { kind: 'outbound', id: outboundId },
    reason: reasonCode,
  });
  await announceWaiting(tx, { ...revived, outboundId });
  return ok(null);
}

/** Announces a waiting message again, when its timer falls due. */
export async function sendAgain(tx: TenantTransaction, outboundId: OutboundId): Promise<void> {
  const waiting = await findWaiting(tx, outboundId);
  if (waiting !== null) await announceWaiting(tx, { ...waiting, outboundId });
}

async function announceWaiting(
  tx: TenantTransaction,
  waiting: { readonly outboundId: OutboundId; readonly partnerKind: string; readonly kind: string },
): Promise<void> {
  const { outboundId, partnerKind, kind } = waiting;
  await tx.announce(outboundEnqueued, { outboundId, partnerKind, kind }, outboundId);
}

async function saveBodies(
  tx: TenantTransaction,
  exchanged: OutboundCompletion & {
    readonly partnerId: NonNullable<TakenOutbound['partner']>['partnerId'];
    readonly kind: string;
  },
): Promise<Pick<OutboundStanding, 'sentId' | 'replyId'>> {
  const { partnerId, format, kind, outboundId, about, sentBody, replyBody } = exchanged;
  if (sentBody === null) return { sentId: null, replyId: null };
  const { links, patientIds } = about ?? {};
  const of = {
    ...{ partnerId, siteId: null, format, outboundId },
    ...(about === undefined ? {} : { links, patientIds }),
  };
  const sentId = await insertExchanged(tx, {
    ...{ ...of, direction: 'out', body: sentBody, answers: null, messageType: about?.sentType ?? kind },
    ...(about === undefined ? {} : { controlId: about.controlId, problems: about.problems }),
    ...(exchanged.elapsedMilliseconds === undefined ? {} : { elapsedMilliseconds: exchanged.elapsedMilliseconds }),
  });
  if (replyBody === null) return { sentId, replyId: null };
  const messageType = about?.replyType ?? kind;
  const replyId = await insertExchanged(tx, { ...of, direction: 'in', body: replyBody, answers: sentId, messageType });
  return { sentId, replyId };
}
