import { hasErrors, type Problem } from '../../kernel/problem.ts';
import {
  composeSender,
  findReceivingSite,
  type InboundSettlement,
  isAllowedSender,
  openIntakeOfMessage,
} from '../../modules/exchange/index.ts';
import type { Site } from '../../modules/identity/index.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import {
  findCondition,
  type Hl7Content,
  type Hl7Message,
  readContent,
  readMessage,
} from '../../standards/hl7v2/hl7v2.ts';
import type { Applied, MessageVerdict, StoredMessage } from '../inbound/inbound-format.ts';
import { applyAdmission } from './apply-admission.ts';
import { applyAppointment } from './apply-appointment.ts';
import { applyOrders } from './apply-orders.ts';
import { applyResults } from './apply-results.ts';
import { type AnswerDraft, composeAnswer } from './compose-answer.ts';
import { notProduction, senderNotAllowed, unsupportedType } from './gateway-problems.ts';

/**
 * Reads a stored message and lets it take effect in this transaction: orders become prescriptions, patient administration updates
 * patients, appointments and results of laboratories are recorded. What cannot be used becomes a task with the original beside it, and its sender is told why, with the places.
 */
export async function applyMessage(tx: TenantTransaction, stored: StoredMessage): Promise<MessageVerdict> {
  const reading = readMessage(stored.bytes);
  const request = reading.message;
  if (request === null) return settleUnusable(tx, stored, { request, problems: reading.problems });
  const sender = composeSender({ application: request.header.text(3), facility: request.header.text(4) });
  if (!isAllowedSender(stored.partner, sender)) {
    const rejected = settle(tx, stored, { request, verdict: 'reject', problems: [senderNotAllowed], applied: null });
    return { settlement: rejected, quarantine: 'sender-not-allowed' };
  }
  if (/^[TD]$/.test(request.header.text(11))) return refuse(tx, stored, request, [notProduction]);
  const site = await findReceivingSite(tx, { partner: stored.partner, pharmacyIds: [request.header.text(6)] });
  const content = readContent(request, { assumedTimeZone: site.timeZone });
  const problems = [...reading.problems, ...content.problems];
  if (content.message === null || hasErrors(problems)) return settleUnusable(tx, stored, { request, problems });
  const applied = await applyContent(tx, stored, { content: content.message, site });
  if (applied === null) return refuse(tx, stored, request, [unsupportedType]);
  return { settlement: settle(tx, stored, { request, verdict: 'accept', problems, applied }), quarantine: null };
}

async function applyContent(
  tx: TenantTransaction,
  { rawMessageId, partner, receivedAt }: StoredMessage,
  read: { readonly content: Hl7Content; readonly site: Site },
): Promise<Applied | null> {
  const { content, site } = read;
  const source = { rawMessageId, partnerId: partner.partnerId, siteId: site.siteId, receivedAt };
  if (content.kind === 'pharmacy-orders') return applyOrders(tx, content.orders, { source, partner });
  if (content.kind === 'appointment') return applyAppointment(tx, content.appointment, source);
  if (content.kind === 'results') return applyResults(tx, content.results, source);
  return content.kind === 'admission' ? applyAdmission(tx, content.admission, source) : null;
}

/** A message that nothing here takes is refused; nobody has to look at it. */
function refuse(
  tx: TenantTransaction,
  stored: StoredMessage,
  request: Hl7Message,
  problems: readonly Problem[],
): MessageVerdict {
  return { settlement: settle(tx, stored, { request, verdict: 'reject', problems, applied: null }), quarantine: null };
}

async function settleUnusable(
  tx: TenantTransaction,
  stored: StoredMessage,
  read: { readonly request: Hl7Message | null; readonly problems: readonly Problem[] },
): Promise<MessageVerdict> {
  const errors = read.problems.filter(({ severity }) => severity === 'error');
  const { rawMessageId, partner } = stored;
  await openIntakeOfMessage(tx, {
    rawMessageId,
    siteId: partner.siteId,
    reasonCode: 'message-errors',
    facts: { codes: [...new Set(errors.map(({ code }) => code))].slice(0, 10) },
  });
  const verdict = errors.some(isOfHeader) ? 'reject' : 'error';
  const applied: Applied = { outcome: 'work-item', links: [], patientIds: [] };
  return { settlement: settle(tx, stored, { ...read, verdict, applied }), quarantine: null };
}

/** Errors of header, type, event or version (HL7 table 0357, 200 to 203) reject a message as such. */
function isOfHeader({ code }: Problem): boolean {
  return /^20[0-3]$/.test(findCondition(code));
}

function settle(
  tx: TenantTransaction,
  { rawMessageId }: StoredMessage,
  parts: Pick<AnswerDraft, 'request' | 'verdict' | 'problems'> & { readonly applied: Applied | null },
): InboundSettlement {
  const { request, verdict, problems, applied } = parts;
  return {
    rawMessageId,
    outcome: applied?.outcome ?? 'refused',
    messageType: request === null ? '' : typeOf(request),
    problems,
    links: applied?.links ?? [],
    patientIds: applied?.patientIds ?? [],
    answer: composeAnswer({ request, rawMessageId, verdict, problems, at: tx.now }),
  };
}

/** The type as codes alone, because a sender may write anything where the type stands. */
function typeOf(request: Hl7Message): string {
  const type = `${request.code}^${request.trigger}`;
  return /^[A-Z0-9]{1,4}\^[A-Z0-9]{0,4}$/.test(type) ? type : '';
}
