import { parseInstant } from '../../kernel/instant.ts';
import type { ElementCursor } from './element-cursor.ts';
import { scriptProblems } from './problems.ts';
import { readFlag } from './read-values.ts';
import type { RoutingParty, ScriptHeader, ScriptSecurity, SenderSoftware } from './script-message.ts';

const emptyHeader: ScriptHeader = {
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

/**
 * Reads the header. To, From, MessageID and SentTime are demanded, because no message can be answered or told from
 * its repetition without them; the sender's software is demanded by the schema only and its absence is a note.
 */
export function readHeader(message: ElementCursor): ScriptHeader {
  const header = message.require('Header');
  if (header === null) return emptyHeader;
  const isTest = readFlag(header.find('TestMessage')) === true;
  if (isTest) header.report(scriptProblems.testMessage, { at: 'TestMessage' });
  return {
    to: readRoutingParty(header, 'To'),
    from: readRoutingParty(header, 'From'),
    messageId: header.requireText('MessageID'),
    relatesToMessageId: header.findText('RelatesToMessageID'),
    sentAt: readSentTime(header),
    security: readSecurity(header.find('Security')),
    senderSoftware: readSenderSoftware(header.require('SenderSoftware', 'note')),
    rxReferenceNumber: header.findText('RxReferenceNumber'),
    prescriberOrderNumber: header.findText('PrescriberOrderNumber'),
    authorizationNumber: header.findText('AuthorizationNumber'),
    isTest,
    isDigitallySigned: readSignature(header.find('DigitalSignature')),
  };
}

function readRoutingParty(header: ElementCursor, name: 'To' | 'From'): RoutingParty | null {
  const party = header.require(name);
  if (party === null) return null;
  if (party.text === null) {
    header.report(scriptProblems.requiredMissing, { at: name });
    return null;
  }
  const qualifier = party.findAttribute('Qualifier');
  if (qualifier === null) party.report(scriptProblems.requiredMissing, { at: '@Qualifier', severity: 'warning' });
  return { qualifier, id: party.text };
}

function readSentTime(header: ElementCursor): ScriptHeader['sentAt'] {
  const text = header.requireText('SentTime');
  const instant = text === null ? null : parseInstant(text);
  if (text !== null && instant === null) header.report(scriptProblems.valueInvalid, { at: 'SentTime' });
  return instant;
}

function readSecurity(security: ElementCursor | null): ScriptSecurity | null {
  if (security === null) return null;
  const sender = security.find('Sender');
  const receiver = security.find('Receiver');
  return {
    username: security.find('UsernameToken')?.findText('Username') ?? null,
    senderSecondaryId: sender?.findText('SecondaryIdentification') ?? null,
    senderTertiaryId: sender?.findText('TertiaryIdentification') ?? null,
    receiverSecondaryId: receiver?.findText('SecondaryIdentification') ?? null,
    receiverTertiaryId: receiver?.findText('TertiaryIdentification') ?? null,
  };
}

function readSenderSoftware(software: ElementCursor | null): SenderSoftware | null {
  if (software === null) return null;
  return {
    developer: software.findText('SenderSoftwareDeveloper'),
    product: software.findText('SenderSoftwareProduct'),
    version: software.findText('SenderSoftwareVersionRelease'),
  };
}

/** A signature itself counts as the indicator when the indicator is left out. */
function readSignature(signature: ElementCursor | null): boolean | null {
  if (signature === null) return null;
  return readFlag(signature.find('DigitalSignatureIndicator')) ?? signature.find('SignatureValue') !== null;
}
