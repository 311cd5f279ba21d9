import type { Uuid } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import { hasErrors, type Problem } from '../../kernel/problem.ts';
import {
  findReceivingSite,
  type InboundSettlement,
  isAllowedSender,
  type MessageLink,
  openIntakeOfMessage,
} from '../../modules/exchange/index.ts';
import { receivePrescription } from '../../modules/prescriptions/index.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import {
  composeAcceptance,
  composeRejection,
  composeVerification,
  type NewRx,
  readScript,
  type ScriptHeader,
  type ScriptMessage,
} from '../../standards/ncpdp-script/ncpdp-script.ts';
import type { DocumentFormat } from '../inbound/document-intake.ts';
import type { Applied, MessageVerdict, StoredMessage } from '../inbound/inbound-format.ts';
import { type AppliedWithAnswer, cancelRx } from './cancel-rx.ts';
import { composeFault, writeAnswer } from './compose-answer.ts';
import { applyResponse } from './prescriber-response.ts';
import { toIncomingPrescription } from './to-incoming-prescription.ts';

const senderNotAllowed: Problem = {
  code: 'script.sender-not-allowed',
  where: 'Message/Header/From',
  severity: 'error',
  text: 'This connection does not belong to the sender that the message names.',
};

const testNotTaken: Problem = {
  code: 'script.test-not-taken',
  where: 'Message/Header/TestMessage',
  severity: 'error',
  text: 'Test messages are not taken here.',
};

/** What the machinery of inbound documents knows of SCRIPT. */
export const scriptFormat: DocumentFormat = {
  format: 'ncpdp-script',
  part: 'ncpdp-script',
  apply: applyScript,
  findControlId,
  composeRefusal: ({ bytes }, { problem, at }) => composeFault(readScript(bytes).message, { problem, at }),
};

/** Finds the MessageID without reading the message, so that its bytes can be stored first. */
function findControlId(bytes: Uint8Array): string {
  const beginning = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 8192)).toString('latin1');
  return /<(?:[\w.-]+:)?MessageID(?:\s[^<>]*)?>([^<]{1,200})</.exec(beginning)?.[1]?.trim() ?? '';
}

/** Reads a stored SCRIPT message and lets it take effect; what cannot be used becomes a task with the original beside it. */
async function applyScript(tx: TenantTransaction, stored: StoredMessage): Promise<MessageVerdict> {
  const { message, problems } = readScript(stored.bytes);
  if (message === null || hasErrors(problems)) return settleUnusable(tx, stored, { message, problems });
  if (!isAllowedSender(stored.partner, message.header.from?.id ?? '')) {
    const refused = settle(tx, stored, { message, problems: [senderNotAllowed], applied: null });
    return { settlement: refused, quarantine: 'sender-not-allowed' };
  }
  if (message.header.isTest)
    return { settlement: settle(tx, stored, { message, problems: [testNotTaken], applied: null }), quarantine: null };
  const { applied, answer } = await applyBody(tx, stored, message);
  return { settlement: settle(tx, stored, { message, problems, applied, answer }), quarantine: null };
}

async function applyBody(
  tx: TenantTransaction,
  stored: StoredMessage,
  { header, body }: ScriptMessage,
): Promise<AppliedWithAnswer> {
  if (body.kind === 'CancelRx') return cancelRx(tx, stored, { header, body });
  if (body.kind === 'NewRx') {
    const answer = body.asksForVerification ? composeVerification('Taken up by the pharmacy.') : composeAcceptance();
    return { applied: await receiveNewRx(tx, stored, { header, body }), answer };
  }
  const answer = composeAcceptance();
  if (body.kind === 'RxRenewalResponse' || body.kind === 'RxChangeResponse')
    return { applied: await applyResponse(tx, stored, { header, body }), answer };
  if (body.kind === 'Status' || body.kind === 'Verify') return { applied: appliedWith([], []), answer };
  return { applied: await askPerson(tx, stored, `script-${body.kind.toLowerCase()}`), answer };
}

async function receiveNewRx(
  tx: TenantTransaction,
  stored: StoredMessage,
  message: { readonly header: ScriptHeader; readonly body: NewRx },
): Promise<Applied> {
  const { rawMessageId, partner, receivedAt } = stored;
  if (message.body.patient?.species === 'other') return askPerson(tx, stored, 'script-animal-patient');
  const pharmacy = message.body.pharmacy?.identification;
  const pharmacyIds = [pharmacy?.npi, pharmacy?.ncpdpId, message.header.to?.id];
  const { siteId } = await findReceivingSite(tx, { partner, pharmacyIds });
  const source = { rawMessageId, partnerId: partner.partnerId, siteId, receivedAt };
  const incoming = toIncomingPrescription(message, source);
  if (incoming === null) return askPerson(tx, stored, 'script-without-prescription');
  const received = await receivePrescription(tx, incoming);
  if (!received.ok) return askPerson(tx, stored, received.refusal.code);
  const { prescription } = received.value;
  const { prescriptionId, therapyId, patientId, status } = prescription;
  const links = [
    linkOf('prescription', prescriptionId),
    ...(therapyId === null ? [] : [linkOf('therapy', therapyId)]),
    ...(patientId === null ? [] : [linkOf('patient', patientId)]),
  ];
  const applied = appliedWith(links, patientId === null ? [] : [patientId]);
  return status === 'accepted' || status === 'cancelled' ? applied : { ...applied, outcome: 'work-item' };
}

async function askPerson(tx: TenantTransaction, stored: StoredMessage, reasonCode: string): Promise<Applied> {
  const { rawMessageId, partner } = stored;
  await openIntakeOfMessage(tx, { rawMessageId, siteId: partner.siteId, reasonCode });
  return { ...appliedWith([], []), outcome: 'work-item' };
}

async function settleUnusable(
  tx: TenantTransaction,
  stored: StoredMessage,
  read: { readonly message: ScriptMessage | null; readonly problems: readonly Problem[] },
): Promise<MessageVerdict> {
  const errors = read.problems.filter(({ severity }) => severity === 'error');
  await openIntakeOfMessage(tx, {
    rawMessageId: stored.rawMessageId,
    siteId: stored.partner.siteId,
    reasonCode: 'message-errors',
    facts: { codes: [...new Set(errors.map(({ code }) => code))].slice(0, 10) },
  });
  const applied: Applied = { ...appliedWith([], []), outcome: 'work-item' };
  return { settlement: settle(tx, stored, { ...read, applied }), quarantine: null };
}

function settle(
  tx: TenantTransaction,
  { rawMessageId }: StoredMessage,
  parts: {
    readonly message: ScriptMessage | null;
    readonly problems: readonly Problem[];
    readonly applied: Applied | null;
    readonly answer?: AppliedWithAnswer['answer'];
  },
): InboundSettlement {
  const { message, problems, applied, answer } = parts;
  const body = hasErrors(problems) ? composeRejection(problems) : (answer ?? composeAcceptance());
  const at: Instant = tx.now;
  return {
    rawMessageId,
    outcome: applied?.outcome ?? 'refused',
    messageType: message?.body.kind ?? '',
    problems,
    links: applied?.links ?? [],
    patientIds: applied?.patientIds ?? [],
    answer: writeAnswer(message, { body, messageId: rawMessageId, at }),
  };
}

function appliedWith(links: Applied['links'], patientIds: Applied['patientIds']): Applied {
  return { outcome: 'applied', links, patientIds };
}

function linkOf(kind: MessageLink['kind'], id: Uuid): MessageLink {
  return { kind, id };
}
