import type { Instant } from '../../kernel/instant.ts';
import type { Problem } from '../../kernel/problem.ts';
import {
  composeAnswerHeader,
  composeError,
  errorCodes,
  type OutgoingScript,
  type ScriptHeader,
  type ScriptMessage,
  writeScript,
} from '../../standards/ncpdp-script/ncpdp-script.ts';

export const senderSoftware = { developer: 'Theriac', product: 'Theriac', version: '1' } as const;

const noHeader: ScriptHeader = {
  to: null,
  from: null,
  messageId: null,
  relatesToMessageId: null,
  sentAt: null,
  security: null,
  senderSoftware: null,
  rxReferenceNumber: null,
  prescriberOrderNumber: null,
  authorizationNumber: null,
  isTest: false,
  isDigitallySigned: null,
};

/** Writes the answer to a message in the release that it came in; the newest one when that could not be read. */
export function writeAnswer(
  request: ScriptMessage | null,
  answer: { readonly body: OutgoingScript['body']; readonly messageId: string; readonly at: Instant },
): Uint8Array {
  const header = composeAnswerHeader({
    to: request?.header ?? noHeader,
    messageId: answer.messageId.replaceAll('-', ''),
    sentAt: answer.at,
    senderSoftware,
  });
  const version = request?.version === '2017071' ? '2017071' : '2023011';
  return new TextEncoder().encode(writeScript({ version, header, body: answer.body }));
}

/** Writes the Error that refuses a message as a whole: 601 asks to send again, 900 that this is useless. */
export function composeFault(
  request: ScriptMessage | null,
  refusal: { readonly problem: Problem; readonly at: Instant },
): Uint8Array {
  const { problem, at } = refusal;
  const isOurs = problem.code === 'inbound.application-fault';
  const body = composeError({
    code: isOurs ? errorCodes.receiverUnable : errorCodes.transactionRejected,
    descriptionCode: null,
    description: problem.text,
  });
  const number = request?.header.messageId ?? 'unknown';
  return writeAnswer(request, { body, messageId: `error-${number}`.slice(0, 35), at });
}
