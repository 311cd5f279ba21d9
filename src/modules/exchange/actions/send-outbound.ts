import type { RawMessageId } from '../../../kernel/ids.ts';
import { addMinutes } from '../../../kernel/instant.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import {
  findRetryMinutes,
  type OutboundId,
  type OutboundOutcome,
  type OutboundRequest,
  type TakenOutbound,
} from '../domain/outbound-message.ts';
import type { MessageFormat } from '../domain/partner.ts';
import { outboundEnqueued } from '../events.ts';
import { insertExchanged } from '../message-store.ts';
import { findWaiting, insertOutbound, saveOutboundState, takeWaiting } from '../outbound-store.ts';
import { findPartner, findPartnerOfKind } from '../partner-store.ts';
import { openDeadLetter } from './ask-person.ts';

/** The timer that brings an unanswered message back. */
export const retryTimer = 'exchange.send-again';

/** Has a message sent to the tenant's partner of a kind, once this transaction is committed. */
export async function enqueueOutbound(tx: TenantTransaction, request: OutboundRequest): Promise<OutboundId> {
  const outboundId = tx.newId<'outbound'>();
  const partner = await findPartnerOfKind(tx, request.partnerKind);
  await insertOutbound(tx, { ...request, outboundId, partnerId: partner?.partnerId ?? null });
  await announceWaiting(tx, { outboundId, partnerKind: request.partnerKind, kind: request.kind });
  return outboundId;
}

/** Takes a waiting message to send it, and counts the attempt; null when it is settled already. */
export async function takeOutbound(tx: TenantTransaction, outboundId: OutboundId): Promise<TakenOutbound | null> {
  const waiting = await takeWaiting(tx, outboundId);
  if (waiting === null) return null;
  const { kind, subjectId, payload, attempts: attempt } = waiting;
  const partner =
    waiting.partnerId === null
      ? await findPartnerOfKind(tx, waiting.partnerKind)
      : await findPartner(tx, waiting.partnerId);
  return { outboundId, partner: partner?.status === 'active' ? partner : null, kind, subjectId, payload, attempt };
}

/** How sending a message ended, with the bytes that went and came. */
export interface OutboundCompletion {
  readonly outboundId: OutboundId;
  readonly outcome: OutboundOutcome;
  readonly format: MessageFormat;
  readonly sentBody: Uint8Array | null;
  readonly replyBody: Uint8Array | null;
}

/**
 * Records how sending ended, and returns the stored answer, null where none came. What nobody answered is tried again later; after the
 * last attempt a person is asked.
 */
export async function completeOutbound(
  tx: TenantTransaction,
  completion: OutboundCompletion,
): Promise<RawMessageId | null> {
  const { outboundId, outcome } = completion;
  const waiting = await findWaiting(tx, outboundId);
  if (waiting === null) return null;
  const { partnerId } = waiting;
  const answer = partnerId === null ? null : await saveBodies(tx, { ...completion, ...waiting, partnerId });
  const minutes = outcome === 'unreachable' ? findRetryMinutes(waiting.attempts) : null;
  if (minutes !== null) {
    const dueAt = addMinutes(tx.now, minutes);
    await tx.setTimer({ kind: retryTimer, subject: outboundId, dueAt, payload: {} });
    return answer;
  }
  const state = outcome === 'unreachable' ? 'dead' : 'done';
  await saveOutboundState(tx, { outboundId, state, outcome });
  if (state === 'done') return answer;
  const facts = { attempts: waiting.attempts, kind: waiting.kind };
  const subject = { subjectKind: 'outbound', subjectId: outboundId } as const;
  await openDeadLetter(tx, { ...subject, siteId: null, reasonCode: 'partner-silent', facts });
  return answer;
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
): Promise<RawMessageId | null> {
  const { partnerId, format, kind: messageType } = exchanged;
  const of = { partnerId, siteId: null, format, messageType };
  if (exchanged.sentBody === null) return null;
  const sent = await insertExchanged(tx, { ...of, direction: 'out', body: exchanged.sentBody, answers: null });
  if (exchanged.replyBody === null) return null;
  return insertExchanged(tx, { ...of, direction: 'in', body: exchanged.replyBody, answers: sent });
}
