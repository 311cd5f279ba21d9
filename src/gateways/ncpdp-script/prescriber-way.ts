import type { Problem } from '../../kernel/problem.ts';
import type { PrescriberMessage } from '../../modules/outreach/index.ts';
import {
  errorCodes,
  type OutgoingScript,
  readScript,
  type ScriptHeader,
  type ScriptMessage,
  writeScript,
} from '../../standards/ncpdp-script/ncpdp-script.ts';
import { postDocument } from '../outbound/post-document.ts';
import type { PrescriberWay, ReadReply, WritingParts, WrittenMessage } from '../outbound/prescriber-way.ts';
import { senderSoftware } from './compose-answer.ts';
import { composeScriptBody } from './compose-prescriber-body.ts';

/** SCRIPT: RxFill, RxRenewalRequest and RxChangeRequest over HTTPS, answered by Status, Verify or Error. */
export const scriptWay: PrescriberWay = {
  format: 'ncpdp-script',
  write,
  send: (asked) => postDocument({ ...asked, contentType: 'application/xml; charset=utf-8' }),
  readReply,
};

function write(message: PrescriberMessage, parts: WritingParts): WrittenMessage {
  const original = parts.original === null ? null : readScript(parts.original).message;
  const body = composeScriptBody(message, original);
  const version: OutgoingScript['version'] = original?.version === '2017071' ? '2017071' : '2023011';
  const text = writeScript({ version, header: composeHeader(message, parts, original), body });
  return { body: new TextEncoder().encode(text), controlId: parts.number, messageType: body.kind };
}

/** The message goes back to whom the prescription came from, by the numbers that both gave it. */
function composeHeader(
  { prescription, pharmacy, prescriber }: PrescriberMessage,
  parts: WritingParts,
  original: ScriptMessage | null,
): ScriptHeader {
  return {
    to: original?.header.from ?? { qualifier: 'D', id: prescriber.npi ?? '' },
    from: original?.header.to ?? { qualifier: 'P', id: pharmacy.ncpdpId },
    messageId: parts.number,
    relatesToMessageId: original?.header.messageId ?? null,
    sentAt: parts.sentAt,
    security: null,
    senderSoftware,
    rxReferenceNumber: prescription.rxNumber,
    prescriberOrderNumber: original?.header.prescriberOrderNumber ?? prescription.orderNumber,
    authorizationNumber: null,
    isTest: false,
    isDigitallySigned: null,
  };
}

/** Errors that ask to send again: the way or the receiver is disturbed. */
const passing: ReadonlySet<string | null> = new Set([
  errorCodes.communicationProblem,
  errorCodes.receiverUnable,
  errorCodes.receiverSystemError,
]);

function readReply(
  reply: { readonly status: number | null; readonly body: Uint8Array },
  sent: WrittenMessage,
): ReadReply {
  const { message } = readScript(reply.body);
  const body = message?.body ?? null;
  const code = body !== null && 'code' in body ? body.code : null;
  const messageType = body === null || body.kind === 'Unread' ? '' : body.kind;
  const nothing = { code, messageType, problems: [] };
  // An answer to something else is no answer.
  const isOurs = message?.header.relatesToMessageId === sent.controlId;
  if (isOurs && (body?.kind === 'Status' || body?.kind === 'Verify')) return { ...nothing, outcome: 'taken' };
  if (!isOurs || body?.kind !== 'Error' || passing.has(code)) return { ...nothing, outcome: 'later' };
  return { ...nothing, outcome: 'refused', problems: [readProblem(body.description ?? '')] };
}

/** Partners that name a place do so before the first colon, as this program does. */
function readProblem(description: string): Problem {
  const place = /^([A-Za-z][\w/[\]@-]{2,68}):\s/.exec(description)?.[1] ?? null;
  return {
    code: 'script.refused-by-partner',
    where: place === null ? 'Message' : `Message/${/^Header\b/.test(place) ? place : `Body/${place}`}`,
    severity: 'error',
    text: 'The partner refuses this message; its own words stand in the answer.',
  };
}
