import { parseBasicDay } from '../../kernel/calendar-day.ts';
import { computeLength, cutHeader, type HeaderPiece, requestLayout, responseLayout } from './header-layout.ts';
import { type TelecomProblem, type TelecomProblemKind, TelecomProblemList, telecomProblems } from './problems.ts';
import { reportContent } from './report-content.ts';
import { fieldSeparator, groupSeparator, segmentSeparator, splitBody } from './split-body.ts';
import type { RequestHeader, ResponseHeader, TelecomMessage, TelecomVersion } from './telecom-message.ts';

/** What a reader returns: whatever could be read, beside everything that is wrong with the rest, each with its byte. */
export interface TelecomReading {
  readonly message: TelecomMessage | null;
  readonly problems: readonly TelecomProblem[];
}

const largestMessage = 65_536;
const requestLength = computeLength(requestLayout);
const responseLength = computeLength(responseLayout);
const separators: ReadonlySet<string> = new Set([fieldSeparator, groupSeparator, segmentSeparator]);
const dateLength = responseLayout.serviceDate.length;

/**
 * Reads an NCPDP Telecommunication D.0 request or response (5.1 framing too) without changing a byte of its fields.
 * Never throws. The message is null when no header can be read or its version is not supported.
 */
export function readTelecom(bytes: Uint8Array): TelecomReading {
  const problems = new TelecomProblemList();
  const message = readMessage(bytes, problems);
  return { message, problems: problems.list() };
}

function readMessage(bytes: Uint8Array, problems: TelecomProblemList): TelecomMessage | null {
  const refuse = (kind: TelecomProblemKind, where = 'message'): null => {
    problems.report(kind, { where, offset: 0 });
    return null;
  };
  if (bytes.length > largestMessage) return refuse(telecomProblems.inputTooLarge);
  const { text, offset } = stripLinkMarks(toText(bytes), problems);
  if (text.trim() === '') return refuse(telecomProblems.inputEmpty);
  const kind = detectKind(text);
  if (kind === 'too-new') return refuse(telecomProblems.versionTooNew, 'header 102-A2');
  if (kind === null) return refuse(telecomProblems.versionUnsupported, 'header 102-A2');
  if (text.slice(kind === 'request' ? 6 : 0).startsWith('51')) {
    problems.report(telecomProblems.versionRetired, { where: 'header 102-A2', offset });
  }
  const message = kind === 'request' ? readRequest(text, offset, problems) : readResponse(text, offset, problems);
  if (message === null) return refuse(telecomProblems.headerShort, 'header');
  reportContent(message, problems);
  return message;
}

/** One character per byte, so that positions and values stay exact whatever the bytes are. */
function toText(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

const startOfText = '\x02';
const endOfText = '\x03';

/** Removes the start and end of text marks (and line ends) that some links leave around a message. */
function stripLinkMarks(
  text: string,
  problems: TelecomProblemList,
): { readonly text: string; readonly offset: number } {
  const offset = text.startsWith(startOfText) ? 1 : 0;
  let end = text.length;
  while (end > offset && [endOfText, '\r', '\n'].includes(text[end - 1] ?? '')) end -= 1;
  if (offset > 0 || text.startsWith(endOfText, end)) {
    problems.report(telecomProblems.linkFraming, { where: 'message', offset: 0 });
  }
  return { text: text.slice(offset, end), offset };
}

/** A request has six digits of BIN before its version, a response begins with it; version F6 has eight digits. */
function detectKind(text: string): 'request' | 'response' | 'too-new' | null {
  if (/^[\d ]{8}F6/.test(text) || text.startsWith('F6')) return 'too-new';
  if (/^[\d ]{6}(D0|51)/.test(text)) return 'request';
  return /^(D0|51)[A-Z]/.test(text) ? 'response' : null;
}

function readRequest(text: string, offset: number, problems: TelecomProblemList): TelecomMessage | null {
  if (text.length < requestLength) return null;
  const pieces = cutHeader(requestLayout, text);
  const header: RequestHeader = {
    bin: pieces.bin.value,
    version: pieces.version.value as TelecomVersion,
    transactionCode: pieces.transactionCode.value,
    pcn: pieces.pcn.value,
    transactionCount: readCount(pieces.transactionCount, offset, problems),
    serviceProviderIdQualifier: pieces.serviceProviderIdQualifier.value,
    serviceProviderId: pieces.serviceProviderId.value,
    serviceDate: readDate(pieces.serviceDate, offset, problems),
    softwareVendorId: pieces.softwareVendorId.value,
  };
  if (/[^\d]/.test(pieces.bin.value)) reportHeader(pieces.bin, offset, problems);
  return { kind: 'request', header, ...splitBody(text.slice(requestLength), offset + requestLength, problems) };
}

function readResponse(text: string, offset: number, problems: TelecomProblemList): TelecomMessage | null {
  const shortLength = responseLength - dateLength;
  const isShort = text.length === shortLength || separators.has(text[shortLength] ?? '');
  const length = isShort ? shortLength : responseLength;
  if (text.length < length) return null;
  if (isShort) {
    problems.report(telecomProblems.headerDateMissing, { where: 'header 401-D1', offset: offset + shortLength });
  }
  const pieces = cutHeader(responseLayout, text.slice(0, length));
  const header: ResponseHeader = {
    version: pieces.version.value as TelecomVersion,
    transactionCode: pieces.transactionCode.value,
    transactionCount: readCount(pieces.transactionCount, offset, problems),
    responseStatus: pieces.responseStatus.value,
    serviceProviderIdQualifier: pieces.serviceProviderIdQualifier.value,
    serviceProviderId: pieces.serviceProviderId.value,
    serviceDate: isShort ? null : readDate(pieces.serviceDate, offset, problems),
  };
  if (!/^[AR]$/.test(header.responseStatus)) reportHeader(pieces.responseStatus, offset, problems);
  return { kind: 'response', header, ...splitBody(text.slice(length), offset + length, problems) };
}

function readCount(piece: HeaderPiece, offset: number, problems: TelecomProblemList): number | null {
  if (/^[1-4]$/.test(piece.value)) return Number(piece.value);
  reportHeader(piece, offset, problems);
  return null;
}

function readDate(piece: HeaderPiece, offset: number, problems: TelecomProblemList): RequestHeader['serviceDate'] {
  const day = parseBasicDay(piece.value);
  if (day === null) reportHeader(piece, offset, problems);
  return day;
}

function reportHeader(piece: HeaderPiece, offset: number, problems: TelecomProblemList): void {
  problems.report(telecomProblems.headerValueInvalid, { where: `header ${piece.name}`, offset: offset + piece.offset });
}
